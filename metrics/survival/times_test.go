package survival_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/metricstest"
	"github.com/loamlib/loam/metrics/survival"
)

func TestTimesKeepTheContract(t *testing.T) {
	metricstest.Run(t, metricstest.Subject[survival.Times]{
		New: func() *survival.Times { return &survival.Times{Definition: metrics.IDFirstResponseTime} },
		Add: func(a *survival.Times, r *rand.Rand) {
			d := time.Duration(r.Int64N(int64(100*time.Hour))) - time.Hour
			switch r.IntN(5) {
			case 0:
				a.AddOpen(d)
			case 1:
				a.AddExit(d)
			default:
				a.Add(d)
			}
		},
	})
}

func TestTimesOfDifferentClocksDoNotMerge(t *testing.T) {
	var resolution survival.Times
	response := survival.Times{Definition: metrics.IDFirstResponseTime}
	if err := resolution.Merge(&response); err == nil {
		t.Error("resolution and response times merged")
	}
	if err := resolution.Merge(&survival.Times{Definition: metrics.IDResolutionTime}); err != nil {
		t.Errorf("the default definition and the same named: %v", err)
	}
}

// Times and sketches are accumulators like any other: they can be kept by key.
func TestTimesByChannel(t *testing.T) {
	var byChannel metrics.Groups[survival.Times, *survival.Times]
	byChannel.At(feedback.Chat.String()).Add(time.Hour)
	byChannel.At(feedback.Email.String()).AddOpen(30 * time.Hour)
	total, err := byChannel.Total()
	if err != nil {
		t.Fatal(err)
	}
	if over, open := total.Counts(); over != 1 || open != 1 {
		t.Errorf("%d over, %d open", over, open)
	}
	var sketches metrics.Groups[survival.Sketch, *survival.Sketch]
	sketches.At("chat").Add(time.Hour)
	b, err := sketches.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	if err := sketches.UnmarshalBinary(b); err != nil || sketches.Len() != 1 {
		t.Errorf("%d groups, %v", sketches.Len(), err)
	}
}

func TestNegativeTimesAreRejected(t *testing.T) {
	var times survival.Times
	times.Add(-time.Second)
	times.AddOpen(-time.Second)
	times.AddExit(-time.Second)
	if over, open := times.Counts(); over+open != 0 || times.Rejected().Count(metrics.NegativeTime) != 3 {
		t.Errorf("%d, %d, rejected %v", over, open, times.Rejected())
	}
	if e := times.Estimate(); e.Defined() || e.Has(metrics.CompetingExits) {
		t.Errorf("got %v", e)
	}
}

// at is hour h of a case's life.
func at(h float64) time.Time {
	return time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC).Add(time.Duration(h * float64(time.Hour)))
}

func event(id string, kind feedback.EventKind, hour float64) feedback.CaseEvent {
	return feedback.CaseEvent{CaseID: id, Kind: kind, At: at(hour)}
}

