package metrics

import (
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/number"

	"github.com/loamlib/loam/feedback"
)

// Name is what people who read tag call the number: the name of its definition and
// what its detail says, "Resolution time, median" for resolution_time:p50. An ID
// that loam does not have is its own name.
func (id ID) Name(tag language.Tag) string { return formFor(tag).name(id) }

// titles are the patterns of names with a detail. Each gets the name of the
// definition first.
type titles struct {
	boxes      string // lowest satisfied answer, top of the scale
	lowBoxes   string // highest satisfied answer, top of the scale
	rangeBoxes string // lowest satisfied answer, bottom and top of a scale that does not begin at 0 or 1
	thumbs     string
	period     string // number of the period
	periods    string // first and last of the periods
	compound   string // how many periods
	after      string // number of the period
	of         string // brand
	median     string
	percentile string // which
	mean       string // time to which it is restricted
	within     string // name of the time, target
	other      string // detail
}

func (f form) name(id ID) string {
	d, ok := lookup(id)
	detail := id.Detail()
	if !ok {
		return string(id)
	}
	name := d.Name(f.tag)
	if detail == "" {
		return name
	}
	switch id.Base() {
	case IDSatisfaction, IDHandling:
		return f.boxes(name, detail)
	case IDSatisfactionMean, IDHandlingMean, IDComplaintRate, IDFeedbackVolume:
		return name // the value says the rest
	case IDChurnRate:
		return f.period(name, detail)
	case IDRetentionRate:
		return fmt.Sprintf(f.words.title.after, name, detail)
	case IDMentions, IDShareOfVoice:
		return fmt.Sprintf(f.words.title.of, name, detail)
	case IDAttainment:
		return f.within(name, detail)
	}
	if d.Unit == UnitSeconds {
		return f.timeName(name, detail)
	}
	return fmt.Sprintf(f.words.title.other, name, detail)
}

// boxes names a share of satisfied answers by its cut-off.
func (f form) boxes(name, detail string) string {
	for _, sign := range [...]string{">=", "<="} {
		scale, cut, ok := strings.Cut(detail, sign)
		b, err := feedback.Scale(scale).Bounds()
		switch {
		case !ok || err != nil:
		case feedback.Scale(scale) == feedback.Thumbs:
			return fmt.Sprintf(f.words.title.thumbs, name)
		case sign == ">=" && (b.Min < 0 || b.Min > 1):
			return fmt.Sprintf(f.words.title.rangeBoxes, name, cut, f.printer.Sprint(number.Decimal(b.Min)), f.printer.Sprint(number.Decimal(b.Max)))
		case sign == "<=":
			return fmt.Sprintf(f.words.title.lowBoxes, name, cut, f.printer.Sprint(number.Decimal(b.Max)))
		default:
			return fmt.Sprintf(f.words.title.boxes, name, cut, f.printer.Sprint(number.Decimal(b.Max)))
		}
	}
	return fmt.Sprintf(f.words.title.other, name, detail)
}

// period names a churn rate by the periods that it is of.
func (f form) period(name, detail string) string {
	if first, last, ok := strings.Cut(detail, "-"); ok {
		return fmt.Sprintf(f.words.title.periods, name, first, last)
	}
	if _, times, ok := strings.Cut(detail, "×"); ok {
		return fmt.Sprintf(f.words.title.compound, name, times)
	}
	return fmt.Sprintf(f.words.title.period, name, detail)
}

// timeName names a quantile or a mean of times.
func (f form) timeName(name, detail string) string {
	if p, ok := strings.CutPrefix(detail, "p"); ok {
		if p == "50" {
			return fmt.Sprintf(f.words.title.median, name)
		}
		if f.tag == language.English {
			p += ordinal(p)
		}
		return fmt.Sprintf(f.words.title.percentile, name, p)
	}
	if to, ok := strings.CutPrefix(detail, "mean to "); ok {
		return fmt.Sprintf(f.words.title.mean, name, f.span(to))
	}
	return fmt.Sprintf(f.words.title.other, name, detail)
}

// within names an attainment by the time and the target.
func (f form) within(name, detail string) string {
	of, target, ok := strings.Cut(detail, "<=")
	if !ok {
		return fmt.Sprintf(f.words.title.other, name, detail)
	}
	return fmt.Sprintf(f.words.title.within, name, f.name(ID(of)), f.span(target))
}

// span writes a duration that stands in an ID.
func (f form) span(text string) string {
	d, err := time.ParseDuration(text)
	if err != nil {
		return text
	}
	return duration(d.Seconds(), f.words.duration)
}

// ordinal is the ending of an English ordinal number.
func ordinal(n string) string {
	switch {
	case strings.HasSuffix(n, "11"), strings.HasSuffix(n, "12"), strings.HasSuffix(n, "13"):
		return "th"
	case strings.HasSuffix(n, "1"):
		return "st"
	case strings.HasSuffix(n, "2"):
		return "nd"
	case strings.HasSuffix(n, "3"):
		return "rd"
	}
	return "th"
}
