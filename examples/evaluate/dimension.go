package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/classify/evaluate"
	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/classify/standard"
	"github.com/loamlib/loam/examples/internal/tsv"
	"github.com/loamlib/loam/feedback"
)

// dimensionOptions say how labels in one dimension are measured.
type dimensionOptions struct {
	dimension                 feedback.Dimension
	in, text, label, title    string // file, and columns; looked for if empty
	mapping, separator, model string
	misses, rows              int
}

// none is the label of a text in which no category holds.
const none = "none"

// A labelledText is a text with the categories that people gave it.
type labelledText struct {
	feedback feedback.Feedback
	want     []string
}

// evaluateDimension measures classifiers on a labelled file: the standard one, its
// rules alone and, if there is one, a model.
func evaluateDimension(out io.Writer, o *dimensionOptions) error {
	texts, skipped, err := o.read()
	if err != nil {
		return err
	}
	classes := classesOf(texts)
	if len(classes) == 0 {
		return fmt.Errorf("%s: no label is a category of %s; labels are %s, want -map LABEL=CATEGORY,…", o.in, o.dimension, counted(skipped))
	}
	fmt.Fprintf(out, "%d texts, %d categories of %s\n", len(texts), len(classes), o.dimension)
	if len(skipped) > 0 {
		fmt.Fprintf(out, "rows with other labels left out: %s\n", counted(skipped))
	}
	list, err := o.classifiers()
	if err != nil {
		return err
	}
	for _, c := range list {
		m, err := o.measure(c.Classifier, texts, classes)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "\n%s\n", c.name)
		m.show(out, o.misses)
	}
	return nil
}

// read takes the labelled rows of the file and counts the labels of the others.
func (o *dimensionOptions) read() ([]labelledText, map[string]int, error) {
	file, err := tsv.Open(o.in)
	if err != nil {
		return nil, nil, err
	}
	text, err := find(file, "text", o.text, textNames)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", o.in, err)
	}
	label, err := find(file, "label", o.label, append([]string{string(o.dimension)}, labelNames...))
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", o.in, err)
	}
	title, err := find(file, "title", o.title, []string{"title"})
	if err != nil && o.title != "" {
		return nil, nil, fmt.Errorf("%s: %w", o.in, err)
	}
	means, err := meanings(o.mapping)
	if err != nil {
		return nil, nil, err
	}
	var texts []labelledText
	skipped := map[string]int{}
	for _, r := range file.Rows {
		if o.rows > 0 && len(texts) == o.rows {
			break
		}
		want, unknown := o.categories(r.Cell(label), means)
		if unknown != "" {
			skipped[unknown]++
			continue
		}
		texts = append(texts, labelledText{feedback.Feedback{Text: r.Cell(text), Title: r.Cell(title), Question: r.Cell("question")}, want})
	}
	return texts, skipped, nil
}

// meanings reads "bug report=complaint,feature request=suggestion,*=none".
func meanings(mapping string) (map[string]string, error) {
	means := map[string]string{}
	if mapping == "" {
		return means, nil
	}
	for pair := range strings.SplitSeq(mapping, ",") {
		label, category, ok := strings.Cut(pair, "=")
		if !ok {
			return nil, fmt.Errorf("-map: %q, want LABEL=CATEGORY, with * for all other labels and %q for no category", pair, none)
		}
		means[strings.TrimSpace(label)] = strings.TrimSpace(category)
	}
	return means, nil
}

// categories are what a cell means; unknown is a label in it that means nothing.
func (o *dimensionOptions) categories(cell string, means map[string]string) (want []string, unknown string) {
	labels := []string{cell}
	if o.separator != "" {
		labels = strings.Split(cell, o.separator)
	}
	for _, l := range labels {
		l = strings.TrimSpace(l)
		category, ok := means[l]
		if !ok {
			if category, ok = means["*"]; !ok {
				category = l
			}
		}
		switch allowed := o.dimension.Categories(); {
		case category == none || category == "":
		case o.model == "" && allowed != nil && !slices.Contains(allowed, feedback.Category(category)):
			return nil, l
		case !slices.Contains(want, category):
			want = append(want, category)
		}
	}
	return want, ""
}

func classesOf(texts []labelledText) []string {
	set := map[string]bool{}
	for _, t := range texts {
		for _, c := range t.want {
			set[c] = true
		}
	}
	return slices.Sorted(maps.Keys(set))
}

// A namedClassifier is a classifier to measure.
type namedClassifier struct {
	name string
	classify.Classifier
}

func (o *dimensionOptions) classifiers() ([]namedClassifier, error) {
	var out []namedClassifier
	if slices.Contains(standard.Dimensions(), o.dimension) {
		for _, rulesOnly := range []bool{false, true} {
			c, err := standard.New(&standard.Options{Dimensions: []feedback.Dimension{o.dimension}, RulesOnly: rulesOnly})
			if err != nil {
				return nil, err
			}
			name := "standard"
			if rulesOnly {
				name = "standard, rules alone"
			}
			out = append(out, namedClassifier{name, c})
		}
	}
	if o.model == "" {
		return out, nil
	}
	data, err := os.ReadFile(o.model)
	if err != nil {
		return nil, err
	}
	var m linear.Model
	if err := m.UnmarshalBinary(data); err != nil {
		return nil, fmt.Errorf("%s: %w", o.model, err)
	}
	c, err := linear.NewClassifier(&m, o.dimension, nil)
	return append(out, namedClassifier{o.model, c}), err
}

