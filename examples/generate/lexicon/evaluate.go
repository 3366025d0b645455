package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/loamlib/loam/classify/evaluate"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment"
	"github.com/loamlib/loam/sentiment/lexicon"
)

// A score is how an analyzer did on one source.
type score struct {
	n, forced         int     // rows with a side, and those whose sign was right with every row judged
	known, right      int     // rows with a side that were judged positive or negative, and rightly
	confidence        float64 // of the judged rows, summed up
	macro, macroThree float64
	ties              int
}

// measure judges the rows of a source. Where there is no evidence at all the
// forced judgement is positive, as in the figures known for other programs.
func measure(a *lexicon.Analyzer, rows []row) score {
	var s score
	var d feedback.Document
	var hits []lexicon.Hit
	var judged feedback.Sentiment
	two, three := confusion("negative", "positive"), confusion("negative", "neutral", "positive")
	for _, r := range rows {
		d.Reset(&feedback.Feedback{Text: r.text})
		hits = a.AppendHits(hits[:0], &d)
		total := 0.0
		for _, h := range hits {
			total += h.Weight()
		}
		a.AnalyzeInto(&judged, &d)
		side := polaritySide(judged.Polarity)
		add(three, r.side, side)
		if r.side == 0 {
			continue
		}
		s.n++
		guess := 1
		if total < 0 {
			guess = -1
		}
		if total == 0 {
			s.ties++
		}
		add(two, r.side, guess)
		if guess == r.side {
			s.forced++
		}
		if side != 0 {
			s.known++
			s.confidence += judged.Confidence
			if side == r.side {
				s.right++
			}
		}
	}
	s.macro, s.macroThree = two.Report().MacroF1.Value, three.Report().MacroF1.Value
	return s
}

// confusion is a table of sides by name.
func confusion(sides ...string) *evaluate.Confusion {
	c, err := evaluate.NewConfusion(sides...)
	if err != nil {
		panic(err)
	}
	return c
}

// add counts a row in a table that has its sides.
func add(c *evaluate.Confusion, truth, judged int) {
	names := [...]string{"negative", "neutral", "positive"}
	if err := c.Add(names[truth+1], names[judged+1]); err != nil {
		panic(err)
	}
}

// A line is a score with the name of its source.
type line struct {
	name string
	score
}

func report(a *lexicon.Analyzer, sources []source) {
	var rows []line
	for _, src := range sources {
		if strings.Contains(src.name, *errs) && *errs != "" {
			showErrors(a, src.rows)
		}
		rows = append(rows, line{src.name, measure(a, src.rows)})
	}
	printLines(rows)
}

func printLines(rows []line) {
	fmt.Printf("%-46s %6s %7s %7s %7s %7s %7s %7s %6s\n", "source", "n", "forced", "macroF1", "covered", "acc.cov", "conf.", "3-way", "ties")
	var sum, sumMacro float64
	for _, s := range rows {
		n := math.Max(1, float64(s.n))
		fmt.Printf("%s %6d %7.4f %7.4f %7.3f %7.4f %7.4f %7.3f %6d\n", pad(s.name, 46), s.n, float64(s.forced)/n, s.macro, float64(s.known)/n,
			float64(s.right)/math.Max(1, float64(s.known)), s.confidence/math.Max(1, float64(s.known)), s.macroThree, s.ties)
		sum += float64(s.forced) / n
		sumMacro += s.macro
	}
	k := float64(len(rows))
	fmt.Printf("%-46s %6s %7.4f %7.4f\n", "mean of sources", "", sum/k, sumMacro/k)
}

// showErrors prints the rows that are judged wrongly, with what was found in
// them.
func showErrors(a *lexicon.Analyzer, rows []row) {
	for _, r := range rows {
		f := &feedback.Feedback{Text: r.text}
		d := feedback.NewDocument(f)
		var s feedback.Sentiment
		a.AnalyzeInto(&s, d)
		if side := polaritySide(s.Polarity); side != r.side {
			fmt.Printf("%+d %s\n\n", r.side, sentiment.Explain(f, s))
		}
	}
}

func polaritySide(p feedback.Polarity) int {
	switch p {
	case feedback.Positive:
		return 1
	case feedback.Negative:
		return -1
	}
	return 0
}

func pad(s string, n int) string {
	w := 0
	for _, r := range s {
		w++
		if r > 0x2E80 {
			w++
		}
	}
	return s + strings.Repeat(" ", max(0, n-w))
}
