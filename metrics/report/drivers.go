package report

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/driver"
	"github.com/loamlib/loam/metrics/internal/phrase"
	"github.com/loamlib/loam/metrics/stat"
)

// Drivers is what complaints go with in the Net Promoter Score. It rests on a random
// part of the answers if there are more than 20 000.
type Drivers struct {
	Impacts driver.Impacts `json:"impacts"`
	Sampled bool           `json:"sampled,omitzero"`
	Says    []text.Wording `json:"says"`
}

// fewestForDriver is how many answers must complain of a topic.
const fewestForDriver = 10

// driversShown is how many are written out.
const driversShown = 5

// drivers is what goes with the Net Promoter Score; nil without enough answers. Rows
// are of the whole window: what goes with what changes slowly.
func (b *builder) drivers() (*Drivers, error) {
	b.c.rows.cut(byRowRank, row.rank)
	data := driver.Data{Outcome: driver.Column{Name: string(feedback.NPS)}}
	counts := map[string]int{}
	for _, r := range b.c.rows.list {
		if r.Scale == feedback.NPS {
			data.Outcome.Values = append(data.Outcome.Values, r.Score)
			for _, t := range r.Bad {
				counts[t]++
			}
		}
	}
	columns := map[string]int{}
	for _, t := range slices.Sorted(keys(counts)) {
		if counts[t] >= fewestForDriver {
			columns[t] = len(data.Drivers)
			data.Drivers = append(data.Drivers, driver.Column{Name: t, Values: make([]float64, len(data.Outcome.Values))})
		}
	}
	if len(data.Drivers) == 0 {
		return nil, nil
	}
	i := 0
	for _, r := range b.c.rows.list {
		if r.Scale != feedback.NPS {
			continue
		}
		for _, t := range r.Bad {
			if j, ok := columns[t]; ok {
				data.Drivers[j].Values[i] = 1
			}
		}
		i++
	}
	impacts, err := driver.TopicImpact(data, metrics.DefaultConfidence)
	var rank *driver.RankError
	switch {
	case errors.As(err, &rank), errors.Is(err, stat.ErrTooFew), errors.Is(err, stat.ErrNoData), errors.Is(err, stat.ErrUndefined):
		return nil, nil // nothing can be said
	case err != nil:
		return nil, err
	}
	d := &Drivers{Impacts: *impacts, Sampled: len(b.c.rows.list) == mostRows}
	d.Says = b.saysDrivers(d)
	return d, nil
}

func keys[V any](m map[string]V) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// impact is what a topic goes with in the score, turned so that more is worse; an
// estimate without a value if it is not known.
func (d *Drivers) impact(topic feedback.Category) metrics.Estimate {
	if d == nil {
		return metrics.Estimate{}
	}
	for _, t := range d.Impacts.Topics {
		if v, ok := t.Value.Get(); ok && t.Topic == string(topic) {
			return metrics.Estimate{
				Definition: metrics.IDNPS, Unit: metrics.UnitPoints, Value: metrics.NumberOf(-v),
				Low: metrics.NumberOf(-t.High.Or(math.NaN())), High: metrics.NumberOf(-t.Low.Or(math.NaN())),
				Confidence: d.Impacts.Confidence, N: int64(t.N),
			}
		}
	}
	return metrics.Estimate{}
}

func (b *builder) saysDrivers(d *Drivers) []text.Wording {
	var out []text.Wording
	points := func(v metrics.Number) string { return fmt.Sprintf("%.1f", math.Abs(v.Or(0))) }
	for _, t := range d.Impacts.Topics {
		if !t.Shown || t.Value.Or(0) >= 0 || len(out) == driversShown {
			continue
		}
		out = append(out, phrase.Fill(text.Wording{
			En:   "%[1]s: those who complain of it (%[2]s of the answers) give a score %[3]s points lower; without them the score of all would be %[4]s points higher (95%% CI %[5]s to %[6]s).",
			Hant: "%[1]s：抱怨這一點的顧客（占回答的 %[2]s）淨推薦值低了 %[3]s 分；若不計這些人，整體會高 %[4]s 分（95%% 信賴區間 %[5]s 至 %[6]s）。",
			Hans: "%[1]s：抱怨这一点的客户（占回答的 %[2]s）净推荐值低 %[3]s 分；若不计这些人，整体会高 %[4]s 分（95%% 置信区间 %[5]s 至 %[6]s）。",
		}, b.o.name(feedback.Category(t.Topic)), phrase.Percent(t.Share), points(t.Gap.Difference), points(t.Value), points(t.High), points(t.Low)))
	}
	if len(out) == 0 {
		return []text.Wording{{
			En:   "No topic goes with a lower score by more than chance.",
			Hant: "沒有哪個主題與較低的分數有超出隨機波動的關聯。",
			Hans: "没有哪个主题与较低的分数存在超出随机波动的关联。",
		}}
	}
	return append(out, text.Wording{
		En:   "These go together; that the topic makes the score is not shown by it.",
		Hant: "以上是關聯，不能證明是這些主題造成分數偏低。",
		Hans: "以上是关联，不能证明是这些主题造成分数偏低。",
	})
}
