package evaluate

import (
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
	counts  []int // rows are truths, columns predictions, the last is "no label"
}

// NewConfusion is an empty table of classes, which must be different and not
// empty. Classes that never come up count too, as 0 in [Report.MacroF1].
func NewConfusion(classes ...string) (*Confusion, error) {
	index, err := indexClasses(classes)
	if err != nil {
		return nil, err
	}
	k := len(classes)
	return &Confusion{slices.Clone(classes), index, make([]int, k*(k+1))}, nil
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
	c.counts[row*(len(c.classes)+1)+column]++
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
	return c.counts[row*(len(c.classes)+1)+column]
}

// A Mistake is a kind of error and how often it was made.
type Mistake struct {
	Truth, Predicted string // Predicted is "" for no label
	Count            int
}

// Mistakes lists the errors, the most frequent first.
func (c *Confusion) Mistakes() []Mistake {
	var out []Mistake
	for i, t := range c.classes {
		for j, n := range c.row(i) {
			if n > 0 && i != j {
				m := Mistake{Truth: t, Count: n}
				if j < len(c.classes) {
					m.Predicted = c.classes[j]
				}
				out = append(out, m)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Mistake) int { return b.Count - a.Count })
	return out
}

func (c *Confusion) row(i int) []int {
	k := len(c.classes) + 1
	return c.counts[i*k : (i+1)*k]
}
