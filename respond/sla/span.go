package sla

import (
	"iter"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/respond/internal/wording"
)

// A SpanKind says what became of a stretch of time.
type SpanKind string

// The kinds of span.
const (
	Counted SpanKind = "counted" // the clock ran
	Closed  SpanKind = "closed"  // outside opening hours
	Holiday SpanKind = "holiday" // a special day without opening hours
	Waiting SpanKind = "waiting" // the next step was the customer's
	Stopped SpanKind = "stopped" // between a stop and the reopening that undid it
)

var spanTerms = []wording.Term{
	{Word: string(Counted), Hant: "計時", Hans: "计时", English: "counted"},
	{Word: string(Closed), Hant: "非營業時間", Hans: "非营业时间", English: "outside opening hours"},
	{Word: string(Holiday), Hant: "假日", Hans: "节假日", English: "holidays"},
	{Word: string(Waiting), Hant: "等待客戶回應", Hans: "等待客户回应", English: "waiting for the customer"},
	{Word: string(Stopped), Hant: "停止計時期間", Hans: "停止计时期间", English: "stopped until reopened"},
}

// Name is the kind as people who read tag call it.
func (k SpanKind) Name(tag language.Tag) string { return wording.Name(spanTerms, string(k), tag) }

// A Span is a stretch of time and what became of it, from From up to but without To.
type Span struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to"`
	Kind SpanKind  `json:"kind"`
	Note string    `json:"note,omitzero"` // the name of a special day
}

// Length is the time between the ends, by any clock.
func (s Span) Length() time.Duration { return s.To.Sub(s.From) }

// Spans divides the time from one instant to another into open spans, whose kind is
// Counted, and closed ones, ascending and without gaps; nothing if to is not after
// from. The lengths of the open ones add up to [Calendar.Between]. Costs grow with
// the days between.
func (c *Calendar) Spans(from, to time.Time) iter.Seq[Span] {
	if c == nil {
		return joined(func(yield func(Span) bool) { yield(Span{From: from, To: to, Kind: Counted}) })
	}
	from, to = clamp(from), clamp(to)
	return joined(func(yield func(Span) bool) {
		for at := from.Unix(); at <= to.Unix(); {
			s := c.segment(at, to.Unix()+1)
			for x := range c.line.spans(s.from+s.offset, s.to+s.offset) {
				span := Span{
					From: later(c.unix(x.from-s.offset), from), To: earlier(c.unix(x.to-s.offset), to),
					Kind: x.kind, Note: x.note,
				}
				if !yield(span) {
					return
				}
			}
			at = s.to
		}
	})
}

func (c *Calendar) unix(second int64) time.Time { return time.Unix(second, 0).In(c.Zone()) }

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b.In(a.Location())
	}
	return a
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b.In(a.Location())
	}
	return a
}

// joined leaves out empty spans and puts together those that go on as the one
// before.
func joined(spans iter.Seq[Span]) iter.Seq[Span] {
	return func(yield func(Span) bool) {
		var last Span
		for s := range spans {
			switch {
			case !s.From.Before(s.To):
			case last.From.Before(last.To) && last.To.Equal(s.From) && last.Kind == s.Kind && last.Note == s.Note:
				last.To = s.To
			default:
				if last.From.Before(last.To) && !yield(last) {
					return
				}
				last = s
			}
		}
		if last.From.Before(last.To) {
			yield(last)
		}
	}
}

// A localSpan is a span of local time that lies within a day.
type localSpan struct {
	interval
	kind SpanKind
	note string
}

// spans divides local time day by day.
func (l *line) spans(from, to int64) iter.Seq[localSpan] {
	return func(yield func(localSpan) bool) {
		for day := floorDiv(from, secondsPerDay); day*secondsPerDay < to; day++ {
			midnight := day * secondsPerDay
			for x := range l.daySpans(day) {
				x.from, x.to = max(from, x.from+midnight), min(to, x.to+midnight)
				if x.from < x.to && !yield(x) {
					return
				}
			}
		}
	}
}

// daySpans divides the 24 hours of a local day: what runs over from the day before,
// its own periods, and the closed time between them, which bears the name of the
// day if it is special.
func (l *line) daySpans(day int64) iter.Seq[localSpan] {
	yesterday, _ := l.on(day - 1)
	today, special := l.on(day)
	closed := localSpan{kind: Closed}
	if special != nil {
		closed.note = special.name
		if special.total == 0 {
			closed.kind = Holiday
		}
	}
	return func(yield func(localSpan) bool) {
		var at int64
		next := func(open interval) bool {
			open.from, open.to = max(open.from, 0), min(open.to, secondsPerDay)
			if open.to <= open.from {
				return true
			}
			closed.from, closed.to = at, open.from
			at = open.to
			return yield(closed) && yield(localSpan{interval: open, kind: Counted})
		}
		for _, iv := range yesterday.open {
			if !next(interval{iv.from - secondsPerDay, iv.to - secondsPerDay}) {
				return
			}
		}
		for _, iv := range today.open {
			if !next(iv) {
				return
			}
		}
		closed.from, closed.to = at, secondsPerDay
		yield(closed)
	}
}
