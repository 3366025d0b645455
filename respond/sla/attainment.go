package sla

import (
	"encoding/json"
	"fmt"
)

// An Attainment counts readings and gives the share that was met among the matured,
// those whose due time has passed. What is not due yet is in neither part of the
// share: of the replies to last night's reviews, only quick ones can be there this
// morning, and none can be late.
//
// For an interval around the share hand Met and Breached to metrics; where many
// clocks are still open, the Within of metrics/survival uses those as well.
//
// The zero value is empty. Attainments are not safe for concurrent use.
type Attainment struct {
	Met      int64 `json:"met"`      // matured, and in time
	Breached int64 `json:"breached"` // matured, and not; open ones too
	Early    int64 `json:"early"`    // met and not matured
	Open     int64 `json:"open"`     // not stopped and not due, or paused
	Ended    int64 `json:"ended"`    // closed or merged before it was due
	Unclear  int64 `json:"unclear"`  // events that contradict one another
}

// Add counts a reading. One that has not started counts nowhere.
func (a *Attainment) Add(r Reading) {
	switch r.State {
	case Breached:
		a.Breached++
	case Met:
		if r.Matured() {
			a.Met++
		} else {
			a.Early++
		}
	case Running, AtRisk, Paused:
		a.Open++
	case Ended:
		a.Ended++
	case Unclear:
		a.Unclear++
	}
}

// Merge adds the counts of o.
func (a *Attainment) Merge(o Attainment) {
	a.Met += o.Met
	a.Breached += o.Breached
	a.Early += o.Early
	a.Open += o.Open
	a.Ended += o.Ended
	a.Unclear += o.Unclear
}

// Share is the share of the matured that was met; ok is false while nothing is.
func (a Attainment) Share() (share float64, ok bool) {
	n := a.Met + a.Breached
	if n == 0 {
		return 0, false
	}
	return float64(a.Met) / float64(n), true
}

// String is the share with its counts: "80.0% met (4 of 5 matured; 2 open)".
func (a Attainment) String() string {
	share, ok := a.Share()
	s := "undefined"
	if ok {
		s = fmt.Sprintf("%.1f%% met", 100*share)
	}
	s += fmt.Sprintf(" (%d of %d matured", a.Met, a.Met+a.Breached)
	for _, x := range []struct {
		n    int64
		name string
	}{{a.Early, "early"}, {a.Open, "open"}, {a.Ended, "ended"}, {a.Unclear, "unclear"}} {
		if x.n > 0 {
			s += fmt.Sprintf("; %d %s", x.n, x.name)
		}
	}
	return s + ")"
}

// MarshalJSON implements [json.Marshaler]: the counts, and the share, which is null
// while nothing is matured.
func (a Attainment) MarshalJSON() ([]byte, error) {
	type counts Attainment // without this method
	out := struct {
		counts
		Share *float64 `json:"share"`
	}{counts: counts(a)}
	if share, ok := a.Share(); ok {
		out.Share = &share
	}
	return json.Marshal(out)
}
