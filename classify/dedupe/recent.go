package dedupe

import (
	"fmt"

	"github.com/loamlib/loam/feedback"
)

// A Recent looks at a stream that does not end. It remembers the last records
// only, between one and two windows of them, and says of each at once whether to
// drop it: so what it keeps of several repeats is the one that comes first. It
// has no rule that needs the whole: of speeders it finds those who type faster
// than anybody can. It is not safe for concurrent use.
type Recent struct {
	reader     *Cleaner // reads records; holds none
	window     int
	n          int // records seen
	young, old *judge
}

// NewRecent remembers between window and 2·window records, window being at least
// 1. A record takes some 700 bytes where reviews are of 20 words, and 1,600 at
// most: a window of 100,000 takes from 140 to 320 MB (see BenchmarkRecent). The
// error names an option that cannot be.
func NewRecent(window int, o *Options) (*Recent, error) {
	c, err := New(o)
	if err != nil {
		return nil, err
	}
	if window < 1 {
		return nil, fmt.Errorf("dedupe: window is %d, want at least 1", window)
	}
	r := &Recent{reader: c, window: window}
	r.turn()
	r.old = r.young
	return r, nil
}

// turn forgets the older window.
func (r *Recent) turn() {
	r.reader.forget()
	r.old = r.young
	r.young = newJudge(&r.reader.settings, nil, min(r.window, 1<<16))
	r.young.base = r.n
}

// Check says whether to drop a record, and why. Index, and Of, count all records
// of the stream.
func (r *Recent) Check(f *feedback.Feedback) (d Drop, drop bool) {
	if len(r.young.records) == r.window {
		r.turn()
	}
	rec := r.reader.read(f)
	i := int32(len(r.young.records))
	r.young.records = append(r.young.records, rec)
	d = Drop{Index: r.n, ID: rec.id}
	d.found(&rec)
	r.n++
	for _, step := range []func(*Drop, *record){r.old.repeats, r.young.repeats, r.old.burst, r.young.burst} {
		if d.Rule == "" {
			step(&d, &rec)
		}
	}
	if d.Rule == "" {
		r.young.keep(i, &rec)
	}
	return d, d.Rule != ""
}
