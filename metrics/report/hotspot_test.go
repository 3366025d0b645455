package report

import (
	"testing"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/stat"
)

func TestWhatToMakeOfAHotspot(t *testing.T) {
	compare := func(a, b int64) metrics.Comparison {
		id := metrics.IDUnhappyShare
		c, err := rateOf(id, stat.Share{X: a, N: 1000}).Compare(rateOf(id, stat.Share{X: b, N: 1000}), metrics.DefaultConfidence)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	const now, rest = 300, 100 // of 1000 complain here, and elsewhere
	for _, c := range []struct {
		name    string
		topic   feedback.Category
		before  int64 // -1: nothing is known
		unhappy int64 // of 1000 here, 250 elsewhere
		worse   bool
		want    HotspotKind
	}{
		{"it got worse", "price", 100, 400, true, New},
		{"it got worse, and they are as happy as others", "price", 100, 250, true, New},
		{"as bad before", "price", 290, 400, false, Lasting},
		{"just nearer to now than to the others", "price", 210, 400, false, Lasting},
		{"just nearer to the others than to now", "price", 190, 400, false, Undecided},
		{"nothing before", "price", -1, 400, false, Undecided},
		{"no unhappier than others", "price", 290, 250, false, Different},
		{"less unhappy than others", "price", 290, 100, false, Different},
		{"unhappiness as a whole", "", 290, 250, false, Lasting},
	} {
		h := Hotspot{Topic: c.topic, Rest: compare(now, rest), Unhappy: compare(c.unhappy, 250)}
		if c.before >= 0 {
			before := compare(now, c.before)
			h.Before = &before
		}
		if got := h.kind(c.worse); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
