package goal

import (
	"cmp"
	"slices"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/phrase"
	"github.com/loamlib/loam/metrics/stat"
)

// A Ranking is our place among the figures of others. The place that the value has is
// one thing, the places that its interval leaves possible another.
type Ranking struct {
	Figure     metrics.Estimate `json:"figure"`
	Others     int              `json:"others"`
	Percentile metrics.Number   `json:"percentile"` // share of the others that we are better than, equal ones counting half
	Place      int              `json:"place"`      // 1 is best; of Others + 1
	Best       int              `json:"best"`       // place at the better end of our interval
	Worst      int              `json:"worst"`      // and at the other
	Text       text.Wording     `json:"text"`
}

// PercentileRank is (below + equal / 2) / N: the share of the others that lie below a
// value, equal ones counting half. [stat.ErrNoData] without others, and an error if a
// value is not finite.
func PercentileRank(value float64, others []float64) (float64, error) {
	if len(others) == 0 {
		return 0, stat.ErrNoData
	}
	below := 0.0
	for _, o := range append(slices.Clip(others), value) {
		if o-o != 0 { // infinite or NaN
			return 0, &stat.ArgumentError{Name: "value", Value: o, Want: "a finite number"}
		}
		switch cmp.Compare(o, value) {
		case -1:
			below++
		case 0:
			below += 0.5
		}
	}
	return (below - 0.5) / float64(len(others)), nil // the value itself was among them
}

// Rank places our number among benchmarks of the same definition; others are refused
// as in [Benchmark.Compare]. For a metric of which low is good, better is below; for
// one of which neither is, above. Our interval moves, the figures of the others are
// taken as they are.
func Rank(own metrics.Estimate, others []Benchmark) (Ranking, error) {
	r := Ranking{Figure: own, Others: len(others)}
	v, ok := own.Value.Get()
	if !ok || len(others) == 0 {
		return Ranking{}, stat.ErrNoData
	}
	sign := 1.0
	if d, _ := metrics.Lookup(own.Definition); d.Better < 0 {
		sign = -1
	}
	turned := make([]float64, len(others))
	for i, b := range others {
		if b.Figure.Definition != own.Definition {
			return Ranking{}, &metrics.MismatchError{What: "definition", Got: string(b.Figure.Definition), Want: string(own.Definition)}
		}
		f, ok := b.Figure.Value.Get()
		if !ok {
			return Ranking{}, stat.ErrNoData
		}
		turned[i] = sign * f
	}
	p, err := PercentileRank(sign*v, turned)
	if err != nil {
		return Ranking{}, err
	}
	place := func(at float64) int {
		n := 1
		for _, o := range turned {
			if o > sign*at {
				n++
			}
		}
		return n
	}
	clipped := own.Clipped()
	low, high := place(clipped.Low.Or(v)), place(clipped.High.Or(v))
	r.Percentile = metrics.NumberOf(p)
	r.Place, r.Best, r.Worst = place(v), min(low, high), max(low, high)
	r.Text = r.sentence()
	return r, nil
}

// sentence is the place in words.
func (r Ranking) sentence() text.Wording {
	if r.Best == r.Worst {
		return phrase.Fill(text.Wording{
			En:   "Place %d of %d; better than %s of the others.",
			Hant: "在 %[2]d 家中排名第 %[1]d，優於其中 %[3]s。",
			Hans: "在 %[2]d 家中排名第 %[1]d，优于其中 %[3]s。",
		}, r.Place, r.Others+1, phrase.Percent(r.Percentile.Or(0)))
	}
	return phrase.Fill(text.Wording{
		En:   "Place %d of %d, though our sample leaves the places %d to %d possible; better than %s of the others.",
		Hant: "在 %[2]d 家中排名第 %[1]d，但依我們的樣本，第 %[3]d 至第 %[4]d 名都有可能；優於其中 %[5]s。",
		Hans: "在 %[2]d 家中排名第 %[1]d，但就我们的样本而言，第 %[3]d 至第 %[4]d 名都有可能；优于其中 %[5]s。",
	}, r.Place, r.Others+1, r.Best, r.Worst, phrase.Percent(r.Percentile.Or(0)))
}
