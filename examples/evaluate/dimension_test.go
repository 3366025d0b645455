package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/loamlib/loam/classify/linear"
)

func labelledFile(t *testing.T, content string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "labelled.tsv")
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func runOn(t *testing.T, args ...string) (string, error) {
	t.Helper()
	var out strings.Builder
	err := run(args, &out, &out)
	return out.String(), err
}

// One of two suggestions is in words that say so, one text is no suggestion:
// precision 1 and recall 1/2.
func TestIntentOfMappedLabels(t *testing.T) {
	file := labelledFile(t, "kind\treview\n"+
		"feature\tPlease add a dark mode.\n"+
		"feature\tPelicans.\n"+
		"bug\tIt crashes every time I open a photo.\n"+
		"other\tSee you on Tuesday.\n")
	out, err := runOn(t, "-task", "intent", "-in", file, "-label", "kind", "-map", "feature=suggestion,bug=complaint,*=none", "-misses", "1")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"4 texts, 2 categories of intent",
		"suggestion                   precision 1.000 [0.207, 1.000]  recall 0.500", // Wilson, 1 of 1
		"standard, rules alone", "calibration error", `wanted ["suggestion"], given []`,
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the output is\n%s\nwant %q in it", out, want)
		}
	}
	if strings.Contains(out, "MCC") {
		t.Errorf("a text without a category has no place in a confusion:\n%s", out)
	}
}

func TestSeveralLabelsAndTopics(t *testing.T) {
	file := labelledFile(t, "topic\ttext\nwaiting|food\tWe waited an hour and the soup was cold.\nweather\tIt rained.\nfood\t湯很好喝\n")
	out, err := runOn(t, "-task", "topic", "-in", file, "-separator", "|", "-map", "weather=none")
	if err != nil {
		t.Fatal(err)
	}
	if want := "macro-F1 1.000"; !strings.Contains(out, want) {
		t.Errorf("the output is\n%s\nwant %q in it", out, want)
	}
}

// A model of the caller's own labels, as command train writes it.
func TestModelOfOwnLabels(t *testing.T) {
	examples := func(yield func(linear.Example) bool) {
		for range 5 {
			for _, e := range [][2]string{{"Please send my money back", "refund"}, {"When do you open?", "hours"}, {"我要退款", "refund"}, {"几点开门", "hours"}} {
				if !yield(linear.Example{Text: e[0], Labels: []string{e[1]}}) {
					return
				}
			}
		}
	}
	m, _, err := linear.Train(examples, &linear.Options{Bits: 10})
	if err != nil {
		t.Fatal(err)
	}
	data, err := m.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	model := filepath.Join(t.TempDir(), "model")
	if err := os.WriteFile(model, data, 0o600); err != nil {
		t.Fatal(err)
	}
	file := labelledFile(t, "label\ttext\nrefund\tsend my money back\nhours\t几点开\n")
	out, err := runOn(t, "-task", "desk", "-in", file, "-model", model)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"accuracy 1.000", "MCC 1.000", "hours                      hours 1 refund 0 no label 0"} {
		if !strings.Contains(out, want) {
			t.Errorf("the output is\n%s\nwant %q in it", out, want)
		}
	}
}

func TestDimensionRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		content string
		args    []string
		want    string
	}{
		"no such dimension": {"label\ttext\n", []string{"-task", "weather"}, `no task "weather"`},
		"no label":          {"mood\ttext\nx\ty\n", []string{"-task", "intent"}, "no column for the label"},
		"other labels":      {"label\ttext\nbug\tx\n", []string{"-task", "intent"}, `labels are "bug" ×1, want -map`},
		"no title":          {"label\ttext\ncomplaint\tx\n", []string{"-task", "intent", "-title", "head"}, "no column for the title"},
		"bad map":           {"label\ttext\nbug\tx\n", []string{"-task", "intent", "-map", "bug"}, "want LABEL=CATEGORY"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := runOn(t, append(c.args, "-in", labelledFile(t, c.content))...)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, want one that says %q", err, c.want)
			}
		})
	}
}
