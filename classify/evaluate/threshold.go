package evaluate

import "fmt"

// An Aim says what a threshold is chosen for. The zero value is the highest F1,
// and so are both fields together, among the thresholds that reach them.
type Aim struct {
	Precision float64 // at least this precision, then as much recall as can be had; 0 does not ask
	Recall    float64 // at least this recall, then as much precision as can be had; 0 does not ask
}

// A Threshold is a score from which on to call something positive.
type Threshold struct {
	At     float64 `json:"at"`
	Chosen Point   `json:"chosen"` // what it gave on the data that it was chosen on, which flatters it

	// On data held out from the choice: what to expect.
	Precision Measure `json:"precision"`
	Recall    Measure `json:"recall"`
	F1        Measure `json:"f1"`
}

// ChooseThreshold chooses a threshold on tune and says what it gives on held,
// which must have no feedback in common with tune. Of equally good thresholds
// the highest is chosen. It fails if tune has no positive, or no threshold
// reaches the aim.
func ChooseThreshold(tune, held []Scored, aim Aim) (Threshold, error) {
	for _, f := range []struct {
		name  string
		value float64
	}{{"Precision", aim.Precision}, {"Recall", aim.Recall}} {
		if !(f.value >= 0 && f.value <= 1) {
			return Threshold{}, &ArgumentError{"Aim." + f.name, fmt.Sprint(f.value), "a share in [0, 1]"}
		}
	}
	curve, err := Curve(tune)
	if err != nil {
		return Threshold{}, fmt.Errorf("tune: %w", err)
	}
	if err := checkScores(held); err != nil {
		return Threshold{}, fmt.Errorf("held: %w", err)
	}
	if countTrue(tune) == 0 {
		return Threshold{}, &ArgumentError{"tune", "without positives", "feedback of both kinds"}
	}
	best := -1
	for i, p := range curve {
		if p.Precision() < aim.Precision || p.Recall() < aim.Recall {
			continue
		}
		if best < 0 || aim.value(p) > aim.value(curve[best]) {
			best = i
		}
	}
	if best < 0 {
		return Threshold{}, &ArgumentError{"aim", fmt.Sprintf("%+v", aim), "one that some threshold reaches on tune"}
	}
	t := Threshold{At: curve[best].Threshold, Chosen: curve[best]}
	var c labelCount
	for _, d := range held {
		called := d.Score >= t.At
		if d.True {
			c.support++
		}
		if called {
			c.predicted++
		}
		if d.True && called {
			c.hits++
		}
	}
	r := classReport("", c.support, c.predicted, c.hits)
	t.Precision, t.Recall, t.F1 = r.Precision, r.Recall, r.F1
	return t, nil
}

// value is what is made as large as can be where the aim is reached.
func (a Aim) value(p Point) float64 {
	switch {
	case a.Precision > 0 && a.Recall == 0:
		return p.Recall()
	case a.Recall > 0 && a.Precision == 0:
		return p.Precision()
	}
	return p.F1()
}
