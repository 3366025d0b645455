package feedback

import "golang.org/x/text/language"

// Polarity is the direction of a judgement. The zero value is Unknown, which is
// not Neutral: unknown means that nobody could tell, neutral that the text was
// understood and leans neither way.
type Polarity uint8

// The polarities.
const (
	Unknown  Polarity = iota // could not be judged; a Reason says why
	Positive                 // favourable
	Negative                 // unfavourable
	Neutral                  // understood, and leaning neither way
	Mixed                    // strong evidence on both sides
)

const polarityKind = "polarity"

var polarityTerms = []term{
	Unknown:  {word: "unknown", hant: "無法判斷", hans: "无法判断", aliases: []string{"未知"}},
	Positive: {word: "positive", hant: "正面", hans: "正面", aliases: []string{"積極", "积极", "正向", "pos"}},
	Negative: {word: "negative", hant: "負面", hans: "负面", aliases: []string{"消極", "消极", "負向", "负向", "neg"}},
	Neutral:  {word: "neutral", hant: "中性", hans: "中性", aliases: []string{"中立", "neu"}},
	Mixed:    {word: "mixed", hant: "褒貶不一", hans: "褒贬不一", aliases: []string{"正負參半", "正负参半"}},
}

// ParsePolarity reads a polarity by its word, its Chinese name or an alias.
func ParsePolarity(s string) (Polarity, error) {
	i, err := lookup(polarityKind, polarityTerms, s)
	return Polarity(i), err
}

// String is the canonical word.
func (p Polarity) String() string { return printed(polarityKind, polarityTerms, int(p)) }

// Name is the polarity as people who read tag call it.
func (p Polarity) Name(tag language.Tag) string {
	return named(polarityKind, polarityTerms, int(p), tag)
}

// Known reports whether a judgement was made at all.
func (p Polarity) Known() bool { return p != Unknown }

// AppendText implements [encoding.TextAppender].
func (p Polarity) AppendText(b []byte) ([]byte, error) {
	w, err := wordOf(polarityKind, polarityTerms, int(p))
	return append(b, w...), err
}

// MarshalText implements [encoding.TextMarshaler].
func (p Polarity) MarshalText() ([]byte, error) { return p.AppendText(nil) }

// UnmarshalText implements [encoding.TextUnmarshaler] through [ParsePolarity].
func (p *Polarity) UnmarshalText(b []byte) error {
	v, err := ParsePolarity(string(b))
	if err == nil {
		*p = v
	}
	return err
}
