package priority

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// Options say how to order. The zero value weighs all five parts alike.
type Options struct {
	Weights map[Part]float64 // nil means 1 for each part; a part that is not in a map that is given does not count
	First   *Ruling          // a rule whose topic goes first, if it applies; nil means none
}

// An Ordering is what to do first, and why.
type Ordering struct {
	Ranked     []Ranked       `json:"ranked"`              // the first to do first
	Robustness *Robustness    `json:"robustness,omitzero"` // of the first place; nil with fewer than two issues
	Ruling     *Ruling        `json:"ruling,omitzero"`     // that was asked, whether it applied or not
	Remarks    []text.Wording `json:"remarks,omitempty"`
}

// A Ranked is an issue in its place.
type Ranked struct {
	Place      int            `json:"place"` // from 1; issues with the same score share one
	ID         string         `json:"id"`
	Name       text.Wording   `json:"name"`
	Score      float64        `json:"score"`             // in [0, 1]
	Confidence float64        `json:"confidence"`        // share of the weights that is known of this issue
	ByRule     bool           `json:"by_rule,omitzero"`  // first because a rule says so, whatever the score
	Parts      []Component    `json:"parts"`             // in the order of [Parts]
	Missing    []Part         `json:"missing,omitempty"` // that nobody knows
	Reasons    []text.Wording `json:"reasons"`
}

// A Component is what one part adds to a score.
type Component struct {
	Part         Part             `json:"part"`
	Estimate     metrics.Estimate `json:"estimate,omitzero"`
	Known        bool             `json:"known"`
	Superiority  float64          `json:"superiority"`    // mean probability of being ahead of another issue; ½ if not known
	Place        int              `json:"place,omitzero"` // by the value alone, of Of
	Of           int              `json:"of,omitzero"`    // issues of which the part is known
	Weight       float64          `json:"weight"`
	Contribution float64          `json:"contribution"` // weight · superiority / sum of weights
}

// Order puts issues in the order in which to work on them.
//
// In each part an issue is compared with every other: its superiority is the mean
// probability that its true value is ahead of the other's, with normal errors of the
// size that the two intervals imply; values without intervals are ahead, behind or,
// at ½, equal. The score is the weighted mean of the superiorities:
//
//	sᵢₚ = mean over j of Φ((xᵢ − xⱼ) / √(seᵢ² + seⱼ²))        with the sign of effort turned
//	score = Σ wₚ sᵢₚ / Σ wₚ
//
// Only order and distance in standard errors count, so that points or shares, days or
// hours give the same. Two values that the sample cannot tell apart weigh about the
// same, however large the sample of one of them. Weights are equal unless somebody
// gives others: in judgements like this equal weights are hard to beat (Dawes 1979).
//
// What is not known of an issue is no zero: it stands at ½, the chance of being ahead
// of another whose value one does not know either, is named as missing, and lowers the
// confidence of that issue by its weight.
//
// Issues with equal scores keep the order they came in and share a place. The error is
// about an ID that is empty or there twice, parts of different definitions
// ([metrics.MismatchError]) or weights that cannot be. Time grows with the square of
// the number of issues: a thousand take less than a second.
func Order(issues []Issue, o Options) (Ordering, error) {
	w, err := o.weights()
	if err := errors.Join(err, check(issues)); err != nil {
		return Ordering{}, err
	}
	total := 0.0
	for _, p := range Parts() {
		total += w[p]
	}
	ranked := make([]Ranked, len(issues))
	for i, issue := range issues {
		ranked[i] = Ranked{ID: issue.ID, Name: issue.title()}
	}
	for _, p := range Parts() {
		if w[p] > 0 {
			addPart(ranked, issues, p, w[p]/total, w[p])
		}
	}
	for i := range ranked {
		r := &ranked[i]
		r.Score, r.Confidence = tidy(r.Score), tidy(r.Confidence)
		r.ByRule = o.First != nil && o.First.Applies && o.First.Topic == r.ID
	}
	slices.SortStableFunc(ranked, func(a, b Ranked) int {
		return cmp.Or(-cmp.Compare(truth(a.ByRule), truth(b.ByRule)), -cmp.Compare(a.Score, b.Score))
	})
	for i := range ranked {
		ranked[i].Place = i + 1
		if i > 0 && ranked[i].Score == ranked[i-1].Score && !ranked[i-1].ByRule {
			ranked[i].Place = ranked[i-1].Place
		}
		ranked[i].Reasons = ranked[i].reasons(len(ranked))
	}
	out := Ordering{Ranked: ranked, Ruling: o.First, Robustness: robustness(ranked)}
	out.Remarks = out.remarks(issues)
	return out, nil
}

