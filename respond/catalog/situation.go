package catalog

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond"
)

// A fact is something that wordings may depend on, and the values it takes. Of
// some several hold at once.
type fact struct {
	name   string
	values []string
}

// facts are what a section of a catalog can ask for: "tone=sorry,balanced".
var facts = []fact{
	{"tone", []string{"plain", "grateful", "balanced", "sorry", "helpful"}},
	{"fault", []string{"undecided", "at_fault", "not_at_fault"}},
	{"progress", []string{"unknown", "under_way", "solved"}},
	{"intent", []string{"question", "suggestion", "request", "complaint", "praise", "none"}},
	{"nature", []string{"factual", "opinion", "emotional", "none"}},
	{"emotion", []string{"anger", "disappointment", "dissatisfaction", "anxiety", "sadness", "surprise", "joy", "gratitude", "none"}},
	{"urgency", []string{"high", "usual"}},
	{"harm", []string{"feared", "none"}},
	{"place", []string{"public", "private"}},
	{"offer", []string{"none", "private", "detail", "refund", "discount", "replacement", "free_service"}},
	{"relation", []string{"open", "hidden"}},
	{"asked", []string{"zero", "one", "two", "few", "many", "other"}},
	{"next", []string{"date", "none"}},
	{"answer", []string{"given", "none"}},
	{"words", []string{"none", "few", "many"}},
	{"lead", []string{"line", "inline"}}, // whether the greeting has a line of its own
	{"turn", []string{"first", "later"}}, // whether it is the first thing said after the greeting
}

// A situation is the set of all values that hold, a bit each in the order of
// the table.
type situation uint64

// bit is the set of one value, or 0 if there is none such.
func bit(name, value string) situation {
	n := 0
	for _, f := range facts {
		if f.name == name {
			i := slices.Index(f.values, value)
			if i < 0 {
				return 0
			}
			return 1 << (n + i)
		}
		n += len(f.values)
	}
	return 0
}

// A condition is what a section asks for: of each element at least one value.
type condition []situation

// holds reports whether the condition is met in s.
func (c condition) holds(s situation) bool {
	for _, any := range c {
		if any&s == 0 {
			return false
		}
	}
	return true
}

// parseCondition reads "tone=sorry,balanced fault=at_fault". Where a section
// does not ask for a relation it is not for replies that must hide it.
func parseCondition(words []string) (condition, error) {
	var c condition
	related := false
	for _, w := range words {
		name, list, ok := strings.Cut(w, "=")
		i := slices.IndexFunc(facts, func(f fact) bool { return f.name == name })
		if !ok || i < 0 {
			return nil, fmt.Errorf("%q is no condition; one is written as tone=sorry,balanced with one of %s", w, strings.Join(factNames(), ", "))
		}
		related = related || name == "relation"
		var any situation
		for value := range strings.SplitSeq(list, ",") {
			b := bit(name, value)
			if b == 0 {
				return nil, fmt.Errorf("%s has no value %q, want some of %s", name, value, strings.Join(facts[i].values, ", "))
			}
			any |= b
		}
		c = append(c, any)
	}
	if !related {
		c = append(c, bit("relation", "open"))
	}
	return c, nil
}

func factNames() []string {
	names := make([]string, len(facts))
	for i, f := range facts {
		names[i] = f.name
	}
	return names
}

// situationOf is what holds for b, in the language of the catalog.
func situationOf(b *respond.Brief, tag language.Tag) situation {
	s := bit("tone", b.Tone.String()) |
		bit("fault", []string{"undecided", "at_fault", "not_at_fault"}[min(b.Fault, respond.NotAtFault)]) |
		bit("progress", []string{"unknown", "under_way", "solved"}[min(b.Progress, respond.Solved)]) |
		bit("offer", offer(b)) |
		asked(tag, len(b.Missing))
	s |= either("place", "public", "private", b.Profile.Public)
	s |= either("relation", "hidden", "open", b.Profile.Relationship == respond.Forbidden)
	s |= either("urgency", "high", "usual", grave(b))
	s |= either("next", "date", "none", !b.NextUpdate.IsZero())
	s |= either("answer", "given", "none", b.Answer != "")
	s |= either("harm", "feared", "none", harm(b))
	s |= bit("words", words(b))
	s |= intents(b) | labels(b, "nature", feedback.Nature)
	return s | emotions(b)
}

