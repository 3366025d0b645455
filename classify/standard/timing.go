package standard

import (
	"strconv"
	"time"

	"github.com/loamlib/loam/feedback"
)

// timing labels feedback as immediate or delayed: by the time between use and
// writing where both are known, else by what the text says of it.
func (w *labeller) timing() {
	f := w.doc.Feedback
	written, field := f.CreatedAt, "created_at"
	if written.IsZero() {
		written, field = f.ReceivedAt, "received_at"
	}
	if !f.UsedAt.IsZero() && !written.IsZero() && !written.Before(f.UsedAt) {
		w.timingByClock(written.Sub(f.UsedAt), field)
		return
	}
	if w.judgement != nil {
		w.timingByText()
	}
}

// clockConfidence is that of a label where the times leave no doubt.
const clockConfidence = 0.95

func (w *labeller) timingByClock(gap time.Duration, field string) {
	o := &w.classifier.opts
	t := tally{confidence: clockConfidence, reason: apart(gap, field)}
	c := feedback.Immediate
	if gap > o.ImmediateWithin {
		c = feedback.Delayed
		if gap < o.DelayedAfter {
			share := float64(gap-o.ImmediateWithin) / float64(o.DelayedAfter-o.ImmediateWithin)
			t.confidence = 0.5 + (clockConfidence-0.5)*share
		}
	}
	w.add(feedback.Timing, c, &t)
}

// apart says how far writing is from use: "created_at is 3 days after used_at". It
// is said of every feedback with the times, and so without package fmt.
func apart(gap time.Duration, field string) string {
	amount, unit := gap.Hours(), " hours"
	if gap >= 72*time.Hour {
		amount, unit = amount/24, " days"
	}
	var buffer [64]byte
	b := append(append(buffer[:0], field...), " is "...)
	b = strconv.AppendFloat(b, amount, 'f', 0, 64)
	return string(append(append(b, unit...), " after used_at"...))
}

// What a time of use in the text tells: "used it for two years".
const (
	usedWeight   = 0.65
	delayedByUse = 7 * 24 * time.Hour // from here on it is long
)

// timingByText labels by what the text says of the time of use. Signs of both
// kinds cancel each other out.
func (w *labeller) timingByText() {
	var immediate, delayed tally
	j := w.judgement
	for i := range j.hits {
		switch h := &j.hits[i]; h.cue {
		case fresh:
			immediate.add(h.passage(float64(h.weight), ""))
		case seasoned:
			delayed.add(h.passage(float64(h.weight), ""))
		case hours, spell:
			q, ok := j.quantity(h)
			if !ok || !j.ofUse(i, q) {
				continue
			}
			p := passage{q.first, q.end, h.phrase, usedWeight, "time of use"}
			switch d := q.duration(); {
			case d >= delayedByUse:
				delayed.add(p)
			case d > 0 && d <= w.classifier.opts.ImmediateWithin:
				immediate.add(p)
			}
		}
	}
	switch {
	case immediate.confidence > delayed.confidence:
		w.add(feedback.Timing, feedback.Immediate, &immediate)
	case delayed.confidence > immediate.confidence:
		w.add(feedback.Timing, feedback.Delayed, &delayed)
	}
}

// ofUse reports whether a quantity, of the hit at index i, is a time of use: a
// word for using stands close before it, or "of use" behind.
func (j *judgement) ofUse(i int, q quantity) bool {
	const close = 2
	for k := i - 1; k >= 0 && q.first-j.hits[k].end <= close; k-- {
		if j.hits[k].cue == used && j.hits[k].end <= q.first {
			return true
		}
	}
	for _, h := range j.hits[i+1:] {
		if h.first > q.end {
			break
		}
		if h.cue == ofUse {
			return true
		}
	}
	return false
}
