package forecast

import (
	"fmt"
	"math"

	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// An ETS is exponential smoothing as a state space model with additive errors
// (Hyndman, Koehler, Ord and Snyder 2008): a level, perhaps a slope that may die out,
// perhaps a season. With e the error of a forecast one step ahead and s the season's
// figure one season before,
//
//	x = l + φb + s + e,  l = l + φb + αe,  b = φb + βe,  s = s + γe
//
// β and γ are those of the recursions of the errors, as in R's ets: β is α times that
// of Holt. The zero value of Beta, Phi or Gamma with no Slope or Season is a model
// without that component.
type ETS struct {
	Alpha  float64   `json:"alpha"`
	Beta   float64   `json:"beta"`
	Phi    float64   `json:"phi"` // what a slope keeps from one period to the next; 0 without slope, 1 if it does not die out
	Gamma  float64   `json:"gamma"`
	Level  float64   `json:"level"`            // after the last value
	Slope  float64   `json:"slope"`            // after the last value
	Season []float64 `json:"season,omitempty"` // the figures, the most recent period's first
	Sigma2 float64   `json:"sigma2"`           // variance of the errors
	DF     float64   `json:"df,omitzero"`      // degrees of freedom of Sigma2; 0 if it is known
}

// Forecast gives the mean of each future period and the exact interval of the model
// (class 1, table 6.1 of Hyndman et al. 2008), with m the length of the season:
//
//	v(h) = σ² (1 + Σ(0<j<h) c(j)²),  c(j) = α + β(φ + … + φʲ) + γ where j is a whole number of seasons
//
// The half-width is √v(h) times z, or the quantile of Student's t if DF is not 0. The
// interval takes the parameters for known. Cost: the horizon.
func (m ETS) Forecast(horizon int, confidence float64) ([]Prediction, error) {
	if err := checkForecast([]float64{m.Level}, horizon, confidence); err != nil {
		return nil, err
	}
	if !(m.Sigma2 >= 0) || math.IsInf(m.Sigma2, 1) {
		return nil, &stat.ArgumentError{Name: "Sigma2", Value: m.Sigma2, Want: "a finite variance of at least 0"}
	}
	quantile := dist.Z(confidence)
	if m.DF > 0 {
		quantile = -dist.TQuantile((1-confidence)/2, m.DF)
	}
	out := make([]Prediction, horizon)
	p := m.predictor()
	for i := range out {
		value, variance := p.at(i + 1)
		half := quantile * math.Sqrt(variance)
		out[i] = Prediction{value, value - half, value + half}
	}
	return out, nil
}

func (m ETS) predictor() predictor {
	length := len(m.Season)
	return predictor{df: m.DF, at: func(ahead int) (float64, float64) {
		sum := 1.0
		damped, power := 0.0, 1.0 // φ + … + φʲ, and φʲ
		for j := 1; j <= ahead; j++ {
			power *= m.Phi
			damped += power
			if j < ahead {
				c := m.Alpha + m.Beta*damped
				if length > 0 && j%length == 0 {
					c += m.Gamma
				}
				sum += c * c
			}
		}
		value := m.Level + damped*m.Slope
		if length > 0 {
			value += m.Season[length-1-(ahead-1)%length]
		}
		return value, m.Sigma2 * sum
	}}
}

// ETSOptions say which components a model has. The zero value has a level alone,
// which is simple exponential smoothing.
type ETSOptions struct {
	Trend    bool
	Undamped bool // the slope does not die out: far ahead it goes anywhere
	Period   int  // of the season; 0 and 1 mean none
}

// FitETS finds the model with the least squared errors one step ahead, which is the
// most likely one if errors are normal: for each choice of parameters the best states
// to start from, by least squares, since errors are linear in them; among the
// parameters, with 0 < α < 1, 0 ≤ β ≤ α, 0 ≤ γ ≤ 1−α and 0.8 ≤ φ ≤ 0.98, by the
// method of Nelder and Mead. σ² has the number of values less that of parameters and
// states for its divisor, which is DF.
//
// A gap (NaN) changes no state. It needs more values than there are parameters and
// states, and two seasons ([stat.ErrTooFew]). Time grows as some hundred passes over
// the series times the square of the length of the season.
func FitETS(x []float64, o ETSOptions) (ETS, error) {
	if err := checkValues(x); err != nil {
		return ETS{}, err
	}
	if o.Period < 0 {
		return ETS{}, &stat.ArgumentError{Name: "Period", Value: float64(o.Period), Want: "at least 0"}
	}
	fit, err := o.search(history{values: x}, nil, exactly)
	if err != nil {
		return ETS{}, err
	}
	return fit.model, nil
}

// etsFit is a model with the place in the search where it was found.
type etsFit struct {
	model ETS
	place []float64
}

// How closely parameters are found: for a model to use, and for one on trial.
const (
	exactly = 1e-10
	nearly  = 1e-5
)

// search fits the model, from a place where a similar one was found if there is one.
func (o ETSOptions) search(h history, from []float64, tolerance float64) (etsFit, error) {
	values := 0
	for _, v := range h.values {
		if !math.IsNaN(v) {
			values++
		}
	}
	states := 1
	start := []float64{0.3}
	if o.Trend {
		states++
		start = append(start, 0.2)
		if !o.Undamped {
			start = append(start, 0.8)
		}
	}
	seasonal := o.Period > 1
	if seasonal {
		states += o.Period - 1
		start = append(start, 0.1)
	}
	if values <= len(start)+states || seasonal && len(h.values) < 2*o.Period {
		return etsFit{}, fmt.Errorf("forecast: %d values for %d parameters and states: %w", values, len(start)+states, stat.ErrTooFew)
	}
	if from != nil {
		start = from
	}
	f := newETSRun(o, h, states)
	place := minimiseIn(start, tolerance, func(p []float64) float64 {
		f.set(p)
		return f.fit()
	})
	f.set(place)
	sse := f.fit()
	if math.IsInf(sse, 1) {
		return etsFit{}, stat.ErrUndefined
	}
	m := f.finish()
	m.DF = float64(values - len(start) - states)
	m.Sigma2 = sse / m.DF
	return etsFit{m, place}, nil
}

// set reads the parameters from numbers between 0 and 1.
func (f *etsRun) set(p []float64) {
	const leastPhi, mostPhi, leastAlpha, mostAlpha = 0.8, 0.98, 0.0001, 0.9999
	m := &f.m
	m.Alpha = leastAlpha + (mostAlpha-leastAlpha)*p[0]
	p = p[1:]
	if f.o.Trend {
		m.Beta, m.Phi = m.Alpha*p[0], 1
		p = p[1:]
		if !f.o.Undamped {
			m.Phi = leastPhi + (mostPhi-leastPhi)*p[0]
			p = p[1:]
		}
	}
	if f.o.Period > 1 {
		m.Gamma = (1 - m.Alpha) * p[0]
	}
}
