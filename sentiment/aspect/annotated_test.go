package aspect_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment/aspect"
)

// A sentence is one of the annotated files in testdata, whose form en.txt tells.
type sentence struct {
	line     int
	text     string
	expected []expectation
}

type expectation struct {
	polarity feedback.Polarity
	topic    string
	target   string
}

func (e expectation) String() string {
	return fmt.Sprintf("%v %s %q", e.polarity, e.topic, e.target)
}

var signs = map[string]feedback.Polarity{"+": feedback.Positive, "-": feedback.Negative, "0": feedback.Neutral, "±": feedback.Mixed}

func readSentences(t *testing.T, file string) []sentence {
	t.Helper()
	data, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var out []sentence
	for i, line := range strings.Split(string(data), "\n") {
		rest, indented := strings.CutPrefix(line, "  ")
		switch {
		case line == "" || strings.HasPrefix(strings.TrimSpace(line), "#"):
		case !indented:
			out = append(out, sentence{line: i + 1, text: line})
		default:
			sign, rest, _ := strings.Cut(rest, " ")
			topic, target, _ := strings.Cut(rest, ": ")
			p, ok := signs[sign]
			if !ok {
				t.Fatalf("%s:%d: %q begins with no sign", file, i+1, line)
			}
			s := &out[len(out)-1]
			s.expected = append(s.expected, expectation{p, topic, target})
		}
	}
	return out
}

// meets reports whether a is what was expected.
func (e expectation) meets(a feedback.Aspect) bool {
	topic := string(a.Topic)
	return a.Polarity == e.polarity && (e.target == "") == (a.Target == "") &&
		(strings.Contains(a.Target, e.target) || strings.Contains(e.target, a.Target)) &&
		(e.topic == "." && topic == "" || topic == e.topic || strings.HasPrefix(topic, e.topic+"/"))
}

// compare says what is missing and what is too much.
func (s sentence) compare(found []feedback.Aspect) (missing, extra []string) {
	taken := make([]bool, len(found))
expected:
	for _, e := range s.expected {
		for i, a := range found {
			if !taken[i] && e.meets(a) {
				taken[i] = true
				continue expected
			}
		}
		missing = append(missing, e.String())
	}
	for i, a := range found {
		if !taken[i] {
			extra = append(extra, expectation{a.Polarity, string(a.Topic), a.Target}.String())
		}
	}
	return missing, extra
}

func aspects(t testing.TB, a *aspect.Analyzer, s string) []feedback.Aspect {
	t.Helper()
	found, err := a.Aspects(context.Background(), feedback.NewDocument(&feedback.Feedback{Text: s}))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestAnnotated(t *testing.T) {
	a := newAspectAnalyzer(t, nil)
	for _, file := range []string{"en.txt", "zh.txt"} {
		for _, s := range readSentences(t, file) {
			if missing, extra := s.compare(aspects(t, a, s.text)); len(missing)+len(extra) > 0 {
				t.Errorf("%s:%d: %s\n\tmissing %q\n\textra   %q", file, s.line, s.text, missing, extra)
			}
		}
	}
}

// What is not all judged right: how many of the expected aspects are found, and
// how many of those found are expected. The files called heldout are what the
// rules were not made for. The floors leave room for two aspects below what was
// measured, for the lexicons grow on their own.
func TestMeasured(t *testing.T) {
	a := newAspectAnalyzer(t, nil)
	for file, floor := range map[string]struct{ recall, precision float64 }{
		"en_hard.txt":    {0.75, 0.73},
		"zh_hard.txt":    {0.69, 0.69},
		"en_heldout.txt": {0.69, 0.69},
		"zh_heldout.txt": {0.53, 0.59},
	} {
		expected, found, right := 0, 0, 0
		for _, s := range readSentences(t, file) {
			got := aspects(t, a, s.text)
			missing, extra := s.compare(got)
			expected, found, right = expected+len(s.expected), found+len(got), right+len(got)-len(extra)
			if len(missing)+len(extra) > 0 && strings.Contains(file, "hard") {
				t.Logf("%s:%d: %s\n\tmissing %q\n\textra   %q", file, s.line, s.text, missing, extra)
			}
		}
		recall, precision := float64(right)/float64(expected), float64(right)/float64(found)
		t.Logf("%s: recall %.2f of %d, precision %.2f of %d", file, recall, expected, precision, found)
		if recall < floor.recall || precision < floor.precision {
			t.Errorf("%s: recall %.2f and precision %.2f, want at least %.2f and %.2f", file, recall, precision, floor.recall, floor.precision)
		}
	}
}
