package metrics_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/metricstest"
)

func TestAccumulatorsKeepTheContract(t *testing.T) {
	t.Run("NPS", func(t *testing.T) {
		metricstest.Run(t, metricstest.Subject[metrics.NPS]{Add: func(n *metrics.NPS, r *rand.Rand) {
			switch r.IntN(10) {
			case 0:
				_ = n.AddRating(feedback.Rating{Scale: feedback.CSAT5, Value: 4})
			case 1:
				_ = n.AddClasses(int64(r.IntN(3)), 1, int64(r.IntN(3)))
			default:
				n.Add(r.IntN(12))
			}
		}})
	})
	t.Run("CSAT", func(t *testing.T) {
		metricstest.Run(t, metricstest.Subject[metrics.CSAT]{Add: func(c *metrics.CSAT, r *rand.Rand) { c.Add(r.IntN(7)) }})
	})
	t.Run("CSAT of ten", func(t *testing.T) {
		metricstest.Run(t, metricstest.Subject[metrics.CSAT]{
			New: func() *metrics.CSAT {
				c, err := metrics.NewCSAT(metrics.CSATOptions{Scale: feedback.CSAT10, TopBoxes: 2, Handling: true})
				if err != nil {
					t.Fatal(err)
				}
				return c
			},
			Add: func(c *metrics.CSAT, r *rand.Rand) {
				_ = c.AddRating(feedback.Rating{Scale: feedback.CSAT10, Value: float64(r.IntN(25)) / 2})
			},
		})
	})
	for _, scale := range []feedback.Scale{feedback.CES5, feedback.CES7} {
		t.Run(string(scale), func(t *testing.T) {
			metricstest.Run(t, metricstest.Subject[metrics.CES]{
				New: func() *metrics.CES {
					c, err := metrics.NewCES(scale)
					if err != nil {
						t.Fatal(err)
					}
					return c
				},
				Add: func(c *metrics.CES, r *rand.Rand) { c.Add(r.IntN(9)) },
			})
		})
	}
	t.Run("Rate", func(t *testing.T) {
		metricstest.Run(t, metricstest.Subject[metrics.Rate]{
			New: func() *metrics.Rate { return &metrics.Rate{Definition: metrics.IDReplyRate} },
			Add: func(a *metrics.Rate, r *rand.Rand) { a.Add(r.IntN(3) > 0) },
		})
	})
	t.Run("NegativePositiveRatio", func(t *testing.T) {
		metricstest.Run(t, metricstest.Subject[metrics.NegativePositiveRatio]{
			Add: func(a *metrics.NegativePositiveRatio, r *rand.Rand) { a.Add(feedback.Polarity(r.IntN(6))) },
		})
	})
	t.Run("NetSentiment", func(t *testing.T) {
		metricstest.Run(t, metricstest.Subject[metrics.NetSentiment]{
			Add: func(a *metrics.NetSentiment, r *rand.Rand) { a.Add(feedback.Polarity(r.IntN(6))) },
		})
	})
	t.Run("EventRate", func(t *testing.T) {
		metricstest.Run(t, metricstest.Subject[metrics.EventRate]{
			New: func() *metrics.EventRate {
				return &metrics.EventRate{Definition: metrics.IDComplaintRate.With("orders")}
			},
			Add: func(a *metrics.EventRate, r *rand.Rand) {
				_ = a.Add(int64(r.IntN(3)), math.Exp(40*r.NormFloat64())-0.1)
			},
		})
	})
	t.Run("Cohort", func(t *testing.T) {
		metricstest.Run(t, metricstest.Subject[metrics.Cohort]{
			New: func() *metrics.Cohort { return &metrics.Cohort{Periods: 6} },
			Add: func(a *metrics.Cohort, r *rand.Rand) { a.Add(r.IntN(8)) },
		})
	})
	t.Run("Voice", func(t *testing.T) {
		metricstest.Run(t, metricstest.Subject[metrics.Voice]{
			Add: func(a *metrics.Voice, r *rand.Rand) {
				a.Add([]string{"loam", "其他品牌", ""}[r.IntN(3)], feedback.Polarity(r.IntN(6)))
			},
		})
	})
	t.Run("Groups", func(t *testing.T) {
		type groups = metrics.Groups[metrics.NPS, *metrics.NPS]
		metricstest.Run(t, metricstest.Subject[groups]{
			Add: func(g *groups, r *rand.Rand) { g.At([]string{"北區", "中區", "南區"}[r.IntN(3)]).Add(r.IntN(12)) },
		})
	})
}
