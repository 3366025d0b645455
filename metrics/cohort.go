package metrics

import (
	"cmp"
	"fmt"
	"math"
	"strconv"

	"github.com/loamlib/loam/metrics/internal/wire"
	"github.com/loamlib/loam/metrics/stat"
)

// A Cohort follows customers who were all active at one start through the same
// periods, and counts in which period they were lost. With Nₖ the customers still
// active at the end of period k:
//
//	Retention(k)  Nₖ / N₀               of the cohort, by the end of period k
//	Lost(k)       1 − Retention(k)      the same customers, counted the other way
//	Churn(k)      (Nₖ₋₁ − Nₖ) / Nₖ₋₁    in period k, of those active at its start
//
// Customers who join later belong to another cohort and are in no denominator;
// keep cohorts apart with [Groups]. A customer who comes back stays lost. Where
// customers have been followed for different times, package survival has the
// curve.
//
// The three are undefined for a period that is not followed: k goes from 1 to
// Periods.
//
// Periods must be set before the first customer; the zero value follows one
// period. With a number of periods that is not allowed every customer is rejected.
type Cohort struct {
	Periods int // from 1 to 1 000; 0 means 1
	start   int64
	lost    []int64 // lost[k-1] were lost in period k
	rejects Rejects
}

const mostPeriods = 1000

func (c *Cohort) periods() int { return cmp.Or(c.Periods, 1) }

// check reports a number of periods that is not allowed.
func (c *Cohort) check() error {
	if p := c.periods(); p < 1 || p > mostPeriods {
		return &stat.ArgumentError{Name: "Cohort.Periods", Value: float64(p), Want: fmt.Sprint("from 1 to ", mostPeriods)}
	}
	return nil
}

// Add counts one customer: the period of the loss, or 0 for one who was still
// active at the end of the last. A period that is not followed is rejected.
func (c *Cohort) Add(lostIn int) {
	if lostIn < 0 || lostIn > c.periods() || c.check() != nil {
		c.rejects.Add(OffScale)
		return
	}
	c.start++
	if lostIn > 0 {
		c.grow(lostIn)
		c.lost[lostIn-1]++
	}
}

func (c *Cohort) grow(periods int) {
	if more := periods - len(c.lost); more > 0 {
		c.lost = append(c.lost, make([]int64, more)...)
	}
}

// AddCounts counts customers that were counted elsewhere: how many were active at
// the start, and how many of them were lost in each period. It fails, counting
// nothing, if more were lost than there were.
func (c *Cohort) AddCounts(start int64, lost ...int64) error {
	if err := c.checkCounts(start, lost); err != nil {
		return err
	}
	return c.Merge(&Cohort{Periods: c.Periods, start: start, lost: lost})
}

// checkCounts reports customers who cannot be a cohort.
func (c *Cohort) checkCounts(start int64, lost []int64) error {
	if err := c.check(); err != nil {
		return err
	}
	switch {
	case start < 0:
		return &stat.ArgumentError{Name: "start", Value: float64(start), Want: "at least 0"}
	case len(lost) > c.periods():
		return &stat.ArgumentError{Name: "number of periods", Value: float64(len(lost)), Want: fmt.Sprint("at most ", c.periods())}
	}
	left := start
	for _, n := range lost {
		if n < 0 || n > left {
			return &CountError{Definition: IDChurnRate, Part: n, Whole: left}
		}
		left -= n
	}
	return nil
}

// Merge adds the customers of o, followed through as many periods.
func (c *Cohort) Merge(o *Cohort) error {
	if c.periods() != o.periods() {
		return &MismatchError{"number of periods", strconv.Itoa(o.periods()), strconv.Itoa(c.periods())}
	}
	if c.start > mostAnswers-o.start {
		return ErrTooMany
	}
	if err := c.rejects.Merge(&o.rejects); err != nil {
		return err
	}
	c.start += o.start
	c.grow(len(o.lost))
	for i, n := range o.lost {
		c.lost[i] += n
	}
	return nil
}

// Active is how many customers were active at the end of period k; at the start
// if k is 0. Beyond the last period it is 0.
func (c *Cohort) Active(k int) int64 {
	if k < 0 || k > c.periods() {
		return 0
	}
	return c.start - sumCounts(c.lost[:min(k, len(c.lost))])
}

// Rejected is what was set aside.
func (c *Cohort) Rejected() Rejects { return c.rejects }

// Estimate is the retention by the end of the last period, with its 95 %
// interval.
func (c *Cohort) Estimate() Estimate { return c.Retention(c.periods()) }

// Retention is the share of the cohort that was active at the end of period k,
// with its 95 % Wilson interval.
func (c *Cohort) Retention(k int) Estimate {
	return c.share(IDRetentionRate.With(strconv.Itoa(k)), k, c.Active(k), c.start)
}

