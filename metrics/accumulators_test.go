package metrics_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/stat"
)

// A state without one of its parts is no state with nothing in it.
func TestJSONMustBeWhole(t *testing.T) {
	for name, f := range map[string]func([]byte) error{
		"rate":                    new(metrics.Rate).UnmarshalJSON,
		"nps":                     new(metrics.NPS).UnmarshalJSON,
		"csat":                    new(metrics.CSAT).UnmarshalJSON,
		"event_rate":              new(metrics.EventRate).UnmarshalJSON,
		"cohort":                  new(metrics.Cohort).UnmarshalJSON,
		"net_sentiment":           new(metrics.NetSentiment).UnmarshalJSON,
		"negative_positive_ratio": new(metrics.NegativePositiveRatio).UnmarshalJSON,
	} {
		var e *metrics.DecodeError
		if err := f([]byte(`{"type":"` + name + `","version":1,"state":{}}`)); !errors.As(err, &e) || e.Problem != metrics.Truncated {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestRejectsAreStrictWhenRead(t *testing.T) {
	for _, j := range []string{`{"off_scale":-1}`, `{"bad mood":1}`, `[1]`, `{"off_scale":9223372036854775807}`} {
		var r metrics.Rejects
		if err := json.Unmarshal([]byte(j), &r); err == nil {
			t.Errorf("%s gave %v", j, r)
		}
	}
	var r metrics.Rejects
	r.Add("something new")
	if r.Count(metrics.OtherReason) != 1 {
		t.Errorf("an unheard-of reason: %v", r)
	}
}

func TestDecodingSaysWhatIsWrong(t *testing.T) {
	var n metrics.NPS
	n.Add(9)
	b, err := n.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	later := slices.Clone(b)
	later[len("\x03nps")] = 2
	huge, err := (&metrics.NPS{}).MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	huge = append(huge[:len("\x03nps\x01")], 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 0, 0)
	for _, c := range []struct {
		name string
		b    []byte
		want any
	}{
		{"empty", nil, metrics.Truncated},
		{"cut off", b[:len(b)-1], metrics.Truncated},
		{"of another type", []byte("\x03ces\x01"), metrics.WrongType},
		{"of a later version", later, metrics.UnknownVersion},
		{"with something after it", append(slices.Clone(b), 0), metrics.Corrupt},
		{"with 2^63-1 answers", huge, metrics.Corrupt},
	} {
		var e *metrics.DecodeError
		if err := n.UnmarshalBinary(c.b); !errors.As(err, &e) || any(e.Problem) != c.want {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
	if err := n.UnmarshalJSON([]byte(`{"type":"nps","version":1,"state":{"ratings":[1,2],"classes":[0,0,0],"rejected":{}}}`)); err == nil {
		t.Error("two counts instead of eleven were read")
	}
}

func TestCollect(t *testing.T) {
	n := metrics.Collect[metrics.NPS](slices.Values([]int{10, 9, 8, 3, 11}))
	if d, pa, pr := n.Classes(); d != 1 || pa != 1 || pr != 2 || n.Rejected().Total() != 1 {
		t.Errorf("%d, %d, %d", d, pa, pr)
	}
}

func TestStatArgumentErrorsArePassedOn(t *testing.T) {
	var want *stat.ArgumentError
	for name, f := range map[string]func() error{
		"CSAT":         func() error { var c metrics.CSAT; _, err := c.EstimateAt(2); return err },
		"CSAT mean":    func() error { var c metrics.CSAT; _, err := c.MeanAt(2); return err },
		"CES":          func() error { var c metrics.CES; _, err := c.EstimateAt(2); return err },
		"easy share":   func() error { var c metrics.CES; _, err := c.EasyShareAt(2); return err },
		"Rate":         func() error { var c metrics.Rate; _, err := c.EstimateAt(2); return err },
		"ratio":        func() error { var c metrics.NegativePositiveRatio; _, err := c.EstimateAt(2); return err },
		"NetSentiment": func() error { var c metrics.NetSentiment; _, err := c.EstimateAt(2); return err },
	} {
		if err := f(); !errors.As(err, &want) {
			t.Errorf("%s: %v, want an ArgumentError", name, err)
		}
	}
}

// A value prints like a pointer to it, not as what is inside.
func TestValuesPrintTheirEstimate(t *testing.T) {
	nps := metrics.Collect[metrics.NPS](slices.Values([]int{9, 10, 3}))
	csat := metrics.Collect[metrics.CSAT](slices.Values([]int{4, 5, 1}))
	rate := metrics.Rate{Definition: metrics.IDReplyRate}
	rate.Add(true)
	for _, c := range []struct {
		value any
		want  metrics.Estimate
	}{
		{nps, nps.Estimate()}, {&nps, nps.Estimate()}, {csat, csat.Estimate()}, {rate, rate.Estimate()},
		{metrics.CES{}, (&metrics.CES{}).Estimate()}, {metrics.Cohort{}, (&metrics.Cohort{}).Estimate()},
		{metrics.Voice{}, (&metrics.Voice{}).Estimate()}, {metrics.NetSentiment{}, (&metrics.NetSentiment{}).Estimate()},
		{metrics.NegativePositiveRatio{}, (&metrics.NegativePositiveRatio{}).Estimate()}, {metrics.EventRate{}, (&metrics.EventRate{}).Estimate()},
	} {
		if got := fmt.Sprint(c.value); got != c.want.String() {
			t.Errorf("%T prints %s, want %s", c.value, got, c.want)
		}
	}
}
