package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"time"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/pipeline"
	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/report"
)

// A line is one feedback and what was judged of it.
type line struct {
	Feedback feedback.Feedback
	Analysis *feedback.Analysis
}

// longestLine is the longest line that is read, in bytes.
const longestLine = 16 << 20

// A pair is a line of feedback and, if there is a file of analyses, the line of that.
type pair struct{ feedback, analysis []byte }

// read reads and judges all lines and gives each to add, in order.
func read(ctx context.Context, s settings, errOut io.Writer, add func(line)) error {
	in, closeIn, err := open(s.in)
	if err != nil {
		return err
	}
	defer closeIn()
	var analyses *bufio.Scanner
	if s.analyses != "" {
		f, closeAnalyses, err := open(s.analyses)
		if err != nil {
			return err
		}
		defer closeAnalyses()
		analyses = f
	}
	short := false // the file of analyses has fewer lines
	pairs := func(yield func(pair) bool) {
		for in.Scan() {
			p := pair{feedback: slices.Clone(in.Bytes())}
			if analyses != nil {
				if short = !analyses.Scan(); short {
					return
				}
				p.analysis = slices.Clone(analyses.Bytes())
			}
			if !yield(p) {
				return
			}
		}
	}
	err = judge(ctx, pairs, s.workers, errOut, add)
	switch {
	case err != nil:
		return err
	case short:
		return fmt.Errorf("-analyses has fewer lines than -in: want one for each")
	case analyses != nil && analyses.Err() != nil:
		return analyses.Err()
	}
	return in.Err()
}

// open reads lines of a file, or of standard input if it has no name.
func open(name string) (lines *bufio.Scanner, done func() error, err error) {
	f := os.Stdin
	if name != "" {
		if f, err = os.Open(name); err != nil {
			return nil, nil, err
		}
	}
	lines = bufio.NewScanner(f)
	lines.Buffer(nil, longestLine)
	return lines, f.Close, nil
}

// judge reads each pair and judges what has no analysis. What cannot be read is counted,
// and what repeats an ID; if no line can be read, it is the wrong file.
func judge(ctx context.Context, pairs iter.Seq[pair], workers int, errOut io.Writer, add func(line)) error {
	engine := pipeline.Default()
	type judged struct {
		line line
		err  error
	}
	var seen pipeline.Seen
	bad, again, number := 0, 0, 0
	var failed error
	for r := range pipeline.Map(ctx, pairs, workers, func(ctx context.Context, p pair) judged {
		l, err := decode(p)
		if err == nil && l.Analysis == nil {
			var a feedback.Analysis
			a, err = engine.Analyze(ctx, &l.Feedback)
			l.Analysis = &a
		}
		return judged{l, err}
	}) {
		number++
		if r.err != nil {
			if bad++; failed == nil {
				failed = fmt.Errorf("line %d: %w", number, r.err)
			}
			continue
		}
		if seen.Before(r.line.Feedback.ID) {
			again++
		}
		add(r.line)
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case bad > 0 && bad == number:
		return fmt.Errorf("none of %d lines could be read; the first: %w", number, failed)
	case bad > 0:
		fmt.Fprintf(errOut, "report: %d of %d lines could not be read; the first: %v\n", bad, number, failed)
	}
	if again > 0 {
		fmt.Fprintf(errOut, "report: %d lines have an ID that was there before; they count again, tidy them first if they are the same feedback (package dedupe)\n", again)
	}
	return nil
}

// decode reads a line in either form, and its analysis if that stands apart.
func decode(p pair) (line, error) {
	var both struct {
		Feedback *feedback.Feedback `json:"feedback"`
		Analysis *feedback.Analysis `json:"analysis"`
	}
	if err := json.Unmarshal(p.feedback, &both); err == nil && both.Feedback != nil {
		return line{*both.Feedback, both.Analysis}, nil
	}
	var l line
	if err := json.Unmarshal(p.feedback, &l.Feedback); err != nil || p.analysis == nil {
		return l, err
	}
	var refused struct {
		Error string `json:"error"`
	}
	if err := json.Unmarshal(p.analysis, &refused); err == nil && refused.Error != "" {
		return l, fmt.Errorf("annotate says: %s", refused.Error)
	}
	l.Analysis = &feedback.Analysis{}
	return l, json.Unmarshal(p.analysis, l.Analysis)
}

// latestOf is the latest date that is not after today; zero if nothing has one.
func latestOf(lines []line, today time.Time) (latest time.Time) {
	for i := range lines {
		if at := cause.When(&lines[i].Feedback); at.After(latest) && !at.After(today) {
			latest = at
		}
	}
	return latest
}

// writeJSON writes the report with an indent, for people who look into it.
func writeJSON(w io.Writer, r *report.Report) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(r)
}
