package evaluate

import (
	"math"
	"slices"
)

// A Report says how good the predictions are, as a whole and by class.
//
// With TP, FP and FN the right, the wrong and the missed predictions of a class:
//
//	precision = TP / (TP + FP)
//	recall    = TP / (TP + FN)
//	F1        = 2 TP / (2 TP + FP + FN)
//
// Macro is the plain mean over all declared classes, those without feedback
// counting 0; micro computes from the sums of TP, FP and FN; weighted is the
// mean by how much feedback a class has. Intervals: of shares Wilson's; of F1
// Wilson's of J = TP/(TP+FP+FN), led over by F1 = 2J/(1+J), which grows with J;
// of the rest percentiles of 1,000 resamples from a fixed seed, where there are
// several labels by the delta method (see [MultiLabel]).
type Report struct {
	N       int           `json:"n"`
	Classes []ClassReport `json:"classes"`

	Accuracy         Measure `json:"accuracy"` // several labels: of feedback with exactly the right ones
	Coverage         Measure `json:"coverage"` // of feedback with a label at all
	MicroF1          Measure `json:"micro_f1"`
	MacroF1          Measure `json:"macro_f1"`
	WeightedF1       Measure `json:"weighted_f1"`
	BalancedAccuracy Measure `json:"balanced_accuracy"` // mean recall; one class a feedback only
	MCC              Measure `json:"mcc"`               // Matthews' correlation by Gorodkin (2004), 0 if truths or predictions are all alike; one class a feedback only
	Kappa            Measure `json:"kappa"`             // Cohen's, of truth and prediction; one class a feedback only
}

// A ClassReport says how good the predictions of one class are.
type ClassReport struct {
	Class     string  `json:"class"`
	Support   int     `json:"support"`   // feedback that is of the class
	Predicted int     `json:"predicted"` // feedback that was given it
	Hits      int     `json:"hits"`      // both
	Precision Measure `json:"precision"`
	Recall    Measure `json:"recall"`
	F1        Measure `json:"f1"`
}

func classReport(class string, support, predicted, hits int) ClassReport {
	return ClassReport{
		Class: class, Support: support, Predicted: predicted, Hits: hits,
		Precision: share(hits, predicted, "never predicted"),
		Recall:    share(hits, support, "no feedback of the class"),
		F1:        f1Measure(hits, support+predicted-hits),
	}
}

// f1Measure is F1 from TP and the union TP + FP + FN.
func f1Measure(hits, union int) Measure {
	m := share(hits, union, "neither feedback of the class nor a prediction")
	if m.Defined() {
		m.Value, m.Low, m.High = fromJaccard(m.Value), fromJaccard(m.Low), fromJaccard(m.High)
	}
	return m
}

func fromJaccard(j float64) float64 { return 2 * j / (1 + j) }

func f1(hits, support, predicted float64) float64 {
	if support+predicted == 0 {
		return 0
	}
	return 2 * hits / (support + predicted)
}

// Class is the report of one class, and whether it is declared.
func (r *Report) Class(name string) (ClassReport, bool) {
	i := slices.IndexFunc(r.Classes, func(c ClassReport) bool { return c.Class == name })
	if i < 0 {
		return ClassReport{}, false
	}
	return r.Classes[i], true
}

// Report computes all measures. The cost is that of 1,000 passes over the cells
// that are not 0 and the classes.
func (c *Confusion) Report() Report {
	cells := c.cells()
	counts, total := make([]float64, len(cells)), 0
	for i, x := range cells {
		counts[i] = float64(c.counts[x])
		total += c.counts[x]
	}
	t := c.totals(cells, counts)
	r := Report{N: total}
	for i, name := range c.classes {
		r.Classes = append(r.Classes, classReport(name, int(t.support[i]), int(t.predicted[i]), int(t.hits[i])))
	}
	k := len(c.classes)
	if total == 0 {
		none := undefined(0, "no feedback")
		r.Accuracy, r.Coverage, r.MicroF1, r.MacroF1, r.WeightedF1 = none, none, none, none, none
		r.BalancedAccuracy, r.MCC, r.Kappa = none, none, none
		return r
	}
	r.Accuracy = share(int(t.right), total, "")
	r.Coverage = share(total-int(t.predicted[k]), total, "")
	b := resampled(counts, total, r.Accuracy, func(counts []float64) []float64 {
		t := c.totals(cells, counts)
		return []float64{t.microF1(), t.macroF1(), t.weightedF1(), t.balanced(), t.mcc()}
	})
	r.MicroF1, r.MacroF1, r.WeightedF1, r.BalancedAccuracy, r.MCC = b[0], b[1], b[2], b[3], b[4]
	if slices.Contains(t.support[:k], 0) {
		r.BalancedAccuracy = undefined(total, "a class has no feedback, so no recall")
	}
	r.Kappa = c.kappa(t)
	return r
}

// kappa is that of truth and prediction. If all truths are of one class it would
// be 0 whatever is predicted.
func (c *Confusion) kappa(t totals) Measure {
	if slices.Contains(t.support, t.n) {
		return undefined(int(t.n), "all feedback is of one class")
	}
	return kappaOf(c.counts, len(c.classes)+1, Unweighted).Measure
}

// totals are the margins of a table of counts.
type totals struct {
	n, right                 float64
	support, predicted, hits []float64 // by class; the last is no label
}

func (c *Confusion) totals(cells []cell, counts []float64) totals {
	k := len(c.classes)
	sums := make([]float64, 3*(k+1))
	t := totals{support: sums[:k+1], predicted: sums[k+1 : 2*(k+1)], hits: sums[2*(k+1):]}
	for at, n := range counts {
		i, j := cells[at].truth, cells[at].predicted
		t.n += n
		t.support[i] += n
		t.predicted[j] += n
		if i == j {
			t.hits[i] += n
			t.right += n
		}
	}
	return t
}

func (t totals) microF1() float64 {
	return f1(t.right, t.n, t.n-t.predicted[len(t.predicted)-1])
}

func (t totals) macroF1() float64 {
	k := len(t.hits) - 1
	var sum float64
	for i := range k {
		sum += f1(t.hits[i], t.support[i], t.predicted[i])
	}
	return sum / float64(k)
}

func (t totals) weightedF1() float64 {
	var sum float64
	for i := range len(t.hits) - 1 {
		sum += t.support[i] * f1(t.hits[i], t.support[i], t.predicted[i])
	}
	return sum / t.n
}

// balanced is the mean recall of the classes that have feedback.
func (t totals) balanced() float64 {
	var sum, classes float64
	for i, s := range t.support {
		if s > 0 {
			sum += t.hits[i] / s
			classes++
		}
	}
	return sum / classes
}

// mcc is Gorodkin's R_K:
//
//	(n·right - Σ s_k p_k) / √((n² - Σ p_k²)(n² - Σ s_k²))
func (t totals) mcc() float64 {
	var sp, pp, ss float64
	for i := range t.support {
		sp += t.support[i] * t.predicted[i]
		pp += t.predicted[i] * t.predicted[i]
		ss += t.support[i] * t.support[i]
	}
	spread := (t.n*t.n - pp) * (t.n*t.n - ss)
	if spread <= 0 {
		return 0
	}
	return (t.n*t.right - sp) / math.Sqrt(spread)
}
