package metrics

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/loamlib/loam/metrics/stat"
)

// DefaultConfidence is the confidence of the intervals that nobody chose one for.
const DefaultConfidence = 0.95

// An Estimate is a number with its uncertainty.
//
// It is undefined when Value is none: without data, or where the formula divides
// by zero. A warning then says why, and the bounds may still be there. Low and
// High are as the method gives them; an end is none if the data set no bound on
// that side, and both are if there is no interval, which a warning says too. An
// interval may reach beyond the range of the metric; Clipped and printing stop at
// it.
//
// In JSON, what is none is null; nothing is ever NaN, nor 0 for want of data.
type Estimate struct {
	Definition ID        `json:"definition"`
	Value      Number    `json:"value"`
	Unit       Unit      `json:"unit,omitzero"` // of value and bounds; empty means that of the definition
	Low        Number    `json:"low"`
	High       Number    `json:"high"`
	Confidence float64   `json:"confidence,omitzero"` // of the interval, such as 0.95
	N          int64     `json:"n"`                   // answers, customers or cases that the value rests on
	Method     Method    `json:"method,omitzero"`     // of the interval
	Warnings   []Warning `json:"warnings,omitempty"`
}

// Defined reports whether there is a value.
func (e Estimate) Defined() bool { return e.Value.Defined() }

// unit is that of value and bounds; empty if nobody knows it.
func (e Estimate) unit() Unit {
	if e.Unit == "" {
		return e.definition().Unit
	}
	return e.Unit
}

// Has reports whether the estimate carries a warning.
func (e Estimate) Has(code WarningCode) bool {
	return slices.ContainsFunc(e.Warnings, func(w Warning) bool { return w.Code == code })
}

// Clipped is the estimate with bounds beyond the range of the metric moved to its
// end: a Net Promoter Score has no 106, and a mean of 1 to 5 no 5.3.
func (e Estimate) Clipped() Estimate {
	d := e.definition()
	if low, ok := e.Low.Get(); ok {
		e.Low = NumberOf(max(low, d.Low.Or(low)))
	}
	if high, ok := e.High.Get(); ok {
		e.High = NumberOf(min(high, d.High.Or(high)))
	}
	return e
}

// Duration is an estimated time as a [time.Duration], and whether it is defined
// and fits one.
func (e Estimate) Duration() (time.Duration, bool) {
	v, ok := e.Value.Get()
	ns := v * float64(time.Second)
	if !ok || e.unit() != UnitSeconds || math.Abs(ns) >= math.MaxInt64 {
		return 0, false
	}
	return time.Duration(ns), true
}

// String is the estimate in one line, clipped, for example
//
//	42.0 [31.5, 52.5] (n=120, adjusted Wald)
//	85.0% [78.2%, 90.1%] (n=120, Wilson; 2 rejected)
//	undefined (n=0; no data)
//
// A confidence other than 95 % is written before the method.
func (e Estimate) String() string { return line(e) }

// A Method names how an interval was computed.
type Method string

// The methods of this package and those below it.
const (
	AdjustedWald   Method = "adjusted Wald"
	TangoScore     Method = "Tango score"
	WilsonScore    Method = "Wilson"
	WilsonOdds     Method = "Wilson, as ratio"
	StudentT       Method = "Student t"
	GarwoodExact   Method = "Garwood exact"
	NewcombeScore  Method = "Newcombe"
	WelchT         Method = "Welch t"
	BootstrapBCa   Method = "bootstrap BCa"
	KaplanMeier    Method = "Kaplan-Meier, log-log"
	SurvivalLog    Method = "Kaplan-Meier, log"
	SurvivalPlain  Method = "Kaplan-Meier, plain"
	RestrictedMean Method = "restricted mean"
	WeightedWald   Method = "adjusted Wald, weighted"
	StratifiedWald Method = "stratified"
	PostStratified Method = "post-stratified"
	SquareAndAdd   Method = "square-and-add" // of a difference, from the intervals of both sides
	NormalInterval Method = "normal"         // from a variance that was given
)

// A WarningCode says what a person should know before using a number.
type WarningCode string

// The codes.
const (
	NoData             WarningCode = "no_data"             // there was nothing to compute from
	DividedByZero      WarningCode = "divided_by_zero"     // the formula has no value for these data
	NoInterval         WarningCode = "no_interval"         // too few data to say how uncertain the value is
	FewData            WarningCode = "few_data"            // Count answers would give a useful interval
	NoVariation        WarningCode = "no_variation"        // all answers are the same
	Rejected           WarningCode = "rejected"            // Count values were set aside and count nowhere
	IncompleteCoverage WarningCode = "incomplete_coverage" // Count pieces of feedback could not be judged
	NotReached         WarningCode = "not_reached"         // so few cases ended that the value lies beyond the data
	BeyondData         WarningCode = "beyond_data"         // no case was watched for so long: the value is that up to the longest time
	CompetingExits     WarningCode = "competing_exits"     // Count cases ended in another way, which the method takes for still open
	Degenerate         WarningCode = "degenerate"          // the method asked for does not work on these data; Method says which was used
	BadDefinition      WarningCode = "bad_definition"      // the definition is missing, or that of a number in another unit
)