// tidy rounds away what the order of a sum leaves behind, so that equal scores are
// equal.
func tidy(x float64) float64 { return math.Round(x*1e12) / 1e12 }

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// weights are those of the parts that count.
func (o Options) weights() (map[Part]float64, error) {
	w := map[Part]float64{}
	if o.Weights == nil {
		for _, p := range Parts() {
			w[p] = 1
		}
		return w, nil
	}
	positive := false
	for p, v := range o.Weights {
		switch {
		case !slices.Contains(Parts(), p):
			return nil, fmt.Errorf("priority: the weights have a part %q, want one of %v", p, Parts())
		case !(v >= 0) || v > math.MaxFloat64/8:
			return nil, &stat.ArgumentError{Name: fmt.Sprintf("Options.Weights[%s]", p), Value: v, Want: "a finite number of at least 0"}
		}
		w[p] = v
		positive = positive || v > 0
	}
	if !positive {
		return nil, &stat.ArgumentError{Name: "Options.Weights", Value: 0, Want: "at least one above 0"}
	}
	return w, nil
}

// check reports issues that cannot be told apart or compared.
func check(issues []Issue) error {
	seen := map[string]bool{}
	var first [5]metrics.Estimate
	for i, issue := range issues {
		if issue.ID == "" || seen[issue.ID] {
			return fmt.Errorf("priority: issues[%d] has the ID %q, want one of its own", i, issue.ID)
		}
		seen[issue.ID] = true
		for k, p := range Parts() {
			e := p.of(issue)
			switch {
			case !e.Defined():
			case !first[k].Defined():
				first[k] = e
			case e.Definition != first[k].Definition:
				return fmt.Errorf("priority: %s of issue %q: %w", p, issue.ID,
					&metrics.MismatchError{What: "definition", Got: string(e.Definition), Want: string(first[k].Definition)})
			case e.Unit != first[k].Unit:
				return fmt.Errorf("priority: %s of issue %q: %w", p, issue.ID,
					&metrics.MismatchError{What: "unit", Got: string(e.Unit), Want: string(first[k].Unit)})
			}
		}
	}
	return nil
}

// addPart adds to each issue what a part says about it.
func addPart(ranked []Ranked, issues []Issue, p Part, share, weight float64) {
	type value struct{ x, variance float64 }
	var known []value
	values := make([]value, len(issues))
	for i, issue := range issues {
		e := p.of(issue)
		v, ok := e.Value.Get()
		if !ok {
			continue
		}
		se, _ := e.StdErr()
		values[i] = value{p.sign() * v, se * se}
		known = append(known, values[i])
	}
	for i, issue := range issues {
		c := Component{Part: p, Superiority: 0.5, Weight: weight}
		if e := p.of(issue); e.Defined() {
			c.Estimate, c.Known, c.Place, c.Of = e, true, 1, len(known)
			sum := -0.5 // the comparison with itself
			for _, o := range known {
				if o.x > values[i].x {
					c.Place++
				}
				sum += ahead(values[i].x-o.x, values[i].variance+o.variance)
			}
			if len(known) > 1 {
				c.Superiority = tidy(sum / float64(len(known)-1))
			}
			ranked[i].Confidence += share
		} else {
			ranked[i].Missing = append(ranked[i].Missing, p)
		}
		c.Contribution = share * c.Superiority
		ranked[i].Score += c.Contribution
		ranked[i].Parts = append(ranked[i].Parts, c)
	}
}

// ahead is the probability that a difference with this variance is above 0.
func ahead(d, variance float64) float64 {
	z := d / math.Sqrt(variance)
	switch {
	case d == 0, math.IsNaN(z): // equal, or beyond all measure
		return 0.5
	case variance > 0:
		return dist.NormalCDF(z)
	case d > 0:
		return 1
	}
	return 0
}
