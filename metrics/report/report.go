package report

import (
	"time"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/forecast"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/series/control"
)

// A Report is what feedback says about how a company does, why, and what to do: one
// value that marshals to JSON and is written as Markdown. Its sentences are there in
// each language; its numbers say what they mean and which feedback they rest on.
//
// It can be read in two forms. In the first, numbers come with their trends (KPIs),
// then what lies behind them (Causes), what to do about it (Plan) and how others do
// (Benchmarks); in the second, the problems, the suggestions and the follow-up
// (Brief). What to do first stands before both.
type Report struct {
	Company string       `json:"company,omitzero"`
	Now     time.Time    `json:"now"`
	Step    series.Step  `json:"step"`
	Records Records      `json:"records"`
	Window  Stretch      `json:"window"`           // all that was counted
	Recent  Stretch      `json:"recent"`           // what is called recent
	Earlier *Stretch     `json:"earlier,omitzero"` // what it is compared with
	First   []Step       `json:"first"`            // what to do first, and why; empty if there is nothing to say
	Silence text.Wording `json:"silence,omitzero"` // why First is empty
	Order   *Order       `json:"order,omitzero"`   // every topic by impact, prevalence, trend, effort and business

	KPIs       []KPI       `json:"kpis"`
	Causes     Causes      `json:"causes"`
	Plan       Plan        `json:"plan"`
	Benchmarks []Benchmark `json:"benchmarks"`
	Brief      Brief       `json:"brief"`

	Notes []text.Wording `json:"notes,omitempty"` // what the data do not allow to be said
}

// Records is what was read.
type Records struct {
	Feedback int64           `json:"feedback"` // counted
	Undated  int64           `json:"undated,omitzero"`
	Judged   int64           `json:"judged"`   // whose sentiment is known
	Rejected metrics.Rejects `json:"rejected"` // dated outside the window
}

// A Stretch is a stretch of time with the periods in it.
type Stretch struct {
	From    time.Time `json:"from,omitzero"` // zero if nothing has a date
	To      time.Time `json:"to,omitzero"`   // without this instant
	First   string    `json:"first,omitzero"`
	Last    string    `json:"last,omitzero"`
	Periods int       `json:"periods"`
}

// A Figure is a number with what it takes to check it.
type Figure struct {
	metrics.Estimate
	From cause.Selector `json:"from"` // the feedback it rests on
}

// A KPI is one number: where it stands, where it goes, and what changed.
type KPI struct {
	Figure   Figure              `json:"figure"`            // over the whole window
	Recent   *Figure             `json:"recent,omitzero"`   // over the recent stretch
	Change   *metrics.Comparison `json:"change,omitzero"`   // of the recent stretch from the earlier one
	Adjusted metrics.Number      `json:"adjusted,omitzero"` // p-value of Change among those of all KPIs, by Benjamini and Hochberg
	Verdict  Verdict             `json:"verdict"`
	Series   *series.Series      `json:"series,omitzero"`  // a point for each period, for a chart
	Trend    *series.Trend       `json:"trend,omitzero"`   // of the complete periods; adjusted for those of all KPIs
	Breaks   []Break             `json:"breaks,omitempty"` // where the level changed
	Alarm    *control.Point      `json:"alarm,omitzero"`   // the latest complete period, if it lies outside of what the others lead to expect
	Forecast *forecast.Forecast  `json:"forecast,omitzero"`
	Says     []text.Wording      `json:"says"`
}

// quiet reports a number that does nothing worth saying.
func (k *KPI) quiet() bool {
	return k.Verdict == Steady && (k.Trend == nil || !k.Trend.Shown()) && len(k.Breaks) == 0 && k.Alarm == nil
}

// A Break is a period from which on a number has another level.
type Break struct {
	Period series.Period      `json:"period"`
	Levels metrics.Comparison `json:"levels"` // after against before; its p-value accounts for the search
}

