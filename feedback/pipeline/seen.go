package pipeline

import (
	"fmt"

	"github.com/loamlib/loam/feedback"
)

// seenWindow is how many IDs are remembered: enough for the repeats of a
// careless export, and a few tens of megabytes at the very most.
const seenWindow = 1 << 18

// Seen remembers the last 262,144 IDs that it was asked about, so that a stream
// of any length can be checked for repeats in bounded memory. Finding repeats
// however far apart, and of text, is the work of package classify/dedupe. The
// zero value is ready to use; it is not safe for concurrent use.
type Seen struct {
	ids  map[string]bool
	ring []string
	next int
}

// Before reports whether id was asked about before, and remembers it. An empty
// ID is no ID.
func (s *Seen) Before(id string) bool {
	if id == "" {
		return false
	}
	if s.ids[id] {
		return true
	}
	if s.ids == nil {
		s.ids = map[string]bool{}
	}
	if len(s.ring) < seenWindow {
		s.ring = append(s.ring, id)
	} else {
		delete(s.ids, s.ring[s.next])
		s.ring[s.next] = id
		s.next = (s.next + 1) % seenWindow
	}
	s.ids[id] = true
	return false
}

// DuplicateWarning is the warning for a record whose ID was seen before.
func DuplicateWarning(id string) feedback.Warning {
	return feedback.Warning{Code: feedback.DuplicateID, Field: "id", Detail: fmt.Sprintf("an earlier record has the ID %q", id)}
}
