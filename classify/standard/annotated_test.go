package standard_test

import (
	"bufio"
	"embed"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/loamlib/loam/feedback"
)

//go:embed testdata/*.txt
var annotated embed.FS

// A demand is what must hold of the labels in one dimension.
type demand struct {
	dimension  feedback.Dimension
	how        string // "=": these and no others, "+": at least these, "-": not these
	categories []feedback.Category
}

// A sentence is feedback with what must hold of its labels.
type sentence struct {
	text    string
	demands []demand
}

func readSentences(tb testing.TB, name string) []sentence {
	tb.Helper()
	f, err := annotated.Open("testdata/" + name)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	var out []sentence
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		fields := strings.Fields(line)
		switch {
		case len(fields) == 0 || strings.HasPrefix(line, "#"):
		case !strings.HasPrefix(line, "  "):
			out = append(out, sentence{text: line})
		default:
			d := demand{dimension: feedback.Dimension(fields[0]), how: fields[1]}
			for _, c := range fields[2:] {
				d.categories = append(d.categories, feedback.Category(c))
			}
			last := &out[len(out)-1]
			last.demands = append(last.demands, d)
		}
	}
	return out
}

// miss says how labels fall short of a demand, "" if they do not.
func (d demand) miss(labels []feedback.Label) string {
	got := in(labels, d.dimension)
	ok := true
	switch d.how {
	case "=":
		ok = len(got) == len(d.categories)
		for _, c := range d.categories {
			ok = ok && slices.Contains(got, c)
		}
	case "+":
		for _, c := range d.categories {
			ok = ok && slices.Contains(got, c)
		}
	case "-":
		for _, c := range d.categories {
			ok = ok && !slices.Contains(got, c)
		}
	default:
		return fmt.Sprintf("%q is no demand", d.how)
	}
	if ok {
		return ""
	}
	return fmt.Sprintf("%s is %v, want %s %v", d.dimension, got, d.how, d.categories)
}

func TestAnnotatedSentences(t *testing.T) {
	for _, name := range []string{"en.txt", "zh-Hant.txt", "zh-Hans.txt"} {
		t.Run(name, func(t *testing.T) {
			held, all := 0, 0
			for _, s := range readSentences(t, name) {
				labels := classifyOne(t, recommended(t), feedback.Feedback{Text: s.text})
				for _, d := range s.demands {
					all++
					if miss := d.miss(labels); miss != "" {
						t.Errorf("%s\n\t%s", s.text, miss)
						continue
					}
					held++
				}
			}
			t.Logf("%d of %d demands hold", held, all)
		})
	}
}
