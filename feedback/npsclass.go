package feedback

import "golang.org/x/text/language"

// NPSClass is what an answer of 0 to 10 to "would you recommend us?" makes of
// its giver (Reichheld 2003): detractors answer 0 to 6, passives 7 or 8,
// promoters 9 or 10.
type NPSClass uint8

// The classes. The zero value is none of them.
const (
	Detractor NPSClass = 1 + iota
	Passive
	Promoter
)

const npsClassKind = "NPS class"

// The aliases are the other names in use for the same three classes.
var npsClassTerms = []term{
	0: {},
	Detractor: {word: "detractor", hant: "批評者", hans: "贬损者",
		aliases: []string{"贬低者", "貶低者", "貶損者", "批评者", "detractors"}},
	Passive: {word: "passive", hant: "被動者", hans: "被动者",
		aliases: []string{"中立者", "passives", "neutral"}},
	Promoter: {word: "promoter", hant: "推薦者", hans: "推荐者", aliases: []string{"promoters"}},
}

// ParseNPSClass reads an NPS class by its word, its Chinese name or an alias.
func ParseNPSClass(s string) (NPSClass, error) {
	i, err := lookup(npsClassKind, npsClassTerms, s)
	return NPSClass(i), err
}

// String is the canonical word.
func (c NPSClass) String() string { return printed(npsClassKind, npsClassTerms, int(c)) }

// Name is the class as people who read tag call it.
func (c NPSClass) Name(tag language.Tag) string {
	return named(npsClassKind, npsClassTerms, int(c), tag)
}

// AppendText implements [encoding.TextAppender].
func (c NPSClass) AppendText(b []byte) ([]byte, error) {
	w, err := wordOf(npsClassKind, npsClassTerms, int(c))
	return append(b, w...), err
}

// MarshalText implements [encoding.TextMarshaler].
func (c NPSClass) MarshalText() ([]byte, error) { return c.AppendText(nil) }

// UnmarshalText implements [encoding.TextUnmarshaler] through [ParseNPSClass].
func (c *NPSClass) UnmarshalText(b []byte) error {
	v, err := ParseNPSClass(string(b))
	if err == nil {
		*c = v
	}
	return err
}
