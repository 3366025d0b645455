package report

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/driver"
	"github.com/loamlib/loam/metrics/internal/phrase"
	"github.com/loamlib/loam/metrics/stat"
)

// Drivers is what complaints go with in the score. It rests on a random part of the
// answers if there are more than 20 000. With answers on the scale nps it is what
// topics make of the Net Promoter Score, and else what they go with in the rating that
// most customers gave.
type Drivers struct {
	Scale   feedback.Scale  `json:"scale"`
	Impacts *driver.Impacts `json:"impacts,omitzero"` // of nps
	Ranking *driver.Ranking `json:"ranking,omitzero"` // of another scale
	Sampled bool            `json:"sampled,omitzero"`
	Says    []text.Wording  `json:"says"`
}

const (
	fewestForDriver = 10 // answers that must complain of a topic
	mostDrivers     = 12 // topics that are looked at together, those complained of most
	driversShown    = 5  // that are written out
)

// drivers is what goes with the score; nil without enough answers. Rows are of the
// whole window: what goes with what changes slowly.
func (b *builder) drivers() (*Drivers, error) {
	b.c.rows.cut(byRowRank, row.rank)
	d := &Drivers{Scale: b.driverScale(), Sampled: len(b.c.rows.list) == mostRows}
	data := b.driverData(d.Scale)
	if len(data.Drivers) == 0 {
		return nil, nil
	}
	var err error
	if d.Scale == feedback.NPS {
		d.Impacts, err = driver.TopicImpact(data, metrics.DefaultConfidence)
	} else {
		d.Ranking, err = driver.Importance(data, driver.Options{Resamples: -1, Robust: true})
	}
	var rank *driver.RankError
	switch {
	case errors.As(err, &rank), errors.Is(err, stat.ErrTooFew), errors.Is(err, stat.ErrNoData), errors.Is(err, stat.ErrUndefined):
		return nil, nil // nothing can be said
	case err != nil:
		return nil, err
	}
	d.Says = b.saysDrivers(d)
	return d, nil
}

// driverScale is nps if a tenth of the answers are on it, and else the scale with most.
func (b *builder) driverScale() feedback.Scale {
	counts := map[feedback.Scale]int{}
	for _, r := range b.c.rows.list {
		counts[r.Scale]++
	}
	best := feedback.NPS
	if 10*counts[best] >= len(b.c.rows.list) {
		return best
	}
	for _, s := range driverScales() {
		if counts[s] > counts[best] {
			best = s
		}
	}
	return best
}

// driverData has a row for each answer on the scale and a column for each of the topics
// complained of most, 1 where the answer complains of it.
func (b *builder) driverData(scale feedback.Scale) driver.Data {
	data := driver.Data{Outcome: driver.Column{Name: string(scale)}}
	counts := map[string]int{}
	for _, r := range b.c.rows.list {
		if r.Scale == scale {
			data.Outcome.Values = append(data.Outcome.Values, r.Score)
			for _, t := range r.Bad {
				counts[t]++
			}
		}
	}
	topics := slices.SortedFunc(maps.Keys(counts), func(x, y string) int { return cmp.Or(cmp.Compare(counts[y], counts[x]), cmp.Compare(x, y)) })
	columns := map[string]int{}
	for _, t := range topics[:min(mostDrivers, len(topics))] {
		if counts[t] >= fewestForDriver {
			columns[t] = len(data.Drivers)
			data.Drivers = append(data.Drivers, driver.Column{Name: t, Values: make([]float64, len(data.Outcome.Values))})
		}
	}
	i := 0
	for _, r := range b.c.rows.list {
		if r.Scale != scale {
			continue
		}
		for _, t := range r.Bad {
			if j, ok := columns[t]; ok {
				data.Drivers[j].Values[i] = 1
			}
		}
		i++
	}
	return data
}

// impact is what a topic goes with in the score, turned so that more is worse; an
// estimate without a value if it is not known.
func (d *Drivers) impact(topic feedback.Category) metrics.Estimate {
	if d == nil || d.Impacts == nil {
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
	out := b.saysImpacts(d.Impacts)
	if d.Ranking != nil {
		out = b.saysRanking(d.Ranking)
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

func (b *builder) saysImpacts(all *driver.Impacts) (out []text.Wording) {
	if all == nil {
		return nil
	}
	points := func(v metrics.Number) string { return fmt.Sprintf("%.1f", math.Abs(v.Or(0))) }
	for _, t := range all.Topics {
		if !t.Shown || t.Value.Or(0) >= 0 || len(out) == driversShown {
			continue
		}
		out = append(out, phrase.Fill(text.Wording{
			En:   "%[1]s: those who complain of it (%[2]s of the answers) give a score %[3]s points lower; without them the score of all would be %[4]s points higher (95%% CI %[5]s to %[6]s).",
			Hant: "%[1]s：抱怨這一點的顧客（占回答的 %[2]s）淨推薦值低了 %[3]s 分；若不計這些人，整體會高 %[4]s 分（95%% 信賴區間 %[5]s 至 %[6]s）。",
			Hans: "%[1]s：抱怨这一点的客户（占回答的 %[2]s）净推荐值低 %[3]s 分；若不计这些人，整体会高 %[4]s 分（95%% 置信区间 %[5]s 至 %[6]s）。",
		}, b.o.name(feedback.Category(t.Topic)), phrase.Percent(t.Share), points(t.Gap.Difference), points(t.Value), points(t.High), points(t.Low)))
	}
	return out
}

func (b *builder) saysRanking(r *driver.Ranking) (out []text.Wording) {
	for _, t := range r.Drivers {
		if !t.Shown || t.Coefficient >= 0 || len(out) == driversShown {
			continue
		}
		out = append(out, phrase.Fill(text.Wording{
			En:   "%[1]s: those who complain of it (%[2]s of the answers) rate %.1[3]f points lower on average, other complaints being equal (95%% CI %.1[4]f to %.1[5]f).",
			Hant: "%[1]s：抱怨這一點的顧客（占回答的 %[2]s），在其他抱怨相同時，評分平均低 %.1[3]f 分（95%% 信賴區間 %.1[4]f 至 %.1[5]f）。",
			Hans: "%[1]s：抱怨这一点的客户（占回答的 %[2]s），在其他抱怨相同时，评分平均低 %.1[3]f 分（95%% 置信区间 %.1[4]f 至 %.1[5]f）。",
		}, b.o.name(feedback.Category(t.Name)), phrase.Percent(t.Mean), -t.Coefficient, -t.High, -t.Low))
	}
	return out
}
