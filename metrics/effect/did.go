package effect

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/regress"
	"github.com/loamlib/loam/metrics/stat"
)

// A Row is one observation of a controlled evaluation: the score of a store in a month,
// or one answer of one customer. Every row counts the same; where some stores have many
// answers and others few, give one row an answer.
type Row struct {
	// Unit is what the action was given to or not: store, region, team. Observations of
	// a unit are alike. Empty units are all different, as customers of two samples.
	Unit    string  `json:"unit"`
	Treated bool    `json:"treated"` // whether the unit is one that got the action, before it as after it
	Period  int     `json:"period"`  // in order: months, weeks
	Value   float64 `json:"value"`
}

// Inference says how a difference in differences is tested.
type Inference uint8

// The kinds of inference.
const (
	// AutomaticInference is Permutation where there are fewer than 20 units or fewer
	// than 5 in a group and the ways to choose the treated ones can be gone through, and
	// ClusterRobust otherwise; without units it is RobustRows.
	AutomaticInference Inference = iota
	// Permutation asks how often so large a difference would come about if other units
	// had been given the action, for all ways to choose as many; the interval holds the
	// effects that this test does not reject.
	Permutation
	ClusterRobust      // times G/(G−1)·(n−1)/(n−k) for G units, Student's t with G−1 degrees of freedom
	ClusterRobustPlain // the same without those factors
	RobustRows         // HC1: rows independent, Student's t with n−4
	OrdinaryRows       // rows independent and equally variable, Student's t with n−4
)

// String is the name of the inference.
func (i Inference) String() string {
	return [...]string{"automatic", "permutation of units", "cluster-robust by unit", "cluster-robust by unit, not adjusted", "HC1", "ordinary"}[min(i, OrdinaryRows)]
}

// DifferenceOptions are the particulars of a difference in differences. The zero value
// is the recommended setup.
type DifferenceOptions struct {
	Options
	Inference Inference
}

// A Difference is the result of a difference in differences.
type Difference struct {
	Result
	ControlBefore metrics.Number `json:"control_before"` // means
	ControlAfter  metrics.Number `json:"control_after"`
	TreatedBefore metrics.Number `json:"treated_before"`
	TreatedAfter  metrics.Number `json:"treated_after"`
	TreatedUnits  int            `json:"treated_units"`
	ControlUnits  int            `json:"control_units"`
	Rows          int            `json:"rows"`
	PreTrend      PreTrend       `json:"pre_trend"`
	Placements    int            `json:"placements,omitzero"` // ways to choose the treated units, of a permutation
}

// A PreTrend compares how both groups moved a period before the action. A difference in
// differences takes it for granted that without the action both would have moved alike;
// that they did before it is the best one can see of that. None with fewer than two
// periods before.
type PreTrend struct {
	Periods    int  `json:"periods"`
	Control    Part `json:"control"` // slopes
	Treated    Part `json:"treated"`
	Difference Part `json:"difference"`
}

// DiffInDiff judges an action by what changed where it was taken less what changed
// where it was not. Rows of periods from after on are those after the action:
//
//	effect = (treated after − treated before) − (control after − control before)
//
// which is the coefficient of treated × after in a regression of the values on both. All
// units must get the action at the same time; where they do not, the formula is wrong
// (Goodman-Bacon 2021), and evaluating each start by itself is right.
//
// The error says which unit is treated in one row and not in another, which value is no
// number or which group has no rows ([stat.ErrNoData]). Time is that of sorting, and for
// permutations that of the ways to choose the treated units, at most 250 000.
func DiffInDiff(rows []Row, after int, o DifferenceOptions) (*Difference, error) {
	filled, err := o.Options.filled()
	if err != nil {
		return nil, err
	}
	if o.Options = filled; o.Inference > OrdinaryRows {
		return nil, fmt.Errorf("effect: DifferenceOptions.Inference is %d, want a declared one", o.Inference)
	}
	if _, err := newTable(rows, after); err != nil { // with the caller's numbers of rows
		return nil, err
	}
	rows = inOrder(rows)
	t, err := newTable(rows, after)
	if err != nil {
		return nil, err
	}
	out := &Difference{Result: Result{Design: DifferenceInDifferences}, Rows: len(rows)}
	t.fill(out)
	fit, err := regress.LeastSquares(t.design, t.y, nil)
	if err != nil {
		return nil, fmt.Errorf("effect: the difference in differences: %w", err)
	}
	if err := out.infer(t, fit, o); err != nil {
		return nil, err
	}
	out.preTrend(rows, after, o.Confidence)
	spread := residual(t.y, fit)
	if fit.DF == 0 {
		spread = math.NaN()
	}
	out.decide(o.Options, spread, halfPoint)
	return out, nil
}

