package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/loamlib/loam/feedback"
)

// Every file of judgements is of a source, and can be read.
func TestJudgedFiles(t *testing.T) {
	files, err := judgedFiles.ReadDir("judged")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, s := range sources {
		known[s.name()+".tsv"] = true
	}
	for _, f := range files {
		if !known[f.Name()] {
			t.Errorf("%s: no source has that name", f.Name())
		}
		m, err := judgements(f.Name()[:len(f.Name())-len(".tsv")])
		if err != nil || len(m) == 0 {
			t.Errorf("%s: %d judgements, %v", f.Name(), len(m), err)
		}
	}
	if m, err := judgements("no such source"); m != nil || err != nil {
		t.Errorf("a source that was not read: got %v, %v", m, err)
	}
}

func TestCompare(t *testing.T) {
	judged := map[uint64]feedback.Polarity{
		fingerprint("good"): feedback.Positive, fingerprint("bad"): feedback.Positive, fingerprint("both"): feedback.Mixed, fingerprint("so-so"): feedback.Negative,
	}
	rows := []row{
		{text: "good", want: feedback.Positive}, {text: "bad", want: feedback.Negative}, {text: "both", want: feedback.Positive},
		{text: "so-so", want: feedback.Neutral}, {text: "never read", want: feedback.Positive},
	}
	if got, want := compare(rows, judged), (agreement{read: 3, sided: 2, agreed: 1}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// What was judged of a row is learned from; where a source has labels of polarity, a
// model is measured by those.
func TestJudgedRowsAreLearnedFrom(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "en"), 0o700); err != nil {
		t.Fatal(err)
	}
	for part, rows := range map[string]string{"train": "1\tfirst\n0\tsecond\n1\tthird\n?\tfourth\n", "dev": "1\tfirst\n"} {
		if err := os.WriteFile(filepath.Join(dir, "en/shop."+part+".tsv"), []byte("label\ttext\n"+rows), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	judged := map[uint64]feedback.Polarity{fingerprint("first"): feedback.Mixed, fingerprint("third"): feedback.Unknown, fingerprint("fourth"): feedback.Neutral}
	fourth := row{text: "fourth", polarity: feedback.Neutral, want: feedback.Neutral, read: true, domain: "shop"} // without a label
	for _, c := range []struct {
		rated bool
		part  string
		want  []row
	}{
		{true, "train", []row{{text: "first", polarity: feedback.Mixed, want: feedback.Positive, read: true, domain: "shop"},
			{text: "second", polarity: feedback.Negative, want: feedback.Negative, domain: "shop"}, fourth}},
		{false, "train", []row{{text: "first", polarity: feedback.Mixed, want: feedback.Mixed, read: true, domain: "shop"},
			{text: "second", polarity: feedback.Negative, want: feedback.Negative, domain: "shop"}, fourth}},
		{true, "dev", []row{{text: "first", polarity: feedback.Positive, want: feedback.Positive, domain: "shop"}}},
		{false, "dev", []row{{text: "first", polarity: feedback.Mixed, want: feedback.Mixed, read: true, domain: "shop"}}},
	} {
		got, err := source{path: "en/shop", read: binary, rated: c.rated}.rows(dir, c.part, judged)
		if err != nil || !slices.Equal(got, c.want) {
			t.Errorf("rated %v, %s: got %+v, %v, want %+v", c.rated, c.part, got, err, c.want)
		}
	}
}
