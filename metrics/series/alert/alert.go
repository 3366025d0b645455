package alert

import (
	"fmt"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/series"
)

// An Alert says that records have changed.
type Alert struct {
	Definition metrics.ID       `json:"definition"`
	Direction  series.Direction `json:"direction"`
	At         time.Time        `json:"at"`    // of the record that raised it
	Since      time.Time        `json:"since"` // of the record with which the evidence begins: about when it changed
	// Seen is what the records since then say; its Line says it in three languages. They
	// were picked for being out of the ordinary, which makes it look a little worse than
	// it is.
	Seen     metrics.Estimate `json:"seen"`
	Baseline float64          `json:"baseline"` // what it is held against, in the unit of Seen
	// Every is after how many records, or expected records, there is a false alarm on
	// average while nothing changes.
	Every float64 `json:"every"`
}

// String is the alert in one line, for example
//
//	complaint_share rising since 2026-03-02 14:05: 21.4% [12.7%, 33.8%] (n=56, Wilson), against 0.08
func (a Alert) String() string {
	return fmt.Sprintf("%s %s since %s: %s, against %.4g", a.Definition, a.Direction, a.Since.Format("2006-01-02 15:04"), a.Seen, a.Baseline)
}

// A Policy says what happens after an alert.
type Policy uint8

// The policies.
const (
	Restart Policy = iota // forget the evidence and begin anew: what goes on alerts again
	Hold                  // stay silent until Reset is called
)

// Performance is what a watch does on average, in records (of a [Volume], in expected
// records).
type Performance struct {
	Every float64 `json:"every"` // records between false alarms, while nothing changes
	Delay float64 `json:"delay"` // records until the alert, once the change that was asked for has come
}
