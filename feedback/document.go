package feedback

import (
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
)

// A Document is a Feedback with its text prepared once for every engine that
// reads it. Title and text are prepared as one, the title as a line of its own
// before the text.
//
// Engines must neither change a Document nor keep it after they return: it may
// be reused for the next feedback. It is safe for concurrent reading.
type Document struct {
	Feedback *Feedback
	Text     text.Text // the prepared title and text

	language language.Tag
	conflict bool
	body     int // where the text begins in Text.Source
}

// NewDocument prepares f.
func NewDocument(f *Feedback) *Document {
	d := new(Document)
	d.Reset(f)
	return d
}

// Reset prepares f in place of what d held, reusing its memory.
func (d *Document) Reset(f *Feedback) {
	d.Feedback, d.body = f, 0
	joined := f.Text
	if title := strings.TrimSpace(f.Title); title != "" && !strings.HasPrefix(f.Text, title) {
		joined = f.Title + "\n" + f.Text
		d.body = len(f.Title) + 1
	}
	d.Text.Reset(joined)
	d.language, d.conflict = resolve(f.Language, d.Text.Language())
}

// Language is what the text is written in: what it shows by itself where that
// is clear, else what the feedback says; und if neither is known.
func (d *Document) Language() language.Tag { return d.language }

// LanguageConflict reports whether the text is clearly not in the language that
// the feedback says.
func (d *Document) LanguageConflict() bool { return d.conflict }

// Evidence leads from a span of the folded text back to the part of the
// feedback it came from. A span over both title and text gives the part in the
// text.
func (d *Document) Evidence(folded text.Span) Evidence {
	return d.split(Evidence{Span: d.Text.Origin(folded)})
}

// Split leads evidence whose spans count in Text.Source, title and text as one,
// back to the parts they came from. It does not change its argument.
func (d *Document) Split(joined []Evidence) []Evidence {
	if len(joined) == 0 || d.body == 0 {
		return joined
	}
	out := make([]Evidence, len(joined))
	for i, e := range joined {
		out[i] = d.split(e)
	}
	return out
}

func (d *Document) split(e Evidence) Evidence {
	switch {
	case d.body == 0:
	case e.End < d.body:
		e.Part = InTitle
	default:
		e.Start, e.End = max(0, e.Start-d.body), max(0, e.End-d.body)
	}
	return e
}

// resolve settles what a text is written in between what is said of it and what
// it looks like, and reports whether the two contradict each other.
func resolve(said language.Tag, looks text.Guess) (tag language.Tag, conflict bool) {
	if said == language.Und {
		return looks.Tag, false
	}
	script, _ := said.Script()
	switch looks.Script {
	case "Zyyy": // no letters
		return said, false
	case "Hani", "Hant", "Hans":
		if text.Supported(said) != language.Und && text.Supported(said) != language.English {
			if looks.Script == "Hani" {
				return text.Supported(said), false
			}
			return looks.Tag, false // which of the two scripts it is shows better in the text
		}
		if script.String() == "Jpan" { // Japanese may do without kana
			return said, false
		}
		return looks.Tag, true
	case "Latn":
		return resolveLatin(said, script.String(), looks)
	}
	if script.String() == looks.Script {
		return said, false
	}
	return looks.Tag, true
}

// confident is how sure a guess must be to overrule what the feedback says.
const confident = 0.5

// resolveLatin is resolve for a text in Latin letters.
func resolveLatin(said language.Tag, script string, looks text.Guess) (language.Tag, bool) {
	saidBase, _ := said.Base()
	looksBase, _ := looks.Tag.Base()
	switch {
	case looks.Tag == language.Und: // a few words of any language, or abbreviations
		return said, false
	case saidBase == looksBase:
		return looks.Tag, false
	case script == "Latn" && looks.Confidence < confident:
		return said, false
	}
	return looks.Tag, true
}