// inOrder is a sorted copy of the rows, so that results do not depend on how they came, to
// the last digit.
func inOrder(rows []Row) []Row {
	out := slices.Clone(rows)
	slices.SortFunc(out, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Period, b.Period), cmp.Compare(a.Value, b.Value), compareBools(a.Treated, b.Treated))
	})
	return out
}

func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// A table is the rows of a difference in differences.
type table struct {
	design  regress.Design
	y       []float64
	units   []unit
	of      []int // the unit of each row
	unnamed bool  // each row is its own unit
}

// A unit is sum and number of its values, before and after.
type unit struct {
	treated bool
	sum     [2]float64
	n       [2]float64
}

func newTable(rows []Row, after int) (*table, error) {
	t := &table{design: regress.Design{Names: []string{"treated", "after", "treated × after"}}, unnamed: true}
	place := map[string]int{}
	for i, r := range rows {
		if math.IsNaN(r.Value) || math.IsInf(r.Value, 0) {
			return nil, fmt.Errorf("effect: row %d (unit %q, period %d) has the value %v, want a finite number", i, r.Unit, r.Period, r.Value)
		}
		k, ok := place[r.Unit]
		if !ok || r.Unit == "" {
			k = len(t.units)
			place[r.Unit] = k
			t.units = append(t.units, unit{treated: r.Treated})
		}
		if t.units[k].treated != r.Treated {
			return nil, fmt.Errorf("effect: row %d: unit %q is treated in some rows and not in others: Treated says whether the unit gets the action, before it as after it", i, r.Unit)
		}
		t.unnamed = t.unnamed && r.Unit == ""
		now := 0
		if r.Period >= after {
			now = 1
		}
		t.units[k].sum[now] += r.Value
		t.units[k].n[now]++
		treated := 0.0
		if r.Treated {
			treated = 1
		}
		t.of, t.y = append(t.of, k), append(t.y, r.Value)
		t.design.Rows = append(t.design.Rows, []float64{treated, float64(now), treated * float64(now)})
	}
	for _, treated := range []bool{false, true} {
		for now, when := range []string{"before", "after"} {
			if math.IsNaN(t.mean(treated, now)) {
				return nil, fmt.Errorf("effect: no row of treated = %v %s the action: %w", treated, when, stat.ErrNoData)
			}
		}
	}
	return t, nil
}

// mean is that of a group before (0) or after (1) the action; NaN without rows.
func (t *table) mean(treated bool, now int) float64 {
	var sum, n float64
	for _, u := range t.units {
		if u.treated == treated {
			sum, n = sum+u.sum[now], n+u.n[now]
		}
	}
	return sum / n
}

// fill copies means and numbers of units, and warns of what is odd about them.
func (t *table) fill(out *Difference) {
	out.ControlBefore, out.ControlAfter = metrics.NumberOf(t.mean(false, 0)), metrics.NumberOf(t.mean(false, 1))
	out.TreatedBefore, out.TreatedAfter = metrics.NumberOf(t.mean(true, 0)), metrics.NumberOf(t.mean(true, 1))
	halves := 0
	for _, u := range t.units {
		if u.treated {
			out.TreatedUnits++
		} else {
			out.ControlUnits++
		}
		if u.n[0] == 0 || u.n[1] == 0 {
			halves++
		}
	}
	if halves > 0 && !t.unnamed {
		out.warn(UnitsComeAndGo, halves, "units that are seen only before or only after the action change the groups")
	}
}

