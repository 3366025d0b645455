package metrics_test

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/stat"
)

// "Raise the reply rate by 20 %", from 60 %: to 80 or to 72?
func ExampleChange() {
	replies := metrics.Rate{Definition: metrics.IDReplyRate}
	var nps metrics.NPS
	if err := errors.Join(replies.AddCounts(180, 300), nps.AddClasses(50, 30, 20)); err != nil {
		fmt.Println(err)
		return
	}
	points, err := metrics.Change{Points: 0.20}.From(replies.Estimate())
	fmt.Printf("%.2f %v\n", points, err)
	relative, err := metrics.Change{Relative: 0.20}.From(replies.Estimate())
	fmt.Printf("%.2f %v\n", relative, err)
	_, err = metrics.Change{Relative: 0.20}.From(nps.Estimate())
	fmt.Println(err)
	// Output:
	// 0.80 <nil>
	// 0.72 <nil>
	// nps: metrics: a relative change has no meaning for this number, want points
}

func TestChangesThatCannotBe(t *testing.T) {
	share := metrics.Estimate{Definition: metrics.IDReplyRate, Value: num(0.9), N: 10}
	wait := metrics.Estimate{Definition: metrics.IDWaitingTime.With("p50"), Value: num(3600), N: 10}
	own := metrics.Estimate{Definition: "our_own", Value: num(3), N: 10}
	for _, c := range []struct {
		name   string
		change metrics.Change
		of     metrics.Estimate
		want   error
	}{
		{"a share above 1", metrics.Change{Points: 0.2}, share, &stat.ArgumentError{}},
		{"a time below 0", metrics.Change{Relative: -1.5}, wait, &stat.ArgumentError{}},
		{"a rating above its scale", metrics.Change{Points: 2}, metrics.Estimate{Definition: metrics.IDSatisfactionMean.With("csat5"), Value: num(4), N: 10}, &stat.ArgumentError{}},
		{"nothing", metrics.Change{}, share, &stat.ArgumentError{}},
		{"both", metrics.Change{Points: 0.01, Relative: 0.01}, share, &stat.ArgumentError{}},
		{"NaN", metrics.Change{Points: math.NaN()}, share, &stat.ArgumentError{}},
		{"a relative rating", metrics.Change{Relative: 0.1}, metrics.Estimate{Definition: metrics.IDEase, Value: num(5)}, metrics.ErrNotRelative},
		{"a relative number of no known unit", metrics.Change{Relative: 0.1}, own, metrics.ErrNotRelative},
		{"nothing to change", metrics.Change{Points: 1}, metrics.Estimate{Definition: metrics.IDNPS}, stat.ErrNoData},
	} {
		_, err := c.change.From(c.of)
		var argument *stat.ArgumentError
		if _, ok := c.want.(*stat.ArgumentError); ok && !errors.As(err, &argument) || !ok && !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if got, err := (metrics.Change{Relative: -0.25}).From(wait); err != nil || got != 2700 {
		t.Errorf("a quarter less than an hour: %v, %v", got, err)
	}
	if got, err := (metrics.Change{Points: -1}).From(own); err != nil || got != 2 {
		t.Errorf("one less than three: %v, %v", got, err)
	}
}

func TestComparedChange(t *testing.T) {
	a, b := metrics.Rate{Definition: metrics.IDReplyRate}, metrics.Rate{Definition: metrics.IDReplyRate}
	if err := errors.Join(a.AddCounts(72, 100), b.AddCounts(60, 100)); err != nil {
		t.Fatal(err)
	}
	if points, relative := compared(t)(a.Compare(&b, 0.95)).Change(); math.Abs(value(points)-0.12) > 1e-12 || math.Abs(value(relative)-0.2) > 1e-12 {
		t.Errorf("from 60 to 72 %%: %v and %v", points, relative)
	}
	if points, relative := compared(t)(npsOf(t, 50, 30, 20).Compare(npsOf(t, 60, 30, 10), 0.95)).Change(); value(points) != 20 || relative.Defined() {
		t.Errorf("a score: %v and %v", points, relative)
	}
}
