package goal

import (
	"errors"
	"math"
	"time"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// A Benchmark is the figure of others: of a competitor, an industry, a best practice.
type Benchmark struct {
	Name    string           `json:"name"`             // whose it is: "台灣連鎖飯店平均"
	Figure  metrics.Estimate `json:"figure"`           // its value; N if known, and an interval if published
	Channel feedback.Channel `json:"channel,omitzero"` // how it was asked; zero if not known
	At      time.Time        `json:"at,omitzero"`      // as of when
	Source  string           `json:"source,omitzero"`  // where it stands
}

// Own is the number that is compared with benchmarks.
type Own struct {
	Figure  metrics.Estimate
	Channel feedback.Channel // how it was asked
	At      time.Time        // as of when; zero leaves the age of benchmarks unsaid
}

// A CautionCode says what weakens a comparison with a benchmark.
type CautionCode string

// The codes.
const (
	OtherChannel   CautionCode = "other_channel"   // asked in another way
	UnknownChannel CautionCode = "unknown_channel" // not known how it was asked, of one or of both
	FixedFigure    CautionCode = "fixed_figure"    // without a number of answers, taken as if it were exact
	AssumedSpread  CautionCode = "assumed_spread"  // with a number of answers and no interval: its answers are taken to vary as ours do
	Undated        CautionCode = "undated"
	Unsourced      CautionCode = "unsourced"
	Outdated       CautionCode = "outdated"    // more than a year older than our figure
	FewAnswers     CautionCode = "few_answers" // fewer than 30 on one of the sides
)

// A Caution is what one should know before quoting a comparison.
type Caution struct {
	Code CautionCode  `json:"code"`
	Text text.Wording `json:"text"`
}

// A Standing is our number against a benchmark.
type Standing struct {
	Benchmark  Benchmark          `json:"benchmark"`
	Comparison metrics.Comparison `json:"comparison"` // ours is the first, the benchmark the second
	Better     bool               `json:"better"`     // shown to be better; false for metrics of which neither high nor low is good
	Worse      bool               `json:"worse"`      // shown to be worse
	Cautions   []Caution          `json:"cautions,omitempty"`
	Text       text.Wording       `json:"text"`
}

// ErrUnnamed says that a benchmark has no name: nobody could tell whose figure it is.
var ErrUnnamed = errors.New("goal: the benchmark has no name, say whose figure it is")

// Compare compares our number with the benchmark's.
//
// With a number of answers it is a comparison of two samples: the difference with the
// interval built from both ([metrics.Compare]). Where the benchmark has no interval of
// its own it gets Wilson's of a share, and that of a score or a mean from the variance
// of our answers. Without a number of answers, and for metrics in other units without
// an interval, the benchmark is taken as a fixed figure that our sample is tested
// against: for a share the score test z = (p−π)/√(π(1−π)/n), which agrees with
// Wilson's interval; for a mean Student's t; for others z by our interval. The result
// then says that the benchmark's own error is left out.
//
// Numbers of different definitions, scales or cut-offs are refused with a
// [*metrics.MismatchError]; a benchmark without a name or a value is an error; another
// channel, no date, no source or great age are cautions.
func (b Benchmark) Compare(own Own) (Standing, error) {
	switch {
	case b.Name == "":
		return Standing{}, ErrUnnamed
	case b.Figure.Definition != own.Figure.Definition:
		return Standing{}, &metrics.MismatchError{What: "definition", Got: string(b.Figure.Definition), Want: string(own.Figure.Definition)}
	case !b.Figure.Defined():
		return Standing{}, stat.ErrNoData
	case b.Figure.N < 0:
		return Standing{}, &stat.ArgumentError{Name: "Benchmark.Figure.N", Value: float64(b.Figure.N), Want: "at least 0"}
	}
	if err := inRange("Benchmark.Figure", own.Figure.Definition, unitOf(own.Figure), b.Figure.Value.Or(0)); err != nil {
		return Standing{}, err
	}
	s := Standing{Benchmark: b}
	theirs, caution := b.spread(own.Figure)
	var err error
	if caution == FixedFigure {
		s.Comparison, err = againstFixed(own.Figure, theirs)
	} else {
		s.Comparison, err = metrics.Compare(own.Figure, theirs)
	}
	if err != nil {
		return Standing{}, err
	}
	if d, _ := metrics.Lookup(own.Figure.Definition); s.Comparison.Shown && d.Better != 0 {
		s.Better = s.Comparison.Difference.Or(0)*float64(d.Better) > 0
		s.Worse = !s.Better
	}
	s.Cautions = b.cautions(own, caution)
	s.Text = s.sentence()
	return s, nil
}

// spread is the benchmark's figure with the interval it has or can be given, and what
// had to be taken for granted.
func (b Benchmark) spread(own metrics.Estimate) (metrics.Estimate, CautionCode) {
	e := b.Figure
	if e.Low.Defined() || e.High.Defined() {
		return e, ""
	}
	e.Confidence = 0
	if e.N == 0 || own.Confidence == 0 {
		return e, FixedFigure
	}
	v, _ := e.Value.Get()
	switch unitOf(own) {
	case metrics.UnitShare:
		i, err := stat.Wilson(int64(math.Round(v*float64(e.N))), e.N, own.Confidence)
		if err != nil {
			return e, FixedFigure
		}
		e.Low, e.High, e.Method = metrics.NumberOf(i.Low), metrics.NumberOf(i.High), metrics.WilsonScore
		e.Confidence = own.Confidence
		return e, ""
	case metrics.UnitPoints, metrics.UnitScore:
		se, ok := own.StdErr()
		if !ok || own.N == 0 {
			return e, FixedFigure
		}
		reach := dist.Z(own.Confidence) * se * math.Sqrt(float64(own.N)/float64(e.N))
		e.Low, e.High, e.Method = metrics.NumberOf(v-reach), metrics.NumberOf(v+reach), "normal, with the spread of our own answers"
		e.Confidence = own.Confidence
		return e, AssumedSpread
	}
	return e, FixedFigure
}

// againstFixed tests our number against a figure without an error of its own.
func againstFixed(own, fixed metrics.Estimate) (metrics.Comparison, error) {
	c := metrics.Comparison{A: own, B: fixed, Confidence: own.Confidence, Warnings: own.Warnings}
	v, ok := own.Value.Get()
	f, _ := fixed.Value.Get()
	if c.Confidence == 0 {
		c.Confidence = metrics.DefaultConfidence
	}
	if !ok {
		return c, nil
	}
	c.Difference = metrics.NumberOf(v - f)
	if low, ok := own.Low.Get(); ok {
		c.Low = metrics.NumberOf(low - f)
	}
	if high, ok := own.High.Get(); ok {
		c.High = metrics.NumberOf(high - f)
	}
	c.Method = own.Method
	if se, ok := own.StdErr(); ok && se > 0 {
		c.P, c.Test = oneSample(own, v, f, se)
	}
	c.Decide()
	return c, nil
}

// oneSample is the p-value of our number against a fixed one.
func oneSample(own metrics.Estimate, v, fixed, se float64) (metrics.Number, string) {
	n := float64(own.N)
	switch {
	case own.Method == metrics.WilsonScore && fixed > 0 && fixed < 1 && n > 0:
		return metrics.NumberOf(dist.NormalTwoSided((v - fixed) / math.Sqrt(fixed*(1-fixed)/n))), "one-sample score test"
	case own.Method == metrics.StudentT && n > 1:
		return metrics.NumberOf(dist.TTwoSided((v-fixed)/se, n-1)), "one-sample t test"
	}
	low, _ := own.Low.Get()
	high, _ := own.High.Get()
	facing, centre := (high-low)/2, v
	switch {
	case own.Method == metrics.AdjustedWald || own.Method == metrics.WeightedWald:
		centre = low + facing
	case v > fixed:
		facing = v - low
	default:
		facing = high - v
	}
	return metrics.NumberOf(dist.NormalTwoSided(dist.Z(own.Confidence) * (centre - fixed) / facing)), "one-sample z test from the interval"
}

// old is how far back a benchmark may lie without a word.
const old = 366 * 24 * time.Hour

// cautions lists what weakens the comparison.
func (b Benchmark) cautions(own Own, code CautionCode) []Caution {
	var out []Caution
	add := func(c CautionCode, yes bool) {
		if yes {
			out = append(out, Caution{Code: c, Text: cautionName(c)})
		}
	}
	unknown := b.Channel == 0 || own.Channel == 0
	add(OtherChannel, !unknown && b.Channel != own.Channel)
	add(UnknownChannel, unknown)
	add(code, code != "")
	const few = 30
	add(FewAnswers, own.Figure.N < few || b.Figure.N > 0 && b.Figure.N < few)
	add(Undated, b.At.IsZero())
	add(Outdated, !b.At.IsZero() && own.At.Sub(b.At) > old)
	add(Unsourced, b.Source == "")
	return out
}
