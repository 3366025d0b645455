package main

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/loamlib/loam/classify/standard"
	"github.com/loamlib/loam/feedback"
)

// A kindReading reads a text and whether the kind holds; ok is false if the record
// does not tell.
type kindReading func(r record, rules *ruleBook) (text string, holds, ok bool)

// where reads a column with one label: those that hold and those that do not,
// parted by spaces, or by bars if a label has spaces.
func where(column, holds, not string) kindReading {
	list := func(s string) []string {
		if strings.Contains(s, "|") {
			return strings.Split(s, "|")
		}
		return append(strings.Fields(s), s)
	}
	yes, no := list(holds), list(not)
	return func(r record, _ *ruleBook) (string, bool, bool) {
		label := r(column)
		is := slices.Contains(yes, label)
		return r("text"), is, label != "" && (is || slices.Contains(no, label))
	}
}

// anyOf reads a column with several labels, of which one that holds is enough, or
// one alone that does not.
func anyOf(column, holds, not string) kindReading {
	yes := strings.Fields(holds)
	return func(r record, _ *ruleBook) (string, bool, bool) {
		labels := strings.Split(r(column), "|")
		is := slices.ContainsFunc(labels, func(l string) bool { return slices.Contains(yes, l) })
		return r("text"), is, is || r(column) == not
	}
}

// below and above read a number; what lies between the two bounds does not tell.
func below(column string, low, high float64) kindReading { return beyond(column, low, high, false) }
func above(column string, low, high float64) kindReading { return beyond(column, low, high, true) }

func beyond(column string, low, high float64, holdsAbove bool) kindReading {
	return func(r record, _ *ruleBook) (string, bool, bool) {
		x, err := strconv.ParseFloat(r(column), 64)
		return words(r), x > high == holdsAbove, err == nil && (x < low || x > high)
	}
}

// sided reads aspects with polarities: whether one has what is looked for, or only
// what speaks against it; where not is empty, whether there is one at all.
func sided(holds, not string) kindReading {
	return func(r record, _ *ruleBook) (string, bool, bool) {
		list := strings.ToLower(r("aspects"))
		is := strings.Contains(list, holds)
		if not == "" {
			return r("text"), is, is || list == ""
		}
		return r("text"), is, is || strings.Contains(list, not)
	}
}

func always(r record, _ *ruleBook) (string, bool, bool) { return r("text"), true, true }
func never(r record, _ *ruleBook) (string, bool, bool)  { return r("text"), false, true }

// marked reads the last sentence, which is a question if it ends in a question
// mark. The mark is taken away: what remains must tell.
func marked(r record, _ *ruleBook) (string, bool, bool) {
	const ends, least = ".!?。！？", 12
	s := strings.TrimSpace(r("text"))
	body := strings.TrimRight(s, ends+" ")
	mark := s[len(body):]
	for _, end := range ends {
		if i := strings.LastIndex(body, string(end)); i >= 0 {
			body = body[i+len(string(end)):]
		}
	}
	return strings.TrimSpace(body), strings.ContainsAny(mark, "?？"), mark != "" && len(body) >= least
}

// distilled reads what the rules are sure of, and what they see no sign of.
func distilled(c feedback.Category) kindReading {
	const sure = 0.7
	return func(r record, rules *ruleBook) (string, bool, bool) {
		p := rules.read(r("text"))[c]
		return r("text"), p >= sure, p == 0 || p >= sure
	}
}

// criticism reads complaints and suggestions by the three criteria: one with a
// suggestion or a fact is constructive; one with emotion and neither, or of a few
// words, is not.
func criticism(r record, rules *ruleBook) (string, bool, bool) {
	const holds, few = 0.5, 24
	p := rules.read(r("text"))
	concrete := p[feedback.Suggestion] >= holds || p[feedback.Factual] >= holds
	empty := p[feedback.Suggestion] == 0 && p[feedback.Factual] == 0 && (p[feedback.Emotional] >= holds || len(r("text")) < few)
	critical := p[feedback.Complaint] >= holds || p[feedback.Suggestion] >= holds
	return r("text"), concrete, critical && (concrete || empty)
}

// A ruleBook asks the rules of package standard how sure they are, and remembers.
type ruleBook struct {
	rules *standard.Classifier
	known map[string]map[feedback.Category]float64
}

func newRuleBook() (*ruleBook, error) {
	c, err := standard.New(&standard.Options{
		RulesOnly: true, MinConfidence: 0.01,
		Dimensions: []feedback.Dimension{feedback.Nature, feedback.Intent},
	})
	return &ruleBook{c, map[string]map[feedback.Category]float64{}}, err
}

// read is how sure the rules are of each category, 0 for those not there.
func (b *ruleBook) read(text string) map[feedback.Category]float64 {
	if p, ok := b.known[text]; ok {
		return p
	}
	labels, err := b.rules.Classify(context.Background(), feedback.NewDocument(&feedback.Feedback{Text: text}))
	if err != nil {
		panic(err) // the rules give no errors
	}
	p := map[feedback.Category]float64{}
	for _, l := range labels {
		p[l.Category] = l.Confidence
	}
	b.known[text] = p
	return p
}
