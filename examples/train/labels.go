package main

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"

	"github.com/loamlib/loam/classify/linear"
)

// labelOptions say how to make a classifier for labels of the caller's own.
type labelOptions struct {
	in, held, out           string
	textColumn, labelColumn string
	separator               string // between several labels of a text; empty if each has one
	train                   linear.Options
}

// trainLabels trains a model on a file and says how it does on another.
func trainLabels(o *labelOptions, w io.Writer) error {
	examples, err := o.read(o.in)
	if err != nil {
		return err
	}
	o.train.MultiLabel = o.separator != ""
	if o.held != "" {
		held, err := o.read(o.held)
		if err != nil {
			return err
		}
		o.train.HeldOut = slices.Values(held)
	}
	m, report, err := linear.Train(shuffled(examples, o.train.Seed), &o.train)
	if err != nil {
		return err
	}
	fmt.Fprintln(w, m)
	fmt.Fprintf(w, "%d texts; left out: %d without a text, %d without a label; %d came before with other labels\n",
		report.Examples, report.Empty, report.Unlabelled, report.Contradicting)
	if h := report.HeldOut; h != nil {
		fmt.Fprintf(w, "on %d texts held back: accuracy %.4f, macro-F1 %.4f, log loss %.3f\n", h.Examples, h.Accuracy, h.MacroF1, h.LogLoss)
		for k, f := range h.F1 {
			fmt.Fprintf(w, "  %-30s F1 %.4f\n", m.Labels()[k], f)
		}
	}
	if o.out == "" {
		return nil
	}
	data, err := m.MarshalBinary()
	if err != nil {
		return err
	}
	return os.WriteFile(o.out, data, 0o644)
}

// read reads the examples of a tab-separated file with a line of column names.
func (o *labelOptions) read(path string) ([]linear.Example, error) {
	if path == "" {
		return nil, errors.New("no file is given, want -in FILE.tsv")
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var out []linear.Example
	text, label := -1, -1
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if text < 0 {
			text, label = slices.Index(cells, o.textColumn), slices.Index(cells, o.labelColumn)
			if text < 0 || label < 0 {
				return nil, fmt.Errorf("%s: columns are %q, want %q and %q among them, or -text and -label", path, cells, o.textColumn, o.labelColumn)
			}
			continue
		}
		if max(text, label) >= len(cells) {
			return nil, fmt.Errorf("%s: line %d has %d cells, want at least %d", path, len(out)+2, len(cells), max(text, label)+1)
		}
		out = append(out, linear.Example{Text: cells[text], Labels: o.labels(cells[label])})
	}
	return out, nil
}

// labels are the labels of a cell.
func (o *labelOptions) labels(cell string) []string {
	switch cell = strings.TrimSpace(cell); {
	case cell == "":
		return nil
	case o.separator == "":
		return []string{cell}
	}
	return strings.Split(cell, o.separator)
}

// shuffled are the examples in an order that the seed fixes.
func shuffled(examples []linear.Example, seed uint64) iter.Seq[linear.Example] {
	mixed := slices.Clone(examples)
	random(seed).Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
	return slices.Values(mixed)
}
