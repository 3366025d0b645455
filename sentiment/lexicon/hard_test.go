package lexicon_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment"
)

var update = flag.Bool("update", false, "write the explanations of the hard sentences anew")

// A hardSentence is one block of testdata/hard.
type hardSentence struct {
	text, question, want, why, found string
}

// Every hard sentence is judged as a reader judges it, and for the reasons that
// stand with it.
func TestHardSentences(t *testing.T) {
	a := newAnalyzer(t, nil)
	for _, name := range []string{"en", "zh-Hant", "zh-Hans"} {
		path := filepath.Join("testdata", "hard", name+".txt")
		head, sentences := readHard(t, path)
		var b strings.Builder
		b.WriteString(head)
		for _, h := range sentences {
			f := &feedback.Feedback{Text: h.text, Question: h.question}
			s, err := a.Analyze(t.Context(), feedback.NewDocument(f))
			if err != nil {
				t.Fatal(err)
			}
			if s.Polarity.String() != h.want {
				t.Errorf("%s: want %s (%s): %s", name, h.want, h.why, sentiment.Explain(f, s))
			}
			found := sentiment.Highlight(f, s, side)
			if diff := cmp.Diff(h.found, found); diff != "" && !*update {
				t.Errorf("%s: %s: explanation (-want +got):\n%s", name, h.text, diff)
			}
			h.found = found
			b.WriteString("\n" + h.String())
		}
		if *update {
			if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// side shows a passage with the side it speaks for and the rules applied.
func side(passage string, e feedback.Evidence) string {
	sign := map[bool]string{true: "+", false: "-"}[e.Weight > 0]
	if e.Rule != "" {
		sign += " " + e.Rule
	}
	return fmt.Sprintf("[%s %s]", passage, sign)
}

func (h hardSentence) String() string {
	s := "text: " + h.text + "\n"
	if h.question != "" {
		s += "question: " + h.question + "\n"
	}
	return s + "want: " + h.want + "\nwhy: " + h.why + "\nfound: " + h.found + "\n"
}

// readHard reads a file of hard sentences: comments, then blocks of lines.
func readHard(t *testing.T, path string) (head string, list []hardSentence) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range strings.Split(strings.TrimSpace(string(data)), "\n\n") {
		if strings.HasPrefix(block, "#") {
			head = block + "\n"
			continue
		}
		var h hardSentence
		for line := range strings.SplitSeq(block, "\n") {
			key, value, _ := strings.Cut(line, ": ")
			switch key {
			case "text":
				h.text = value
			case "question":
				h.question = value
			case "want":
				h.want = value
			case "why":
				h.why = value
			case "found":
				h.found = value
			default:
				t.Fatalf("%s: line %q", path, line)
			}
		}
		list = append(list, h)
	}
	if len(list) < 20 {
		t.Fatalf("%s has %d sentences, want at least 20", path, len(list))
	}
	return head, list
}
