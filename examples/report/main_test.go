package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/feedbacktest"
)

// input writes a company's feedback to a file, with analyses or without, and a line
// that cannot be read.
func input(t *testing.T, analysed bool) string {
	t.Helper()
	c := feedbacktest.Company{Seed: 5, Months: 6, PerMonth: 60, Plants: []feedbacktest.Plant{{Topic: "waiting/queue", Touchpoint: "checkout", Month: 3, Share: 0.8}}}
	var b bytes.Buffer
	for f, a := range c.Feedback() {
		var v any = f
		if analysed {
			v = struct {
				Feedback feedback.Feedback `json:"feedback"`
				Analysis feedback.Analysis `json:"analysis"`
			}{f, a}
		}
		line, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(line, '\n'))
	}
	b.WriteString("{broken\n")
	path := filepath.Join(t.TempDir(), "feedback.jsonl")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// today is after all feedback of the tests.
var today = time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)

func output(t *testing.T, args ...string) (out, account string) {
	t.Helper()
	var o, e bytes.Buffer
	if err := run(t.Context(), args, today, &o, &e); err != nil {
		t.Fatal(err)
	}
	return o.String(), e.String()
}

func TestReportOfAnalysedFeedback(t *testing.T) {
	path := input(t, true)
	for lang, want := range map[string]string{"en": "What to do first", "zh-Hant": "「排隊與結帳」", "zh-Hans": "“排队与结账”"} {
		out, account := output(t, "-in", path, "-lang", lang)
		if !strings.Contains(out, want) || !strings.Contains(account, "1 of 361 lines") {
			t.Errorf("%s: %q is not in the report, or the broken line not in %q:\n%s", lang, want, account, out)
		}
	}
}

func TestReportOfRawFeedbackIsJudged(t *testing.T) {
	out, _ := output(t, "-in", input(t, false), "-json")
	var r struct {
		Records struct{ Feedback, Judged int }
	}
	if err := json.Unmarshal([]byte(out), &r); err != nil {
		t.Fatal(err)
	}
	if r.Records.Feedback != 360 || r.Records.Judged < 300 {
		t.Errorf("%+v", r.Records)
	}
}

// Feedback and analyses in two files, as annotate leaves them, give the report of both
// in one.
func TestAnalysesInAFileOfTheirOwn(t *testing.T) {
	var both, raw, analyses bytes.Buffer
	for f, a := range (feedbacktest.Company{Seed: 5, Months: 3, PerMonth: 40}).Feedback() {
		for _, x := range []struct {
			into *bytes.Buffer
			v    any
		}{{&both, map[string]any{"feedback": f, "analysis": a}}, {&raw, f}, {&analyses, a}} {
			line, err := json.Marshal(x.v)
			if err != nil {
				t.Fatal(err)
			}
			x.into.Write(append(line, '\n'))
		}
	}
	path := func(b *bytes.Buffer) string {
		name := filepath.Join(t.TempDir(), "lines.jsonl")
		if err := os.WriteFile(name, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	want, _ := output(t, "-in", path(&both))
	if got, _ := output(t, "-in", path(&raw), "-analyses", path(&analyses)); got != want {
		t.Error("the two give different reports")
	}
	analyses.Truncate(analyses.Len() / 2)
	var o, e bytes.Buffer
	if err := run(t.Context(), []string{"-in", path(&raw), "-analyses", path(&analyses)}, today, &o, &e); err == nil {
		t.Error("half of the analyses: no error")
	}
}

func TestPage(t *testing.T) {
	out, _ := output(t, "-in", input(t, true), "-html", "-company", "<script>alert(1)</script>", "-lang", "zh-Hant")
	for _, want := range []string{"<svg", "「近期」指 ", "排隊與結帳", `lang="zh-Hant"`, "&lt;script&gt;"} {
		if !strings.Contains(out, want) {
			t.Errorf("the page has no %q", want)
		}
	}
	if strings.Contains(out, "<script") || strings.Contains(out, "ZgotmplZ") {
		t.Error("something on the page is not escaped, or was refused by the template")
	}
}

// A year that was mistyped is set aside with a note; the report is of the rest.
func TestADateInTheFutureMovesNothing(t *testing.T) {
	path := input(t, true)
	want, _ := output(t, "-in", path)
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.WriteString(`{"text":"The queue was endless.","created_at":"2062-03-05T12:00:00+08:00"}` + "\n")
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	got, _ := output(t, "-in", path)
	opening := func(s string) string { o, _, _ := strings.Cut(s, "\n## "); return o }
	if opening(got) != opening(want) {
		t.Errorf("the report is of another time:\n%s", opening(got))
	}
	if !strings.Contains(got, "in the future, which count nowhere: 1.") {
		t.Error("the report does not say that a record was set aside")
	}
}

// Counting the lines as they come gives the report of those that were held.
func TestWithAndWithoutADateOfTheReport(t *testing.T) {
	path := input(t, true)
	want, _ := output(t, "-in", path)
	_, day, _ := strings.Cut(want, "; as of ")
	day, _, _ = strings.Cut(day, ".")
	at, err := time.Parse("2 January 2006", day)
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := output(t, "-in", path, "-now", at.Format(time.DateOnly)); got != want {
		t.Errorf("as of %s the report is another", day)
	}
}

// The same export twice doubles every count, and makes chance look like a finding.
func TestRepeatedLinesAreTold(t *testing.T) {
	path := input(t, true)
	lines, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, append(lines, lines...), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, account := output(t, "-in", path); !strings.Contains(account, "360 lines have an ID that was there before") {
		t.Errorf("nothing is said of 360 lines that came twice: %q", account)
	}
}

// A report of nothing would hide that the file is another.
func TestAFileWithoutAnyFeedbackIsAnError(t *testing.T) {
	path := filepath.Join(t.TempDir(), "feedback.csv")
	if err := os.WriteFile(path, []byte("id,text\n1,slow\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var o, e bytes.Buffer
	err := run(t.Context(), []string{"-in", path}, today, &o, &e)
	if err == nil || !strings.Contains(err.Error(), "none of 2 lines") || o.Len() > 0 {
		t.Errorf("%v, and %d bytes of report", err, o.Len())
	}
}

func TestBadFlags(t *testing.T) {
	for _, args := range [][]string{{"-lang", "!!"}, {"-zone", "Nowhere"}, {"-now", "soon"}, {"-step", "fortnight"}, {"-recent", "-3"}, {"-in", "no such file"}, {"stray"}} {
		var o, e bytes.Buffer
		if err := run(t.Context(), append([]string{"-in", input(t, true)}, args...), today, &o, &e); err == nil {
			t.Errorf("%v: no error", args)
		}
	}
}
