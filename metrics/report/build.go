package report

import (
	"fmt"

	"github.com/loamlib/loam/metrics"
)

// Report makes the report of what was collected. It may be made at any time, and more
// feedback added after it. The error says what is wrong with the subject; that there
// is little data is none.
func (c *Collector) Report(o Subject) (*Report, error) {
	if o.Recent < 0 {
		return nil, fmt.Errorf("report: Subject.Recent is %d, want how many periods are recent, or 0 for the last quarter of them", o.Recent)
	}
	b := &builder{c: c, o: o}
	if err := b.divide(); err != nil {
		return nil, err
	}
	r := &Report{Company: o.Company, Now: c.options.Now, Step: c.options.step(), Window: span(b.dated), Recent: span(b.recent)}
	if len(b.earlier) > 0 {
		e := span(b.earlier)
		r.Earlier = &e
	}
	r.Records = Records{Feedback: feedbackIn(b.all), Undated: c.periods[0].feedback, Rejected: c.rejects}
	for _, s := range b.all {
		r.Records.Judged += s.mood.Trinomial().Minus + s.mood.Trinomial().Zero + s.mood.Trinomial().Plus
	}
	var err error
	if r.KPIs, err = b.kpis(); err != nil {
		return nil, err
	}
	if r.Causes, err = b.causes(); err != nil {
		return nil, err
	}
	if r.Plan, err = b.plan(r); err != nil {
		return nil, err
	}
	if r.Benchmarks, err = b.benchmarks(r); err != nil {
		return nil, err
	}
	l := b.leading(r)
	if r.Order, err = b.order(r, l); err != nil {
		return nil, err
	}
	r.First, r.Silence = b.first(r, l)
	r.Brief = b.brief(r)
	r.Notes = b.notes(r)
	return r, nil
}

// up reports whether a comparison shows a difference upwards.
func up(c *metrics.Comparison) bool { return c != nil && c.Shown && c.Difference.Or(0) > 0 }
