package theme

import (
	"cmp"
	"iter"
	"math"
	"math/bits"
	"slices"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// A Story is a piece of feedback that stands for a theme.
type Story struct {
	ID       string              `json:"id,omitzero"`
	Text     string              `json:"text"` // after redaction
	Score    float64             `json:"score"`
	Phrases  []string            `json:"phrases"`            // of the theme, in it
	Evidence []feedback.Evidence `json:"evidence,omitempty"` // where they stand in the original; left out if the text was redacted
}

// StoryOptions change which stories are told. The zero value, and a nil pointer,
// are the recommended setup, but for Redact.
type StoryOptions struct {
	Limit int // 0 is 3

	// Redact takes out of a text what must not be shown: names, numbers, addresses.
	// It gets the original and returns what may be shown; an empty result drops the
	// story. Nil shows texts as they are, which is for those who may read them.
	Redact func(string) string
}

// lengthOfAStory is how many bytes a story has at best: long enough to tell
// something, short enough to read.
const lengthOfAStory = 180

// Stories picks feedback that stands for a theme: it names much of the theme and
// of what is related to it, is of a length that can be read, and differs from the
// stories before it. It reads the feedback once and keeps only candidates. The
// choice does not depend on the order; of equals the first by ID, then by text is
// taken. Texts that are the same but for spelling are told once.
func (t Theme) Stories(records iter.Seq[feedback.Feedback], o *StoryOptions) []Story {
	if o == nil {
		o = &StoryOptions{}
	}
	limit := cmp.Or(max(0, o.Limit), 3)
	matcher, err := text.NewMatcher(t.matchPhrases())
	if err != nil { // a theme that nothing names has no stories
		return nil
	}
	p := picker{theme: t, matcher: matcher, keep: 8 * limit}
	var d feedback.Document
	for f := range records {
		d.Reset(&f)
		p.consider(&d)
	}
	var out []Story
	for _, s := range p.diverse() {
		if len(out) == limit {
			break
		}
		if o.Redact != nil {
			shown := o.Redact(s.Text)
			if shown == "" {
				continue
			}
			if shown != s.Text {
				s.Text, s.Evidence = shown, nil
			}
		}
		out = append(out, s)
	}
	return out
}

// matchPhrases are the phrases, and those related behind them, each with its place
// as ID; those that read the same as one before are left out.
func (t Theme) matchPhrases() []text.Phrase {
	var out []text.Phrase
	seen := map[string]bool{}
	add := func(s string, id int) {
		if key := text.Fold(s); key != "" && !seen[key] {
			seen[key] = true
			out = append(out, text.Phrase{Text: s, ID: id})
		}
	}
	for i, p := range t.Phrases {
		add(p.Text, i)
	}
	for i, s := range t.Related {
		add(s, len(t.Phrases)+i)
	}
	return out
}

// A picker keeps the best stories so far.
type picker struct {
	theme   Theme
	matcher *text.Matcher
	keep    int
	best    []candidateStory
}

type candidateStory struct {
	Story
	folded  string
	phrases uint64 // set of the first 64
}

func (p *picker) consider(d *feedback.Document) {
	c := candidateStory{Story: Story{ID: d.Feedback.ID, Text: d.Feedback.Text}, folded: string(d.Text.Folded())}
	seen := make([]bool, len(p.theme.Phrases)+len(p.theme.Related))
	var own, related float64
	for m := range p.matcher.Matches(&d.Text) {
		if m.ID < len(p.theme.Phrases) && len(c.Evidence) < mostEvidence {
			c.Evidence = append(c.Evidence, d.Evidence(m.Span(&d.Text)))
		}
		if seen[m.ID] {
			continue
		}
		seen[m.ID] = true
		if m.ID < 64 {
			c.phrases |= 1 << m.ID
		}
		if m.ID >= len(p.theme.Phrases) {
			related++
			continue
		}
		c.Phrases = append(c.Phrases, p.theme.Phrases[m.ID].Text)
		own++
	}
	if own == 0 || d.Feedback.Text == "" {
		return
	}
	off := math.Log(float64(len(d.Feedback.Text)) / lengthOfAStory)
	c.Score = (own + related/2) * math.Exp(-off*off/2)
	at, _ := slices.BinarySearchFunc(p.best, c, compareStories)
	if at < len(p.best) && p.best[at].folded == c.folded && p.best[at].ID == c.ID || at >= p.keep {
		return
	}
	p.best = slices.Insert(p.best, at, c)
	p.best = p.best[:min(len(p.best), p.keep)]
}

func compareStories(a, b candidateStory) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Text, b.Text))
}

// diverse orders the candidates so that each adds phrases to those before: a
// phrase that was told counts half.
func (p *picker) diverse() []Story {
	var out []Story
	left, told := slices.Clone(p.best), uint64(0)
	texts := map[string]bool{}
	for len(left) > 0 {
		best, most := 0, -1.0
		for i, c := range left {
			if s := c.Score * (1 - 0.5*share(c.phrases&told, c.phrases)); s > most {
				best, most = i, s
			}
		}
		c := left[best]
		left = slices.Delete(left, best, best+1)
		if !texts[c.folded] {
			texts[c.folded] = true
			told |= c.phrases
			out = append(out, c.Story)
		}
	}
	return out
}

// share is how much of a set is in a part of it.
func share(part, whole uint64) float64 {
	if whole == 0 {
		return 0
	}
	return float64(bits.OnesCount64(part)) / float64(bits.OnesCount64(whole))
}
