package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"unicode/utf8"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/pipeline"
)

// An annotator turns lines of feedback into lines of analyses.
type annotator struct {
	pipeline *pipeline.Pipeline
	workers  int
	longest  int
	seen     pipeline.Seen
	counts   counts
}

// A result is what becomes of a line.
type result struct {
	analysis feedback.Analysis
	line     []byte // ready to be written
	refused  bool
}

// annotate reads all of in. Lines are decoded, judged and encoded on all
// workers, and written in order.
func (a *annotator) annotate(ctx context.Context, in io.Reader, out io.Writer) error {
	lines := newLineReader(in, a.longest)
	w := bufio.NewWriterSize(out, 1<<16)
	written := int64(0)
	for r := range pipeline.Map(ctx, lines.all, a.workers, a.judge) {
		if _, err := w.Write(a.finish(r)); err != nil {
			return err
		}
		if written++; written < lines.read.Load() {
			continue
		}
		if err := w.Flush(); err != nil { // nothing is in the works: show what there is
			return err
		}
	}
	return errors.Join(w.Flush(), lines.err, ctx.Err())
}

// judge does the work on one line. It may run on several goroutines.
func (a *annotator) judge(ctx context.Context, l line) result {
	f, err := decode(l)
	if err == nil {
		var analysis feedback.Analysis
		if analysis, err = a.pipeline.Analyze(ctx, &f); err == nil {
			analysis.Warnings = append(analysis.Warnings, inputWarnings(l)...)
			return result{analysis: analysis, line: encode(analysis)}
		}
	}
	return result{refused: true, line: encode(struct {
		Line  int    `json:"line"`
		Error string `json:"error"`
	}{l.number, err.Error()})}
}

// finish does what needs the lines in order: it counts, and warns of IDs that
// were there before.
func (a *annotator) finish(r result) []byte {
	if r.refused {
		a.counts.refused++
		return r.line
	}
	if a.seen.Before(r.analysis.ID) {
		r.analysis.Warnings = append(r.analysis.Warnings, pipeline.DuplicateWarning(r.analysis.ID))
		r.line = encode(r.analysis)
	}
	a.counts.add(r.analysis)
	return r.line
}

// decode reads the feedback in a line.
func decode(l line) (feedback.Feedback, error) {
	var f feedback.Feedback
	if l.err != nil {
		return f, l.err
	}
	if len(bytes.TrimSpace(l.data)) == 0 {
		return f, errors.New("empty line, want a JSON object")
	}
	if err := json.Unmarshal(l.data, &f); err != nil {
		return f, err
	}
	if f.Text == "" {
		var has struct{ Text *string }
		if json.Unmarshal(l.data, &has); has.Text == nil {
			return f, errors.New(`no field "text"; an answer without words has "text":""`)
		}
	}
	return f, nil
}

// inputWarnings warns of what decoding repairs or passes over in silence.
func inputWarnings(l line) (warnings []feedback.Warning) {
	if !utf8.Valid(l.data) {
		warnings = append(warnings, feedback.Warning{Code: feedback.InvalidUTF8, Detail: "the line has bytes that are not UTF-8; each was read as U+FFFD"})
	}
	for _, name := range feedback.UnknownFields(l.data) {
		warnings = append(warnings, feedback.Warning{Code: feedback.UnknownField, Field: name, Detail: `no field of a feedback; put what is your own into "attributes"`})
	}
	return warnings
}

// encode is v as a line of JSON.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // an Analysis that was validated always marshals
	}
	return b.Bytes()
}
