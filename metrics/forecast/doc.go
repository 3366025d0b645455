// Package forecast says what a score, a share, a rate or a count will be in the next
// periods, and how far that may be off.
//
//	series.Series ─ Of ─> models ─ try on the past ─> the best ─> Points with intervals
//
//	f, err := forecast.Of(months, forecast.Options{Horizon: 3})
//	fmt.Println(f.Model, f.Points[0].Value, f.Points[0].Low, f.Points[0].High)
//
// What is forecast is a value to be observed, with as many answers as are usual or as
// [Options] say; its interval is wider than that of the level behind it.
//
//	purpose                                use
//	a metric by day, week, month           Of
//	bare numbers                           Values
//	how likely a target is                 Forecast.Probability
//	one model by itself                    FitETS, FitHoltWinters
//	what any forecast must beat            Naive, SeasonalNaive, Drift, Mean
//	how far a forecast was off             Accuracy
//
// Four things keep a forecast honest. It is made on a line without ends ([Line]), so
// that no NPS passes 100 and no count falls below 0. A model is used only if, from
// points of the past, it was less off than the naive one, like the last period; with
// fewer than 10 values or without two seasons and three periods more, the models that
// would need them are not even tried. A period counts by the number of answers it rests
// on. And the interval is widened by how much the model was surprised in its trials.
//
// # How often the intervals hold
//
// Of months of simulated answers, uneven in number (about 20 or 200, by a factor of
// two up or down), with a level that is steady, restless, a random walk, a trend or a
// season: the share of intervals of 95 % that held the value one, two and three months
// ahead, and the size of the errors over that of the naive forecast.
//
//	(measured below)
//
// The command is
//
//	go test ./metrics/forecast -run TestCoverageStudy -v -study 100 -timeout 1h
//
// A forecast goes on with what moved the past. It knows nothing of a new product or of
// a change that has no precedent: look at the series' Changes first, and forecast from
// the last one on.
package forecast