// A dimensionMeasurement is how a classifier did.
type dimensionMeasurement struct {
	report    evaluate.Report
	confusion *evaluate.Confusion // nil if a text has several categories, or none
	scored    []evaluate.Scored
	missed    []string
	bytes     int
	took      time.Duration
}

// measure classifies the texts. Labels of categories that nobody was given are
// left out: who labelled the file did not look for them.
func (o *dimensionOptions) measure(c classify.Classifier, texts []labelledText, classes []string) (*dimensionMeasurement, error) {
	m := &dimensionMeasurement{}
	count, err := evaluate.NewMultiLabel(classes...)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(texts, func(t labelledText) bool { return len(t.want) != 1 }) {
		if m.confusion, err = evaluate.NewConfusion(classes...); err != nil {
			return nil, err
		}
	}
	var d feedback.Document
	for i := range texts {
		t := &texts[i]
		d.Reset(&t.feedback)
		start := time.Now()
		labels, err := c.Classify(context.Background(), &d)
		m.took += time.Since(start)
		m.bytes += len(t.feedback.Text) + len(t.feedback.Title)
		if err != nil {
			return nil, err
		}
		given := m.given(labels, t.want, o.dimension, classes)
		if err := count.Add(t.want, given); err != nil {
			return nil, err
		}
		if m.confusion != nil {
			surest := ""
			if len(given) > 0 {
				surest = given[0]
			}
			if err := m.confusion.Add(t.want[0], surest); err != nil {
				return nil, err
			}
		}
		if !sameSet(given, t.want) {
			m.missed = append(m.missed, fmt.Sprintf("%s\n    wanted %q, given %q", t.feedback.Text, t.want, given))
		}
	}
	m.report = count.Report()
	return m, nil
}

// given are the categories of labels, the surest first.
func (m *dimensionMeasurement) given(labels []feedback.Label, want []string, d feedback.Dimension, classes []string) []string {
	labels = slices.DeleteFunc(slices.Clone(labels), func(l feedback.Label) bool {
		return l.Dimension != d || !slices.Contains(classes, string(l.Category))
	})
	slices.SortStableFunc(labels, func(a, b feedback.Label) int { return cmp.Compare(b.Confidence, a.Confidence) })
	var out []string
	for _, l := range labels {
		m.scored = append(m.scored, evaluate.Scored{Score: l.Confidence, True: slices.Contains(want, string(l.Category))})
		out = append(out, string(l.Category))
	}
	return out
}

func sameSet(a, b []string) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(x string) bool { return !slices.Contains(b, x) })
}

// show prints the measurement for people.
func (m *dimensionMeasurement) show(out io.Writer, misses int) {
	for _, c := range m.report.Classes {
		fmt.Fprintf(out, "  %-28s precision %s  recall %s  F1 %s  (%d wanted, %d given)\n", c.Class, brief(c.Precision), brief(c.Recall), brief(c.F1), c.Support, c.Predicted)
	}
	fmt.Fprintf(out, "  macro-F1 %s  micro-F1 %s  coverage %s\n", brief(m.report.MacroF1), brief(m.report.MicroF1), brief(m.report.Coverage))
	if m.confusion != nil {
		r := m.confusion.Report()
		fmt.Fprintf(out, "  by the surest label: accuracy %s  macro-F1 %s  MCC %s\n", brief(r.Accuracy), brief(r.MacroF1), brief(r.MCC))
		m.showConfusion(out)
	}
	if c, err := evaluate.Calibrate(m.scored, nil); err == nil && len(m.scored) > 0 {
		fmt.Fprintf(out, "  calibration error %.3f; confidence → share right:", c.Error.Value)
		for _, bin := range c.Bins {
			fmt.Fprintf(out, " %.2f→%.2f (%d)", bin.Predicted, bin.Observed.Value, bin.Observed.N)
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintf(out, "  %.1f MB/s, text preparation not counted\n", float64(m.bytes)/1e6/m.took.Seconds())
	for _, line := range m.missed[:min(misses, len(m.missed))] {
		fmt.Fprintln(out, line)
	}
}

// showConfusion prints the table of truths by surest labels, of few classes whole
// and of many the commonest mistakes.
func (m *dimensionMeasurement) showConfusion(out io.Writer) {
	const few = 10
	classes := m.confusion.Classes()
	if len(classes) > few {
		mistakes := m.confusion.Mistakes()
		for _, x := range mistakes[:min(few, len(mistakes))] {
			fmt.Fprintf(out, "    %d of %s given %s\n", x.Count, x.Truth, nonEmpty(x.Predicted))
		}
		return
	}
	for _, want := range classes {
		fmt.Fprintf(out, "    %-26s", want)
		for _, given := range append(classes, "") {
			fmt.Fprintf(out, " %s %d", nonEmpty(given), m.confusion.Count(want, given))
		}
		fmt.Fprintln(out)
	}
}

func nonEmpty(label string) string {
	if label == "" {
		return "no label"
	}
	return label
}

// brief is a measure with its interval, a dash if it is not defined.
func brief(m evaluate.Measure) string {
	if !m.Defined() {
		return "–"
	}
	return fmt.Sprintf("%.3f [%.3f, %.3f]", m.Value, m.Low, m.High)
}
