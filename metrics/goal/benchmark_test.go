package goal_test

import (
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/goal"
	"github.com/loamlib/loam/metrics/stat"
)

func benchmark(id metrics.ID, v float64, n int64) goal.Benchmark {
	return goal.Benchmark{Name: "the industry", Figure: metrics.Estimate{Definition: id, Value: metrics.NumberOf(v), N: n},
		Channel: feedback.Survey, At: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Source: "yearbook 2025"}
}

func standing(t *testing.T, b goal.Benchmark, own metrics.Estimate) goal.Standing {
	t.Helper()
	s, err := b.Compare(goal.Own{Figure: own, Channel: feedback.Survey})
	if err != nil {
		t.Fatal(err)
	}
	written(t, s.Text)
	return s
}

func codes(s goal.Standing) (out []goal.CautionCode) {
	for _, c := range s.Cautions {
		out = append(out, c.Code)
	}
	return out
}

// A share with n is compared as two samples: Newcombe's interval.
func TestABenchmarkWithNIsASecondSample(t *testing.T) {
	for _, c := range []struct{ x, n, y, m int64 }{{180, 300, 700, 1000}, {29, 30, 400, 500}, {5, 40, 0, 50}} {
		s := standing(t, benchmark(metrics.IDReplyRate, float64(c.y)/float64(c.m), c.m), share(metrics.IDReplyRate, c.x, c.n))
		want, err := stat.Newcombe(stat.Share{X: c.x, N: c.n}, stat.Share{X: c.y, N: c.m}, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		low, high := s.Comparison.Low.Or(math.NaN()), s.Comparison.High.Or(math.NaN())
		if math.Abs(low-want.Low) > 1e-12 || math.Abs(high-want.High) > 1e-12 || len(s.Cautions) > 0 {
			t.Errorf("%+v: [%v, %v], want %+v; %v", c, low, high, want, codes(s))
		}
	}
}

// Without n it is one sample against a number: the score test, significant exactly
// where Wilson's interval leaves the number out.
func TestABenchmarkWithoutNIsAFixedNumber(t *testing.T) {
	for _, n := range []int64{7, 40, 300} {
		for x := int64(0); x <= n; x += 1 + n/13 {
			own := share(metrics.IDReplyRate, x, n)
			for _, f := range []float64{0.02, 0.31, 0.5, 0.77} {
				s := standing(t, benchmark(metrics.IDReplyRate, f, 0), own)
				outside := f < own.Low.Or(0) || f > own.High.Or(0)
				if s.Comparison.Shown != outside || !slices.Contains(codes(s), goal.FixedFigure) {
					t.Errorf("%d of %d against %v: shown %v, %v", x, n, f, s.Comparison.Shown, codes(s))
				}
			}
		}
	}
	// z = (0.7−0.5)/√(0.25/60) = 3.0984, p = 0.001946 (R: prop.test(42, 60, correct = FALSE))
	s := standing(t, benchmark(metrics.IDReplyRate, 0.5, 0), share(metrics.IDReplyRate, 42, 60))
	if p := s.Comparison.P.Or(0); math.Abs(p-0.001946) > 1e-6 || !s.Better || s.Worse {
		t.Errorf("p = %v, better %v", p, s.Better)
	}
}

// t = (3.6−4)/(√(1.6/10)) = −1 on 9 degrees of freedom, p = 0.3434364 (R: 2*pt(-1, 9)):
// answers 5 5 5 4 4 3 3 3 2 2 have the mean 3.6 and s² = 12.4/9.
func TestAMeanIsTestedByStudentsT(t *testing.T) {
	var csat metrics.CSAT
	for _, v := range []int{5, 5, 5, 4, 4, 3, 3, 3, 2, 2} {
		csat.Add(v)
	}
	own := csat.Mean()
	s := standing(t, benchmark(own.Definition, 4, 0), own)
	want := 2 * studentTail(0.4/math.Sqrt(12.4/90))
	if p := s.Comparison.P.Or(0); math.Abs(p-want) > 1e-9 || s.Better || s.Worse {
		t.Errorf("p = %v, want %v", p, want)
	}
}

// studentTail is the upper tail of Student's t with 9 degrees of freedom, by its
// closed form for odd degrees (Abramowitz and Stegun 26.7.3).
func studentTail(t float64) float64 {
	a := math.Atan(t / 3)
	c := math.Cos(a)
	sum := c + c*c*c*2/3 + math.Pow(c, 5)*8/15 + math.Pow(c, 7)*48/105
	return 0.5 - (a+math.Sin(a)*sum)/math.Pi
}

func TestWhatIsNotKnownOfABenchmarkIsSaid(t *testing.T) {
	own := share(metrics.IDReplyRate, 180, 300)
	asked := goal.Own{Figure: own, Channel: feedback.Survey, At: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)}
	for name, c := range map[string]struct {
		do   func(b *goal.Benchmark)
		want []goal.CautionCode
	}{
		"all known":            {func(*goal.Benchmark) {}, nil},
		"reviews, not surveys": {func(b *goal.Benchmark) { b.Channel = feedback.OnlineReview }, []goal.CautionCode{goal.OtherChannel}},
		"who knows how":        {func(b *goal.Benchmark) { b.Channel = 0 }, []goal.CautionCode{goal.UnknownChannel}},
		"of twelve":            {func(b *goal.Benchmark) { b.Figure.N = 12 }, []goal.CautionCode{goal.FewAnswers}},
		"old":                  {func(b *goal.Benchmark) { b.At = b.At.AddDate(-2, 0, 0) }, []goal.CautionCode{goal.Outdated}},
		"hearsay": {func(b *goal.Benchmark) { b.At, b.Source, b.Figure.N = time.Time{}, "", 0 },
			[]goal.CautionCode{goal.FixedFigure, goal.Undated, goal.Unsourced}},
	} {
		b := benchmark(metrics.IDReplyRate, 0.7, 900)
		c.do(&b)
		s, err := b.Compare(asked)
		if got := codes(s); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
		written(t, s.Text)
	}
}

