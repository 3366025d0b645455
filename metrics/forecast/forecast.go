package forecast

import (
	"fmt"
	"math"
	"slices"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/stat"
)

// Options say what to forecast. The zero value asks for the next period.
type Options struct {
	Horizon    int     // periods ahead, at most 1000; 0 means 1
	Confidence float64 // that a future value lies in its interval; 0 means 0.95
	// Season is after how many periods a season returns. 0 takes that of the calendar
	// for a series and none for values; 1 means none. A season is tried only if there are
	// two of them and three periods more.
	Season int
	// Answers is how many answers (or how much exposure) each future period rests on: a
	// score of few answers scatters more. 0 means as many as is usual. It has no effect
	// where the past does not say how many answers it rests on.
	Answers float64
	Models  []Model // to try beside the naive one; nil means all
	// Low and High are the bounds of values, if they have any. A series has those of its
	// definition.
	Low, High metrics.Number
}

// A Forecast is what a metric will be, if what moved it in the past goes on doing so.
type Forecast struct {
	Definition metrics.ID        `json:"definition,omitzero"`
	Unit       metrics.Unit      `json:"unit,omitzero"`
	Points     []Point           `json:"points"`
	Confidence float64           `json:"confidence"`
	Model      Model             `json:"model"`
	Line       Line              `json:"line"`   // the model's
	Trials     []Trial           `json:"trials"` // of all models that were tried, the naive one first
	Season     int               `json:"season,omitzero"`
	Periods    int               `json:"periods"` // with a value
	Warnings   []metrics.Warning `json:"warnings,omitempty"`

	// What Probability needs, which JSON does not keep.
	future []normal
	way    way
	size   float64 // of future periods
}

// A Point is the forecast of one period. Value is the median; Low and High are none
// where nothing says how uncertain it is.
type Point struct {
	Ahead  int            `json:"ahead"`
	Period series.Period  `json:"period,omitzero"` // of a series
	Value  metrics.Number `json:"value"`
	Low    metrics.Number `json:"low"`
	High   metrics.Number `json:"high"`
}

// normal is the distribution of a future value on the line: normal, or Student's t.
type normal struct{ mean, sd, df float64 }

// Of forecasts a series: shares, scores such as NPS and means of a scale on the log
// odds, so that no forecast leaves the scale; rates and counts on the square root, so
// that none is negative. Values count by the number of answers they rest on. A period
// that is partial is not a value; the forecast begins with it.
//
// The model is the one whose forecasts from points of the past were least off; it is
// the naive one (like the last period) unless another was better. With fewer than 10
// values that is the naive one at once, with the wide interval that so few changes
// allow, and a warning. The interval is that of the value to be observed, with as many
// answers as o.Answers says; it knows nothing of a change that has no precedent.
//
// A series without values gives points without values and a warning. The errors are
// those of options ([*stat.ArgumentError]). Time is some hundred passes over the last
// 260 periods for each model, some milliseconds in all; with a season of 24 some tenths
// of a second.
func Of(s series.Series, o Options) (Forecast, error) {
	subject, err := subjectOf(s)
	if err != nil {
		return Forecast{}, err
	}
	var last series.Period
	for n := len(s.Points); n > 0; n-- {
		last = s.Points[n-1].Period
		if !s.Points[n-1].Partial {
			subject = subject.cut(n)
			break
		}
	}
	if o.Season == 0 && len(s.Points) > 0 {
		o.Season = last.Step.Season()
	}
	f, err := subject.forecast(o)
	f.Definition, f.Unit = s.Definition, s.Unit
	if len(s.Points) > 0 && last.Step != "" {
		calendar := series.Calendar{Step: last.Step, Zone: last.Start.Location()}
		for i := range f.Points {
			last = calendar.Next(last)
			f.Points[i].Period = last
		}
	}
	return f, err
}

// Values forecasts numbers of equal periods, NaN for a gap, within the bounds of the
// options: on the log odds between two bounds, on the logarithm above one (the square
// root if a value lies on it), as they are without. See [Of], which knows more.
func Values(x []float64, o Options) (Forecast, error) {
	b := boundsOf(o.Low, o.High)
	if !(b.low < b.high) {
		return Forecast{}, &stat.ArgumentError{Name: "High", Value: b.high, Want: fmt.Sprint("above Low = ", b.low)}
	}
	for t, v := range x {
		if math.Abs(v) > largest {
			return Forecast{}, &stat.ArgumentError{Name: fmt.Sprintf("x[%d]", t), Value: v, Want: "from -1e100 to 1e100, or NaN for a gap"}
		}
	}
	s, err := b.values(x)
	if err != nil {
		return Forecast{}, err
	}
	return s.forecast(o)
}

