package report

import (
	"slices"
	"time"

	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/series"
)

// A builder makes a report of what a collector has counted.
type builder struct {
	c        *Collector
	o        Subject
	all      []*stretch // every period in order, those without feedback too; undated feedback last
	dated    []*stretch
	complete []*stretch // dated periods that lie wholly in the window
	recent   []*stretch
	earlier  []*stretch
	number   map[*stretch]int // of the collector; none for a period without feedback
}

// fewestPeriods is how many complete periods it takes before some of them are called
// recent and compared with the others.
const fewestPeriods = 2

// mostRecent is how many periods are recent at most if nobody says how many: a month of
// days, a quarter of weeks, half a year of months, a year of quarters.
func mostRecent(s series.Step) int {
	switch s {
	case series.Day:
		return 30
	case series.Week:
		return 13
	case series.Quarter:
		return 4
	case series.Year:
		return 2
	}
	return 6
}

// divide puts the periods in order and says which are recent: those that Subject.Recent
// asks for, or else the last quarter of the complete ones, up to [mostRecent]. Where
// there are fewer than two complete periods, all feedback is recent, and nothing is
// earlier.
func (b *builder) divide() error {
	b.number = map[*stretch]int{}
	var first, last time.Time
	for i, s := range b.c.periods {
		b.number[s] = i
		if i > 0 && (first.IsZero() || s.period.Start.Before(first)) {
			first = s.period.Start
		}
		if i > 0 && s.period.Start.After(last) {
			last = s.period.Start
		}
	}
	if !first.IsZero() {
		periods, err := b.c.options.Periods(first, last)
		if err != nil {
			return err
		}
		for _, p := range periods {
			s := newStretch(p)
			if i, ok := b.c.numbers[p.Start.UTC()]; ok {
				s = b.c.periods[i]
			}
			b.dated = append(b.dated, s)
			if !p.Start.Before(b.c.options.From) && !p.End.After(b.c.options.Now) {
				b.complete = append(b.complete, s)
			}
		}
	}
	b.all = append(slices.Clone(b.dated), b.c.periods[0])
	k := b.o.Recent
	if k <= 0 {
		k = min(max(1, len(b.complete)/4), mostRecent(b.c.options.step()))
	}
	if len(b.complete) < fewestPeriods || k >= len(b.complete) {
		b.recent = b.all
		return nil
	}
	b.recent, b.earlier = b.complete[len(b.complete)-k:], b.complete[:len(b.complete)-k]
	return nil
}

// numbers are those of the collector's periods.
func (b *builder) numbers(list []*stretch) []int {
	var out []int
	for _, s := range list {
		if i, ok := b.number[s]; ok {
			out = append(out, i)
		}
	}
	return out
}

// span is the time that periods cover; undated feedback is of none.
func span(list []*stretch) Stretch {
	var out Stretch
	for _, s := range list {
		if s.period == (series.Period{}) {
			continue
		}
		if out.Periods == 0 {
			out.From, out.First = s.period.Start, s.period.String()
		}
		out.To, out.Last = s.period.End, s.period.String()
		out.Periods++
	}
	return out
}

// selector picks out the feedback of periods. If undated feedback is among them the
// selector has no dates, which is right only because then it is all feedback.
func (b *builder) selector(list []*stretch) cause.Selector {
	if len(list) == len(b.all) {
		return cause.Selector{}
	}
	s := span(list)
	return cause.Selector{From: s.From, To: s.To}
}