// words is how much the customer said: none if there is nothing in it that a
// reply could take up, as in a curse or a face.
func words(b *respond.Brief) string {
	switch {
	case len(b.Concerns) == 0 && countWords(b.Feedback.Text) <= hardlyAWord:
		return "none"
	case utf8.RuneCountInString(b.Feedback.Text) < fewWords:
		return "few"
	}
	return "many"
}

// countWords counts words, two Chinese characters being one, and no emoji.
func countWords(s string) int {
	words, han, inside := 0, 0, false
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Han, r):
			han, inside = han+1, false
		case unicode.IsLetter(r) || unicode.IsMark(r) || r == '\'' || r == '’':
			if !inside {
				words++
			}
			inside = true
		default:
			inside = false
		}
	}
	return words + (han+1)/2
}

// hardlyAWord is how many words tell no story: "真的很爛", "Just awful".
const hardlyAWord = 2

// fewWords is how many characters of feedback are few: a sentence, mostly.
const fewWords = 40

// either is one of two values.
func either(name, yes, no string, holds bool) situation {
	if holds {
		return bit(name, yes)
	}
	return bit(name, no)
}

// offer is what is offered and how it is said.
func offer(b *respond.Brief) string {
	switch {
	case b.Remedy == nil:
		return "none"
	case b.Profile.Offer == respond.Forbidden:
		return "private"
	case b.Remedy.Detail != "" || bit("offer", string(b.Remedy.Kind)) == 0:
		return "detail"
	}
	return string(b.Remedy.Kind)
}

// asked is the plural form that goes with n things.
func asked(tag language.Tag, n int) situation {
	forms := []string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other"}
	return bit("asked", forms[plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0)])
}

// intents are what the customer wants. Of who asks for something, nothing else:
// praise beside a wish does not make it a question.
func intents(b *respond.Brief) situation {
	all := labels(b, "intent", feedback.Intent)
	asked := all & (bit("intent", "question") | bit("intent", "suggestion") | bit("intent", "request"))
	if b.Tone == respond.Helpful && asked != 0 {
		return asked
	}
	return all
}

// labels are the categories of one dimension.
func labels(b *respond.Brief, name string, d feedback.Dimension) situation {
	var s situation
	if b.Analysis != nil {
		for _, l := range b.Analysis.Labels {
			if l.Dimension == d {
				s |= bit(name, string(l.Category))
			}
		}
	}
	if s == 0 {
		return bit(name, "none")
	}
	return s
}

// emotions are the feelings that were found.
func emotions(b *respond.Brief) situation {
	var s situation
	if b.Analysis != nil {
		for _, e := range b.Analysis.Emotions {
			s |= bit("emotion", e.Emotion.String())
		}
	}
	if s == 0 {
		return bit("emotion", "none")
	}
	return s
}

// grave reports whether the case cannot wait: it is urgent, or somebody's
// safety, health or privacy is concerned.
func grave(b *respond.Brief) bool {
	if b.Analysis != nil && b.Analysis.Has(feedback.Urgency, feedback.UrgencyHigh) {
		return true
	}
	return slices.ContainsFunc(b.Concerns, harmful)
}

// harm reports whether somebody may be hurt. What is urgent about safety is bad,
// whatever was made of its words; beside software it is the safety of data and
// money, for which nobody is asked after.
func harm(b *respond.Brief) bool {
	if slices.ContainsFunc(b.Concerns, func(c respond.Concern) bool {
		top, _, _ := strings.Cut(string(c.Topic), "/")
		return top == "software" || strings.Contains(string(c.Topic), "privacy")
	}) {
		return false
	}
	if slices.ContainsFunc(b.Concerns, harmful) {
		return true
	}
	urgent := b.Analysis != nil && b.Analysis.Has(feedback.Urgency, feedback.UrgencyHigh)
	return urgent && slices.ContainsFunc(b.Concerns, func(c respond.Concern) bool { return aboutSafety(c.Topic) })
}

// aboutSafety reports whether a topic is that of what can hurt people.
func aboutSafety(topic feedback.Category) bool {
	top, _, _ := strings.Cut(string(topic), "/")
	return top == "safety"
}

// harmful reports whether a concern is about something that can hurt people.
func harmful(c respond.Concern) bool {
	return c.Polarity == feedback.Negative && aboutSafety(c.Topic)
}