func (o Options) withDefaults() (Options, error) {
	if o.Horizon == 0 {
		o.Horizon = 1
	}
	if o.Confidence == 0 {
		o.Confidence = metrics.DefaultConfidence
	}
	switch {
	case o.Horizon < 1 || o.Horizon > farthest:
		return o, &stat.ArgumentError{Name: "Horizon", Value: float64(o.Horizon), Want: fmt.Sprint("from 1 to ", farthest, " periods")}
	case o.Season < 0:
		return o, &stat.ArgumentError{Name: "Season", Value: float64(o.Season), Want: "the length of a season in periods, 1 for none"}
	case !(o.Answers >= 0) || math.IsInf(o.Answers, 1):
		return o, &stat.ArgumentError{Name: "Answers", Value: o.Answers, Want: "a finite number above 0, or 0 for as many as is usual"}
	}
	for _, m := range o.Models {
		if !slices.Contains(everyModel(), m) {
			return o, fmt.Errorf("forecast: Options.Models has %q, want some of %q", m, everyModel())
		}
	}
	return o, stat.CheckConfidence(o.Confidence)
}

// forecast chooses a model and predicts.
func (s subject) forecast(o Options) (Forecast, error) {
	o, err := o.withDefaults()
	if err != nil {
		return Forecast{}, err
	}
	s = s.recent(longestHistory)
	f := Forecast{Confidence: o.Confidence, Model: ModelNaive, Line: s.way.line, Trials: []Trial{}}
	for h := range o.Horizon {
		f.Points = append(f.Points, Point{Ahead: h + 1})
	}
	first, last := ends(s.values)
	if last < 0 {
		f.warn(metrics.NoData, 0)
		return f, nil
	}
	for _, v := range s.values[first:] {
		if !math.IsNaN(v) {
			f.Periods++
		}
	}
	if gaps := last - first + 1 - f.Periods; gaps > 0 {
		f.warn(series.Gaps, int64(gaps))
	}
	if f.Periods < fewestValues {
		f.warn(series.TooFewPeriods, fewestValues)
	} else {
		f.Trials = s.try(candidates(f.Periods, o.Season, o.Models), o.Season, o.Horizon)
		f.Model = choose(f.Trials)
	}
	switch f.Model {
	case ModelSeasonalNaive, ModelSeasonal, ModelDampedSeason:
		f.Season = o.Season
	}
	var place []float64
	p, err := f.Model.method(o.Season, &place, exactly).fit(s.history)
	if err != nil { // a single value, or none beside another: nothing is known of changes
		f.warn(metrics.NoInterval, 0)
		for i := range f.Points {
			f.Points[i].Value = metrics.NumberOf(s.natural[last])
		}
		return f, nil
	}
	f.predict(s, p, o)
	return f, nil
}

func (f *Forecast) warn(code metrics.WarningCode, count int64) {
	f.Warnings = append(f.Warnings, metrics.Warning{Code: code, Count: count})
}

// predict fills in the points. The variance of a value to be observed is that of the
// model, which has the usual sampling variance in it, with that exchanged for the
// future's. It is never below that: answers scatter even if the past did not.
func (f *Forecast) predict(s subject, p predictor, o Options) {
	usual := s.typical()
	future, size := usual, s.typicalSize()
	wider := 1.0
	for _, t := range f.Trials {
		if t.Model == f.Model {
			wider = max(1, t.Surprise)
		}
	}
	if o.Answers > 0 && size > 0 {
		future, size = usual*size/o.Answers, o.Answers
	}
	f.way, f.size = s.way, size
	quantile := -dist.TQuantile((1-o.Confidence)/2, p.df)
	flat := true
	for i := range f.Points {
		mean, variance := p.at(i + 1)
		variance = wider * (max(variance-usual, 0) + future)
		n := normal{mean, math.Sqrt(variance), p.df}
		f.future = append(f.future, n)
		half := quantile * n.sd
		at := &f.Points[i]
		at.Value, at.Low, at.High = metrics.NumberOf(f.back(mean)), metrics.NumberOf(f.back(mean-half)), metrics.NumberOf(f.back(mean+half))
		flat = flat && n.sd == 0
	}
	if flat {
		f.warn(metrics.NoVariation, 0)
	}
}

func (f Forecast) back(y float64) float64 { return f.way.back(y, f.size) }

// Probability is how likely a value of at least atLeast is, some periods ahead; none
// if there is no such point, if nothing says how uncertain it is, or if the forecast
// was read from JSON.
func (f Forecast) Probability(ahead int, atLeast float64) metrics.Number {
	if ahead < 1 || ahead > len(f.future) || math.IsNaN(atLeast) {
		return metrics.Number{}
	}
	n := f.future[ahead-1]
	at := dist.Root(func(y float64) float64 { // the way back rises, so halving finds the place
		if f.back(y) >= atLeast {
			return 1
		}
		return -1
	}, -1e100, 1e100)
	switch {
	case f.back(-1e100) >= atLeast:
		return metrics.NumberOf(1)
	case f.back(1e100) < atLeast:
		return metrics.NumberOf(0)
	case n.sd == 0:
		if f.back(n.mean) >= atLeast {
			return metrics.NumberOf(1)
		}
		return metrics.NumberOf(0)
	}
	return metrics.NumberOf(dist.TTail((at-n.mean)/n.sd, n.df))
}
