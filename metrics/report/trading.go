package report

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/survival"
)

// AddOrders counts orders, or whatever else the company sells by, so that complaints
// can be set against them: without them, a share of complaints moves when more
// customers write.
func (c *Collector) AddOrders(at time.Time, orders int64) error {
	if orders < 0 {
		return fmt.Errorf("report: %d orders, want at least 0", orders)
	}
	s, err := c.business(at)
	if err == nil {
		s.orders += orders
	}
	return err
}

// AddCustomers counts how many customers there were at the start of the period that
// at lies in, and how many of them were lost by its end.
func (c *Collector) AddCustomers(at time.Time, customers, lost int64) error {
	if customers < 0 || lost < 0 || lost > customers {
		return &metrics.CountError{Definition: metrics.IDChurnRate, Part: lost, Whole: customers}
	}
	s, err := c.business(at)
	if err == nil {
		s.customers += customers
		s.lost += lost
	}
	return err
}

// AddSurvey counts how many customers were asked and how many answered.
func (c *Collector) AddSurvey(at time.Time, asked, answered int64) error {
	if answered < 0 || answered > asked {
		return &metrics.CountError{Definition: metrics.IDSurveyResponseRate, Part: answered, Whole: asked}
	}
	s, err := c.business(at)
	if err == nil {
		s.asked += asked
		s.answered += answered
	}
	return err
}

// AddReplies counts how many pieces of feedback wanted a reply and how many got one.
func (c *Collector) AddReplies(at time.Time, due, replied int64) error {
	if replied < 0 || replied > due {
		return &metrics.CountError{Definition: metrics.IDReplyRate, Part: replied, Whole: due}
	}
	s, err := c.business(at)
	if err == nil {
		s.due += due
		s.replied += replied
	}
	return err
}

// business is the stretch that a figure of the company's belongs to.
func (c *Collector) business(at time.Time) (*stretch, error) {
	if at.IsZero() {
		return nil, &series.TimeError{Reason: metrics.NoTime, Window: c.options.Window}
	}
	i, err := c.period(at)
	if err != nil {
		return nil, err
	}
	return c.periods[i], nil
}

// AddCases times cases as they stand at Now: how long until the first reply, and how
// long until they were resolved. Events of one case must all come in one call, to one
// collector. Open cases count with their age.
func (c *Collector) AddCases(events iter.Seq[feedback.CaseEvent]) error {
	list := slices.Collect(events)
	response, err := survival.Measure(slices.Values(list), survival.FirstResponse(), c.options.Now)
	if err != nil {
		return err
	}
	resolution, err := survival.Measure(slices.Values(list), survival.Resolution(), c.options.Now)
	if err != nil {
		return err
	}
	if err := errors.Join(c.response.Merge(response), c.resolution.Merge(resolution)); err != nil {
		return err
	}
	c.timed = true
	return nil
}