func TestBenchmarksThatAreRefused(t *testing.T) {
	own := goal.Own{Figure: share("csat_top_box:csat5>=4", 180, 300)}
	var mismatch *metrics.MismatchError
	var argument *stat.ArgumentError
	for name, id := range map[string]metrics.ID{"another scale": "csat_top_box:csat7>=6", "another cut-off": "csat_top_box:csat5>=3", "another metric": metrics.IDReplyRate} {
		if _, err := benchmark(id, 0.7, 100).Compare(own); !errors.As(err, &mismatch) {
			t.Errorf("%s: %v", name, err)
		}
	}
	b := benchmark(own.Figure.Definition, 71, 100) // per cent for a share
	if _, err := b.Compare(own); !errors.As(err, &argument) {
		t.Errorf("71 of a share: %v", err)
	}
	b.Figure.Value = metrics.Number{}
	if _, err := b.Compare(own); !errors.Is(err, stat.ErrNoData) {
		t.Errorf("no value: %v", err)
	}
	b.Name = ""
	if _, err := b.Compare(own); !errors.Is(err, goal.ErrUnnamed) {
		t.Errorf("no name: %v", err)
	}
}

// Low is good: less is better.
func TestBetterGoesByTheMetric(t *testing.T) {
	s := standing(t, benchmark(metrics.IDNegativeShare, 0.3, 5000), share(metrics.IDNegativeShare, 100, 1000))
	if !s.Better || s.Worse {
		t.Errorf("a tenth negative against three: better %v, worse %v", s.Better, s.Worse)
	}
}

func TestPercentileRank(t *testing.T) {
	for _, c := range []struct {
		v      float64
		others []float64
		want   float64
	}{
		{3, []float64{1, 2, 3, 4}, 0.625}, // two below, one equal: (2 + ½)/4
		{0, []float64{1, 2}, 0}, {9, []float64{1, 2}, 1}, {5, []float64{5, 5}, 0.5},
	} {
		if got, err := goal.PercentileRank(c.v, c.others); err != nil || got != c.want {
			t.Errorf("%v among %v: %v, %v; want %v", c.v, c.others, got, err, c.want)
		}
	}
	if _, err := goal.PercentileRank(1, nil); !errors.Is(err, stat.ErrNoData) {
		t.Errorf("nobody: %v", err)
	}
	var argument *stat.ArgumentError
	if _, err := goal.PercentileRank(math.NaN(), []float64{1}); !errors.As(err, &argument) {
		t.Errorf("NaN: %v", err)
	}
	others := []float64{1, 2, 3, 4, 5}[:2]
	if _, err := goal.PercentileRank(9, others); err != nil || others[:3][2] != 3 {
		t.Error("the caller's slice was written to")
	}
}