// An Onset is the likeliest time of a change that something else shows to be there.
type Onset struct {
	Period series.Period    `json:"period"` // the first of the new level
	Before metrics.Estimate `json:"before"`
	After  metrics.Estimate `json:"after"`
}

// A Verdict is what a number does.
type Verdict string

// The verdicts. Steady says that the data show no change: there may be one too small
// for them.
const (
	Better  Verdict = "better"
	Worse   Verdict = "worse"
	Rises   Verdict = "rises" // and nobody can say whether that is good
	Falls   Verdict = "falls"
	Steady  Verdict = "steady"
	TooFew  Verdict = "too_few" // periods or answers to say anything
	NoValue Verdict = "no_value"
)

// Causes is what lies behind the numbers.
type Causes struct {
	Pareto   cause.Pareto   `json:"pareto"`           // of topics complained of, in the recent stretch
	Topics   []Topic        `json:"topics"`           // the same, the most frequent first, with what changed
	Hotspots []Hotspot      `json:"hotspots"`         // slices that complain of a topic more than others, the worst first
	Tests    int            `json:"tests"`            // how many slices and topics were compared to find them
	Drivers  *Drivers       `json:"drivers,omitzero"` // what goes with the score
	Links    []Link         `json:"links,omitempty"`  // with what the business counts
	Shift    *Shift         `json:"shift,omitzero"`   // whether the number of all moved because slices did, or because their mix did
	Fishbone *cause.Tree    `json:"fishbone,omitzero"`
	Whys     []*cause.Tree  `json:"whys,omitempty"` // a chain for each of the worst hotspots
	Journey  *cause.Journey `json:"journey,omitzero"`
	Says     []text.Wording `json:"says"`
}

// A Topic is something that customers complain of.
type Topic struct {
	Topic    feedback.Category   `json:"topic"`
	Name     text.Wording        `json:"name"`
	Share    Figure              `json:"share"` // of all feedback of the recent stretch
	Change   *metrics.Comparison `json:"change,omitzero"`
	Adjusted metrics.Number      `json:"adjusted,omitzero"` // among those of all topics
	Rising   bool                `json:"rising,omitzero"`   // as the data show after the adjustment
	Series   *series.Series      `json:"series,omitzero"`
	Quotes   []cause.Quote       `json:"quotes,omitempty"`
	Says     text.Wording        `json:"says"`
}

// A HotspotKind says what to make of a hotspot.
type HotspotKind string

// The kinds.
const (
	New       HotspotKind = "new"       // it is worse than the same slice was before
	Lasting   HotspotKind = "lasting"   // it was much the same before
	Undecided HotspotKind = "undecided" // there is no before, or too little of it to say
	Different HotspotKind = "different" // its customers are no unhappier than others: they complain of other things
)

// A Hotspot is a slice whose customers complain of a topic more than all others do.
type Hotspot struct {
	Where    []cause.Value       `json:"where"`
	Topic    feedback.Category   `json:"topic,omitzero"` // empty: of everything together
	Name     text.Wording        `json:"name"`
	Share    Figure              `json:"share"`
	Rest     metrics.Comparison  `json:"rest"`     // with all others whose values are known
	P        float64             `json:"p"`        // of Rest
	Adjusted float64             `json:"adjusted"` // among all slices and topics, by Benjamini and Hochberg
	Method   string              `json:"method"`   // of the test
	Excess   float64             `json:"excess"`   // unhappy pieces more than if it were as elsewhere
	Unhappy  metrics.Comparison  `json:"unhappy"`  // of the slice as a whole, with all others
	Before   *metrics.Comparison `json:"before,omitzero"`
	Kind     HotspotKind         `json:"kind"`
	Since    *Onset              `json:"since,omitzero"` // of a new one: from when on it is worse
	Series   *series.Series      `json:"series,omitzero"`
	Quotes   []cause.Quote       `json:"quotes,omitempty"`
	Says     []text.Wording      `json:"says"`
}
