package driver_test

import (
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/driver"
)

// Every code has words in every language.
func TestWordsAreComplete(t *testing.T) {
	for _, tag := range []language.Tag{language.English, language.TraditionalChinese, language.SimplifiedChinese} {
		for _, code := range []metrics.WarningCode{driver.MissingRows, driver.FewRows, driver.FewEvents, driver.HighInflation, driver.SampledOrders, driver.Penalised, driver.NoContrast, driver.NotHeldFixed, driver.RareTopics} {
			w := metrics.Warning{Code: code, Count: 7, Detail: "delivery"}
			if s := driver.Explain(w, tag); s == w.String() || strings.ContainsAny(s, "{}") {
				t.Errorf("%v %s: %s", tag, code, s)
			}
		}
		for _, r := range []driver.Role{driver.MustBe, driver.Performance, driver.Attractive, driver.Indifferent, driver.Reverse, driver.Open} {
			if r.Name(tag) == "" {
				t.Errorf("%v: no words for %s", tag, r)
			}
		}
		for _, q := range []driver.Quadrant{driver.Concentrate, driver.KeepUp, driver.LowPriority, driver.Overkill} {
			if q.Name(tag) == "" {
				t.Errorf("%v: no words for %s", tag, q)
			}
		}
		if driver.Caveat(tag) == "" {
			t.Errorf("%v: no caveat", tag)
		}
	}
}

// No interval has a confidence of 100 %.
func TestConfidenceIsNotRounded(t *testing.T) {
	m := driver.OddsModel{Confidence: 0.995, Ratios: []driver.OddsRatio{{Name: "delivery"}}}
	if line := m.Lines(language.English)[0]; !strings.Contains(line, "99.5% CI") {
		t.Errorf("%q, want it to name 99.5%%", line)
	}
}
