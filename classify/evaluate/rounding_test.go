package evaluate_test

import (
	"fmt"
	"testing"

	"github.com/loamlib/loam/classify/evaluate"
)

// Ten tenths added up are less than one in floating point.
func TestTenRightOfTenAreExactlyOne(t *testing.T) {
	var names []string
	for i := range 10 {
		names = append(names, fmt.Sprint("topic ", i))
	}
	m, err := evaluate.NewMultiLabel(names...)
	if err != nil {
		t.Fatal(err)
	}
	scored := make([]evaluate.Scored, 10)
	for i, name := range names {
		if err := m.Add([]string{name}, []string{name}); err != nil {
			t.Fatal(err)
		}
		scored[i] = evaluate.Scored{Score: 0.9, True: true}
	}
	if f1 := m.Report().MacroF1; f1.Value != 1 || f1.Method != "wilson" {
		t.Errorf("macro F1 is %v by %q, want 1 with the interval of a share", f1, f1.Method)
	}
	c, err := evaluate.Calibrate(scored, nil)
	if err != nil || c.Skill.Defined() {
		t.Errorf("the skill against an outcome that always came up is %v, error %v, want it undefined", c.Skill, err)
	}
}
