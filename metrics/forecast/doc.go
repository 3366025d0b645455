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
// ahead, on average over these worlds and in the worst of them, and the size of the
// errors over that of the naive forecast.
//
//	metric answers months  covered          worst world        error  worst world
//	share       20       6   0.97 0.98 1.00   0.98 steady        0.99   1.00 trend
//	share       20      15   0.96 0.97 0.97   0.93 season        0.77   0.87 season
//	share       20      40   0.93 0.93 0.97   0.91 random walk   0.83   0.92 season
//	share      200       6   0.99 0.97 0.97   0.93 season        1.00   1.00 restless
//	share      200      15   0.91 0.96 0.95   0.88 trend         0.88   1.06 season
//	share      200      40   0.92 0.95 0.96   0.89 trend         0.77   0.96 random walk
//	nps         20       6   0.97 0.99 0.99   0.98 restless      1.00   1.00 steady
//	nps         20      15   0.95 0.95 0.96   0.93 random walk   0.81   0.99 season
//	nps         20      40   0.94 0.92 0.94   0.91 trend         0.78   0.82 trend
//	nps        200       6   0.97 0.99 0.99   0.96 season        1.00   1.00 steady
//	nps        200      15   0.96 0.98 0.94   0.93 trend         0.90   1.12 season
//	nps        200      40   0.94 0.94 0.94   0.92 trend         0.82   1.03 random walk
//	rate        20       6   0.99 0.99 1.00   0.98 trend         0.99   1.01 steady
//	rate        20      15   0.99 0.98 0.99   0.98 restless      0.81   0.89 random walk
//	rate        20      40   0.96 0.97 0.96   0.96 season        0.82   0.85 restless
//	rate       200       6   0.98 1.00 1.00   0.99 restless      1.00   1.01 random walk
//	rate       200      15   0.97 0.93 0.97   0.94 trend         0.80   0.86 season
//	rate       200      40   0.96 0.95 0.94   0.92 trend         0.76   0.83 trend
//
// Each world had 60 series, so that a figure for one is ±0.03 of coverage and an average
// ±0.01. Over all it is 96 %; least are 82 %, one month ahead of a share of 200 answers
// with 40 months of a season. Intervals are wide after 6 months, as they should be, and
// a little narrow where the model that was best by chance is not the one that goes on.
// The command is
//
//	go test ./metrics/forecast -run TestCoverageStudy -v -study 60 -timeout 1h
//
// A forecast goes on with what moved the past. It knows nothing of a new product or of
// a change that has no precedent: look at the series' Changes first, and forecast from
// the last one on.
package forecast
