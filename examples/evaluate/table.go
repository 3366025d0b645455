package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/loamlib/loam/examples/internal/tsv"
	"github.com/loamlib/loam/feedback"
)

// A sample is a text with the polarity that it was labelled with.
type sample struct {
	feedback feedback.Feedback
	want     feedback.Polarity
}

// A table is a file of labelled texts.
type table struct {
	textColumn, labelColumn, titleColumn string

	samples []sample
	skipped map[string]int // rows left out, by what their label was
	empty   int            // rows without a text, left out
}

// Names that columns go by, the likeliest first.
var (
	textNames  = []string{"text", "review", "content", "comment", "comments", "body", "sentence", "verbatim", "评论", "評論", "内容", "內容", "文本"}
	labelNames = []string{"label", "sentiment", "polarity", "class", "rating", "stars", "score", "valence", "标签", "標籤", "情感", "评分", "評分"}
)

// read takes the first rows of a file, all if most is 0. Columns that are not
// named are looked for.
func (t *table) read(file *tsv.Table, mapping string, most int) error {
	text, err := find(file, "text", t.textColumn, textNames)
	if err != nil {
		return err
	}
	label, err := find(file, "label", t.labelColumn, labelNames)
	if err != nil {
		return err
	}
	title, err := find(file, "title", t.titleColumn, []string{"title"})
	if err != nil && t.titleColumn != "" {
		return err
	}
	var all [][3]string
	for _, r := range file.Rows {
		if most > 0 && len(all) == most {
			break
		}
		all = append(all, [3]string{r.Cell(text), r.Cell(title), r.Cell(label)})
	}
	return t.label(all, mapping)
}

// find is the column of what, which has the name if one is given, else one of
// the names.
func find(file *tsv.Table, what, name string, names []string) (string, error) {
	if name != "" {
		names = []string{name}
	}
	column, ok := file.Find(names...)
	if !ok {
		return "", fmt.Errorf("no column for the %s among %q, want -%s COLUMN", what, file.Columns, what)
	}
	return column, nil
}

// label makes samples of rows of text, title and label.
func (t *table) label(rows [][3]string, mapping string) error {
	polarity, err := reading(rows, mapping)
	if err != nil {
		return err
	}
	t.skipped = map[string]int{}
	for _, r := range rows {
		if strings.TrimSpace(r[0]) == "" {
			t.empty++
			continue
		}
		p, ok := polarity(strings.TrimSpace(r[2]))
		if !ok {
			t.skipped[r[2]]++
			continue
		}
		t.samples = append(t.samples, sample{feedback.Feedback{Text: r[0], Title: r[1]}, p})
	}
	if len(t.samples) == 0 {
		return fmt.Errorf("no row has a text and a label that can be read; labels are %s, want -map LABEL=POLARITY,…", counted(t.skipped))
	}
	return nil
}

// reading says how labels are read: by the mapping if one is given, else as
// words or as numbers on the scale that the rows show.
func reading(rows [][3]string, mapping string) (func(string) (feedback.Polarity, bool), error) {
	if mapping != "" {
		return mapped(mapping)
	}
	low, high, numbers := 0.0, 0.0, 0
	for _, r := range rows {
		if x, err := strconv.ParseFloat(strings.TrimSpace(r[2]), 64); err == nil {
			if numbers == 0 {
				low, high = x, x
			}
			low, high = min(low, x), max(high, x)
			numbers++
		}
	}
	if 2*numbers < len(rows) {
		return func(s string) (feedback.Polarity, bool) {
			p, err := feedback.ParsePolarity(strings.ToLower(s))
			return p, err == nil && p != feedback.Unknown
		}, nil
	}
	middle, band := scale(low, high)
	return func(s string) (feedback.Polarity, bool) {
		x, err := strconv.ParseFloat(s, 64)
		switch {
		case err != nil:
			return feedback.Unknown, false
		case x > middle+band:
			return feedback.Positive, true
		case x < middle-band:
			return feedback.Negative, true
		}
		return feedback.Neutral, true
	}, nil
}

// scale is the middle of a scale of numbers and how far from it is still
// neutral.
func scale(low, high float64) (middle, band float64) {
	switch {
	case low == 0 && high == 1: // no, yes
		return 0.5, 0
	case low < 0: // around 0
		return 0, min(0.5, high/2)
	case low == 0 && high <= 4: // SST: 0 to 4
		return 2, 0.5
	case high <= 5: // stars
		return 3, 0.5
	}
	return (low + high) / 2, (high - low) / 16
}

// mapped reads "bad=negative,good=positive".
func mapped(mapping string) (func(string) (feedback.Polarity, bool), error) {
	means := map[string]feedback.Polarity{}
	for pair := range strings.SplitSeq(mapping, ",") {
		label, word, ok := strings.Cut(pair, "=")
		p, err := feedback.ParsePolarity(strings.TrimSpace(word))
		if !ok || err != nil {
			return nil, fmt.Errorf("-map: %q, want LABEL=POLARITY: %w", pair, err)
		}
		means[strings.TrimSpace(label)] = p
	}
	return func(s string) (feedback.Polarity, bool) {
		p, ok := means[s]
		return p, ok && p != feedback.Unknown
	}, nil
}

// twoWay reports whether the labels are positive and negative only.
func (t *table) twoWay() bool { return twoWay(t.samples) }

func twoWay(samples []sample) bool {
	return !slices.ContainsFunc(samples, func(s sample) bool { return s.want != feedback.Positive && s.want != feedback.Negative })
}

// String says what was read.
func (t *table) String() string {
	counts := map[feedback.Polarity]int{}
	for _, s := range t.samples {
		counts[s.want]++
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d texts:", len(t.samples))
	for _, p := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(&b, " %d %v,", counts[p], p)
	}
	if n := t.empty; n > 0 {
		fmt.Fprintf(&b, " %d rows without a text left out,", n)
	}
	if len(t.skipped) > 0 {
		fmt.Fprintf(&b, " rows with other labels left out (%s),", counted(t.skipped))
	}
	if t.twoWay() {
		b.WriteString(" decided by the sign of the score.")
	} else {
		b.WriteString(" decided by polarity, mixed by the sign of the score.")
	}
	return b.String()
}

// counted lists labels with their numbers, a few.
func counted(labels map[string]int) string {
	const most = 8
	var parts []string
	for _, l := range slices.Sorted(maps.Keys(labels)) {
		if len(parts) == most {
			parts = append(parts, "…")
			break
		}
		parts = append(parts, fmt.Sprintf("%q ×%d", l, labels[l]))
	}
	return strings.Join(parts, ", ")
}
