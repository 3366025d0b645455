package report_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/loamlib/loam/feedback/feedbacktest"
	"github.com/loamlib/loam/metrics"
)

// Shards that come from other processes give the report of one pass.
func TestEncodedShardsGiveTheSameReport(t *testing.T) {
	company := feedbacktest.Company{Seed: 6, Months: 6, PerMonth: 200, Plants: []feedbacktest.Plant{{Topic: "price", Region: "west", Month: 3, Share: 0.5}}}
	list := records(company)
	whole, sum := collector(t, 6), collector(t, 6)
	add(t, whole, list, company.Trading())
	for i, part := range [][]record{list[:500], list[500:]} {
		shard := collector(t, 6)
		if add(t, shard, part, nil); i == 0 {
			add(t, shard, nil, company.Trading())
		}
		b, err := shard.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		back := collector(t, 6)
		if err := back.UnmarshalBinary(b); err != nil {
			t.Fatal(err)
		}
		if again, err := json.Marshal(back); err != nil || string(again) != string(b) {
			t.Errorf("what was decoded does not encode to the same bytes (%v)", err)
		}
		if err := sum.Merge(back); err != nil {
			t.Fatal(err)
		}
	}
	if encoded(t, made(t, sum, subject())) != encoded(t, made(t, whole, subject())) {
		t.Error("encoded shards give another report")
	}
}

func TestBrokenEncodingsAreRefused(t *testing.T) {
	c := collector(t, 2)
	add(t, c, records(feedbacktest.Company{Seed: 6, Months: 2, PerMonth: 30}), nil)
	good, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	s := string(good)
	before := encoded(t, made(t, c, subject()))
	var decode *metrics.DecodeError
	for name, bad := range map[string]string{
		"empty":     "",
		"cut off":   s[:len(s)/2],
		"followed":  s + "{}",
		"type":      strings.Replace(s, "report collector", "nps", 1),
		"version":   strings.Replace(s, `"version":1`, `"version":9`, 1),
		"field":     strings.Replace(s, `{"type"`, `{"more":1,"type"`, 1),
		"negative":  strings.Replace(s, `"n":`, `"n":-`, 1),
		"period":    strings.Replace(s, `"start":"2026-01-31T16:00:00Z"`, `"start":"2026-01-30T16:00:00Z"`, 1),
		"no groups": s[:strings.Index(s, `"groups":`)] + `"groups":[],"rejects":{}}`,
	} {
		if err := c.UnmarshalJSON([]byte(bad)); !errors.As(err, &decode) {
			t.Errorf("%s: %v", name, err)
		}
	}
	var mismatch *metrics.MismatchError
	if err := collector(t, 3).UnmarshalJSON(good); !errors.As(err, &mismatch) {
		t.Errorf("other options: %v", err)
	}
	if encoded(t, made(t, c, subject())) != before {
		t.Error("a failed decoding changed the collector")
	}
}

func FuzzUnmarshalCollector(f *testing.F) {
	c := collector(f, 2)
	add(f, c, records(feedbacktest.Company{Seed: 6, Months: 2, PerMonth: 3}), nil)
	good, err := json.Marshal(c)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(good))
	f.Add(`{"type":"report collector","version":1}`)
	f.Fuzz(func(t *testing.T, s string) {
		c := collector(t, 2)
		if c.UnmarshalJSON([]byte(s)) != nil {
			return
		}
		b, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		again := collector(t, 2)
		if err := again.UnmarshalJSON(b); err != nil {
			t.Fatalf("what was encoded does not decode: %v\n%s", err, b)
		}
		if twice, _ := json.Marshal(again); string(twice) != string(b) {
			t.Errorf("%s\nis encoded again as\n%s", b, twice)
		}
	})
}
