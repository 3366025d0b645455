package control_test

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/oracletest"
	"github.com/loamlib/loam/metrics/series/control"
	"github.com/loamlib/loam/metrics/stat"
)

func numbers(list []metrics.Number) []float64 {
	var out []float64
	for _, n := range list {
		out = append(out, n.Or(math.NaN()))
	}
	return out
}

func TestChartsAgreeWithR(t *testing.T) {
	type input struct {
		Type    string
		Data    []float64
		Sizes   []float64
		NSigmas float64 `json:"nsigmas"`
	}
	oracletest.Run(t, os.DirFS("testdata"), "control_charts.json", func(t *testing.T, in input, c oracletest.Case) {
		o := control.Options{Sigmas: in.NSigmas, Textbook: true}
		var chart control.Chart
		var err error
		var counts []int64
		for _, x := range in.Data {
			counts = append(counts, int64(x))
		}
		switch in.Type {
		case "p":
			var shares []stat.Share
			for i, x := range counts {
				shares = append(shares, stat.Share{X: x, N: int64(in.Sizes[i])})
			}
			chart, err = control.P(shares, o)
		case "u":
			chart, err = control.U(counts, in.Sizes, o)
		case "c":
			chart, err = control.C(counts, o)
		case "xbar.one":
			chart, err = control.Individuals(in.Data, o)
		default:
			t.Fatalf("chart of type %q", in.Type)
		}
		if err != nil {
			t.Fatal(err)
		}
		var low, high []float64
		for _, p := range chart.Points {
			low, high = append(low, p.Low.Or(math.NaN())), append(high, p.High.Or(math.NaN()))
		}
		var beyond []int // R has those above before those below
		if err := json.Unmarshal(c.Expected["beyond_limits"], &beyond); err != nil {
			t.Fatal(err)
		}
		slices.Sort(beyond)
		if d := cmp.Diff(beyond, chart.Beyond, cmpopts.EquateEmpty()); d != "" {
			t.Error(d)
		}
		c.Check(t, "center", chart.Center)
		c.Check(t, "std_dev", chart.Spread)
		c.Check(t, "lcl", low...)
		c.Check(t, "ucl", high...)
	})
}

func TestEWMAAndCUSUMAgreeWithR(t *testing.T) {
	type input struct {
		X       []float64
		Center  float64
		SD      float64 `json:"std_dev"`
		Lambda  float64
		NSigmas float64 `json:"nsigmas"`
		H       float64 `json:"cusum_h"`
		K       float64 `json:"cusum_k"`
	}
	oracletest.Run(t, os.DirFS("testdata"), "ewma_cusum.json", func(t *testing.T, in input, c oracletest.Case) {
		average, err := control.EWMA(in.X, in.Center, in.SD, control.EWMAOptions{Lambda: in.Lambda, Sigmas: in.NSigmas})
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "ewma", numbers(average.Values)...)
		c.Check(t, "ewma_lcl", numbers(average.Low)...)
		c.Check(t, "ewma_ucl", numbers(average.High)...)
		sum, err := control.CUSUM(in.X, in.Center, in.SD, control.CUSUMOptions{Allowance: in.K, Decision: in.H})
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "cusum_pos", sum.Up...)
		c.Check(t, "cusum_neg", sum.Down...)
	})
}
