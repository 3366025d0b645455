package metrics_test

import (
	"embed"
	"errors"
	"math"
	"testing"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/oracletest"
	"github.com/loamlib/loam/metrics/stat"
)

//go:embed testdata
var testdata embed.FS

// value is the number, NaN if there is none.
func value(n metrics.Number) float64 {
	v, ok := n.Get()
	if !ok {
		return math.NaN()
	}
	return v
}

func TestNPSAgreesWithR(t *testing.T) {
	type counts struct {
		Detractors, Passives, Promoters int64
		Level                           float64
	}
	oracletest.Run(t, testdata, "testdata/nps_interval.json", func(t *testing.T, in counts, c oracletest.Case) {
		var n metrics.NPS
		if err := n.AddClasses(in.Detractors, in.Passives, in.Promoters); err != nil {
			t.Fatal(err)
		}
		e, err := n.EstimateAt(in.Level)
		if err != nil {
			t.Fatal(err)
		}
		c.Check(t, "adjusted_wald", value(e.Low)/100, value(e.High)/100)
		if e, err = n.EstimateTango(in.Level); err != nil {
			t.Fatal(err)
		}
		if c.Has("score_tango") {
			c.Check(t, "score_tango", value(e.Low)/100, value(e.High)/100)
		}
	})
}

// Reichheld's classes, one rating each.
func TestNPSClasses(t *testing.T) {
	for rating, want := range []float64{-100, -100, -100, -100, -100, -100, -100, 0, 0, 100, 100} {
		var n metrics.NPS
		n.Add(rating)
		if got := value(n.Estimate().Value); got != want {
			t.Errorf("an answer of %d scores %v, want %v", rating, got, want)
		}
	}
}

func TestNPSRejectsWhatIsNoAnswer(t *testing.T) {
	var n metrics.NPS
	n.Add(11)
	n.Add(-1)
	n.Add(math.MinInt)
	for _, c := range []struct {
		rating feedback.Rating
		why    metrics.Reason
	}{
		{feedback.Rating{Scale: feedback.NPS, Value: 7.5}, metrics.BetweenSteps},
		{feedback.Rating{Scale: feedback.NPS, Value: 10.5}, metrics.OffScale},
		{feedback.Rating{Scale: feedback.NPS, Value: math.NaN()}, metrics.NotANumber},
		{feedback.Rating{Scale: feedback.NPS, Value: math.Inf(1)}, metrics.OffScale},
		{feedback.Rating{Scale: feedback.CSAT5, Value: 5}, metrics.WrongScale},
		{feedback.Rating{Scale: "nps:0..100", Value: 50}, metrics.WrongScale},
	} {
		before := n.Rejected().Count(c.why)
		if err := n.AddRating(c.rating); err == nil {
			t.Errorf("%+v: no error", c.rating)
		}
		if n.Rejected().Count(c.why) != before+1 {
			t.Errorf("%+v: rejected as %v, want %s", c.rating, n.Rejected(), c.why)
		}
	}
	if err := n.AddRating(feedback.Rating{Scale: feedback.NPS, Value: 9}); err != nil {
		t.Error(err)
	}
	if n.N() != 1 || n.Rejected().Total() != 9 {
		t.Errorf("%d answers and %d rejected, want 1 and 9", n.N(), n.Rejected().Total())
	}
	e := n.Estimate()
	if value(e.Value) != 100 || !e.Has(metrics.Rejected) {
		t.Errorf("got %v, want 100 with a warning of the rejected", e)
	}
}

func TestNPSOfNothingIsUndefined(t *testing.T) {
	var n metrics.NPS
	e := n.Estimate()
	if e.Defined() || e.Low.Defined() || e.High.Defined() || !e.Has(metrics.NoData) {
		t.Errorf("got %+v", e)
	}
}

func TestNPSConfidenceIsChecked(t *testing.T) {
	var n metrics.NPS
	n.Add(9)
	for _, c := range []float64{0, 1, -0.95, 95, math.NaN(), math.Inf(1)} {
		var want *stat.ArgumentError
		if _, err := n.EstimateAt(c); !errors.As(err, &want) {
			t.Errorf("confidence %v: %v, want an ArgumentError", c, err)
		}
		if _, err := n.EstimateTango(c); !errors.As(err, &want) {
			t.Errorf("confidence %v: %v, want an ArgumentError", c, err)
		}
	}
}

func TestNPSCountsNearTheLimit(t *testing.T) {
	const half = 1 << 61
	var n metrics.NPS
	if err := n.AddClasses(half, 0, half); err != nil {
		t.Fatal(err)
	}
	if e := n.Estimate(); value(e.Value) != 0 || n.N() != 1<<62 {
		t.Errorf("%d answers, %v", n.N(), e)
	}
	before := n
	for name, err := range map[string]error{
		"one more": n.AddClasses(0, 1, 0),
		"itself":   n.Merge(&before),
		"a wrap":   n.AddClasses(math.MaxInt64, math.MaxInt64, 2),
	} {
		if !errors.Is(err, metrics.ErrTooMany) {
			t.Errorf("%s: %v, want ErrTooMany", name, err)
		}
	}
	if err := n.AddClasses(-1, 0, 0); err == nil {
		t.Error("a negative count gave no error")
	}
	if n != before {
		t.Error("a failed merge changed the state")
	}
}

// More answers than may be merged can still be added one by one, and are not lost
// in the encoding.
func TestAStateBeyondTheLimitIsStillEncoded(t *testing.T) {
	var n, read metrics.NPS
	if err := n.AddClasses(1<<62, 0, 0); err != nil {
		t.Fatal(err)
	}
	n.Add(9)
	b, err := n.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	if err := read.UnmarshalBinary(b); err != nil || read.N() != 1<<62+1 {
		t.Errorf("%d answers, %v", read.N(), err)
	}
}

func TestReplicationNarrows(t *testing.T) {
	var n metrics.NPS
	if err := n.AddClasses(3, 4, 8); err != nil {
		t.Fatal(err)
	}
	width := math.Inf(1)
	for range 30 {
		e := n.Estimate()
		if w := value(e.High) - value(e.Low); w >= width || w <= 0 {
			t.Fatalf("n = %d: width %v after %v", e.N, w, width)
		} else {
			width = w
		}
		same := n
		if err := n.Merge(&same); err != nil {
			t.Fatal(err)
		}
	}
}

func TestHundredMillionAnswersFitAKilobyte(t *testing.T) {
	var n metrics.NPS
	for r := range 11 {
		for range 9 {
			n.Add(r)
		}
	}
	for n.N() < 1e8 {
		same := n
		if err := n.Merge(&same); err != nil {
			t.Fatal(err)
		}
	}
	b, err := n.MarshalBinary()
	if err != nil || len(b) >= 1000 {
		t.Errorf("%d answers take %d bytes, %v", n.N(), len(b), err)
	}
}

func TestAddingAllocatesNothing(t *testing.T) {
	var n metrics.NPS
	var c metrics.CSAT
	c.Add(5)
	if got := testing.AllocsPerRun(1000, func() { n.Add(9); n.Add(12); c.Add(4) }); got != 0 {
		t.Errorf("%v allocations", got)
	}
}

// A stored count below 0 is said to be one.
func TestStoredCountsBelow0AreNamed(t *testing.T) {
	var nps metrics.NPS
	err := nps.UnmarshalJSON([]byte(`{"type":"nps","version":1,"state":{"ratings":[0,0,-3,0,0,0,0,0,0,0,0],"classes":[0,0,0],"rejected":{}}}`))
	if want := "metrics: encoded nps is corrupt: a count is -3, want at least 0"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
