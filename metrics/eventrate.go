package metrics

import (
	"fmt"

	"github.com/loamlib/loam/metrics/internal/exact"
	"github.com/loamlib/loam/metrics/internal/wire"
	"github.com/loamlib/loam/metrics/stat"
)

// An EventRate is a number of events per unit of exposure: complaints per order,
// customers lost per customer-month, pieces of feedback per day. Definition says
// which, and after its colon what the unit of exposure is called; it must be set
// before the first event:
//
//	complaints := metrics.EventRate{Definition: metrics.IDComplaintRate.With("orders")}
//
// Without exposure there is no rate: a share of complaints among feedback moves
// when more people write, with nothing having changed. The interval is Garwood's,
// exact for events that come independently; where they come in bursts it is too
// narrow. Exposures are added exactly, so that their order does not matter.
type EventRate struct {
	Definition ID
	events     int64
	exposure   exact.Sum
	rejects    Rejects
}

// The exposures that are accepted, besides 0: among them every rate is a float64.
const (
	smallestExposure = 1e-150
	largestExposure  = 1e150
)

// Add counts events and the exposure they came from; either may be 0, so that
// events and exposures can arrive apart. It rejects an exposure that is negative,
// not finite or beyond all measure, and a negative number of events, and says why.
// It fails, counting nothing, if the definition is not that of a rate.
func (r *EventRate) Add(events int64, exposure float64) error {
	if err := CheckDefinition(r.Definition, UnitRate); err != nil {
		return err
	}
	switch {
	case exposure != 0 && !(exposure >= smallestExposure && exposure <= largestExposure):
		r.rejects.Add(BadExposure)
		return &stat.ArgumentError{Name: "exposure", Value: exposure, Want: "0 or a number from 1e-150 to 1e150"}
	case events < 0:
		r.rejects.Add(NegativeCount)
		return &stat.ArgumentError{Name: "events", Value: float64(events), Want: "at least 0"}
	case events > mostAnswers-r.events:
		return ErrTooMany
	}
	r.events += events
	r.exposure.Add(exposure)
	return nil
}

// Merge adds events and exposure of o, which must have the same definition.
func (r *EventRate) Merge(o *EventRate) error {
	if r.Definition != o.Definition {
		return &MismatchError{"definition", string(o.Definition), string(r.Definition)}
	}
	if r.events > mostAnswers-o.events {
		return ErrTooMany
	}
	if err := r.rejects.Merge(&o.rejects); err != nil {
		return err
	}
	r.events += o.events
	r.exposure.Merge(&o.exposure)
	return nil
}

// Events is the number of events.
func (r *EventRate) Events() int64 { return r.events }

// Exposure is the exposure, rounded once.
func (r *EventRate) Exposure() float64 { return r.exposure.Value() }

// Rejected is what was set aside.
func (r *EventRate) Rejected() Rejects { return r.rejects }

// Estimate is the rate with its 95 % interval. N is the number of events.
func (r *EventRate) Estimate() Estimate { return sure(r.EstimateAt(DefaultConfidence)) }

// EstimateAt is the rate with an interval of another confidence.
func (r *EventRate) EstimateAt(confidence float64) (Estimate, error) {
	exposure := r.Exposure()
	i, err := stat.Garwood(r.events, exposure, confidence)
	e := estimate(r.Definition, UnitRate, float64(r.events)/exposure, r.events, GarwoodExact, confidence, i, err)
	if r.events > 0 && e.Has(NoData) {
		e.Warnings = []Warning{{Code: DividedByZero}} // complaints whose orders nobody has counted yet
	}
	e.warnRejected(&r.rejects)
	return checked(e, err)
}

// Compare compares the rate with that of another, independent group of the same
// definition. The p-value is exact. The effect is the rate ratio with its exact
// interval; the interval of the difference is built from Garwood's intervals of
// the two rates, as in [Compare].
func (r *EventRate) Compare(o *EventRate, confidence float64) (Comparison, error) {
	if r.Definition != o.Definition {
		return Comparison{}, &MismatchError{"definition", string(o.Definition), string(r.Definition)}
	}
	return compare(r.EstimateAt, o.EstimateAt, confidence, func(c *Comparison) error {
		ratio, err := stat.CompareRates(r.events, r.Exposure(), o.events, o.Exposure(), confidence)
		if err != nil {
			return err
		}
		c.squareAndAdd()
		c.P, c.Test = NumberOf(ratio.Test.P), "exact binomial test of two rates"
		c.Effect = Effect{Name: RateRatio, Value: NumberOf(ratio.Value), Low: NumberOf(ratio.Interval.Low), High: NumberOf(ratio.Interval.High)}
		return nil
	})
}

// String is the estimate.
func (r EventRate) String() string { return r.Estimate().String() }

var eventRateType = wire.Type{Name: "event_rate", Version: 1}

func (r *EventRate) put(w *wire.Writer) {
	w.String(string(r.Definition))
	w.Count(r.events)
	w.Sum(&r.exposure)
	r.rejects.put(w)
}

func (r *EventRate) get(d *wire.Reader) error {
	r.Definition = ID(d.Text())
	r.events = d.Count()
	r.exposure = d.Sum()
	if err := r.rejects.get(d); err != nil {
		return err
	}
	return r.check()
}

func (r *EventRate) check() error {
	if err := CheckDefinition(r.Definition, UnitRate); err != nil {
		return err
	}
	if x := r.Exposure(); x != 0 && !(x >= smallestExposure && x <= mostHeld*largestExposure) {
		return fmt.Errorf("the exposure is %v", x)
	}
	return checkHeld([]int64{r.events})
}

// eventRateState is the JSON form. The exposure is a hexadecimal float, which
// loses nothing.
type eventRateState struct {
	Definition ID        `json:"definition"`
	Events     int64     `json:"events"`
	Exposure   exact.Sum `json:"exposure"`
	Rejects    Rejects   `json:"rejected"`
}

func (r *EventRate) set(s eventRateState) error {
	*r = EventRate{s.Definition, s.Events, s.Exposure, s.Rejects}
	return r.check()
}

// AppendBinary implements [encoding.BinaryAppender].
func (r EventRate) AppendBinary(b []byte) ([]byte, error) {
	if err := CheckDefinition(r.Definition, UnitRate); err != nil {
		return b, err
	}
	return wire.Append(b, eventRateType, r.put), nil
}

// MarshalBinary implements [encoding.BinaryMarshaler].
func (r EventRate) MarshalBinary() ([]byte, error) { return r.AppendBinary(nil) }

// UnmarshalBinary implements [encoding.BinaryUnmarshaler].
func (r *EventRate) UnmarshalBinary(b []byte) error {
	return wire.Read(r, b, eventRateType, (*EventRate).get, (*EventRate).put)
}

// MarshalJSON implements [json.Marshaler].
func (r EventRate) MarshalJSON() ([]byte, error) {
	if err := CheckDefinition(r.Definition, UnitRate); err != nil {
		return nil, err
	}
	return wire.MarshalJSON(eventRateType, eventRateState{r.Definition, r.events, r.exposure, r.rejects})
}

// UnmarshalJSON implements [json.Unmarshaler].
func (r *EventRate) UnmarshalJSON(b []byte) error {
	return wire.ReadJSON(r, b, eventRateType, (*EventRate).set)
}
