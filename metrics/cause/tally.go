package cause

import (
	"maps"
	"slices"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/wire"
)

// A Tally counts causes over cases, in a space that grows with the number of
// different causes alone. A case is one feedback, with all that it names; a mention
// is one naming. The zero value is ready; it merges exactly and has a codec like the
// accumulators of package metrics, and like them is for one goroutine.
type Tally struct {
	cases    int64 // all, those without a cause too
	named    int64 // with at least one cause
	mentions int64
	squares  int64 // sum over cases of (mentions of the case)²
	causes   map[string]*count
}

// count is what is known of one cause. The sums of squares and products say how
// much mentions come in bunches, which widens the interval of their share.
type count struct {
	Cases    int64 `json:"cases"`
	Mentions int64 `json:"mentions"`
	Squares  int64 `json:"squares"` // sum over cases of (mentions of the cause)²
	Products int64 `json:"products"`
}

// mostNamed is how many mentions of one case are counted: more are a broken input.
const mostNamed = 1 << 10

// Add counts one case with the causes it names, as often as it names them. A case
// that names none is counted too: it belongs to the whole that shares are of. A cause
// without a name is none.
func (t *Tally) Add(causes ...string) {
	causes = causes[:min(len(causes), mostNamed)]
	t.cases++
	all := int64(0)
	for _, c := range causes {
		if c != "" {
			all++
		}
	}
	if all == 0 {
		return
	}
	t.named++
	t.mentions += all
	t.squares += all * all
	for i, c := range causes {
		if c == "" || slices.Contains(causes[:i], c) {
			continue
		}
		own := int64(1)
		for _, d := range causes[i+1:] {
			if c == d {
				own++
			}
		}
		t.at(c).add(count{Cases: 1, Mentions: own, Squares: own * own, Products: own * all})
	}
}

func (t *Tally) at(cause string) *count {
	c, ok := t.causes[cause]
	if !ok {
		if t.causes == nil {
			t.causes = map[string]*count{}
		}
		c = new(count)
		t.causes[cause] = c
	}
	return c
}

func (c *count) add(o count) {
	c.Cases += o.Cases
	c.Mentions += o.Mentions
	c.Squares += o.Squares
	c.Products += o.Products
}

// Cases is how many cases were counted, and Named how many of them name a cause.
func (t *Tally) Cases() (all, named int64) { return t.cases, t.named }

// Mentions is how many mentions were counted.
func (t *Tally) Mentions() int64 { return t.mentions }

// Len is the number of different causes.
func (t *Tally) Len() int { return len(t.causes) }

// Merge adds the cases of o. It fails, changing nothing, with [metrics.ErrTooMany]
// if the counts would grow too large.
func (t *Tally) Merge(o *Tally) error {
	const most = 1 << 62
	if t.cases > most-o.cases || t.squares > most-o.squares {
		return metrics.ErrTooMany
	}
	t.cases += o.cases
	t.named += o.named
	t.mentions += o.mentions
	t.squares += o.squares
	for name, c := range o.causes {
		t.at(name).add(*c)
	}
	return nil
}

// names are the causes in alphabetical order.
func (t *Tally) names() []string { return slices.Sorted(maps.Keys(t.causes)) }

var tallyType = wire.Type{Name: "cause tally", Version: 1}
