package dedupe

import (
	"iter"

	"github.com/loamlib/loam/feedback"
)

// Cleaned is feedback parted into what is kept and what is not.
type Cleaned struct {
	Kept    []feedback.Feedback `json:"kept"` // in their order
	Dropped []Dropped           `json:"dropped"`
	Report  Report              `json:"report"`
}

// Dropped is a record that was dropped, and why.
type Dropped struct {
	Drop
	Feedback feedback.Feedback `json:"feedback"`
}

// Clean looks at records that are all in memory. It does not change them.
func Clean(records []feedback.Feedback, o *Options) (Cleaned, error) {
	c, err := New(o)
	if err != nil {
		return Cleaned{}, err
	}
	for i := range records {
		c.Add(&records[i])
	}
	out := Cleaned{Kept: []feedback.Feedback{}, Dropped: []Dropped{}, Report: c.Result()}
	drops := out.Report.Drops
	for i, f := range records {
		if len(drops) > 0 && drops[0].Index == i {
			out.Dropped = append(out.Dropped, Dropped{drops[0], f})
			drops = drops[1:]
			continue
		}
		out.Kept = append(out.Kept, f)
	}
	return out, nil
}

// Restore puts back what was dropped: all records in the order in which they
// came. With rules, only what those rules dropped is put back.
func (c *Cleaned) Restore(rules ...Rule) []feedback.Feedback {
	back := map[Rule]bool{}
	for _, r := range rules {
		back[r] = true
	}
	out := make([]feedback.Feedback, 0, len(c.Kept)+len(c.Dropped))
	taken := 0 // of Kept
	for i, d := range c.Dropped {
		upTo := d.Index - i // as many are kept before it
		out = append(out, c.Kept[taken:upTo]...)
		taken = upTo
		if len(rules) == 0 || back[d.Rule] {
			out = append(out, d.Feedback)
		}
	}
	return append(out, c.Kept[taken:]...)
}

// Kept yields the records of a sequence that a report about it keeps: the way to
// clean more feedback than memory holds is to read it twice, both times in the same
// order.
func Kept(records iter.Seq[feedback.Feedback], r Report) iter.Seq[feedback.Feedback] {
	return func(yield func(feedback.Feedback) bool) {
		drops, i := r.Drops, 0
		for f := range records {
			if len(drops) > 0 && drops[0].Index == i {
				drops = drops[1:]
			} else if !yield(f) {
				return
			}
			i++
		}
	}
}
