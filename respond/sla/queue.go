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
	var queue []*Reading
	var errs []error
	for c := range cases {
		readings, err := a.Read(c, now)
		if err != nil {
			errs = append(errs, fmt.Errorf("case %q: %w", c.ID, err))
		}
		for i := range readings {
			if r := &readings[i]; r.Open() || r.State == Unclear {
				queue = append(queue, r)
			}
		}
	}
	return inOrder(queue), errors.Join(errs...)
}

// SortQueue brings readings into the order of [Agreement.Queue].
func SortQueue(readings []Reading) {
	queue := make([]*Reading, len(readings))
	for i := range readings {
		queue[i] = &readings[i]
	}
	copy(readings, inOrder(queue))
}

// inOrder is the queue in its order. Readings are large, so their addresses are
// sorted.
func inOrder(queue []*Reading) []Reading {
	slices.SortFunc(queue, func(a, b *Reading) int {
		if c := cmp.Or(place(a.State)-place(b.State), a.Due.Compare(b.Due)); c != 0 {
			return c
		}
		return cmp.Or(cmp.Compare(a.CaseID, b.CaseID), cmp.Compare(a.Clock, b.Clock))
	})
	out := make([]Reading, len(queue))
	for i, r := range queue {
		out[i] = *r
	}
	return out
}

// place is the first criterion of the order.
func place(s State) int {
	switch s {
	case Paused:
		return 1
	case Unclear:
		return 2
	}
	return 0
}