// The numbers of units from which cluster-robust standard errors may be believed.
const (
	enoughUnits   = 20
	enoughInGroup = 5
)

// infer tests the effect.
func (out *Difference) infer(t *table, fit *regress.Linear, o DifferenceOptions) error {
	smaller := min(out.TreatedUnits, out.ControlUnits)
	few := out.TreatedUnits+out.ControlUnits < enoughUnits || smaller < enoughInGroup
	how := o.Inference
	if how == AutomaticInference {
		switch {
		case t.unnamed:
			how = RobustRows
		case few && t.placements() <= mostPlacements:
			how = Permutation
		default:
			how = ClusterRobust
		}
	}
	if few && !t.unnamed {
		out.warn(FewUnits, smaller, fmt.Sprintf("%d units with the action and %d without", out.TreatedUnits, out.ControlUnits))
	}
	out.Method = how.String()
	if how == Permutation {
		return out.permute(t, o.Options)
	}
	covariance, df, err := t.covariance(fit, how)
	if err != nil {
		return fmt.Errorf("effect: the standard error of the difference in differences (%s): %w", how, err)
	}
	value, se := contrast(fit.Coef, []float64{0, 0, 0, 1}, covariance)
	if se <= rounding*largest(t.y) {
		out.warn(metrics.NoVariation, 0, "the rows of a group do not differ: there is nothing to measure an effect by")
		se = 0
	}
	out.Effect = part(value, se, df, o.Confidence)
	if se > 0 {
		out.Detectable = seen(se, quantile(df, o.Confidence), o.Power)
	}
	return nil
}

// covariance is that of the coefficients, and the degrees of freedom of their t-tests.
func (t *table) covariance(fit *regress.Linear, how Inference) (*mat.SymDense, float64, error) {
	if fit.DF == 0 {
		return nil, 0, stat.ErrTooFew
	}
	switch how {
	case OrdinaryRows:
		return fit.Covariance(), float64(fit.DF), nil
	case RobustRows:
		c, err := fit.Heteroscedastic(regress.HC1)
		return c, float64(fit.DF), err
	}
	c, clusters, err := regress.Clustered(fit, t.of, how == ClusterRobust)
	return c, float64(clusters - 1), err
}

// preTrend fits a line to each group before the action.
func (out *Difference) preTrend(rows []Row, after int, confidence float64) {
	d := regress.Design{Names: []string{"treated", "period", "treated × period"}}
	var y []float64
	var units []string
	periods := map[int]bool{}
	for i, r := range rows {
		if r.Period >= after {
			continue
		}
		treated := 0.0
		if r.Treated {
			treated = 1
		}
		periods[r.Period] = true
		y = append(y, r.Value)
		units = append(units, cmp.Or(r.Unit, fmt.Sprintf("row %d", i)))
		d.Rows = append(d.Rows, []float64{treated, float64(r.Period), treated * float64(r.Period)})
	}
	out.PreTrend.Periods = len(periods)
	if len(periods) < 2 {
		out.warn(NoPreTrend, 0, "one period before the action: nobody can see whether both groups moved alike")
		return
	}
	fit, err := regress.LeastSquares(d, y, nil)
	if err != nil || fit.DF == 0 {
		return // a group has one period only: there are no slopes to compare
	}
	covariance, clusters, err := regress.Clustered(fit, units, true)
	if err != nil {
		return
	}
	along := func(x ...float64) Part {
		value, se := contrast(fit.Coef, x, covariance)
		return part(value, se, float64(clusters-1), confidence)
	}
	out.PreTrend.Control, out.PreTrend.Treated, out.PreTrend.Difference = along(0, 0, 1, 0), along(0, 0, 1, 1), along(0, 0, 0, 1)
	if out.PreTrend.Difference.P.Or(1) < 1-confidence {
		out.warn(TrendsDiffer, 0, "the groups did not move alike before the action, so that the effect may be the going on of that")
	}
}
