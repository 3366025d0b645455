package report

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/segment"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/stat"
	"github.com/loamlib/loam/metrics/survival"
)

// A Collector counts in one pass all that a [Report] is made of, and keeps no
// feedback but a few examples: its size depends on how many different slices, topics
// and periods there are, and not on how much was said. Collectors of the same options
// merge; whatever the order and the division, the report is the same.
//
// It is not safe for concurrent use: give each goroutine its own and merge. Shards on
// other machines send theirs encoded, without its options: it is decoded into a new
// collector of the same options.
//
//	shard, err := report.NewCollector(all.Options())
//	err = shard.UnmarshalBinary(sent)
//	err = all.Merge(shard)
type Collector struct {
	options Options
	periods []*stretch // the first is of feedback without a date
	numbers map[time.Time]int
	latest  int

	topics     names
	valueNames []names // of each facet
	groups     []group
	slices     []*sliced
	quotes     []sample[quoted] // by topic
	wishes     sample[quoted]   // suggestions
	rows       sample[row]
	rejects    metrics.Rejects
	unlisted   int64 // mentions of topics beyond mostTopics

	response, resolution survival.Times
	timed                bool // whether case events were handed in

	// of the feedback that is being counted
	known      []string // its values of the facets, empty where unknown
	values     []uint32
	complaints []cause.Complaint
	named      []string
	one        cell
}

// A stretch is what was counted of all feedback of one period, and of the business.
type stretch struct {
	period       series.Period
	feedback     int64
	nps          metrics.NPS
	satisfaction []metrics.CSAT // by satisfactionScales
	effort       []metrics.CES  // by effortScales
	mood         metrics.NetSentiment
	unhappy      int64
	complaints   int64
	intents      int64 // feedback whose intent was judged
	wishes       int64
	causes       cause.Tally
	main         cause.Tally        // the first topic that each complains of
	scores       *segment.Collector // Net Promoter Score by facets; nil before the first answer

	orders          int64
	customers, lost int64
	asked, answered int64
	due, replied    int64
}

// satisfactionScales and effortScales are the scales whose ratings are counted beside
// NPS, each with what counts as satisfied.
func satisfactionScales() []metrics.CSATOptions {
	return []metrics.CSATOptions{{Scale: feedback.CSAT5}, {Scale: feedback.CSAT7}, {Scale: feedback.CSAT10, TopBoxes: 2}, {Scale: feedback.Stars5, TopBoxes: 2}}
}

func effortScales() []feedback.Scale { return []feedback.Scale{feedback.CES5, feedback.CES7} }

// NewCollector makes an empty collector. The error says which option is wrong.
func NewCollector(o Options) (*Collector, error) {
	o, err := o.filled()
	if err != nil {
		return nil, err
	}
	c := &Collector{options: o, numbers: map[time.Time]int{}, valueNames: make([]names, len(o.Facets)),
		known: make([]string, len(o.Facets)), values: make([]uint32, len(o.Facets)),
		wishes: sample[quoted]{most: mostQuotes}, rows: sample[row]{most: mostRows},
		response: survival.Times{Definition: metrics.IDFirstResponseTime}, resolution: survival.Times{Definition: metrics.IDResolutionTime}}
	c.newGroups()
	c.periods = []*stretch{newStretch(series.Period{})}
	return c, nil
}

func newStretch(p series.Period) *stretch {
	s := &stretch{period: p}
	for _, o := range satisfactionScales() {
		x, err := metrics.NewCSAT(o)
		if err != nil {
			panic(fmt.Sprintf("report: scale %s: %v", o.Scale, err)) // the tests make one of each
		}
		s.satisfaction = append(s.satisfaction, *x)
	}
	for _, scale := range effortScales() {
		x, err := metrics.NewCES(scale)
		if err != nil {
			panic(fmt.Sprintf("report: scale %s: %v", scale, err))
		}
		s.effort = append(s.effort, *x)
	}
	return s
}

// Options are those the collector was made with, defaults filled in.
func (c *Collector) Options() Options {
	o := c.options
	o.Facets = slices.Clone(o.Facets)
	return o
}

// Rejected is what was dated outside the window and counts nowhere.
func (c *Collector) Rejected() metrics.Rejects { return c.rejects }

// period is the number of the period that t lies in, made if need be. No date is the
// period 0; a date outside the window is rejected.
func (c *Collector) period(t time.Time) (int, error) {
	if t.IsZero() {
		return 0, nil
	}
	if p := c.periods[c.latest].period; c.latest > 0 && p.Contains(t) && !t.After(c.options.Now) && !t.Before(c.options.From) {
		return c.latest, nil
	}
	reason := metrics.Reason("")
	switch {
	case t.After(c.options.Now):
		reason = metrics.AfterNow
	case t.Before(c.options.From) || t.Year() < 1:
		reason = metrics.TooEarly
	}
	if reason != "" {
		return 0, &series.TimeError{Time: t, Reason: reason, Window: c.options.Window}
	}
	c.latest = c.number(c.options.Period(t))
	return c.latest, nil
}

func (c *Collector) number(p series.Period) int {
	start := p.Start.UTC()
	i, ok := c.numbers[start]
	if !ok {
		i = len(c.periods)
		c.periods = append(c.periods, newStretch(p))
		c.numbers[start] = i
	}
	return i
}

