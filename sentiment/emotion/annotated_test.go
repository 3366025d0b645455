package emotion_test

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment/emotion"
)

// A sentence is one of the annotated files in testdata, whose form en.txt tells.
type sentence struct {
	line     int
	text     string
	expected []feedback.Emotion
}

func readSentences(t *testing.T, file string) []sentence {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var out []sentence
	for i, line := range strings.Split(string(data), "\n") {
		words, indented := strings.CutPrefix(line, "  ")
		switch {
		case line == "" || strings.HasPrefix(strings.TrimSpace(line), "#"):
		case !indented:
			out = append(out, sentence{line: i + 1, text: line})
		case words != "none":
			s := &out[len(out)-1]
			for word := range strings.FieldsSeq(words) {
				e, err := feedback.ParseEmotion(word)
				if err != nil {
					t.Fatalf("%s:%d: %v", file, i+1, err)
				}
				s.expected = append(s.expected, e)
			}
			slices.Sort(s.expected)
		}
	}
	return out
}

// emotionsOf are the emotions found in s, in their declared order.
func emotionsOf(t testing.TB, a *emotion.Analyzer, s string) []feedback.Emotion {
	t.Helper()
	found, err := a.Emotions(context.Background(), feedback.NewDocument(&feedback.Feedback{Text: s}))
	if err != nil {
		t.Fatal(err)
	}
	var out []feedback.Emotion
	for _, f := range found {
		out = append(out, f.Emotion)
	}
	slices.Sort(out)
	return out
}

func TestAnnotated(t *testing.T) {
	a := newEmotionAnalyzer(t, nil)
	for _, file := range []string{"en.txt", "zh.txt"} {
		for _, s := range readSentences(t, file) {
			if found := emotionsOf(t, a, s.text); !slices.Equal(found, s.expected) {
				t.Errorf("%s:%d: %s\n\tfound %v, want %v", file, s.line, s.text, found, s.expected)
			}
		}
	}
}

// What the words were not chosen for: how many sentences are judged right in
// all eight emotions.
func TestHeldOut(t *testing.T) {
	a := newEmotionAnalyzer(t, nil)
	for file, floor := range map[string]float64{"en_heldout.txt": 0.91, "zh_heldout.txt": 1} {
		right, all := 0, 0
		for _, s := range readSentences(t, file) {
			all++
			if found := emotionsOf(t, a, s.text); slices.Equal(found, s.expected) {
				right++
			} else {
				t.Logf("%s:%d: %s\n\tfound %v, want %v", file, s.line, s.text, found, s.expected)
			}
		}
		share := float64(right) / float64(all)
		t.Logf("%s: %.2f of %d right", file, share, all)
		if share < floor {
			t.Errorf("%s: %.2f of the sentences are right, want at least %.2f", file, share, floor)
		}
	}
}
