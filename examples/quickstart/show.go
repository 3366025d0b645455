package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment"
)

// show prints one review and what was judged of it, evidence in brackets.
func show(f feedback.Feedback, a feedback.Analysis) {
	fmt.Printf("%-4s %s\n", f.ID, wrap(sentiment.Highlight(&f, telling(*a.Sentiment), sentiment.Brackets), 74, "     "))
	verdict := fmt.Sprintf("%s %+.2f, %.0f%% sure", a.Sentiment.Polarity, a.Sentiment.Score, 100*a.Sentiment.Confidence)
	if !a.Sentiment.Polarity.Known() {
		verdict = fmt.Sprintf("unknown: %s", a.Sentiment.Reason)
	}
	fmt.Printf("     %s (%s)\n", verdict, a.Language)
	for _, d := range []feedback.Dimension{feedback.Intent, feedback.Topic, feedback.Nature, feedback.Constructiveness} {
		var words []string
		for _, l := range a.In(d) {
			words = append(words, string(l.Category))
		}
		list(string(d), words)
	}
	var aspects, emotions []string
	for _, x := range a.Aspects {
		aspects = append(aspects, fmt.Sprintf("%s %+.2f", cmp.Or(x.Target, string(x.Topic)), x.Score))
	}
	for _, x := range a.Emotions {
		emotions = append(emotions, x.Emotion.String())
	}
	list("aspects", aspects)
	list("emotions", emotions)
	for _, w := range a.Warnings {
		fmt.Println("     warning:", wrap(w.String(), 65, "     "))
	}
	fmt.Println()
}

// telling is a sentiment with the evidence alone that weighs at least 0.1 for or
// against: a model has some weight for nearly every passage.
func telling(s feedback.Sentiment) feedback.Sentiment {
	s.Evidence = slices.DeleteFunc(slices.Clone(s.Evidence), func(e feedback.Evidence) bool { return math.Abs(e.Weight) < 0.1 })
	return s
}

// list prints what was found under a heading, if anything was.
func list(heading string, found []string) {
	if len(found) > 0 {
		fmt.Printf("     %-17s %s\n", heading, wrap(strings.Join(found, ", "), 56, strings.Repeat(" ", 23)))
	}
}