func TestMeasureOneCase(t *testing.T) {
	type want struct {
		over, open []float64 // hours
		rejected   string
		exits      bool
	}
	for _, c := range []struct {
		name   string
		clock  survival.Clock
		events []feedback.CaseEvent
		want   want
	}{
		{"resolved", survival.Resolution(), []feedback.CaseEvent{
			event("a", feedback.Received, 0), event("a", feedback.Replied, 2), event("a", feedback.Resolved, 30)},
			want{over: []float64{30}}},
		{"out of order", survival.Resolution(), []feedback.CaseEvent{
			event("a", feedback.Resolved, 30), event("a", feedback.Received, 0)},
			want{over: []float64{30}}},
		{"open", survival.Resolution(), []feedback.CaseEvent{event("a", feedback.Received, 0)},
			want{open: []float64{100}}},
		{"reopened and resolved again", survival.Resolution(), []feedback.CaseEvent{
			event("a", feedback.Received, 0), event("a", feedback.Resolved, 10), event("a", feedback.Reopened, 20), event("a", feedback.Resolved, 50)},
			want{over: []float64{50}}},
		{"reopened and open", survival.Resolution(), []feedback.CaseEvent{
			event("a", feedback.Received, 0), event("a", feedback.Resolved, 10), event("a", feedback.Reopened, 20)},
			want{open: []float64{100}}},
		{"the first reply stops the response clock for good", survival.FirstResponse(), []feedback.CaseEvent{
			event("a", feedback.Received, 0), event("a", feedback.Replied, 3), event("a", feedback.Reopened, 9), event("a", feedback.Replied, 11)},
			want{over: []float64{3}}},
		{"handling stands still while the customer is asked", survival.Handling(), []feedback.CaseEvent{
			event("a", feedback.Received, 0), event("a", feedback.Assigned, 4), event("a", feedback.WaitingCustomer, 6),
			event("a", feedback.CustomerReplied, 16), event("a", feedback.Resolved, 20)},
			want{over: []float64{6}}},
		{"handling stands still until reopened", survival.Handling(), []feedback.CaseEvent{
			event("a", feedback.Assigned, 0), event("a", feedback.Resolved, 5), event("a", feedback.Reopened, 25), event("a", feedback.Resolved, 28)},
			want{over: []float64{8}}},
		{"still waiting for the customer", survival.Handling(), []feedback.CaseEvent{
			event("a", feedback.Assigned, 0), event("a", feedback.WaitingCustomer, 7)},
			want{open: []float64{7}}},
		{"read", survival.Waiting(), []feedback.CaseEvent{event("a", feedback.Received, 0), event("a", feedback.Seen, 0.5)},
			want{over: []float64{0.5}}},
		{"merged", survival.Resolution(), []feedback.CaseEvent{event("a", feedback.Received, 0), event("a", feedback.Merged, 12)},
			want{open: []float64{12}, exits: true}},
		{"closed without a solution, then reopened", survival.Resolution(), []feedback.CaseEvent{
			event("a", feedback.Received, 0), event("a", feedback.Closed, 12), event("a", feedback.Reopened, 20), event("a", feedback.Resolved, 24)},
			want{over: []float64{24}}},
		{"closing stops a clock that asks for it", survival.Clock{Stop: feedback.Closed}, []feedback.CaseEvent{
			event("a", feedback.Received, 0), event("a", feedback.Closed, 12)},
			want{over: []float64{12}}},
		{"the future has not happened", survival.Resolution(), []feedback.CaseEvent{
			event("a", feedback.Received, 0), event("a", feedback.Resolved, 101), event("b", feedback.Received, 102)},
			want{open: []float64{100}}},
		{"at the same instant", survival.Resolution(), []feedback.CaseEvent{
			event("a", feedback.Resolved, 5), event("a", feedback.Received, 5)},
			want{over: []float64{0}}},
		{"end before start", survival.Resolution(), []feedback.CaseEvent{
			event("a", feedback.Received, 5), event("a", feedback.Resolved, 4)},
			want{rejected: "1 end_before_start"}},
		{"no start", survival.Resolution(), []feedback.CaseEvent{event("a", feedback.Resolved, 4), event("b", feedback.Closed, 3)},
			want{rejected: "1 no_start"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := survival.Measure(slices.Values(c.events), c.clock, at(100))
			if err != nil {
				t.Fatal(err)
			}
			var expect survival.Times
			expect.Definition = got.Definition
			for _, h := range c.want.over {
				expect.Add(hours(h))
			}
			for _, h := range c.want.open {
				if c.want.exits {
					expect.AddExit(hours(h))
				} else {
					expect.AddOpen(hours(h))
				}
			}
			if g, w := got.Curve().String(), expect.Curve().String(); got.Rejected().String() == "" && g != w {
				t.Errorf("%s, want %s", g, w)
			}
			if g := got.Rejected().String(); g != c.want.rejected {
				t.Errorf("rejected %q, want %q", g, c.want.rejected)
			}
			gotOver, gotOpen := got.Counts()
			if wantOver, wantOpen := expect.Counts(); gotOver != wantOver || gotOpen != wantOpen {
				t.Errorf("%d over and %d open, want %d and %d", gotOver, gotOpen, wantOver, wantOpen)
			}
		})
	}
}

func TestMeasureByAnotherCalendar(t *testing.T) {
	// Eight of twenty-four hours count.
	clock := survival.Resolution()
	clock.Elapsed = func(from, to time.Time) time.Duration { return to.Sub(from) / 3 }
	times, err := survival.Measure(slices.Values([]feedback.CaseEvent{
		event("a", feedback.Received, 0), event("a", feedback.Resolved, 24)}), clock, at(100))
	if err != nil {
		t.Fatal(err)
	}
	if d, ok := times.Estimate().Duration(); !ok || d != 8*time.Hour {
		t.Errorf("got %v, want 8h", d)
	}
}

func TestMeasureNeedsADate(t *testing.T) {
	if _, err := survival.Measure(slices.Values([]feedback.CaseEvent{}), survival.Resolution(), time.Time{}); err != survival.ErrNoDate {
		t.Errorf("got %v, want ErrNoDate", err)
	}
}

