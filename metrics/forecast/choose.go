package forecast

import (
	"math"
	"slices"

	"github.com/loamlib/loam/metrics"
)

// A Model is a way to forecast.
type Model string

// The models, the simplest first.
const (
	ModelNaive         Model = "naive"
	ModelMean          Model = "mean"
	ModelDrift         Model = "drift"
	ModelSmooth        Model = "exponential smoothing" // ETS with a level
	ModelDamped        Model = "damped trend"          // and a slope that dies out
	ModelSeasonalNaive Model = "seasonal naive"
	ModelSeasonal      Model = "seasonal smoothing"            // ETS with level and season
	ModelDampedSeason  Model = "seasonal smoothing with trend" // and a slope that dies out
)

func everyModel() []Model {
	return []Model{ModelNaive, ModelMean, ModelDrift, ModelSmooth, ModelDamped, ModelSeasonalNaive, ModelSeasonal, ModelDampedSeason}
}

// A Trial is how far a model was off when it forecast, from several points of the
// past, what has come since.
type Trial struct {
	Model Model          `json:"model"`
	MAE   float64        `json:"mae"`  // mean size of the errors, in the unit of the metric
	MASE  metrics.Number `json:"mase"` // over the mean change from one period to the next; none if nothing ever changed
	// Surprise is the mean square of the errors in standard errors: above 1 if the model
	// was too sure of itself. It widens the interval.
	Surprise float64 `json:"surprise"`
}

// candidates are the models that a series of n values can bear, the naive first.
func candidates(n, season int, only []Model) []Model {
	all := []Model{ModelMean, ModelDrift, ModelSmooth, ModelDamped}
	if season > 1 && n >= 2*season+fewestOrigins {
		all = append(all, ModelSeasonalNaive)
		if season <= longestSmoothed {
			all = append(all, ModelSeasonal, ModelDampedSeason)
		}
	}
	out := []Model{ModelNaive}
	for _, m := range all {
		if only == nil || slices.Contains(only, m) {
			out = append(out, m)
		}
	}
	return out
}

const (
	fewestValues    = 10 // below it nothing is tried and the naive forecast stands
	fewestOrigins   = 3  // points of the past to forecast from, for a model to be tried
	mostOrigins     = 10
	longestSmoothed = 24  // a season longer than that has too many figures to smooth each
	longestHistory  = 260 // periods that are looked at: five years of weeks
)

// method is the model's.
func (m Model) method(season int, from *[]float64, tolerance float64) method {
	switch m {
	case ModelMean:
		return mean{}
	case ModelDrift:
		return drift{}
	case ModelSeasonalNaive:
		return naive{season}
	case ModelSmooth:
		return smoothing{ETSOptions{}, from, tolerance}
	case ModelDamped:
		return smoothing{ETSOptions{Trend: true}, from, tolerance}
	case ModelSeasonal:
		return smoothing{ETSOptions{Period: season}, from, tolerance}
	case ModelDampedSeason:
		return smoothing{ETSOptions{Trend: true, Period: season}, from, tolerance}
	}
	return naive{1}
}

// smoothing is an ETS whose search begins where the last one ended.
type smoothing struct {
	o         ETSOptions
	from      *[]float64
	tolerance float64
}

func (m smoothing) fit(h history) (predictor, error) {
	f, err := m.o.search(h, *m.from, m.tolerance)
	if err != nil {
		return predictor{}, err
	}
	*m.from = f.place
	return f.model.predictor(), nil
}

// try forecasts from several points of the past with each model (rolling origin, Tashman
// 2000). Errors count less in periods that rest on few answers. A model that fails
// anywhere is out; the naive one, which comes first, does not.
func (s subject) try(models []Model, season, horizon int) []Trial {
	n := len(s.values)
	first := max(fewestValues-2, n/2)
	if slices.Contains(models, ModelSeasonalNaive) {
		first = max(first, 2*season)
	}
	first = min(first, n-1)
	stride := max(1, (n-first+mostOrigins-1)/mostOrigins)
	var out []Trial
	for _, m := range models {
		var place []float64
		var score scores
		ok := true
		for origin := n - 1; origin >= first && ok; origin -= stride {
			p, err := m.method(season, &place, nearly).fit(s.before(origin))
			if ok = err == nil; !ok {
				break
			}
			for h := 1; h <= horizon && origin+h <= n; h++ {
				score.add(s, origin+h-1, p, h)
			}
		}
		if ok && score.weights > 0 {
			mae := score.sizes / score.weights
			out = append(out, Trial{m, mae, metrics.NumberOf(mae / naiveError(s.natural, 1)), score.surprise()})
		}
	}
	return out
}

// scores add up the errors of a model on trial.
type scores struct{ sizes, weights, squares, n float64 }

// add adds the error of the forecast of period t, h periods ahead.
func (c *scores) add(s subject, t int, p predictor, h int) {
	if math.IsNaN(s.natural[t]) {
		return
	}
	value, variance := p.at(h)
	weight, size, usual, own := 1.0, 0.0, s.typical(), 0.0
	if usual > 0 {
		size, own = s.sizes[t], s.variances[t]
		weight = min(1, usual/own)
	}
	c.sizes += weight * math.Abs(s.natural[t]-s.way.back(value, size))
	c.weights += weight
	if variance = max(variance-usual, 0) + own; variance > 0 {
		d := s.values[t] - value
		c.squares += min(d*d/variance, mostSurprise)
		c.n++
	}
}

// mostSurprise is the most that one error counts: one outlier says little of others.
const mostSurprise = 25

// surprise is the mean square, drawn towards 1 as if some errors more had been as
// expected: ten points of the past are not many.
func (c *scores) surprise() float64 {
	const expected = 5
	return (c.squares + expected) / (c.n + expected)
}

// choose is the model with the least error; the naive one unless another beats it, and
// if gaps left nothing to try that one on.
func choose(trials []Trial) Model {
	if len(trials) == 0 || trials[0].Model != ModelNaive {
		return ModelNaive
	}
	best := Trial{Model: ModelNaive, MAE: math.Inf(1)}
	for _, t := range trials {
		if t.MAE < best.MAE {
			best = t
		}
	}
	return best.Model
}
