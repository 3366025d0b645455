package series_test

import (
	"errors"
	"math"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/loamlib/loam/metrics/internal/oracletest"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/stat"
)

func TestOutliersAgreeWithR(t *testing.T) {
	type input struct{ X []float64 }
	oracletest.Run(t, os.DirFS("testdata"), "outliers.json", func(t *testing.T, in input, c oracletest.Case) {
		o, err := series.FindOutliers(in.X)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "median", o.Median)
		c.Check(t, "mad", o.MAD)
		var z, beyond []float64
		for _, v := range o.Z {
			z = append(z, nan(v))
		}
		for _, i := range o.Beyond {
			beyond = append(beyond, in.X[i])
		}
		c.Check(t, "robust_z", z...)
		c.Check(t, "tukey_outliers", beyond...)
		c.Check(t, "hinges", o.LowHinge, o.HighHinge)
	})
}

func TestOutliersOfLittle(t *testing.T) {
	if _, err := series.FindOutliers([]float64{math.NaN()}); !errors.Is(err, stat.ErrNoData) {
		t.Errorf("got %v", err)
	}
	// More than half are 0: no standard deviation, and still one value beyond the hinges.
	o, err := series.FindOutliers([]float64{0, 0, math.NaN(), 0, 50, 0})
	if err != nil || o.Z[4].Defined() || len(o.Outlying) != 0 {
		t.Errorf("%+v, %v", o, err)
	}
	if d := cmp.Diff([]int{4}, o.Beyond); d != "" {
		t.Error(d)
	}
	if o, err := series.FindOutliers([]float64{3}); err != nil || o.Beyond != nil || o.Outlying != nil {
		t.Errorf("%+v, %v", o, err)
	}
}
