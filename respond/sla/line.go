package sla

import (
	"slices"
	"sort"
)

// A line is the open time of a schedule along local time, which knows nothing of
// time zones: seconds of the wall clock counted from 1970-01-01 00:00. On it the
// open time before any instant has a closed form (whole weeks, a part of one, and
// what the special days before it add or take away), so that the time between two
// instants years apart costs no more than that between two minutes.
type line struct {
	week    [7]hours
	perWeek int64
	before  [7]int64 // open seconds of the week before each weekday
	special []specialDay
}

// An interval is from seconds to seconds after the midnight that starts a day,
// the end exclusive. It ends after 24 hours if it runs over midnight.
type interval struct{ from, to int64 }

// hours are the open intervals that start on a day, ascending.
type hours struct {
	open  []interval
	total int64
}

// A specialDay is a day on which the ordinary week does not hold.
type specialDay struct {
	hours
	day    int64
	gained int64 // open seconds that this day and the special days before it have over the week's
	name   string
}

func newHours(d Day) hours {
	var h hours
	for _, p := range d {
		iv := p.span()
		h.open = append(h.open, iv)
		h.total += iv.to - iv.from
	}
	return h
}

// until is the open time of the day before a second of it.
func (h hours) until(second int64) int64 {
	var sum int64
	for _, iv := range h.open {
		if second <= iv.from {
			break
		}
		sum += min(second, iv.to) - iv.from
	}
	return sum
}

// newLine lays out a schedule that was checked and sorted.
func newLine(s *Schedule) line {
	var l line
	for d, day := range s.Week {
		l.week[d] = newHours(day)
		l.before[d] = l.perWeek
		l.perWeek += l.week[d].total
	}
	for _, x := range s.Special {
		for d := x.From.number(); d <= x.last().number(); d++ {
			l.special = append(l.special, specialDay{hours: newHours(x.Open), day: d, name: x.Name})
		}
	}
	slices.SortFunc(l.special, func(a, b specialDay) int { return int(a.day - b.day) })
	var gained int64
	for i := range l.special {
		x := &l.special[i]
		gained += x.total - l.week[weekday(x.day)].total
		x.gained = gained
	}
	return l
}

// from is the index of the first special day that is no earlier than a day.
func (l *line) from(day int64) int {
	return sort.Search(len(l.special), func(i int) bool { return l.special[i].day >= day })
}

// on is the hours of a day, and the special day it is, if any.
func (l *line) on(day int64) (hours, *specialDay) {
	if i := l.from(day); i < len(l.special) && l.special[i].day == day {
		return l.special[i].hours, &l.special[i]
	}
	return l.week[weekday(day)], nil
}

// firstSunday is the first Sunday since 1970-01-01.
const firstSunday = 3

// beforeDay is the open time of the days before a day, up to a constant.
func (l *line) beforeDay(day int64) int64 {
	weeks := floorDiv(day-firstSunday, 7)
	sum := weeks*l.perWeek + l.before[weekday(day)]
	if i := l.from(day); i > 0 {
		sum += l.special[i-1].gained
	}
	return sum
}

// beforeSecond is the open time before a second, up to a constant.
func (l *line) beforeSecond(local int64) int64 {
	day := floorDiv(local, secondsPerDay)
	second := local - day*secondsPerDay
	yesterday, _ := l.on(day - 1)
	today, _ := l.on(day)
	return l.beforeDay(day-1) + yesterday.until(second+secondsPerDay) + today.until(second)
}

// open reports whether a second is open.
func (l *line) open(local int64) bool { return l.beforeSecond(local+1) > l.beforeSecond(local) }

// never reports whether no second is open.
func (l *line) never() bool {
	return l.perWeek == 0 && !slices.ContainsFunc(l.special, func(x specialDay) bool { return x.total > 0 })
}

// end is a second after which nothing is open, if there is one.
func (l *line) end() (local int64, ok bool) {
	if l.perWeek > 0 || len(l.special) == 0 {
		return 0, l.perWeek == 0
	}
	return (l.special[len(l.special)-1].day + 2) * secondsPerDay, true
}
