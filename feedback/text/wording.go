package text

import "golang.org/x/text/language"

// A Wording is one text for people in the three languages loam writes. Each is
// written by itself, for the people who read it; none is converted from another.
type Wording struct {
	En   string `json:"en"`
	Hant string `json:"zh-Hant"` // as written in Taiwan
	Hans string `json:"zh-Hans"` // as written on the mainland
}

// In is the text for people who read tag; English if loam does not write that
// language.
func (w Wording) In(tag language.Tag) string {
	switch Supported(tag) {
	case language.TraditionalChinese:
		return w.Hant
	case language.SimplifiedChinese:
		return w.Hans
	}
	return w.En
}
