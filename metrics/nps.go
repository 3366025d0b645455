package metrics

import (
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics/internal/wire"
	"github.com/loamlib/loam/metrics/stat"
)

// NPS collects answers of 0 to 10 to "how likely are you to recommend us?" and
// gives the Net Promoter Score:
//
//	100 × (promoters − detractors) / answers
//
// in points from -100 to 100 (Reichheld 2003). Promoters answer 9 or 10,
// detractors 0 to 6. The interval is the adjusted Wald interval of Rocks (2016),
// which works from one answer on; see [stat.Trinomial.AdjustedWald] for how well
// it covers. It is not centred on the score, and with few answers that agree the
// score may lie outside it: the interval says where the score of all customers
// lies.
//
// The zero value is ready. Adding an answer takes about a nanosecond and
// allocates nothing; the state is a fixed few hundred bytes for any number of
// answers.
type NPS struct {
	ratings [11]int64
	classes [3]int64 // answers known only by class: detractors, passives, promoters
	rejects Rejects
}

var npsType = wire.Type{Name: string(IDNPS), Version: 1}

// Add counts one answer. One outside 0 to 10 is rejected as OffScale.
func (n *NPS) Add(rating int) {
	if uint(rating) < uint(len(n.ratings)) {
		n.ratings[rating]++
		return
	}
	n.rejects.Add(OffScale)
}

// AddRating counts one answer, or rejects it and says why: it is on another
// scale, off its scale, between whole numbers or no number.
func (n *NPS) AddRating(r feedback.Rating) error {
	if err := n.rejects.rating(r, feedback.NPS); err != nil {
		return err
	}
	n.ratings[int(r.Value)]++
	return nil
}

// AddClasses counts answers of which only the class is known, such as published
// figures. It fails, counting nothing, if a count is negative or the counts grow
// too large.
func (n *NPS) AddClasses(detractors, passives, promoters int64) error {
	for _, c := range [...]int64{detractors, passives, promoters} {
		if c < 0 {
			return &stat.ArgumentError{Name: "count", Value: float64(c), Want: "at least 0"}
		}
	}
	return n.Merge(&NPS{classes: [3]int64{detractors, passives, promoters}})
}

// Merge adds the answers of o.
func (n *NPS) Merge(o *NPS) error {
	sum := *n
	if err := sum.add(o); err != nil {
		return err
	}
	*n = sum
	return nil
}

func (n *NPS) add(o *NPS) error {
	if err := addCounts(n.ratings[:], o.ratings[:]); err != nil {
		return err
	}
	if err := addCounts(n.classes[:], o.classes[:]); err != nil {
		return err
	}
	if err := n.rejects.Merge(&o.rejects); err != nil {
		return err
	}
	return checkTotal(mostAnswers, n.ratings[:], n.classes[:])
}

// N is the number of answers.
func (n *NPS) N() int64 {
	d, pa, pr := n.Classes()
	return d + pa + pr
}

// Classes are the numbers of detractors, passives and promoters.
func (n *NPS) Classes() (detractors, passives, promoters int64) {
	detractors, passives, promoters = n.classes[0], n.classes[1], n.classes[2]
	for rating, c := range n.ratings {
		switch {
		case rating <= 6:
			detractors += c
		case rating <= 8:
			passives += c
		default:
			promoters += c
		}
	}
	return detractors, passives, promoters
}

// Distribution is how many gave each answer from 0 to 10; answers known only by
// class are not in it.
func (n *NPS) Distribution() [11]int64 { return n.ratings }

// Rejected is what was set aside.
func (n *NPS) Rejected() Rejects { return n.rejects }

// Trinomial is the answers as package stat takes them.
func (n *NPS) Trinomial() stat.Trinomial {
	d, pa, pr := n.Classes()
	return stat.Trinomial{Minus: d, Zero: pa, Plus: pr}
}

// Estimate is the score with its 95 % interval.
func (n *NPS) Estimate() Estimate {
	i, err := n.Trinomial().AdjustedWald(DefaultConfidence)
	return n.estimate(AdjustedWald, DefaultConfidence, i, err)
}

