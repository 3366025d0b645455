package report

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/internal/wire"
	"github.com/loamlib/loam/metrics/segment"
	"github.com/loamlib/loam/metrics/stat"
	"github.com/loamlib/loam/metrics/survival"
)

// format is the version of the encoding.
const format = 1

// collectorJSON is the state of a collector. Names stand where the collector has
// numbers, and lists are sorted, so that equal states have equal bytes.
type collectorJSON struct {
	Type       string              `json:"type"`
	Version    int                 `json:"version"`
	Options    string              `json:"options"`
	Periods    []periodJSON        `json:"periods"`
	Groups     []groupJSON         `json:"groups"`
	Quotes     map[string][]quoted `json:"quotes,omitempty"`
	Wishes     []quoted            `json:"wishes,omitempty"`
	Rows       []row               `json:"rows,omitempty"`
	Rejects    metrics.Rejects     `json:"rejects"`
	Unlisted   int64               `json:"unlisted,omitzero"`
	Timed      bool                `json:"timed,omitzero"`
	Response   *survival.Times     `json:"response,omitzero"`
	Resolution *survival.Times     `json:"resolution,omitzero"`
}

// collectorType names the encoding.
const collectorType = "report collector"

type periodJSON struct {
	Start        time.Time            `json:"start,omitzero"` // zero of undated feedback
	Feedback     int64                `json:"feedback"`
	NPS          metrics.NPS          `json:"nps"`
	Satisfaction []metrics.CSAT       `json:"satisfaction"`
	Effort       []metrics.CES        `json:"effort"`
	Mood         metrics.NetSentiment `json:"mood"`
	Causes       cause.Tally          `json:"causes"`
	Main         cause.Tally          `json:"main"`
	Scores       json.RawMessage      `json:"scores,omitempty"`
	Counts       [11]int64            `json:"counts"` // in the order of stretch.counts
}

type groupJSON struct {
	Full   bool        `json:"full,omitzero"`
	Whole  []cellJSON  `json:"whole,omitempty"`
	Slices []sliceJSON `json:"slices,omitempty"`
}

type sliceJSON struct {
	Values [2]string  `json:"values"`
	Cells  []cellJSON `json:"cells"`
}

type cellJSON struct {
	Start   time.Time        `json:"start,omitzero"`
	N       int64            `json:"n"`
	Unhappy int64            `json:"unhappy,omitzero"`
	NPS     stat.Trinomial   `json:"nps,omitzero"`
	Topics  map[string]int64 `json:"topics,omitempty"`
}

// counts are the numbers of a stretch that are no accumulators.
func (s *stretch) counts() [11]*int64 {
	return [11]*int64{&s.unhappy, &s.complaints, &s.intents, &s.wishes, &s.orders, &s.customers, &s.lost, &s.asked, &s.answered, &s.due, &s.replied}
}

// MarshalJSON implements [json.Marshaler]: the state, by which collectors go from one
// process to another.
func (c *Collector) MarshalJSON() ([]byte, error) {
	out := collectorJSON{Type: collectorType, Version: format, Options: c.options.signature(), Rejects: c.rejects, Unlisted: c.unlisted, Timed: c.timed}
	for _, s := range c.periods {
		p := periodJSON{Start: s.start(), Feedback: s.feedback, NPS: s.nps, Satisfaction: s.satisfaction, Effort: s.effort, Mood: s.mood, Causes: s.causes, Main: s.main}
		for i, n := range s.counts() {
			p.Counts[i] = *n
		}
		if s.scores != nil {
			var err error
			if p.Scores, err = s.scores.MarshalJSON(); err != nil {
				return nil, err
			}
		}
		out.Periods = append(out.Periods, p)
	}
	slices.SortFunc(out.Periods, func(a, b periodJSON) int { return a.Start.Compare(b.Start) })
	for g := range c.groups {
		out.Groups = append(out.Groups, c.groupJSON(g))
	}
	for topic := range c.quotes {
		if s := &c.quotes[topic]; len(s.list) > 0 {
			s.cut(byRank, quoted.rank)
			if out.Quotes == nil {
				out.Quotes = map[string][]quoted{}
			}
			out.Quotes[c.topics.list[topic]] = s.list
		}
	}
	c.wishes.cut(byRank, quoted.rank)
	c.rows.cut(byRowRank, row.rank)
	out.Wishes, out.Rows = c.wishes.list, c.rows.list
	if c.timed {
		out.Response, out.Resolution = &c.response, &c.resolution
	}
	return json.Marshal(out)
}

