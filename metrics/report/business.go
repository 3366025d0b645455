package report

import (
	"errors"
	"math"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/correlate"
	"github.com/loamlib/loam/metrics/internal/phrase"
	"github.com/loamlib/loam/metrics/stat"
)

// A Link is how a score goes with something that the business counts, period by period.
type Link struct {
	Score       metrics.ID                 `json:"score"`
	Outcome     metrics.ID                 `json:"outcome"`
	Correlation correlate.CrossCorrelation `json:"correlation"`
	Says        text.Wording               `json:"says"`
}

// fewestForLink is how many complete periods it takes to look for a link.
const fewestForLink = 12

// idOrders is the number of orders in a period.
const idOrders metrics.ID = "orders"

// links sets the share of unhappy feedback, which every feedback has, against customers
// lost and orders made. Nil without twelve complete periods in which both were counted.
func (b *builder) links() ([]Link, error) {
	outcomes := []struct {
		id   metrics.ID
		name text.Wording
		of   func(*stretch) float64
	}{
		{metrics.IDChurnRate, phrase.Each(metrics.IDChurnRate.Name), func(s *stretch) float64 { return float64(s.lost) / float64(s.customers) }},
		{idOrders, text.Wording{En: "Orders", Hant: "訂單數", Hans: "订单数"}, func(s *stretch) float64 {
			if s.orders == 0 {
				return math.NaN()
			}
			return float64(s.orders)
		}},
	}
	var out []Link
	for _, o := range outcomes {
		var x, y []float64
		whole := true
		for _, s := range b.complete {
			x, y = append(x, float64(s.unhappy)/float64(s.feedback)), append(y, o.of(s))
			whole = whole && !math.IsNaN(x[len(x)-1]) && !math.IsNaN(y[len(y)-1])
		}
		if !whole || len(x) < fewestForLink {
			continue
		}
		c, err := correlate.Lagged(x, y, correlate.LagOptions{})
		switch {
		case errors.Is(err, stat.ErrTooFew), errors.Is(err, stat.ErrUndefined):
			continue
		case err != nil:
			return nil, err
		}
		says := phrase.Fill(text.Wording{
			En: "%s and %s: %s", Hant: "%s與%s：%s", Hans: "%s与%s：%s",
		}, phrase.Each(metrics.IDUnhappyShare.Name), o.name, phrase.Each(c.Line))
		if !c.Lags[c.Peak].Shown {
			says = phrase.Fill(text.Wording{
				En:   "%[1]s and %[2]s: %[3]d periods show no link, which is no proof that there is none.",
				Hant: "%[1]s與%[2]s：%[3]d 期的資料看不出關聯，但也不能證明無關。",
				Hans: "%[1]s与%[2]s：%[3]d 期的数据看不出关联，但也不能证明无关。",
			}, phrase.Each(metrics.IDUnhappyShare.Name), o.name, len(x))
		}
		out = append(out, Link{metrics.IDUnhappyShare, o.id, *c, says})
	}
	return out, nil
}