// Every day of a month one case is solved by the next day and another is not
// solved at all, two days excepted. The closed cases say that a day is enough.
func TestOpenCasesCount(t *testing.T) {
	var times survival.Times
	for day := range 30 {
		if day < 28 {
			times.Add(24 * time.Hour)
		}
		times.AddOpen(time.Duration(day+2) * 24 * time.Hour)
	}
	e := times.Estimate()
	if e.Defined() {
		t.Errorf("the median is %v; of the closed cases it would be a day", e)
	}
	if !e.Has(metrics.NotReached) || e.High.Defined() {
		t.Errorf("got %v, want an unbounded interval and a warning", e)
	}
	within := times.Within(48 * time.Hour)
	if v := share(within.Value); v >= 0.6 {
		t.Errorf("%v within two days, want about half", v)
	}
}

func TestCurveArgumentsAreChecked(t *testing.T) {
	var times survival.Times
	times.Add(time.Hour)
	curve := times.Curve()
	for _, c := range []struct{ p, confidence float64 }{{0, 0.95}, {1, 0.95}, {0.5, 0}, {0.5, 1}, {-1, 0.95}} {
		if e, err := curve.Quantile(c.p, c.confidence); err == nil {
			t.Errorf("Quantile(%v, %v) = %v", c.p, c.confidence, e)
		}
	}
	if e, err := curve.Within(-time.Hour, 0.95); err == nil {
		t.Errorf("a target in the past gave %v", e)
	}
	if e, err := curve.Within(time.Hour, 2); err == nil {
		t.Errorf("a confidence of 2 gave %v", e)
	}
}

// Half the cases are closed after an hour, the other half has been open for two:
// what will be in 24 hours the data do not say.
func TestATargetBeyondTheDataIsSaidToBe(t *testing.T) {
	var times survival.Times
	for range 20 {
		times.Add(time.Hour)
		times.AddOpen(2 * time.Hour)
	}
	if e := times.Within(2 * time.Hour); share(e.Value) != 0.5 || e.Has(metrics.BeyondData) {
		t.Errorf("within two hours: %v", e)
	}
	e := times.Within(24 * time.Hour)
	if share(e.Value) != 0.5 || !e.Has(metrics.BeyondData) {
		t.Errorf("within a day: %v", e)
	}
	if got, want := e.Format(language.English), "50.0% (95% CI 35.8% to 66.2%, n = 40, Kaplan-Meier, log-log; no case has been watched for that long yet)"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	var all survival.Times
	all.Add(time.Hour)
	all.Add(2 * time.Hour)
	if e := all.Within(24 * time.Hour); share(e.Value) != 1 || e.Has(metrics.BeyondData) || !e.Has(metrics.NoInterval) {
		t.Errorf("all are over: %v", e)
	}
}

// Times are seconds; what is defined otherwise is no time.
// A target below 0 is a mistake that Within has no error for: it still says what it
// was asked, of how many cases, and gives no share.
func TestATargetBelow0HasNoShare(t *testing.T) {
	var times survival.Times
	times.Add(time.Hour)
	times.AddOpen(2 * time.Hour)
	e := times.Within(-time.Hour)
	if e.Defined() || e.N != 2 || e.Definition != "sla_attainment:resolution_time<=-1h0m0s" || !e.Has(metrics.NoInterval) {
		t.Errorf("%s: %v", e.Definition, e)
	}
}

func TestTimesNeedADefinitionOfTheirKind(t *testing.T) {
	times := survival.Times{Definition: metrics.IDNPS}
	times.Add(time.Hour)
	sketch := survival.Sketch{Definition: metrics.IDReplyRate}
	sketch.Add(time.Hour)
	mean, err := times.Curve().RestrictedMean(time.Hour, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []metrics.Estimate{times.Estimate(), times.Within(time.Hour), mean, sketch.Estimate()} {
		if e.Defined() || !e.Has(metrics.BadDefinition) {
			t.Errorf("got %v", e)
		}
	}
	var bad *metrics.DefinitionError
	if _, err := survival.Measure(slices.Values([]feedback.CaseEvent{}), survival.Clock{Definition: metrics.IDNPS}, at(1)); !errors.As(err, &bad) {
		t.Errorf("a clock that measures a score: %v", err)
	}
	own := survival.Times{Definition: "time_to_refund"}
	own.Add(time.Hour)
	if got, want := own.Estimate().String(), "1h (n=1; no interval)"; got != want {
		t.Errorf("a time of the caller's own: %s, want %s", got, want)
	}
}
