package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func evaluated(t *testing.T, task, content string) (string, error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "labelled.tsv")
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	err := run([]string{"-task", task, "-in", file}, &out, &out)
	return out.String(), err
}

// Of two topics wanted one is found with the right side, and of the two found
// both are wanted: precision 1/2 and recall 1/2 with the polarity.
func TestAspectsByTopic(t *testing.T) {
	out, err := evaluated(t, "aspect", "text\taspects\n"+
		"The food was delicious but the waiter was rude.\tFOOD#QUALITY=positive|SERVICE#GENERAL=positive\n"+
		"We went there on Friday.\tRESTAURANT#GENERAL=neutral\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"topics: precision 1.000", "with polarity: precision 0.500", "polarity right where the topic is: 0.500"} {
		if !strings.Contains(out, want) {
			t.Errorf("the output is\n%s\nwant %q in it", out, want)
		}
	}
}

func TestAspectsByTarget(t *testing.T) {
	out, err := evaluated(t, "aspect", "text\taspects\n"+
		"小馄饨不错，汤头到位。\t小馄饨=POS|汤头=POS\n"+
		"太贵了\tNULL=NEG\n")
	if err != nil {
		t.Fatal(err)
	}
	if want := "with polarity: precision 1.000 [0.439, 1.000]  recall 1.000"; !strings.Contains(out, want) { // Wilson, 3 of 3
		t.Errorf("the output is\n%s\nwant %q in it", out, want)
	}
}

func TestEmotions(t *testing.T) {
	out, err := evaluated(t, "emotion", "text\tlabels\n"+
		"I am so angry at them!\tanger\n"+
		"Thank you so much.\tgratitude|joy\n"+
		"The parcel weighs two kilos.\tneutral\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"macro F1 0.667 over 3 emotions", "an emotion found in flat text: 0.000"} { // (1 + 1 + 0) / 3
		if !strings.Contains(out, want) {
			t.Errorf("the output is\n%s\nwant %q in it", out, want)
		}
	}
}

func TestLabelledRefuses(t *testing.T) {
	for name, c := range map[string]struct{ task, content, want string }{
		"no such task":   {"weather", "text\taspects\n", "no task"},
		"no text":        {"aspect", "review\taspects\n", "no column \"text\""},
		"no label":       {"emotion", "text\tmood\n", "none of the columns"},
		"no polarity":    {"aspect", "text\taspects\nx\tFOOD\n", "row 1: aspect \"FOOD\" has no polarity"},
		"a cell missing": {"aspect", "text\taspects\nx\n", "line 2 has 1 cells, want the 2"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := evaluated(t, c.task, c.content)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, want one that says %q", err, c.want)
			}
		})
	}
}
