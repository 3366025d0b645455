package report

import (
	"fmt"
	"slices"

	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/series"
)

// Options say what a [Collector] counts. Only Window.Now must be set.
type Options struct {
	// Window is the time that the report is about, and the periods of its trends:
	// months unless its Step says otherwise. Feedback dated after Now is rejected, and
	// so is what is dated before From, if that is set. Feedback without a date is in
	// every total and in no trend.
	series.Window
	// Facets are what feedback is sliced by; nil means all of [cause.Facets] but the
	// language, which says as much about the length of a text as about who wrote it.
	Facets []cause.Facet
	// Alone says that facets are not crossed. By default every two of them are, so
	// that the trouble of one product in one region is found where it is.
	Alone bool
}

// How many different values a facet, or a pair of facets, may have. One with more,
// such as an order number, divides nothing: it is set aside as a whole, which the
// report says, so that memory stays bounded and the order of the feedback does not
// matter.
const (
	mostValues = 10_000
	mostPairs  = 5_000
)

// mostTopics is how many different topics are told apart; what complains of others
// counts as unhappy, without a topic. Which are the first depends on the order of the
// feedback: no taxonomy that people use is as large.
const mostTopics = 2_000

func (o Options) filled() (Options, error) {
	if err := o.Window.Check(); err != nil {
		return o, err
	}
	if o.Facets == nil {
		o.Facets = slices.DeleteFunc(cause.Facets(), func(t cause.Facet) bool { return t == cause.Language })
	}
	o.Facets = slices.Clone(o.Facets)
	for i, t := range o.Facets {
		switch {
		case !t.Valid():
			return o, fmt.Errorf("report: Options.Facets[%d] is %q, want one of %v or an attribute, as cause.Attribute(\"shop\")", i, string(t), cause.Facets())
		case slices.Contains(o.Facets[:i], t):
			return o, fmt.Errorf("report: Options.Facets[%d]: %q stands there twice", i, string(t))
		}
	}
	return o, nil
}

// signature is what two collectors must have in common to be merged.
func (o Options) signature() string {
	return fmt.Sprint(o.Calendar, o.Facets, o.Alone, o.Now.UTC(), o.From.UTC())
}

// step is that of the calendar, with its default.
func (o Options) step() series.Step {
	if o.Step == "" {
		return series.Month
	}
	return o.Step
}
