package main

import (
	"fmt"
	"hash/fnv"
	"iter"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/examples/internal/tsv"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// A row is a text with its polarity.
type row struct {
	text     string
	polarity feedback.Polarity // to learn
	want     feedback.Polarity // to be measured by; another one where a label was mended
	read     bool              // what to learn was found by reading it for loam
	domain   string            // name of the source, or of a part of it
}

// A corpus is the rows of a source.
type corpus struct {
	source
	train, dev []row
	readers    agreement // what reading its dev rows said of their labels
	dropped    int       // rows of train that are in train twice, or in a dev file
}

// loadCorpora reads all sources. Rows to train on that stand in the dev file of
// any source too, letter for letter, are dropped, and so are repeats.
func loadCorpora(dir string) ([]*corpus, error) {
	var out []*corpus
	held := map[uint64]bool{}
	for _, s := range sources {
		c := &corpus{source: s}
		judged, err := judgements(s.name())
		if err != nil {
			return nil, err
		}
		if c.train, err = s.rows(dir, "train", judged); err != nil {
			return nil, err
		}
		if c.dev, err = s.rows(dir, "dev", judged); err != nil {
			return nil, err
		}
		c.readers = compare(c.dev, judged)
		for _, r := range c.dev {
			held[fingerprint(r.text)] = true
		}
		out = append(out, c)
	}
	own, err := writtenCorpora()
	if err != nil {
		return nil, err
	}
	out = append(out, own...)
	for _, c := range out {
		seen := map[uint64]bool{}
		before := len(c.train)
		c.train = slices.DeleteFunc(c.train, func(r row) bool {
			f := fingerprint(r.text)
			again := seen[f]
			seen[f] = true
			return again || held[f]
		})
		c.dropped = before - len(c.train)
	}
	return out, nil
}

// rows reads one part of a source. What was judged of a row goes before its label,
// but for measuring models where the labels are of polarity and the row has one.
func (s source) rows(dir, part string, judged map[uint64]feedback.Polarity) ([]row, error) {
	if part == "dev" && s.rated {
		judged = nil
	}
	path := filepath.Join(dir, s.path+"."+part+".tsv")
	file, err := tsv.Open(path)
	if err != nil {
		return nil, err
	}
	var out []row
	for _, r := range file.Rows {
		text, p, labelled := s.read(r.Cell)
		want, ok := p, labelled
		q, read := judged[fingerprint(text)]
		if read {
			p, ok = q, q.Known()
		}
		if !s.rated || !labelled {
			want = p
		}
		if ok && strings.TrimSpace(text) != "" {
			out = append(out, row{text, p, want, read, s.domain(r)})
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: no rows that can be used; columns are %q", path, file.Columns)
	}
	return out, nil
}

// domain is the name of what a row is about, as far as the source tells.
func (s source) domain(r tsv.Row) string {
	if column, ok := trades[s.name()]; ok {
		return s.name() + "/" + r.Cell(column)
	}
	return s.name()
}

// fingerprint is the same for texts that differ in spaces, marks, case or script
// only.
func fingerprint(s string) uint64 {
	h := fnv.New64a()
	var buffer [4]byte
	for _, r := range text.Fold(s) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			for i := range buffer {
				buffer[i] = byte(r >> (8 * i))
			}
			h.Write(buffer[:])
		}
	}
	return h.Sum64()
}

// mixed are the rows of the corpora that are to be trained on, in an order that
// the seed fixes.
func mixed(corpora []*corpus, seed uint64) iter.Seq[linear.Example] {
	type place struct{ corpus, row int }
	var order []place
	for i, c := range corpora {
		for j := range c.train {
			order = append(order, place{i, j})
		}
	}
	random(seed).Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	return func(yield func(linear.Example) bool) {
		for _, p := range order {
			c := corpora[p.corpus]
			if !yield(linear.Example{Text: c.lesson(c.train[p.row].text), Labels: labelsOf(c.train[p.row].polarity), Source: c.name()}) {
				return
			}
		}
	}
}

// lesson is what a model learns from of a text: of a Chinese one not the Latin
// words, whose meaning English texts teach, and nothing of a text that is all Latin.
func (s source) lesson(text string) string {
	if s.language() != "zh" {
		return text
	}
	if !chinese(text) {
		return ""
	}
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Latin, r) {
			return ' '
		}
		return r
	}, text)
}

// chinese reports whether s has a Chinese character.
func chinese(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// random is the source of order.
func random(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 1)) }

// labelsOf are the labels of a model of sentiment for a polarity.
func labelsOf(p feedback.Polarity) []string {
	if p == feedback.Mixed {
		return []string{"negative", "positive"}
	}
	return []string{p.String()}
}
