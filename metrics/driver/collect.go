package driver

import (
	"errors"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/stat"
)

// A Mention says what counts as a mention of a topic.
type Mention uint8

const (
	AnyMention      Mention = iota // a label in the dimension topic
	NegativeMention                // an aspect of the topic that was judged negative
	PositiveMention                // … positive
)

// TopicOptions are the particulars of [FromTopics]. The zero value is the recommended
// setup.
type TopicOptions struct {
	Scale       feedback.Scale // of the outcome; empty means nps
	Counts      Mention
	Detailed    bool // "delivery/late" is a topic of its own; otherwise it counts as "delivery"
	MinMentions int  // topics that fewer answers mention are left out; 0 means 10

	// Name is what a topic's column is called, such as classify.Topic's Name in the
	// readers' language; nil calls it by its category. Topics of one name are one.
	Name func(feedback.Category) string
}

func (o TopicOptions) name(t string) string {
	if o.Name == nil {
		return t
	}
	return o.Name(feedback.Category(t))
}

// Collected is feedback as data, and what did not become a row.
type Collected struct {
	Data     Data
	Seen     int             // pieces of feedback
	Unrated  int             // without a rating of the whole on the scale
	Rejected metrics.Rejects // ratings that are none
	Unjudged int             // for which nobody asked about topics
	Rare     []string        // topics, or rated items, left out because too few mention them
	RareBy   int             // the fewest mentions that keep one
}

// Warnings say what was left out.
func (c *Collected) Warnings() []metrics.Warning {
	if len(c.Rare) == 0 {
		return nil
	}
	return []metrics.Warning{{Code: RareTopics, Count: int64(len(c.Rare)), Detail: strings.Join(c.Rare, ", ")}}
}

// FromTopics makes data of feedback and what was judged about it, from anyone's
// classifier: a row an answer that has a rating on the scale, a column a topic, 1
// where it is mentioned and 0 where not. Topics are in the order of their names. It
// is what [TopicImpact], [Importance] and [Ordinal] take.
//
// Feedback whose analysis has no labels at all (or no aspects, if those are what
// counts) was not asked about topics and makes no row. It is an error if no row or no
// topic is left: [stat.ErrNoData].
func FromTopics(analysed iter.Seq2[*feedback.Feedback, *feedback.Analysis], o TopicOptions) (*Collected, error) {
	if o.Scale == "" {
		o.Scale = feedback.NPS
	}
	if o.MinMentions == 0 {
		o.MinMentions = 10
	}
	out := &Collected{RareBy: o.MinMentions}
	out.Data.Outcome.Name = string(o.Scale)
	var mentions []map[string]bool
	totals := make(map[string]int)
	for f, a := range analysed {
		value, ok := out.outcome(f, o.Scale)
		if !ok {
			continue
		}
		topics, asked := o.topics(a)
		if !asked {
			out.Unjudged++
			continue
		}
		out.Data.Outcome.Values = append(out.Data.Outcome.Values, value)
		mentions = append(mentions, topics)
		for t := range topics {
			totals[t]++
		}
	}
	for _, topic := range out.keep(totals, o.MinMentions) {
		c := Column{Name: topic, Values: make([]float64, len(mentions))}
		for i, m := range mentions {
			if m[topic] {
				c.Values[i] = 1
			}
		}
		out.Data.Drivers = append(out.Data.Drivers, c)
	}
	return out, out.check()
}

// outcome counts a piece of feedback and returns its rating of the whole.
func (c *Collected) outcome(f *feedback.Feedback, s feedback.Scale) (float64, bool) {
	c.Seen++
	if f == nil {
		c.Unrated++
		return 0, false
	}
	r, ok := f.Rating(s)
	if !ok {
		c.Unrated++
		return 0, false
	}
	if !c.valid(r) {
		return 0, false
	}
	return r.Value, true
}

// valid sets a rating aside that is none.
func (c *Collected) valid(r feedback.Rating) bool {
	err := r.Validate()
	var problem *feedback.RatingError
	switch {
	case errors.As(err, &problem):
		c.Rejected.Add(metrics.Reason(problem.Problem))
	case err != nil:
		c.Rejected.Add(metrics.OtherReason)
	}
	return err == nil
}