// Add counts one feedback with its analysis; nil is an analysis that found nothing.
// Feedback dated outside the window is rejected and counted as that. Invalid ratings
// are rejected one by one.
func (c *Collector) Add(f *feedback.Feedback, a *feedback.Analysis) {
	if a == nil {
		a = &feedback.Analysis{}
	}
	at := cause.When(f)
	number, err := c.period(at)
	if err != nil {
		c.rejects.Add(reasonOf(err))
		return
	}
	s := c.periods[number]
	c.one = cell{Feedback: 1, Topics: c.one.Topics[:0]}
	s.feedback++
	s.rate(f, &c.one)
	s.judge(f, a, &c.one)
	r := rank(f)
	c.complain(s, f, a, at, r)
	if suggestion(a) != nil {
		s.wishes++
	}
	c.count(f, a, number, &c.one)
	c.score(s, f, a)
	c.example(f, a, at, r)
}

func reasonOf(err error) metrics.Reason {
	var e *series.TimeError
	if errors.As(err, &e) {
		return e.Reason
	}
	return metrics.OtherReason
}

// rate counts the ratings of the whole; those of single items are not looked at.
func (s *stretch) rate(f *feedback.Feedback, one *cell) {
	for _, r := range f.Ratings {
		if r.Item != "" {
			continue
		}
		if r.Scale == feedback.NPS {
			_ = s.nps.AddRating(r) // counted as a reject
			switch class, _ := r.Class(); class {
			case feedback.Detractor:
				one.NPS.Minus++
			case feedback.Passive:
				one.NPS.Zero++
			case feedback.Promoter:
				one.NPS.Plus++
			}
			continue
		}
		for i := range s.satisfaction {
			if s.satisfaction[i].Options().Scale == r.Scale {
				_ = s.satisfaction[i].AddRating(r)
			}
		}
		for i := range s.effort {
			if s.effort[i].Scale() == r.Scale {
				_ = s.effort[i].AddRating(r)
			}
		}
	}
}

// judge counts what engines say of the whole.
func (s *stretch) judge(f *feedback.Feedback, a *feedback.Analysis, one *cell) {
	s.mood.AddAnalysis(a)
	if cause.Unhappy(f, a) {
		s.unhappy++
		one.Unhappy++
	}
	judged, complaint := false, false
	for i := range a.Labels {
		if l := &a.Labels[i]; l.Dimension == feedback.Intent {
			judged = true
			complaint = complaint || l.Category == feedback.Complaint
		}
	}
	if judged {
		s.intents++
	}
	if complaint {
		s.complaints++
	}
}

// score counts the answer to the question of recommendation by facets.
func (c *Collector) score(s *stretch, f *feedback.Feedback, a *feedback.Analysis) {
	if c.one.NPS == (stat.Trinomial{}) {
		return
	}
	if s.scores == nil {
		var err error
		if s.scores, err = newSlices(c.options.Facets); err != nil {
			panic(fmt.Sprintf("report: slices: %v", err)) // the facets were checked when the collector was made
		}
	}
	s.scores.Add(f, a)
}

// complain counts what the feedback complains of.
func (c *Collector) complain(s *stretch, f *feedback.Feedback, a *feedback.Analysis, at time.Time, rank uint64) {
	c.complaints = cause.Complaints(c.complaints[:0], f, a)
	c.named = c.named[:0]
	for _, x := range c.complaints {
		if _, ok := c.topics.index[string(x.Topic)]; !ok && len(c.topics.list) >= mostTopics {
			c.unlisted++
			continue
		}
		c.named = append(c.named, string(x.Topic))
		topic := c.topics.id(string(x.Topic))
		if c.one.of(topic) == 0 {
			c.one.complain(topic, 1)
		}
	}
	s.causes.Add(c.named...)
	if len(c.named) > 0 {
		s.main.Add(c.named[0])
	}
}

// example keeps the feedback as an example of what it says, if chance has it so.
func (c *Collector) example(f *feedback.Feedback, a *feedback.Analysis, at time.Time, rank uint64) {
	for _, x := range c.complaints {
		if topic, ok := c.topics.index[string(x.Topic)]; ok {
			c.quote(topic, rank, f, at, x.Evidence)
		}
	}
	// Only of those that somebody can act on: "would come again" is no suggestion.
	if l := suggestion(a); l != nil && c.wishes.wants(rank) && a.Has(feedback.Constructiveness, feedback.Constructive) {
		c.wishes.add(quoted{rank, at, quoteOf(f, l.Evidence), c.cloned()}, byRank, quoted.rank)
	}
	c.row(f, a, rank)
}

// suggestion is the label that says that the feedback suggests something; nil if there
// is none, or one that is hardly sure. A report says outright that customers suggest
// this and quotes them, so that one wrong in five is too many. A label without
// a confidence is somebody's word.
func suggestion(a *feedback.Analysis) *feedback.Label {
	const sure = 0.8
	for i := range a.Labels {
		if l := &a.Labels[i]; l.Dimension == feedback.Intent && l.Category == feedback.Suggestion && (l.Confidence == 0 || l.Confidence >= sure) {
			return l
		}
	}
	return nil
}
