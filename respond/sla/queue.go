package sla

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"
)

// Queue lists what is still owed, in the order in which it is or was due: a reading
// for every open clock of every case. So what was breached longest ago comes first,
// then what breaches next; paused clocks come after those that run, and at the end
// what is unclear, for somebody has to look at it. Of equals the case with the
// smaller ID comes first, so that the order does not depend on that of the cases.
//
// Cases that cannot be read are left out and reported in the error, joined.
func (a *Agreement) Queue(cases iter.Seq[Case], now time.Time) ([]Reading, error) {
	var queue []Reading
	var errs []error
	for c := range cases {
		readings, err := a.Read(c, now)
		if err != nil {
			errs = append(errs, fmt.Errorf("case %q: %w", c.ID, err))
		}
		for _, r := range readings {
			if r.Open() || r.State == Unclear {
				queue = append(queue, r)
			}
		}
	}
	SortQueue(queue)
	return queue, errors.Join(errs...)
}

// SortQueue brings readings into the order of [Agreement.Queue].
func SortQueue(readings []Reading) {
	order := make([]queued, len(readings))
	for i := range readings {
		order[i] = queued{&readings[i], place(readings[i].State)}
	}
	slices.SortStableFunc(order, queued.compare)
	sorted := make([]Reading, len(readings))
	for i, q := range order {
		sorted[i] = *q.reading
	}
	copy(readings, sorted)
}

// A queued is a reading with its place by state, the first criterion. Readings are
// large, so their addresses are sorted.
type queued struct {
	reading *Reading
	place   int
}

func place(s State) int {
	switch s {
	case Paused:
		return 1
	case Unclear:
		return 2
	}
	return 0
}

func (a queued) compare(b queued) int {
	return cmp.Or(a.place-b.place, a.reading.Due.Compare(b.reading.Due),
		cmp.Compare(a.reading.CaseID, b.reading.CaseID), cmp.Compare(a.reading.Clock, b.reading.Clock))
}
