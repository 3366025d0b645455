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
	all      []*stretch // every period in order, those without feedback too; last undated feedback and what is too old
	old      []*stretch // dated so long before the rest that the date must be wrong, or the trend another
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

// mostPeriods is how many periods trends are looked for in: 83 years of months, or
// nearly three of days. One record with a wrong date must not make the rest a speck at
// the end of a century; what is older counts in the totals, as if it had no date.
const mostPeriods = 1000

// length is about how long a period is.
func length(s series.Step) time.Duration {
	const day = 24 * time.Hour
	switch s {
	case series.Day:
		return day
	case series.Week:
		return 7 * day
	case series.Quarter:
		return 91 * day
	case series.Year:
		return 100 * day // a duration holds no more than 290 years, which are enough
	}
	return 30 * day
}

// divide puts the periods in order and says which are recent: those that Subject.Recent
// asks for, or else the last quarter of the complete ones, up to [mostRecent]. Where
// there are fewer than two complete periods, all feedback is recent, and nothing is
// earlier.
func (b *builder) divide() error {
	b.number = map[*stretch]int{}
	var last time.Time
	for i, s := range b.c.periods {
		b.number[s] = i
		if s.period.Start.After(last) {
			last = s.period.Start
		}
	}
	first, horizon := last, last.Add(-mostPeriods*length(b.c.options.step()))
	for _, s := range b.c.periods[1:] {
		switch start := s.period.Start; {
		case start.Before(horizon):
			b.old = append(b.old, s)
		case start.Before(first):
			first = start
		}
	}
	if !last.IsZero() {
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
	b.all = append(append(slices.Clone(b.dated), b.old...), b.c.periods[0])
	k := b.o.Recent
	if k == 0 {
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
