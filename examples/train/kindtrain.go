package main

import (
	_ "embed"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/examples/internal/tsv"
	"github.com/loamlib/loam/feedback"
)

// writtenKinds are sentences made up for loam, each with the kinds that hold; no
// other holds.
//
//go:embed kinds.tsv
var writtenKinds string

// kindOptions say how to make the model that package standard embeds.
type kindOptions struct {
	data, out, version string
	quick              bool // without leaving sources out
	seed               uint64
}

// train are the settings for each kind, which did best for kinds of the same
// collections in twice the places: fewer lose what only one source has.
func (o *kindOptions) train() *linear.Options {
	return &linear.Options{Labels: []string{holds, not}, Plain: true, Bits: 16, MinCount: 5, Rate: 0.05, Epochs: 6, SourcePower: 0.6, SourceBias: true, Seed: o.seed}
}

// The two labels of a model of one kind.
const (
	holds = "holds"
	not   = "not"
)

// gatheredBits is the size of the model of all kinds.
const gatheredBits = 16

// trainKinds makes the model and prints its card.
func trainKinds(o *kindOptions, w io.Writer) error {
	c, err := newCollector(o.data, o.seed)
	if err != nil {
		return err
	}
	var parts []linear.Part
	var results []kindResult
	for _, k := range kinds {
		m, r, err := c.makeKind(k, o)
		if err != nil {
			return fmt.Errorf("%s: %w", k.category, err)
		}
		parts, results = append(parts, linear.Part{Name: string(k.category), Model: m, Label: holds}), append(results, r)
	}
	m, err := linear.Gather(gatheredBits, parts...)
	if err != nil {
		return err
	}
	card := o.card(results, m)
	return publish(m, card, o.out, w)
}

// A collector reads collections for kinds.
type collector struct {
	data  string
	seed  uint64
	rules *ruleBook
	files map[string]*tsv.Table
}

func newCollector(data string, seed uint64) (*collector, error) {
	rules, err := newRuleBook()
	return &collector{data: data, seed: seed, rules: rules, files: map[string]*tsv.Table{}}, err
}

// examples are the rows of one part of a source, mixed.
func (c *collector) examples(s kindSource, part string) ([]linear.Example, error) {
	path := c.data + "/" + s.path + "." + part + ".tsv"
	file := c.files[path]
	if file == nil {
		var err error
		if file, err = tsv.Open(path); err != nil {
			return nil, err
		}
		random(c.seed).Shuffle(len(file.Rows), func(i, j int) { file.Rows[i], file.Rows[j] = file.Rows[j], file.Rows[i] })
		c.files[path] = file
	}
	var out []linear.Example
	for _, r := range file.Rows {
		if s.most > 0 && len(out) == s.most {
			break
		}
		if text, is, ok := s.read(r.Cell, c.rules); ok && strings.TrimSpace(text) != "" {
			out = append(out, kindExample(text, is, s.path))
		}
	}
	return out, nil
}

func kindExample(text string, is bool, source string) linear.Example {
	label := not
	if is {
		label = holds
	}
	return linear.Example{Text: text, Labels: []string{label}, Source: source}
}

// madeUp are the sentences made up for loam, for one kind. What is constructive
// follows from the others and is not written down.
func madeUp(k kind) (out []linear.Example) {
	if k.category == feedback.Constructive {
		return nil
	}
	for line := range strings.Lines(writtenKinds) {
		list, text, _ := strings.Cut(strings.TrimSpace(line), "\t")
		out = append(out, kindExample(text, slices.Contains(strings.Fields(list), string(k.category)), "written"))
	}
	return out
}

// makeKind trains the model of one kind, measures it on sources left out, and
// brings it to the strength at which it stands best beside the rules.
func (c *collector) makeKind(k kind, o *kindOptions) (*linear.Model, kindResult, error) {
	sets := make([][]linear.Example, len(k.train))
	for i, s := range k.train {
		var err error
		if sets[i], err = c.examples(s, "train"); err != nil {
			return nil, kindResult{}, err
		}
	}
	m, report, err := c.fit(k, sets, -1, o)
	if err != nil {
		return nil, kindResult{}, err
	}
	r := kindResult{kind: k, report: report}
	for i, s := range k.train {
		if !s.own || o.quick {
			continue
		}
		without, _, err := c.fit(k, sets, i, o)
		if err != nil {
			return nil, r, err
		}
		const most = 2000
		r.leftOut = append(r.leftOut, c.judge(k, without, s.path, sets[i][:min(most, len(sets[i]))]))
	}
	for _, s := range k.measure {
		rows, err := c.examples(s, "dev")
		if err != nil {
			return nil, r, err
		}
		r.measured = append(r.measured, c.judge(k, m, s.path, rows))
	}
	r.strength = fitStrength(r.tuned(), k.collected)
	if k.category == feedback.Constructive {
		r.strength.shift = 0 // criticism is that or unproductive: neither is favoured
	}
	strength := r.strength
	m = m.Mapped(func(z []float64) { z[0], z[1] = strength.scale*(z[0]-z[1]), 0 }).Shifted(0, strength.shift)
	return m, r, nil
}

// fit trains on all sets but one.
func (c *collector) fit(k kind, sets [][]linear.Example, without int, o *kindOptions) (*linear.Model, *linear.Report, error) {
	list := madeUp(k)
	for i, set := range sets {
		if i != without {
			list = append(list, set...)
		}
	}
	return linear.Train(shuffled(list, o.seed), o.train())
}
