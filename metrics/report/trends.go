package report

import (
	"errors"
	"math"
	"slices"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/forecast"
	"github.com/loamlib/loam/metrics/internal/phrase"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/series/control"
	"github.com/loamlib/loam/metrics/stat"
)

// fewestForBreaks is how many complete periods it takes to look for a change of
// level, and mostForBreaks how many are looked at: the search takes time with the
// square of their number.
const (
	fewestForBreaks = 6
	mostForBreaks   = 400
)

// watchAll looks for trends and changes of level in all KPIs, and allows for their
// number: trends are adjusted together, and the chance of a false break is divided
// among the KPIs.
func (b *builder) watchAll(list []KPI) error {
	var trends []series.Trend
	var of []*KPI
	for i := range list {
		k := &list[i]
		if k.Series == nil {
			continue
		}
		t, err := k.Series.Trend(series.TrendOptions{})
		if err != nil {
			return err
		}
		trends, of = append(trends, t), append(of, k)
	}
	series.AdjustTrends(trends)
	for i, k := range of {
		k.Trend = &trends[i]
		var err error
		if k.Forecast, err = ahead(*k.Series); err != nil {
			return err
		}
		if k.Alarm, err = alarm(*k.Series); err != nil {
			return err
		}
		if k.Breaks, err = breaks(*k.Series, (1-metrics.DefaultConfidence)/float64(len(of))); err != nil {
			return err
		}
	}
	return nil
}

// alarm is the latest complete period if a control chart signals it; nil if it does not
// or has too few periods to be drawn.
func alarm(s series.Series) (*control.Point, error) {
	chart, err := control.Of(s.Complete(), control.Options{})
	switch {
	case errors.Is(err, stat.ErrNoData), errors.Is(err, stat.ErrTooFew):
		return nil, nil
	case err != nil:
		return nil, err
	}
	if last := len(chart.Points) - 1; slices.Contains(chart.Signals, last) {
		return &chart.Points[last], nil
	}
	return nil, nil
}

// ahead is the forecast of the periods to come; nil where the past does not say how
// uncertain it is.
func ahead(s series.Series) (*forecast.Forecast, error) {
	f, err := forecast.Of(s.Complete(), forecast.Options{Horizon: periodsAhead})
	if err != nil || len(f.Points) == 0 || f.Periods < fewestForForecast || !f.Points[0].Low.Defined() || !f.Points[0].High.Defined() {
		return nil, err
	}
	return &f, nil
}

// fewestForForecast is how many values it takes: from fewer, nothing but the last one
// and a very wide interval is to be had.
const fewestForForecast = 10

// periodsAhead is how far forecasts go.
const periodsAhead = 3

// breaks are the changes of level of a series.
func breaks(s series.Series, falseAlarms float64) ([]Break, error) {
	complete := s.Complete()
	if n := len(complete.Points); n < fewestForBreaks || n > mostForBreaks {
		return nil, nil
	}
	found, err := complete.Changes(series.ChangeOptions{FalseAlarms: falseAlarms})
	if err != nil {
		return nil, err
	}
	var out []Break
	for _, c := range found.Changes {
		out = append(out, Break{complete.Points[c.At].Period, c.Levels})
	}
	return out, nil
}

// saysTrend is where a number goes, if the data show it goes anywhere.
func (b *builder) saysTrend(k *KPI) text.Wording {
	t := k.Trend
	if t == nil || !t.Shown() {
		return text.Wording{}
	}
	change, ok := t.Change()
	if !ok {
		return text.Wording{}
	}
	e := k.Figure.Estimate
	write := func(v float64) text.Wording {
		return phrase.Each(func(tag language.Tag) string { return e.FormatValue(v, tag) })
	}
	w := text.Wording{
		En:   "From %[1]s to %[2]s it has been rising, from about %[3]s to about %[4]s (%[5]s).",
		Hant: "%[1]s 至 %[2]s 持續上升，大約從 %[3]s 到 %[4]s（%[5]s）。",
		Hans: "%[1]s 至 %[2]s 持续上升，大约从 %[3]s 到 %[4]s（%[5]s）。",
	}
	if change < 0 {
		w = text.Wording{
			En:   "From %[1]s to %[2]s it has been falling, from about %[3]s to about %[4]s (%[5]s).",
			Hant: "%[1]s 至 %[2]s 持續下降，大約從 %[3]s 到 %[4]s（%[5]s）。",
			Hans: "%[1]s 至 %[2]s 持续下降，大约从 %[3]s 到 %[4]s（%[5]s）。",
		}
	}
	return phrase.Fill(w, t.From, t.To, write(t.Start.Or(math.NaN())), write(t.End.Or(math.NaN())), chance(t.PAdjusted))
}

// saysBreaks is when the level changed.
func saysBreaks(k *KPI) text.Wording {
	var out []text.Wording
	for _, x := range k.Breaks {
		out = append(out, phrase.Fill(text.Wording{
			En:   "The level changed in %[1]s: from %[2]s to %[3]s (%[4]s).",
			Hant: "%[1]s 起水準改變：從 %[2]s 變為 %[3]s（%[4]s）。",
			Hans: "%[1]s 起水平改变：从 %[2]s 变为 %[3]s（%[4]s）。",
		}, x.Period, value(x.Levels.B), value(x.Levels.A), phrase.P(x.Levels.P.Or(1))))
	}
	return phrase.Join(out...)
}

// saysAhead is what is to be expected of the period to come.
func saysAhead(k *KPI) text.Wording {
	if k.Forecast == nil {
		return text.Wording{}
	}
	p, e := k.Forecast.Points[0], k.Figure.Estimate
	return phrase.Each(func(tag language.Tag) string {
		write := func(n metrics.Number) text.Wording { return phrase.Same(e.FormatValue(n.Or(math.NaN()), tag)) }
		return phrase.Fill(text.Wording{En: "%s (%s)", Hant: "%s（%s）", Hans: "%s（%s）"}, write(p.Value), phrase.Span(write(p.Low), write(p.High))).In(tag)
	})
}

// saysAlarm is that the latest period is out of the ordinary.
func saysAlarm(k *KPI) text.Wording {
	if k.Alarm == nil {
		return text.Wording{}
	}
	e := k.Figure.Estimate
	write := func(n metrics.Number) text.Wording {
		return phrase.Each(func(tag language.Tag) string { return e.FormatValue(n.Or(math.NaN()), tag) })
	}
	return phrase.Fill(text.Wording{
		En:   "Alarm: %[1]s, at %[2]s, is outside the range that the other periods lead one to expect (%[3]s).",
		Hant: "警示：%[1]s 為 %[2]s，超出其他各期所預期的範圍（%[3]s）。",
		Hans: "警示：%[1]s 为 %[2]s，超出其他各期所预期的范围（%[3]s）。",
	}, k.Alarm.Period, write(k.Alarm.Value), phrase.Span(write(k.Alarm.Low), write(k.Alarm.High)))
}
