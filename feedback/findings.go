package feedback

import (
	"fmt"
	"unicode/utf8"
)

// Validate reports what cannot be right in an analysis of f, joined; nil if
// nothing. It guards against engines that break their contract: a score or a
// confidence out of range, a polarity that contradicts its score, an unknown
// without a reason, a category that its dimension does not have, evidence that
// lies outside the text or cuts a character. Each error in the join is a
// [*FieldError].
func (a *Analysis) Validate(f *Feedback) error {
	v := findings{of: f}
	if a.Sentiment != nil {
		v.sentiment(a.Sentiment)
	}
	for i := range a.Labels {
		v.at("labels", i).label(&a.Labels[i])
	}
	for i, x := range a.Aspects {
		v.at("aspects", i).polarity(x.Polarity, x.Score)
		v.evidence(x.Evidence)
	}
	for i, x := range a.Emotions {
		v.at("emotions", i)
		if x.Emotion < Anger || x.Emotion > Gratitude {
			v.report(".emotion", x.Emotion.String(), "a declared emotion")
		}
		v.share(".confidence", x.Confidence)
		v.share(".intensity", x.Intensity)
		v.evidence(x.Evidence)
	}
	for i, x := range a.Keywords {
		v.at("keywords", i)
		if x.Text == "" {
			v.report(".text", "", "a word or phrase")
		}
		v.number(".weight", x.Weight)
		v.evidence(x.Evidence)
	}
	return v.err()
}

// findings collects what is wrong with the findings of engines. It is run over
// every analysis, so that nothing is written down for what is right.
type findings struct {
	problems
	of    *Feedback
	list  string // the list that is looked at, and where in it
	index int
}

func (v *findings) at(list string, index int) *findings {
	v.list, v.index = list, index
	return v
}

// report notes that a part of the current finding has a value that is not
// allowed.
func (v *findings) report(part, value, allowed string) {
	field := v.list
	if v.index >= 0 {
		field = fmt.Sprintf("%s[%d]", v.list, v.index)
	}
	v.problems.check(false, field+part, value, allowed)
}

func (v *findings) sentiment(s *Sentiment) {
	v.at("sentiment", -1).polarity(s.Polarity, s.Score)
	v.share(".confidence", s.Confidence)
	v.evidence(s.Evidence)
	if s.Polarity.Known() {
		return
	}
	if s.Reason == "" {
		v.report(".reason", "", "the reason why it is unknown")
	}
	if s.Confidence != 0 {
		v.report(".confidence", fmt.Sprint(s.Confidence), "0, because the polarity is unknown")
	}
}

func (v *findings) polarity(p Polarity, score float64) {
	if int(p) >= len(polarityTerms) {
		v.report(".polarity", p.String(), "a declared polarity")
	}
	if !(-1 <= score && score <= 1) {
		v.report(".score", fmt.Sprint(score), "a number from -1 to 1")
	}
	if p == Positive && score < 0 || p == Negative && score > 0 || p == Unknown && score != 0 {
		v.report(".score", fmt.Sprint(score), "one that agrees with the polarity "+p.String())
	}
}

func (v *findings) label(l *Label) {
	if l.Dimension == "" {
		v.report(".dimension", "", "a dimension")
	}
	if !l.Dimension.has(l.Category) {
		v.report(".category", string(l.Category), fmt.Sprintf("one of %v", l.Dimension.Categories()))
	}
	v.share(".confidence", l.Confidence)
	v.evidence(l.Evidence)
}

func (v *findings) share(part string, x float64) {
	if !(0 <= x && x <= 1) {
		v.report(part, fmt.Sprint(x), "a number from 0 to 1")
	}
}

func (v *findings) number(part string, x float64) {
	if x-x != 0 {
		v.report(part, fmt.Sprint(x), "a finite number")
	}
}

func (v *findings) evidence(list []Evidence) {
	for i, e := range list {
		s := v.of.Text
		switch e.Part {
		case InText:
		case InTitle:
			s = v.of.Title
		default:
			v.report(fmt.Sprintf(".evidence[%d].part", i), string(e.Part), "title, or nothing for the text")
		}
		if !e.Span.In(len(s)) || e.Empty() || !whole(s, e.Start) || !whole(s, e.End) {
			v.report(fmt.Sprintf(".evidence[%d]", i), e.Span.String(), fmt.Sprintf("whole characters within the %d bytes there are", len(s)))
		}
		v.number(".evidence.weight", e.Weight)
	}
}

// whole reports whether s can be cut at i without cutting a character.
func whole(s string, i int) bool {
	if i <= 0 || i >= len(s) || utf8.RuneStart(s[i]) {
		return true
	}
	for j := i - 1; j >= 0 && j > i-utf8.UTFMax; j-- {
		if utf8.RuneStart(s[j]) {
			_, n := utf8.DecodeRuneInString(s[j:])
			return j+n <= i
		}
	}
	return true
}