// start is when the period of the stretch begins, in UTC; zero of undated feedback.
func (s *stretch) start() time.Time {
	if s.period.Start.IsZero() {
		return time.Time{}
	}
	return s.period.Start.UTC()
}

func (c *Collector) groupJSON(g int) groupJSON {
	group := &c.groups[g]
	out := groupJSON{Full: group.full}
	if group.full {
		return out
	}
	out.Whole = c.cellsJSON(c.slices[group.whole])
	for key, i := range group.slices {
		s := sliceJSON{Values: [2]string{c.valueNames[group.first].list[key[0]]}, Cells: c.cellsJSON(c.slices[i])}
		if group.second != none {
			s.Values[1] = c.valueNames[group.second].list[key[1]]
		}
		out.Slices = append(out.Slices, s)
	}
	slices.SortFunc(out.Slices, func(a, b sliceJSON) int { return slices.Compare(a.Values[:], b.Values[:]) })
	return out
}

func (c *Collector) cellsJSON(s *sliced) []cellJSON {
	var out []cellJSON
	for _, x := range s.cells {
		cell := cellJSON{Start: c.periods[x.period].start(), N: x.Feedback, Unhappy: x.Unhappy, NPS: x.NPS}
		for _, t := range x.Topics {
			if cell.Topics == nil {
				cell.Topics = map[string]int64{}
			}
			cell.Topics[c.topics.list[t.Topic]] = t.Cases
		}
		out = append(out, cell)
	}
	slices.SortFunc(out, func(a, b cellJSON) int { return a.Start.Compare(b.Start) })
	return out
}

// UnmarshalJSON implements [json.Unmarshaler]. The collector must have been made by
// [NewCollector] with the options of the one that was encoded, which are not in the
// encoding ([metrics.MismatchError]). It replaces the state, or fails with that or a
// [metrics.DecodeError] and leaves it.
func (c *Collector) UnmarshalJSON(b []byte) error {
	var in collectorJSON
	fail := func(p wire.Problem, format string, args ...any) error {
		return &metrics.DecodeError{Type: collectorType, Problem: p, Detail: fmt.Sprintf(format, args...)}
	}
	if err := wire.Strict(b, &in); err != nil {
		return fail(metrics.Corrupt, "%v", err)
	}
	switch {
	case in.Type != collectorType:
		return fail(metrics.WrongType, "it is of %.40q", in.Type)
	case in.Version != format:
		return fail(metrics.UnknownVersion, "it is version %d, this program reads %d", in.Version, format)
	case in.Options != c.options.signature():
		return &metrics.MismatchError{What: "options of the report", Got: in.Options, Want: c.options.signature()}
	}
	fresh, err := NewCollector(c.options)
	if err != nil {
		return err
	}
	if err := fresh.restore(&in); err != nil {
		return fail(metrics.Corrupt, "%v", err)
	}
	*c = *fresh
	return nil
}

// AppendBinary implements [encoding.BinaryAppender]. The binary form is the JSON form.
func (c *Collector) AppendBinary(b []byte) ([]byte, error) {
	out, err := c.MarshalJSON()
	return append(b, out...), err
}

// MarshalBinary implements [encoding.BinaryMarshaler]. The binary form is the JSON form.
func (c *Collector) MarshalBinary() ([]byte, error) { return c.MarshalJSON() }

// UnmarshalBinary implements [encoding.BinaryUnmarshaler] as [Collector.UnmarshalJSON].
func (c *Collector) UnmarshalBinary(b []byte) error { return c.UnmarshalJSON(b) }

// restore fills an empty collector.
func (c *Collector) restore(in *collectorJSON) error {
	for i := range in.Periods {
		if err := c.restorePeriod(&in.Periods[i]); err != nil {
			return err
		}
	}
	if len(in.Groups) != len(c.groups) {
		return fmt.Errorf("there are %d groups of slices, want %d", len(in.Groups), len(c.groups))
	}
	for g := range in.Groups {
		if err := c.restoreGroup(g, &in.Groups[g]); err != nil {
			return err
		}
	}
	for topic, list := range in.Quotes {
		id := c.topics.id(topic)
		for _, q := range list {
			if len(q.Values) != len(c.options.Facets) {
				return fmt.Errorf("a quote has %d values of facets, want %d", len(q.Values), len(c.options.Facets))
			}
		}
		c.mergeQuotes(id, &sample[quoted]{list: list})
	}
	for _, q := range in.Wishes {
		if len(q.Values) != len(c.options.Facets) {
			return fmt.Errorf("a quote has %d values of facets, want %d", len(q.Values), len(c.options.Facets))
		}
		c.wishes.add(q, byRank, quoted.rank)
	}
	for _, r := range in.Rows {
		c.rows.add(r, byRowRank, row.rank)
	}
	c.rejects, c.unlisted, c.timed = in.Rejects, in.Unlisted, in.Timed
	if in.Response != nil {
		c.response = *in.Response
	}
	if in.Resolution != nil {
		c.resolution = *in.Resolution
	}
	return nil
}