// topics are those that the analysis mentions; asked is whether it looked.
func (o TopicOptions) topics(a *feedback.Analysis) (topics map[string]bool, asked bool) {
	if a == nil {
		return nil, false
	}
	var found []feedback.Category
	if o.Counts == AnyMention {
		for _, l := range a.In(feedback.Topic) {
			found = append(found, l.Category)
		}
		asked = a.Labels != nil
	} else {
		want := feedback.Negative
		if o.Counts == PositiveMention {
			want = feedback.Positive
		}
		for _, aspect := range a.Aspects {
			if aspect.Polarity == want && aspect.Topic != "" {
				found = append(found, aspect.Topic)
			}
		}
		asked = a.Aspects != nil
	}
	topics = make(map[string]bool)
	for _, t := range found {
		if o.Detailed && slices.ContainsFunc(found, func(part feedback.Category) bool { return strings.HasPrefix(string(part), string(t)+"/") }) {
			continue // the part says it
		}
		name := string(t)
		if !o.Detailed {
			name, _, _ = strings.Cut(name, "/")
		}
		topics[o.name(name)] = true
	}
	return topics, asked
}

// keep sorts the names and sets those with too few mentions aside.
func (c *Collected) keep(totals map[string]int, fewest int) []string {
	var kept []string
	for name, n := range totals {
		if n < fewest {
			c.Rare = append(c.Rare, name)
		} else {
			kept = append(kept, name)
		}
	}
	slices.Sort(c.Rare)
	slices.Sort(kept)
	return kept
}

func (c *Collected) check() error {
	switch {
	case len(c.Data.Outcome.Values) == 0:
		return fmt.Errorf("driver: of %d pieces of feedback none has a rating on %s and an answer to what is asked about: %w", c.Seen, c.Data.Outcome.Name, stat.ErrNoData)
	case len(c.Data.Drivers) == 0:
		return fmt.Errorf("driver: nothing is mentioned at least %d times: %w", c.RareBy, stat.ErrNoData)
	}
	return nil
}

// ItemOptions are the particulars of [FromItems].
type ItemOptions struct {
	Scale      feedback.Scale // of the outcome; empty means nps
	ItemScale  feedback.Scale // of the items; empty means that of the outcome
	MinRatings int            // items with fewer ratings are left out; 0 means 10
}

// FromItems makes data of feedback that rates items (delivery, check-in) beside the
// whole: a row an answer that rates the whole on the scale, a column an item, NaN
// where it was not rated. It is what [Importance], [PenaltyReward] and
// [Ranking.Map] take. Of two ratings of an item the first counts. Errors are those of
// [FromTopics].
func FromItems(source iter.Seq[*feedback.Feedback], o ItemOptions) (*Collected, error) {
	if o.Scale == "" {
		o.Scale = feedback.NPS
	}
	if o.ItemScale == "" {
		o.ItemScale = o.Scale
	}
	if o.MinRatings == 0 {
		o.MinRatings = 10
	}
	out := &Collected{RareBy: o.MinRatings}
	out.Data.Outcome.Name = string(o.Scale)
	var rated []map[string]float64
	totals := make(map[string]int)
	for f := range source {
		value, ok := out.outcome(f, o.Scale)
		if !ok {
			continue
		}
		items := make(map[string]float64)
		for _, r := range f.Ratings {
			if _, again := items[r.Item]; r.Item == "" || r.Scale != o.ItemScale || again {
				continue
			}
			if !out.valid(r) {
				continue
			}
			items[r.Item] = r.Value
			totals[r.Item]++
		}
		out.Data.Outcome.Values = append(out.Data.Outcome.Values, value)
		rated = append(rated, items)
	}
	for _, item := range out.keep(totals, o.MinRatings) {
		c := Column{Name: item}
		for _, items := range rated {
			v, ok := items[item]
			if !ok {
				v = math.NaN()
			}
			c.Values = append(c.Values, v)
		}
		out.Data.Drivers = append(out.Data.Drivers, c)
	}
	return out, out.check()
}
