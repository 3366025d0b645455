package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/loamlib/loam/feedback"
)

// counts is the account of a run.
type counts struct {
	judged, refused int
	polarities      map[feedback.Polarity]int
	warnings        map[feedback.WarningCode]int
}

func newCounts() counts {
	return counts{polarities: map[feedback.Polarity]int{}, warnings: map[feedback.WarningCode]int{}}
}

func (c *counts) add(a feedback.Analysis) {
	c.judged++
	if a.Sentiment != nil {
		c.polarities[a.Sentiment.Polarity]++
	}
	for _, w := range a.Warnings {
		c.warnings[w.Code]++
	}
}

// String is the account in a line or two.
func (c counts) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d lines: %d judged, %d refused", c.judged+c.refused, c.judged, c.refused)
	list := func(title string, n int, item func(i int) string) {
		for i := range n {
			if i == 0 {
				b.WriteString("; " + title)
			}
			b.WriteString(" " + item(i))
		}
	}
	polarities := slices.Sorted(maps.Keys(c.polarities))
	list("sentiment", len(polarities), func(i int) string { return fmt.Sprint(polarities[i], "=", c.polarities[polarities[i]]) })
	codes := slices.Sorted(maps.Keys(c.warnings))
	list("warnings", len(codes), func(i int) string { return fmt.Sprint(codes[i], "=", c.warnings[codes[i]]) })
	return b.String()
}
