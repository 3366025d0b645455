package metrics

import (
	"github.com/loamlib/loam/metrics/internal/wire"
	"github.com/loamlib/loam/metrics/stat"
)

// A Rate is a share of yes among yes and no: the invitations that were answered,
// the reviews that were replied to, the customers that left. Definition says which
// and must be set before the first answer:
//
//	replies := metrics.Rate{Definition: metrics.IDReplyRate}
//
// Rates of different definitions do not merge, so the rate at which customers
// answer surveys cannot get into the rate at which the company answers customers.
// The interval is Wilson's. A rate without a definition, or with one that is not that
// of a share, has no value and cannot be encoded.
type Rate struct {
	Definition ID
	yes, all   int64
}

// Add counts one case: an invitation, and whether it was answered.
func (r *Rate) Add(yes bool) {
	r.all++
	if yes {
		r.yes++
	}
}

// AddCounts counts all cases, yes of them with yes. It fails, counting nothing, if
// yes is not from 0 to all: more responses than deliveries are an error in the
// data and no rate above 100 %. So does it if the definition is missing or not that
// of a share.
func (r *Rate) AddCounts(yes, all int64) error {
	switch {
	case all < 0:
		return &stat.ArgumentError{Name: "all", Value: float64(all), Want: "at least 0"}
	case yes < 0 || yes > all:
		return &CountError{Definition: r.Definition, Part: yes, Whole: all}
	}
	if err := CheckDefinition(r.Definition, UnitShare); err != nil {
		return err
	}
	return r.Merge(&Rate{r.Definition, yes, all})
}

// Merge adds the cases of o, which must have the same definition.
func (r *Rate) Merge(o *Rate) error {
	if r.Definition != o.Definition {
		return &MismatchError{"definition", string(o.Definition), string(r.Definition)}
	}
	if r.all > mostAnswers-o.all {
		return ErrTooMany
	}
	r.yes += o.yes
	r.all += o.all
	return nil
}

// Counts are the cases with yes, and all.
func (r *Rate) Counts() (yes, all int64) { return r.yes, r.all }

// Rejected is empty: a yes or no cannot be wrong.
func (r *Rate) Rejected() Rejects { return Rejects{} }

// Estimate is the share with its 95 % interval. Without a definition, or with one
// that is not that of a share, it has no value and says why.
func (r *Rate) Estimate() Estimate { return sure(r.EstimateAt(DefaultConfidence)) }

// EstimateAt is the share with an interval of another confidence.
func (r *Rate) EstimateAt(confidence float64) (Estimate, error) {
	return shareEstimate(r.Definition, r.yes, r.all, confidence)
}

// Compare compares the share with that of another, independent group of the same
// definition.
func (r *Rate) Compare(o *Rate, confidence float64) (Comparison, error) {
	if r.Definition != o.Definition {
		return Comparison{}, &MismatchError{"definition", string(o.Definition), string(r.Definition)}
	}
	return compare(r.EstimateAt, o.EstimateAt, confidence, ofShares(stat.Share{X: r.yes, N: r.all}, stat.Share{X: o.yes, N: o.all}))
}

// String is the estimate.
func (r Rate) String() string { return r.Estimate().String() }

var rateType = wire.Type{Name: "rate", Version: 1}

func (r *Rate) put(w *wire.Writer) {
	w.String(string(r.Definition))
	w.Count(r.yes)
	w.Count(r.all)
}

func (r *Rate) get(d *wire.Reader) error {
	return r.set(rateState{ID(d.Text()), d.Count(), d.Count()})
}

// rateState is the JSON form.
type rateState struct {
	Definition ID    `json:"definition"`
	Yes        int64 `json:"yes"`
	All        int64 `json:"all"`
}

func (r *Rate) set(s rateState) error {
	if s.Yes < 0 || s.Yes > s.All {
		return &CountError{Definition: s.Definition, Part: s.Yes, Whole: s.All}
	}
	if err := CheckDefinition(s.Definition, UnitShare); err != nil {
		return err
	}
	*r = Rate{s.Definition, s.Yes, s.All}
	return checkHeld([]int64{s.All})
}

// AppendBinary implements [encoding.BinaryAppender].
func (r Rate) AppendBinary(b []byte) ([]byte, error) {
	if err := CheckDefinition(r.Definition, UnitShare); err != nil {
		return b, err
	}
	return wire.Append(b, rateType, r.put), nil
}

// MarshalBinary implements [encoding.BinaryMarshaler].
func (r Rate) MarshalBinary() ([]byte, error) { return r.AppendBinary(nil) }

// UnmarshalBinary implements [encoding.BinaryUnmarshaler].
func (r *Rate) UnmarshalBinary(b []byte) error {
	return wire.Read(r, b, rateType, (*Rate).get, (*Rate).put)
}

// MarshalJSON implements [json.Marshaler].
func (r Rate) MarshalJSON() ([]byte, error) {
	if err := CheckDefinition(r.Definition, UnitShare); err != nil {
		return nil, err
	}
	return wire.MarshalJSON(rateType, rateState{r.Definition, r.yes, r.all})
}

// UnmarshalJSON implements [json.Unmarshaler].
func (r *Rate) UnmarshalJSON(b []byte) error { return wire.ReadJSON(r, b, rateType, (*Rate).set) }
