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
	"github.com/loamlib/loam/examples/internal/tsv"
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
	file, err := tsv.Open(path)
	if err == nil {
		err = errors.Join(file.Want(o.textColumn, o.labelColumn), file.Complete())
	}
	if err != nil {
		return nil, fmt.Errorf("%w; -text and -label name the columns", err)
	}
	out := make([]linear.Example, len(file.Rows))
	for i, r := range file.Rows {
		out[i] = linear.Example{Text: r.Cell(o.textColumn), Labels: o.labels(r.Cell(o.labelColumn))}
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
