package stat

import (
	"encoding/json"
	"math"
)

// JSON has neither NaN nor infinity. What is not finite is null in it: an end
// without a bound, a statistic that could not be computed, a ratio to nothing. Read
// back, null is again what it was made from.

// A bound is a float64 that JSON may not be able to hold.
type bound float64

func (b bound) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(b)) || math.IsInf(float64(b), 0) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(b))
}

// UnmarshalJSON leaves the bound as it was if it reads null, so that the caller
// chooses what null stands for.
func (b *bound) UnmarshalJSON(text []byte) error {
	return json.Unmarshal(text, (*float64)(b))
}

// intervalJSON is the JSON form of an [Interval].
type intervalJSON struct {
	Low  bound `json:"low"`
	High bound `json:"high"`
}

// MarshalJSON implements [json.Marshaler]: an end without a bound is null.
func (i Interval) MarshalJSON() ([]byte, error) {
	return json.Marshal(intervalJSON{bound(i.Low), bound(i.High)})
}

// UnmarshalJSON implements [json.Unmarshaler]: an end that is null is infinite.
func (i *Interval) UnmarshalJSON(b []byte) error {
	f := intervalJSON{bound(math.Inf(-1)), bound(math.Inf(1))}
	if err := json.Unmarshal(b, &f); err != nil {
		return err
	}
	*i = Interval{float64(f.Low), float64(f.High)}
	return nil
}

// testJSON is the JSON form of a [Test].
type testJSON struct {
	Statistic bound   `json:"statistic"`
	DF        float64 `json:"df,omitzero"`
	P         bound   `json:"p"`
}

// MarshalJSON implements [json.Marshaler]: a statistic that is not finite is
// null.
func (t Test) MarshalJSON() ([]byte, error) {
	return json.Marshal(testJSON{bound(t.Statistic), t.DF, bound(t.P)})
}

// UnmarshalJSON implements [json.Unmarshaler]: what is null is NaN.
func (t *Test) UnmarshalJSON(b []byte) error {
	f := testJSON{Statistic: bound(math.NaN()), P: bound(math.NaN())}
	if err := json.Unmarshal(b, &f); err != nil {
		return err
	}
	*t = Test{float64(f.Statistic), f.DF, float64(f.P)}
	return nil
}

// momentsJSON is the JSON form of [Moments].
type momentsJSON struct {
	N        int64 `json:"n"`
	Mean     bound `json:"mean"`
	Variance bound `json:"variance"`
}

// MarshalJSON implements [json.Marshaler]: the variance of one value is null.
func (m Moments) MarshalJSON() ([]byte, error) {
	return json.Marshal(momentsJSON{m.N, bound(m.Mean), bound(m.Variance)})
}

// UnmarshalJSON implements [json.Unmarshaler]: what is null is NaN.
func (m *Moments) UnmarshalJSON(b []byte) error {
	f := momentsJSON{Mean: bound(math.NaN()), Variance: bound(math.NaN())}
	if err := json.Unmarshal(b, &f); err != nil {
		return err
	}
	*m = Moments{f.N, float64(f.Mean), float64(f.Variance)}
	return nil
}

// rateRatioJSON is the JSON form of a [RateRatio].
type rateRatioJSON struct {
	Value    bound    `json:"value"`
	Interval Interval `json:"interval"`
	Test     Test     `json:"test"`
}

// MarshalJSON implements [json.Marshaler]: the ratio to a rate of 0 is null.
func (r RateRatio) MarshalJSON() ([]byte, error) {
	return json.Marshal(rateRatioJSON{bound(r.Value), r.Interval, r.Test})
}

// UnmarshalJSON implements [json.Unmarshaler]: a ratio that is null is infinite.
func (r *RateRatio) UnmarshalJSON(b []byte) error {
	f := rateRatioJSON{Value: bound(math.Inf(1))}
	if err := json.Unmarshal(b, &f); err != nil {
		return err
	}
	*r = RateRatio{float64(f.Value), f.Interval, f.Test}
	return nil
}

// exactJSON is the JSON form of an [Exact2x2].
type exactJSON struct {
	P         float64  `json:"p"`
	OddsRatio bound    `json:"odds_ratio"`
	Interval  Interval `json:"interval"`
}

// MarshalJSON implements [json.Marshaler]: an infinite odds ratio is null.
func (e Exact2x2) MarshalJSON() ([]byte, error) {
	return json.Marshal(exactJSON{e.P, bound(e.OddsRatio), e.Interval})
}

// UnmarshalJSON implements [json.Unmarshaler]: an odds ratio that is null is
// infinite.
func (e *Exact2x2) UnmarshalJSON(b []byte) error {
	f := exactJSON{OddsRatio: bound(math.Inf(1))}
	if err := json.Unmarshal(b, &f); err != nil {
		return err
	}
	*e = Exact2x2{f.P, float64(f.OddsRatio), f.Interval}
	return nil
}
