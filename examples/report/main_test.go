package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

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

func output(t *testing.T, args ...string) (out, account string) {
	t.Helper()
	var o, e bytes.Buffer
	if err := run(t.Context(), args, &o, &e); err != nil {
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
	if err := run(t.Context(), []string{"-in", path(&raw), "-analyses", path(&analyses)}, &o, &e); err == nil {
		t.Error("half of the analyses: no error")
	}
}

func TestPage(t *testing.T) {
	out, _ := output(t, "-in", input(t, true), "-html", "-company", "<script>alert(1)</script>", "-lang", "zh-Hant")
	for _, want := range []string{"<svg", "排隊與結帳", `lang="zh-Hant"`, "&lt;script&gt;"} {
		if !strings.Contains(out, want) {
			t.Errorf("the page has no %q", want)
		}
	}
	if strings.Contains(out, "<script") || strings.Contains(out, "ZgotmplZ") {
		t.Error("something on the page is not escaped, or was refused by the template")
	}
}

func TestBadFlags(t *testing.T) {
	for _, args := range [][]string{{"-lang", "!!"}, {"-zone", "Nowhere"}, {"-now", "soon"}, {"-step", "fortnight"}, {"-in", "no such file"}, {"stray"}} {
		var o, e bytes.Buffer
		if err := run(t.Context(), append([]string{"-in", input(t, true)}, args...), &o, &e); err == nil {
			t.Errorf("%v: no error", args)
		}
	}
}
