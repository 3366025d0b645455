package text

import (
	"golang.org/x/text/language"
)

// Supported is the language loam writes that serves readers of tag: one of
// [language.TraditionalChinese], [language.SimplifiedChinese] and
// [language.English], or [language.Und] if none does. Chinese as written in
// Taiwan, Hong Kong and Macao is Traditional, other Chinese Simplified unless
// the tag says so.
func Supported(tag language.Tag) language.Tag {
	base, confidence := tag.Base()
	if confidence != language.Exact { // "und-Latn" is no English
		return language.Und
	}
	switch base.String() {
	case "en":
		if script, c := tag.Script(); c == language.Exact && script.String() != "Latn" {
			return language.Und
		}
		return language.English
	case "zh", "yue", "cmn", "nan", "hak", "wuu":
		if script, _ := tag.Script(); script.String() == "Hant" {
			return language.TraditionalChinese
		}
		return language.SimplifiedChinese
	}
	return language.Und
}

// A Guess is what a text is probably written in.
type Guess struct {
	Tag        language.Tag // und if it cannot be told
	Script     string       // ISO 15924: Hant, Hans, Hani (Chinese that fits both), Latn, Kana, …; Zyyy without letters
	Confidence float64      // in [0, 1]
}

// Language is what the text is probably written in. Chinese that has no
// character of one script only is "zh" in script "Hani". Languages in the Latin
// script other than English are named where their common words give them away,
// and und otherwise: unknown stays unknown.
func (t *Text) Language() Guess { return t.language }

// Chinese characters carry about as much as hanWeight Latin letters.
const hanWeight = 4

// guess weighs the scripts against each other, then looks closer at the one
// that prevails.
func (t *Text) guess() Guess {
	total, best, most := 0, Common, 0
	for s := Latin; s <= Other; s++ {
		n := t.letters[s]
		if s == Han || s == Kana || s == Hangul {
			n *= hanWeight
		}
		total += n
		if n > most {
			best, most = s, n
		}
	}
	if total == 0 {
		return Guess{Tag: language.Und, Script: Common.String()}
	}
	confidence := float64(most) / float64(total)
	switch best {
	case Han, Kana:
		return t.guessHan(confidence)
	case Latin:
		return t.guessLatin(confidence)
	}
	return Guess{Tag: scriptLanguage(best), Script: best.String(), Confidence: confidence}
}

// scriptLanguage is the language a script is used for nearly always.
func scriptLanguage(s Script) language.Tag {
	switch s {
	case Hangul:
		return language.Korean
	case Thai:
		return language.Thai
	case Hebrew:
		return language.Hebrew
	case Greek:
		return language.Greek
	}
	return language.Und
}

// guessHan tells Chinese from Japanese, and one Chinese script from the other.
// Japanese prose is at least a third kana; Chinese shop names and decoration
// have a の or two.
func (t *Text) guessHan(confidence float64) Guess {
	han, kana := t.letters[Han], t.letters[Kana]
	if kana > 1 && kana*5 > han+kana || han == 0 {
		return Guess{Tag: language.Japanese, Script: "Jpan", Confidence: confidence}
	}
	switch one, other := max(t.hant, t.hans), min(t.hant, t.hans); {
	case one == other:
		return Guess{Tag: language.Chinese, Script: Han.String(), Confidence: confidence}
	default:
		confidence *= float64(one) / float64(one+other)
	}
	if t.hant > t.hans {
		return Guess{Tag: language.TraditionalChinese, Script: "Hant", Confidence: confidence}
	}
	return Guess{Tag: language.SimplifiedChinese, Script: "Hans", Confidence: confidence}
}
