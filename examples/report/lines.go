package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
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

// read reads and judges all lines. The report needs to know the latest date before it
// can begin, so they are held; a service that knows the date of its report does not,
// and adds one after the other.
func read(ctx context.Context, s settings, errOut io.Writer) ([]line, error) {
	var in io.Reader = os.Stdin
	if s.in != "" {
		f, err := os.Open(s.in)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	judge := pipeline.Default()
	bad, number := 0, 0
	var failed error
	scan := bufio.NewScanner(in)
	scan.Buffer(nil, longestLine)
	texts := func(yield func([]byte) bool) {
		for scan.Scan() {
			if !yield(slices.Clone(scan.Bytes())) {
				return
			}
		}
	}
	type judged struct {
		line line
		err  error
	}
	var out []line
	for r := range pipeline.Map(ctx, texts, s.workers, func(ctx context.Context, b []byte) judged {
		l, err := decode(b)
		if err == nil && l.Analysis == nil {
			var a feedback.Analysis
			a, err = judge.Analyze(ctx, &l.Feedback)
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
		out = append(out, r.line)
	}
	if bad > 0 {
		fmt.Fprintf(errOut, "report: %d of %d lines could not be read; the first: %v\n", bad, number, failed)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return out, scan.Err()
}

// decode reads a line in either form.
func decode(b []byte) (line, error) {
	var both struct {
		Feedback *feedback.Feedback `json:"feedback"`
		Analysis *feedback.Analysis `json:"analysis"`
	}
	if err := json.Unmarshal(b, &both); err == nil && both.Feedback != nil {
		return line{*both.Feedback, both.Analysis}, nil
	}
	var l line
	return l, json.Unmarshal(b, &l.Feedback)
}

// latestOf is the latest date; zero if nothing has one.
func latestOf(lines []line) (latest time.Time) {
	for i := range lines {
		if at := cause.When(&lines[i].Feedback); at.After(latest) {
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
