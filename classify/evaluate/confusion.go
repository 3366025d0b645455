package evaluate

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// A Confusion counts how often feedback of each class was given each class.
//
// A prediction may be "": the classifier gave no label. That is a miss for the
// true class and a wrong answer for no class; [Report.Coverage] counts it.
// It is not safe for concurrent use.
type Confusion struct {
	classes []string
	index   map[string]int
	counts  map[cell]int
}

// A cell is a truth and a prediction, by their places among the classes; a
// prediction of as many as there are classes is no label.
type cell struct{ truth, predicted int }

// NewConfusion is an empty table of classes, which must be different and not
// empty. Classes that never come up count too, as 0 in [Report.MacroF1].
func NewConfusion(classes ...string) (*Confusion, error) {
	index, err := indexClasses(classes)
	if err != nil {
		return nil, err
	}
	return &Confusion{slices.Clone(classes), index, map[cell]int{}}, nil
}

func indexClasses(classes []string) (map[string]int, error) {
	if len(classes) == 0 {
		return nil, &ArgumentError{"classes", "empty", "at least one class"}
	}
	index := make(map[string]int, len(classes))
	for i, c := range classes {
		if _, twice := index[c]; twice || c == "" {
			return nil, &ArgumentError{fmt.Sprintf("classes[%d]", i), fmt.Sprintf("%q", c), "a name that no other class has"}
		}
		index[c] = i
	}
	return index, nil
}

// ConfusionOf counts pairs of truth and prediction. Its classes are those that
// come up, in the order of the alphabet; to have others counted as 0, declare
// them with [NewConfusion].
func ConfusionOf(truth, predicted []string) (*Confusion, error) {
	if len(truth) != len(predicted) {
		return nil, &ArgumentError{"predicted", fmt.Sprintf("%d long", len(predicted)), fmt.Sprintf("as many as truth has: %d", len(truth))}
	}
	seen := map[string]bool{}
	for i := range truth {
		seen[truth[i]], seen[predicted[i]] = true, true
	}
	delete(seen, "")
	c, err := NewConfusion(slices.Sorted(maps.Keys(seen))...)
	if err != nil {
		return nil, err
	}
	for i := range truth {
		if err := c.Add(truth[i], predicted[i]); err != nil {
			return nil, fmt.Errorf("pair %d: %w", i, err)
		}
	}
	return c, nil
}

// A ClassError reports a class that was not declared.
type ClassError struct {
	Class    string
	Declared []string
}

// Error says which class and which there are.
func (e *ClassError) Error() string {
	return fmt.Sprintf("evaluate: class %q is not declared, want one of %q", e.Class, e.Declared)
}

// Add counts one feedback. It counts nothing if a class is not declared
// ([*ClassError]).
func (c *Confusion) Add(truth, predicted string) error {
	row, ok := c.index[truth]
	if !ok {
		return &ClassError{truth, c.Classes()}
	}
	column, ok := c.index[predicted]
	switch {
	case predicted == "":
		column = len(c.classes)
	case !ok:
		return &ClassError{predicted, c.Classes()}
	}
	c.counts[cell{row, column}]++
	return nil
}

// errClasses says that two counts are of different classes.
var errClasses = errors.New("evaluate: the two count different classes, or in a different order")

// Merge adds what o has counted; the classes must be the same, in order.
func (c *Confusion) Merge(o *Confusion) error {
	if !slices.Equal(c.classes, o.classes) {
		return errClasses
	}
	for i, n := range o.counts {
		c.counts[i] += n
	}
	return nil
}

// Classes are the declared classes.
func (c *Confusion) Classes() []string { return slices.Clone(c.classes) }

// Count is how often feedback of class truth was given class predicted, or no
// label if that is "". It is 0 for undeclared classes.
func (c *Confusion) Count(truth, predicted string) int {
	row, ok := c.index[truth]
	column, known := c.index[predicted]
	if predicted == "" {
		column, known = len(c.classes), true
	}
	if !ok || !known {
		return 0
	}
	return c.counts[cell{row, column}]
}

// A Mistake is a kind of error and how often it was made.
type Mistake struct {
	Truth     string `json:"truth"`
	Predicted string `json:"predicted"` // "" for no label
	Count     int    `json:"count"`
}

// Mistakes lists the errors, the most frequent first.
func (c *Confusion) Mistakes() []Mistake {
	var out []Mistake
	for _, x := range c.cells() {
		if x.truth != x.predicted {
			m := Mistake{Truth: c.classes[x.truth], Count: c.counts[x]}
			if x.predicted < len(c.classes) {
				m.Predicted = c.classes[x.predicted]
			}
			out = append(out, m)
		}
	}
	slices.SortStableFunc(out, func(a, b Mistake) int { return b.Count - a.Count })
	return out
}

// cells lists the cells that are not 0, by truth and prediction.
func (c *Confusion) cells() []cell {
	out := make([]cell, 0, len(c.counts))
	for x := range c.counts {
		out = append(out, x)
	}
	slices.SortFunc(out, func(a, b cell) int {
		return cmp.Or(cmp.Compare(a.truth, b.truth), cmp.Compare(a.predicted, b.predicted))
	})
	return out
}