// A Warning is something that a person should know before using a number.
type Warning struct {
	Code   WarningCode `json:"code"`
	Count  int64       `json:"count,omitzero"`
	Detail string      `json:"detail,omitzero"`
}

// String is the warning in a few words, as they stand in [Estimate.String].
func (w Warning) String() string {
	switch w.Code {
	case Rejected:
		return fmt.Sprintf("%d rejected", w.Count)
	case IncompleteCoverage:
		return fmt.Sprintf("%d unknown", w.Count)
	case CompetingExits:
		return fmt.Sprintf("%d other exits", w.Count)
	}
	return strings.ReplaceAll(string(w.Code), "_", " ")
}

// NewEstimate starts an estimate of n answers: without a value, with a warning if
// there are no answers or if the definition is of another unit, in which case it
// must get none. Accumulators of other packages begin with it.
func NewEstimate(id ID, unit Unit, n int64) Estimate {
	e := Estimate{Definition: id, Unit: unit, N: n}
	if n == 0 {
		e.warn(NoData, 0)
	}
	if err := CheckDefinition(id, unit); err != nil {
		e.Warnings = append(e.Warnings, Warning{Code: BadDefinition, Detail: err.Error()})
	}
	return e
}

// CheckDefinition reports, as a [*DefinitionError], an ID that is missing, not UTF-8
// or defines a number in another unit. An ID that loam does not have is the caller's
// own, and allowed.
func CheckDefinition(id ID, want Unit) error {
	if d, ok := lookup(id); id == "" || ok && d.Unit != want || !utf8.ValidString(string(id)) {
		return &DefinitionError{ID: id, Unit: d.Unit, Want: want}
	}
	return nil
}

// A DefinitionError reports a definition that cannot be that of the number: it is
// missing, or of another unit.
type DefinitionError struct {
	ID   ID
	Unit Unit // of the definition
	Want Unit
}

// Error says which definition is wrong and what it should be.
func (e *DefinitionError) Error() string {
	switch {
	case e.ID == "":
		return fmt.Sprintf("metrics: the definition is missing, want one with the unit %s", e.Want)
	case !utf8.ValidString(string(e.ID)):
		return fmt.Sprintf("metrics: the definition %q is not UTF-8", string(e.ID))
	}
	return fmt.Sprintf("metrics: %s has the unit %s, want a definition with the unit %s", e.ID, e.Unit, e.Want)
}

// estimate builds an estimate from what the functions of package stat give: a
// value, and an interval or the reason why there is none.
func estimate(id ID, unit Unit, value float64, n int64, method Method, confidence float64, i stat.Interval, err error) Estimate {
	if err := CheckDefinition(id, unit); err != nil {
		return NewEstimate(id, unit, n)
	}
	e := Estimate{Definition: id, Unit: unit, Value: NumberOf(value), N: n}
	switch err {
	case nil:
		e.Low, e.High = NumberOf(i.Low), NumberOf(i.High)
		e.Method, e.Confidence = method, confidence
	case stat.ErrNoData:
		e.Value = Number{}
		e.warn(NoData, 0)
	case stat.ErrTooFew:
		e.warn(NoInterval, 0)
	default:
		e.Warnings = append(e.Warnings, Warning{Code: NoInterval, Detail: err.Error()})
	}
	return e
}

func (e *Estimate) warn(code WarningCode, count int64) {
	e.Warnings = append(e.Warnings, Warning{Code: code, Count: count})
}

// scale multiplies value and bounds, to go from shares to points.
func (e Estimate) scale(k float64) Estimate {
	e.Value, e.Low, e.High = e.Value.times(k), e.Low.times(k), e.High.times(k)
	return e
}

// fewData is how many answers a share or a score should rest on before nobody is
// warned.
const fewData = 30

// The variance of one answer in the worst case: half against half.
const (
	worstShare = 0.25 // of 0 and 1
	worstScore = 1    // of -1, 0 and 1
)

// warnIfFew warns of an interval too wide to use, and says how many answers would
// narrow it to ±10 points, of a share or of a score from -100 to 100, in the worst
// case.
func (e *Estimate) warnIfFew(variance float64) {
	const margin = 0.1
	if e.N == 0 || e.N >= fewData {
		return
	}
	if n, err := stat.SampleSize(margin, variance, e.Confidence); err == nil {
		e.warn(FewData, n)
	}
}

// warnRejected carries over how many values were set aside.
func (e *Estimate) warnRejected(r *Rejects) {
	if n := r.Total(); n > 0 {
		e.Warnings = append(e.Warnings, Warning{Code: Rejected, Count: n, Detail: r.String()})
	}
}
