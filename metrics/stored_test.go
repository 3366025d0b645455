package metrics_test

import (
	"encoding/json"
	"errors"
	"flag"
	"os"
	"testing"
	"time"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/survey"
	"github.com/loamlib/loam/metrics/survival"
)

var update = flag.Bool("update", false, "write testdata/stored.json anew")

// A stored state is what a user has in a database.
type stored struct {
	Binary []byte          `json:"binary"`
	JSON   json.RawMessage `json:"json"`
	Line   string          `json:"line"`
}

// codec is the part of an accumulator that storing needs.
type codec interface {
	MarshalBinary() ([]byte, error)
	UnmarshalBinary([]byte) error
	MarshalJSON() ([]byte, error)
	UnmarshalJSON([]byte) error
	Estimate() metrics.Estimate
}

// States that were stored by an earlier version of the package are read by this
// one, and mean the same. If this fails, users lose their data: raise the version
// of the type and read both, and do not update the file.
func TestStoredStatesAreStillRead(t *testing.T) {
	const file = "testdata/stored.json"
	if *update {
		writeStored(t, file)
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]stored
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatal(err)
	}
	for name, empty := range map[string]func() codec{
		"nps":                     func() codec { return new(metrics.NPS) },
		"csat":                    func() codec { return new(metrics.CSAT) },
		"ces":                     func() codec { return new(metrics.CES) },
		"rate":                    func() codec { return new(metrics.Rate) },
		"event_rate":              func() codec { return new(metrics.EventRate) },
		"cohort":                  func() codec { return new(metrics.Cohort) },
		"negative_positive_ratio": func() codec { return new(metrics.NegativePositiveRatio) },
		"net_sentiment":           func() codec { return new(metrics.NetSentiment) },
		"voice":                   func() codec { return new(metrics.Voice) },
		"weighted_nps":            func() codec { return new(survey.NPS) },
		"times":                   func() codec { return new(survival.Times) },
		"sketch":                  func() codec { return new(survival.Sketch) },
	} {
		w, ok := want[name]
		if !ok {
			t.Errorf("%s is not in %s", name, file)
			continue
		}
		a, b := empty(), empty()
		if err := errors.Join(a.UnmarshalBinary(w.Binary), b.UnmarshalJSON(w.JSON)); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := a.Estimate().String(); got != w.Line {
			t.Errorf("%s: %s, stored as %s", name, got, w.Line)
		}
		fromBinary, _ := a.MarshalBinary()
		fromJSON, err := b.MarshalBinary()
		if err != nil || string(fromBinary) != string(w.Binary) || string(fromJSON) != string(w.Binary) {
			t.Errorf("%s: %q from bytes and %q from JSON, %v, stored as %q", name, fromBinary, fromJSON, err, w.Binary)
		}
	}
}

// writeStored encodes one state of each type, with something of everything in it.
func writeStored(t *testing.T, file string) {
	t.Helper()
	nps, csat := new(metrics.NPS), must(metrics.NewCSAT(metrics.CSATOptions{Scale: "mood:0..2/0.5", TopBoxes: 2, Handling: true}))
	ces, cohort := must(metrics.NewCES(feedback.CES5)), &metrics.Cohort{Periods: 3}
	ratio, net, voice := new(metrics.NegativePositiveRatio), new(metrics.NetSentiment), new(metrics.Voice)
	weighted := new(survey.NPS)
	times, sketch := &survival.Times{Definition: metrics.IDFirstResponseTime}, new(survival.Sketch)
	for i := range 40 {
		nps.Add(i % 12)
		_ = csat.AddRating(feedback.Rating{Scale: "mood:0..2/0.5", Value: float64(i%9) / 4})
		ces.Add(i % 7)
		cohort.Add(i % 5)
		p := feedback.Polarity(i % 6)
		ratio.Add(p)
		net.Add(p)
		voice.Add([]string{"loam", "雲杉"}[i%2], p)
		weighted.Add(i%12, float64(i)/7)
	}
	rate := &metrics.Rate{Definition: metrics.IDReplyRate}
	events := &metrics.EventRate{Definition: metrics.IDComplaintRate.With("筆訂單")}
	if err := errors.Join(nps.AddClasses(3, 4, 5), rate.AddCounts(17, 20), events.Add(12, 345.678)); err != nil {
		t.Fatal(err)
	}
	for i, add := range []func(d int64){
		func(d int64) { times.Add(time.Duration(d)); sketch.Add(time.Duration(d)) },
		func(d int64) { times.AddOpen(time.Duration(d)); sketch.AddOpen(time.Duration(d)) },
		func(d int64) { times.AddExit(time.Duration(d)); sketch.AddExit(time.Duration(d)) },
	} {
		for k := range int64(9) {
			add((k - 1) * int64(i+1) * 1_234_567_890_123)
		}
	}
	out := map[string]stored{}
	for name, a := range map[string]codec{"nps": nps, "csat": csat, "ces": ces, "rate": rate, "event_rate": events, "cohort": cohort,
		"negative_positive_ratio": ratio, "net_sentiment": net, "voice": voice, "weighted_nps": weighted, "times": times, "sketch": sketch} {
		out[name] = stored{must(a.MarshalBinary()), must(a.MarshalJSON()), a.Estimate().String()}
	}
	if err := os.WriteFile(file, append(must(json.MarshalIndent(out, "", "\t")), '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

// must is for calls that cannot fail.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
