package main

import (
	"io"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"github.com/loamlib/loam/classify/standard"
	"github.com/loamlib/loam/feedback"
)

func TestKindReadings(t *testing.T) {
	rules, err := newRuleBook()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		read  kindReading
		cells map[string]string
		want  string // "" if the record does not tell
	}{
		{"one label", where("label", "angry sad", "neutral"), map[string]string{"label": "sad"}, holds},
		{"the other", where("label", "angry sad", "neutral"), map[string]string{"label": "neutral"}, not},
		{"neither", where("label", "angry sad", "neutral"), map[string]string{"label": "odd"}, ""},
		{"a label of two words", where("label", "bug report", "rating|user experience"), map[string]string{"label": "bug report"}, holds},
		{"one of several", anyOf("labels", "joy", "neutral"), map[string]string{"labels": "neutral|joy"}, holds},
		{"neutral beside another", anyOf("labels", "joy", "neutral"), map[string]string{"labels": "neutral|confusion"}, ""},
		{"below", below("stars", 3, 3), map[string]string{"stars": "1"}, holds},
		{"above", below("stars", 3, 3), map[string]string{"stars": "5"}, not},
		{"between", below("stars", 3, 3), map[string]string{"stars": "3"}, ""},
		{"no number", above("stars", 3, 3), nil, ""},
		{"that side", sided("=neg", "=pos"), map[string]string{"aspects": "food=POS|price=NEG"}, holds},
		{"no aspect", sided("=", ""), nil, not},
		{"a question", marked, map[string]string{"text": "We came late. What time do you close?"}, holds},
		{"a question in Chinese", marked, map[string]string{"text": "來晚了。你們幾點關門？"}, holds},
		{"a statement", marked, map[string]string{"text": "You close at nine o'clock."}, not},
		{"without a mark", marked, map[string]string{"text": "You close at nine o'clock"}, ""},
		{"the rules are sure", distilled(feedback.Suggestion), map[string]string{"text": "Please add a dark mode."}, holds},
		{"they see nothing", distilled(feedback.Suggestion), map[string]string{"text": "It rained all day."}, not},
		{"criticism with a fact", criticism, map[string]string{"text": "The strap broke on the second day."}, holds},
		{"an outburst", criticism, map[string]string{"text": "You are the worst, I hate you!!"}, not},
		{"no criticism", criticism, map[string]string{"text": "Lovely, thank you."}, ""},
	} {
		_, is, ok := c.read(recordOf(c.cells), rules)
		got := map[bool]string{true: holds, false: not}[is]
		if !ok {
			got = ""
		}
		if got != c.want {
			t.Errorf("%s is read as %q, want %q", c.name, got, c.want)
		}
	}
}

func TestMarkedTakesTheMarkAway(t *testing.T) {
	text, _, _ := marked(recordOf(map[string]string{"text": "We came late. What time do you close?!"}), nil)
	if want := "What time do you close"; text != want {
		t.Errorf("got %q, want %q", text, want)
	}
}

func TestWrittenSentencesAreOfKnownKinds(t *testing.T) {
	known := map[string]bool{"-": true, string(feedback.Request): true}
	for _, k := range kinds {
		known[string(k.category)] = true
	}
	for line := range strings.Lines(writtenKinds) {
		list, text, ok := strings.Cut(strings.TrimSpace(line), "\t")
		for kind := range strings.FieldsSeq(list) {
			if !ok || text == "" || !known[kind] {
				t.Errorf("%q: kind %q", line, kind)
			}
		}
	}
}

// Verdicts made by a known strength give it back.
func TestFitStrength(t *testing.T) {
	want := strength{0.5, 0.3}
	var sources []judgedSource
	for _, rules := range []float64{0.3, 0.8} { // as two sources
		var s judgedSource
		for x := -3.0; x <= 3; x += 0.25 {
			p := standard.Together(rules, want.shift+want.scale*x)
			const n = 400
			for i := range n {
				s.verdicts = append(s.verdicts, kindVerdict{rules, x, float64(i) < p*n})
			}
		}
		sources = append(sources, s)
	}
	got := fitStrength(sources, false)
	if math.Abs(got.scale-want.scale) > 0.08 || math.Abs(got.shift-want.shift) > 0.08 { // the pull towards the usual
		t.Errorf("got %+v, want %+v", got, want)
	}
	if s := fitStrength(sources, true); s.shift != usual.shift {
		t.Errorf("the shift of what was collected is %v, want the usual %v", s.shift, usual.shift)
	}
	if s := fitStrength(nil, false); s != usual {
		t.Errorf("without a source %v, want %v", s, usual)
	}
	if s := fitStrength(sources[:1], false); s.shift != singleShift {
		t.Errorf("with one source the shift is %v, want %v", s.shift, singleShift)
	}
}

func TestTrainKindsNamesTheFileThatIsMissing(t *testing.T) {
	err := run([]string{"-task", "standard", "-data", filepath.Join(t.TempDir(), "none")}, io.Discard, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "complaint: ") || !strings.Contains(err.Error(), "complaints_twitter.train.tsv") {
		t.Errorf("got %v, want an error that names the kind and the file", err)
	}
}
