package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const reviews = "id\tlabel\ttext\n" +
	"1\t1\tGreat phone, works perfectly.\n" +
	"2\t0\tTerrible battery, very disappointed.\n" +
	"3\t1\t味道很好，服務也親切\n" +
	"4\t0\t质量太差了，再也不买\n" +
	"5\t0\t\n" +
	"6\tn/a\tWho knows?\n" +
	"7\t0\tDie Lieferung war leider viel zu spät.\n"

func write(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "reviews.tsv")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestEvaluateShowsEachEngine(t *testing.T) {
	var out strings.Builder
	if err := run([]string{"-in", write(t, reviews), "-engines", "trained,lexicon"}, &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"5 texts: 2 positive, 3 negative, 1 rows without a text left out, rows with other labels left out (\"n/a\" ×1)",
		"\ntrained\n  accuracy     0.8000", // the German text is a miss
		"\nlexicon\n",
		"coverage     0.8000",
		"MB/s",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the output does not say %q:\n%s", want, out.String())
		}
	}
}

func TestEvaluateRefuses(t *testing.T) {
	for _, c := range []struct {
		args []string
		says string
	}{
		{nil, "-in FILE.tsv"},
		{[]string{"-in", write(t, "")}, "it is empty"},
		{[]string{"-in", write(t, "a\tb\n1\t2\n")}, "no column for the text among"},
		{[]string{"-in", write(t, reviews), "-label", "stars"}, "want -label COLUMN"},
		{[]string{"-in", write(t, "label\ttext\nx\tfine\n")}, `labels are "x" ×1, want -map`},
		{[]string{"-in", write(t, reviews), "-map", "1=splendid"}, "want LABEL=POLARITY"},
		{[]string{"-in", write(t, reviews), "-engines", "oracle"}, `no engine "oracle"`},
		{[]string{"-in", write(t, reviews), "-model", write(t, "x")}, "not a linear model"},
		{[]string{"-task", "weather", "-in", "x"}, `no task "weather"`},
	} {
		if err := run(c.args, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q: got %v, want an error that says %s", c.args, err, c.says)
		}
	}
}

func TestLabelsAreReadOnTheirScale(t *testing.T) {
	for _, c := range []struct{ labels, mapping, want string }{
		{"0 1", "", "negative positive"},
		{"-1 0 1", "", "negative neutral positive"},
		{"1 2 3 4 5", "", "negative negative neutral positive positive"},
		{"0 1 2 3 4", "", "negative negative neutral positive positive"},
		{"-2.5 0.2 3.1", "", "negative neutral positive"},
		{"好评 差评", "好评=positive,差评=negative", "positive negative"},
		{"Positive NEGATIVE 中性", "", "positive negative neutral"},
	} {
		var rows [][3]string
		for _, l := range strings.Fields(c.labels) {
			rows = append(rows, [3]string{"text", "", l})
		}
		var tab table
		if err := tab.label(rows, c.mapping); err != nil {
			t.Errorf("%s: %v", c.labels, err)
			continue
		}
		var got []string
		for _, s := range tab.samples {
			got = append(got, s.want.String())
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("labels %s are read as %s, want %s", c.labels, got, c.want)
		}
	}
}
