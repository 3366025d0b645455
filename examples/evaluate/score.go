package main

import (
	"fmt"

	"github.com/loamlib/loam/metrics/stat"
)

// A score counts what was found, what should have been, and what is both.
type score struct{ hit, found, wanted int64 }

func (s *score) add(hit, found, wanted int) {
	s.hit, s.found, s.wanted = s.hit+int64(hit), s.found+int64(found), s.wanted+int64(wanted)
}

func (s score) precision() float64 { return ratio(s.hit, s.found) }
func (s score) recall() float64    { return ratio(s.hit, s.wanted) }

// f1 is the harmonic mean of precision and recall, 2·hit / (found + wanted).
func (s score) f1() float64 { return ratio(2*s.hit, s.found+s.wanted) }

func ratio(a, b int64) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// String is precision, recall and F1, the first two with their 95 per cent
// intervals (Wilson).
func (s score) String() string {
	return fmt.Sprintf("precision %.3f %s  recall %.3f %s  F1 %.3f  (%d wanted, %d found)",
		s.precision(), interval(s.hit, s.found), s.recall(), interval(s.hit, s.wanted), s.f1(), s.wanted, s.found)
}

func interval(x, n int64) string {
	i, err := stat.Wilson(x, n, 0.95)
	if err != nil {
		return "[–]"
	}
	return fmt.Sprintf("[%.3f, %.3f]", i.Low, i.High)
}