// EstimateAt is the score with an interval of another confidence.
func (n *NPS) EstimateAt(confidence float64) (Estimate, error) {
	i, err := n.Trinomial().AdjustedWald(confidence)
	return checked(n.estimate(AdjustedWald, confidence, i, err), err)
}

// EstimateTango is the score with the interval of Tango (1998), which stays
// inside [-100, 100] and covers a little more where answers are few: 96 % on
// average over all scores at ten answers, where that of Estimate covers 95 %.
func (n *NPS) EstimateTango(confidence float64) (Estimate, error) {
	i, err := n.Trinomial().Tango(confidence)
	return checked(n.estimate(TangoScore, confidence, i, err), err)
}

func (n *NPS) estimate(m Method, confidence float64, i stat.Interval, err error) Estimate {
	e := estimate(IDNPS, UnitPoints, n.Trinomial().Score(), n.N(), m, confidence, i, err).scale(100)
	e.warnIfFew(worstScore)
	e.warnRejected(&n.rejects)
	return e
}

// Compare compares the score with that of another, independent group.
func (n *NPS) Compare(o *NPS, confidence float64) (Comparison, error) {
	return compare(n.EstimateAt, o.EstimateAt, confidence, ofScores(n.Trinomial(), o.Trinomial()))
}

// EstimateBootstrap is the score with the BCa interval of resampled answers
// (Efron 1987). It takes as long for a hundred answers as for a million. If all
// answers are of one class nothing can be resampled, and the interval is that of
// Estimate, which a warning says.
func (n *NPS) EstimateBootstrap(o stat.BootstrapOptions) (Estimate, error) {
	if o.Confidence == 0 {
		o.Confidence = DefaultConfidence
	}
	d, pa, pr := n.Classes()
	b, err := stat.BootstrapCounts([]int64{d, pa, pr}, func(c []float64) float64 {
		return (c[2] - c[0]) / (c[0] + c[1] + c[2])
	}, o)
	if err == nil && !b.Degenerate {
		return n.estimate(BootstrapBCa, o.Confidence, b.BCa, nil), nil
	}
	if _, ok := err.(*stat.ArgumentError); ok {
		return Estimate{}, err
	}
	e, err := n.EstimateAt(o.Confidence)
	e.warn(Degenerate, 0)
	return e, err
}

// String is the estimate.
func (n NPS) String() string { return n.Estimate().String() }

func (n *NPS) put(w *wire.Writer) {
	w.Counts(n.ratings[:])
	w.Counts(n.classes[:])
	n.rejects.put(w)
}

func (n *NPS) get(r *wire.Reader) error {
	r.Counts(n.ratings[:])
	r.Counts(n.classes[:])
	if err := n.rejects.get(r); err != nil {
		return err
	}
	return checkHeld(n.ratings[:], n.classes[:])
}

// npsState is the JSON form.
type npsState struct {
	Ratings []int64 `json:"ratings"`
	Classes []int64 `json:"classes"`
	Rejects Rejects `json:"rejected"`
}

func (n *NPS) set(s npsState) error {
	if err := fill(n.ratings[:], s.Ratings, "ratings"); err != nil {
		return err
	}
	if err := fill(n.classes[:], s.Classes, "classes"); err != nil {
		return err
	}
	n.rejects = s.Rejects
	return checkHeld(n.ratings[:], n.classes[:])
}

// AppendBinary implements [encoding.BinaryAppender].
func (n NPS) AppendBinary(b []byte) ([]byte, error) { return wire.Append(b, npsType, n.put), nil }

// MarshalBinary implements [encoding.BinaryMarshaler].
func (n NPS) MarshalBinary() ([]byte, error) { return n.AppendBinary(nil) }

// UnmarshalBinary implements [encoding.BinaryUnmarshaler].
func (n *NPS) UnmarshalBinary(b []byte) error {
	return wire.Read(n, b, npsType, (*NPS).get, (*NPS).put)
}

// MarshalJSON implements [json.Marshaler].
func (n NPS) MarshalJSON() ([]byte, error) {
	return wire.MarshalJSON(npsType, npsState{n.ratings[:], n.classes[:], n.rejects})
}

// UnmarshalJSON implements [json.Unmarshaler].
func (n *NPS) UnmarshalJSON(b []byte) error {
	return wire.ReadJSON(n, b, npsType, (*NPS).set)
}