// Lost is the share of the cohort that was lost by the end of period k: 1 minus
// its retention, bounds included. By the end of the first it is Churn(1).
func (c *Cohort) Lost(k int) Estimate {
	periods := strconv.Itoa(k)
	if k > 1 {
		periods = "1-" + periods
	}
	return c.share(IDChurnRate.With(periods), k, c.start-c.Active(k), c.start)
}

// Churn is the share lost in period k of those active at its start, with its 95 %
// Wilson interval.
func (c *Cohort) Churn(k int) Estimate {
	before := c.Active(k - 1)
	return c.share(IDChurnRate.With(strconv.Itoa(k)), k, before-c.Active(k), before)
}

// share is undefined for a period that was not followed.
func (c *Cohort) share(id ID, k int, x, n int64) Estimate {
	if k < 1 || k > c.periods() {
		x, n = 0, 0
	}
	e := sure(shareEstimate(id, x, n, DefaultConfidence))
	e.warnRejected(&c.rejects)
	return e
}

// CompoundChurn is the churn over several periods in each of which the same share
// is lost: 1 − (1−c)ᵏ, bounds alike. Multiplying by k is wrong, and more so the
// larger the share: 10 % a month are 72 % a year and not 120 %.
func CompoundChurn(e Estimate, periods int) (Estimate, error) {
	for _, n := range []Number{e.Value, e.Low, e.High} {
		if c := n.Or(0); !(c >= 0 && c <= 1) {
			return Estimate{}, &stat.ArgumentError{Name: "churn", Value: c, Want: "a share in [0, 1]"}
		}
	}
	if e.Definition.Base() != IDChurnRate {
		return Estimate{}, &MismatchError{"definition", string(e.Definition), string(IDChurnRate)}
	}
	if periods < 1 {
		return Estimate{}, &stat.ArgumentError{Name: "periods", Value: float64(periods), Want: "at least 1"}
	}
	compound := func(n Number) Number {
		c, ok := n.Get()
		if !ok {
			return n
		}
		return NumberOf(-math.Expm1(float64(periods) * math.Log1p(-c)))
	}
	e.Value, e.Low, e.High = compound(e.Value), compound(e.Low), compound(e.High)
	e.Definition = IDChurnRate.With(fmt.Sprintf("%s×%d", e.Definition.Detail(), periods))
	return e, nil
}

// String is the estimate.
func (c Cohort) String() string { return c.Estimate().String() }

var cohortType = wire.Type{Name: "cohort", Version: 1}

func (c *Cohort) put(w *wire.Writer) {
	w.Count(int64(c.periods()))
	w.Count(c.start)
	w.Counts(c.lost)
	c.rejects.put(w)
}

func (c *Cohort) get(r *wire.Reader) error {
	periods, start := r.Count(), r.Count()
	if err := (&Cohort{Periods: int(periods)}).check(); periods == 0 || err != nil {
		return fmt.Errorf("it follows %d periods", periods)
	}
	lost := make([]int64, periods)
	r.Counts(lost)
	var rejects Rejects
	if err := rejects.get(r); err != nil {
		return err
	}
	return c.set(cohortState{int(periods), start, lost, rejects})
}

// cohortState is the JSON form.
type cohortState struct {
	Periods int     `json:"periods"`
	Start   int64   `json:"start"`
	Lost    []int64 `json:"lost"` // by period, from the first on
	Rejects Rejects `json:"rejected"`
}

func (c *Cohort) set(s cohortState) error {
	if s.Periods == 0 {
		return fmt.Errorf("it follows no periods")
	}
	*c = Cohort{Periods: s.Periods, start: s.Start, rejects: s.Rejects}
	if err := c.checkCounts(s.Start, s.Lost); err != nil {
		return err
	}
	c.grow(len(s.Lost))
	copy(c.lost, s.Lost)
	return checkHeld([]int64{s.Start})
}

// AppendBinary implements [encoding.BinaryAppender].
func (c Cohort) AppendBinary(b []byte) ([]byte, error) {
	if err := c.check(); err != nil {
		return b, err
	}
	return wire.Append(b, cohortType, c.put), nil
}

// MarshalBinary implements [encoding.BinaryMarshaler].
func (c Cohort) MarshalBinary() ([]byte, error) { return c.AppendBinary(nil) }

// UnmarshalBinary implements [encoding.BinaryUnmarshaler].
func (c *Cohort) UnmarshalBinary(b []byte) error {
	return wire.Read(c, b, cohortType, (*Cohort).get, (*Cohort).put)
}

// MarshalJSON implements [json.Marshaler].
func (c Cohort) MarshalJSON() ([]byte, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	return wire.MarshalJSON(cohortType, cohortState{c.periods(), c.start, c.lost, c.rejects})
}

// UnmarshalJSON implements [json.Unmarshaler].
func (c *Cohort) UnmarshalJSON(b []byte) error { return wire.ReadJSON(c, b, cohortType, (*Cohort).set) }