func (c *Collector) restorePeriod(p *periodJSON) error {
	i, err := c.restored(p.Start)
	if err != nil {
		return err
	}
	s := c.periods[i]
	if len(p.Satisfaction) != len(s.satisfaction) || len(p.Effort) != len(s.effort) || p.Feedback < 0 {
		return fmt.Errorf("the period of %s is not one of this version", p.Start)
	}
	for k, n := range s.counts() {
		if p.Counts[k] < 0 {
			return fmt.Errorf("a count is %d, want at least 0", p.Counts[k])
		}
		*n += p.Counts[k]
	}
	if s.lost > s.customers || s.answered > s.asked || s.replied > s.due || s.complaints > s.intents || max(s.unhappy, s.intents, s.wishes) > s.feedback+p.Feedback {
		return fmt.Errorf("a part is larger than its whole")
	}
	from := &stretch{feedback: p.Feedback, nps: p.NPS, satisfaction: p.Satisfaction, effort: p.Effort, mood: p.Mood, causes: p.Causes, main: p.Main}
	if len(p.Scores) > 0 {
		var scores *segment.Collector
		if scores, err = newSlices(c.options.Facets); err != nil {
			return err
		}
		if err := scores.UnmarshalJSON(p.Scores); err != nil {
			return err
		}
		from.scores = scores
	}
	return s.merge(from, c.options.Facets)
}

// restored is the number of the period that begins at start.
func (c *Collector) restored(start time.Time) (int, error) {
	if start.IsZero() {
		return 0, nil
	}
	p := c.options.Period(start)
	if !p.Start.Equal(start) {
		return 0, fmt.Errorf("no period begins at %s", start)
	}
	return c.number(p), nil
}

func (c *Collector) restoreGroup(g int, in *groupJSON) error {
	if in.Full {
		c.fill(g)
		return nil
	}
	group := &c.groups[g]
	if err := c.restoreCells(c.slices[group.whole], in.Whole); err != nil {
		return err
	}
	for i := range in.Slices {
		x := &in.Slices[i]
		if i > 0 && slices.Compare(in.Slices[i-1].Values[:], x.Values[:]) >= 0 || x.Values[0] == "" || cmp.Compare(x.Values[1], "") != truth(group.second != none) {
			return fmt.Errorf("the slices of a group are not in order, or one has no value")
		}
		key := [2]uint32{c.valueNames[group.first].id(x.Values[0]), 0}
		if group.second != none {
			key[1] = c.valueNames[group.second].id(x.Values[1])
		}
		s := c.slice(g, key)
		if s == nil {
			return fmt.Errorf("a group has more than %d slices", group.most())
		}
		if err := c.restoreCells(s, x.Cells); err != nil {
			return err
		}
	}
	return nil
}

func (c *Collector) restoreCells(s *sliced, in []cellJSON) error {
	for _, x := range in {
		i, err := c.restored(x.Start)
		if err != nil {
			return err
		}
		n := x.NPS.Minus + x.NPS.Zero + x.NPS.Plus
		if x.N < 1 || x.Unhappy < 0 || x.Unhappy > x.N || min(x.NPS.Minus, x.NPS.Zero, x.NPS.Plus) < 0 || n < 0 {
			return fmt.Errorf("the counts of a slice contradict one another")
		}
		one := cell{Feedback: x.N, Unhappy: x.Unhappy, NPS: x.NPS}
		for topic, cases := range x.Topics {
			if cases < 1 || cases > x.N {
				return fmt.Errorf("%d of %d pieces of feedback complain of %q", cases, x.N, topic)
			}
			one.complain(c.topics.id(topic), cases)
		}
		s.at(i).add(&one)
	}
	return nil
}
