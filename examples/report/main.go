// Command report turns feedback into a report: what to do first and why, the numbers
// and where they go, what lies behind them, the plan, and how others do.
//
//	report -in feedback.jsonl [-analyses analyses.jsonl] [-lang zh-Hant] [-company NAME] [-step month] [-brief | -json | -html] >report.md
//
// A line of the input is a feedback:
//
//	{"id":"7","text":"外送太慢，湯都灑了","created_at":"2026-03-02T12:00:00+08:00","product":"便當","customer":{"region":"南區"}}
//
// or a feedback with its analysis:
//
//	{"feedback":{"id":"7","text":"…"},"analysis":{"id":"7","sentiment":{…},"labels":[…]}}
//
// Analyses may also stand in a file of their own, one for each line, as examples/annotate
// writes them. What has no analysis is judged by the standard pipeline. Lines that cannot be read
// are counted on standard error, and the run goes on, unless there is no other. The report
// is as of -now, a date, or else the end of the day of the latest feedback that is not in
// the future: the same input gives the same bytes. With -now the lines are counted as they
// come; without it all are held until the latest date is known.
package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify/standard"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics/report"
	"github.com/loamlib/loam/metrics/series"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], time.Now(), os.Stdout, os.Stderr); err != nil && err != flag.ErrHelp {
		fmt.Fprintln(os.Stderr, "report:", err)
		os.Exit(1)
	}
}

// settings are the flags.
type settings struct {
	in, analyses, lang, company, step, zone, now, journey string
	recent, workers                                       int
	brief, json, html, hide                               bool
}

func parse(args []string, errOut io.Writer) (s settings, err error) {
	flags := flag.NewFlagSet("report", flag.ContinueOnError)
	flags.SetOutput(errOut)
	flags.StringVar(&s.in, "in", "", "`file` of feedback, a JSON object a line (default standard input)")
	flags.StringVar(&s.analyses, "analyses", "", "`file` of their analyses, one a line, as annotate writes them (default: judge them here)")
	flags.StringVar(&s.lang, "lang", "en", "language of the report: en, zh-Hant or zh-Hans")
	flags.StringVar(&s.company, "company", "", "name of the company")
	flags.StringVar(&s.step, "step", "month", "length of the periods: day, week, month, quarter or year")
	flags.StringVar(&s.zone, "zone", "UTC", "time zone that days begin in, such as Asia/Taipei")
	flags.StringVar(&s.now, "now", "", "date as of which the report is made, such as 2026-06-30 (default the day of the latest feedback that is not in the future)")
	flags.StringVar(&s.journey, "journey", "", "touchpoints in the order of the customer's way, comma-separated")
	flags.IntVar(&s.recent, "recent", 0, "how many complete periods are recent (default the last quarter of them)")
	flags.IntVar(&s.workers, "workers", 0, "goroutines to judge with (default one a processor)")
	flags.BoolVar(&s.brief, "brief", false, "problems, suggestions and follow-up instead of the full report")
	flags.BoolVar(&s.json, "json", false, "the report as JSON, in all languages, with all numbers")
	flags.BoolVar(&s.html, "html", false, "the report as a page with charts")
	flags.BoolVar(&s.hide, "hide-words", false, "leave out what customers wrote")
	if err := flags.Parse(args); err != nil {
		return s, err
	}
	if flags.NArg() > 0 {
		return s, fmt.Errorf("argument %q: the input is given by -in", flags.Arg(0))
	}
	return s, nil
}

// run is the command with everything it touches as arguments.
func run(ctx context.Context, args []string, today time.Time, out, errOut io.Writer) error {
	s, err := parse(args, errOut)
	if err != nil {
		return err
	}
	tag, err := language.Parse(s.lang)
	if err != nil {
		return fmt.Errorf("-lang %q: %w", s.lang, err)
	}
	if text.Supported(tag) == language.Und {
		return fmt.Errorf("-lang %q: reports are written in en, zh-Hant and zh-Hans", s.lang)
	}
	c, err := s.collect(ctx, today, errOut)
	if err != nil {
		return err
	}
	subject := report.Subject{Company: s.company, TopicName: standard.Taxonomy().Name, Recent: s.recent, HideWords: s.hide}
	if s.journey != "" {
		subject.Journey = strings.Split(s.journey, ",")
	}
	r, err := c.Report(subject)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	switch {
	case s.json:
		err = writeJSON(w, r)
	case s.html:
		err = writeHTML(w, r, tag)
	case s.brief:
		_, err = w.WriteString(r.MarkdownBrief(tag))
	default:
		_, err = w.WriteString(r.Markdown(tag))
	}
	if err != nil {
		return err
	}
	return w.Flush()
}

// collect counts all lines, as of -now or the day of the latest feedback by today: one
// date with a wrong year would push all the others into the past.
func (s settings) collect(ctx context.Context, today time.Time, errOut io.Writer) (*report.Collector, error) {
	zone, err := time.LoadLocation(s.zone)
	if err != nil {
		return nil, fmt.Errorf("-zone: %w", err)
	}
	calendar := series.Calendar{Step: series.Step(s.step), Zone: zone}
	if err := calendar.Check(); err != nil {
		return nil, err
	}
	until := func(day time.Time) (*report.Collector, error) {
		y, m, d := day.In(zone).Date()
		return report.NewCollector(report.Options{Window: series.Window{Calendar: calendar, Now: time.Date(y, m, d+1, 0, 0, 0, 0, zone)}})
	}
	if s.now != "" {
		day, err := time.ParseInLocation(time.DateOnly, s.now, zone)
		if err != nil {
			return nil, fmt.Errorf("-now: %w", err)
		}
		c, err := until(day)
		if err != nil {
			return nil, err
		}
		return c, read(ctx, s, errOut, func(l line) { c.Add(&l.Feedback, l.Analysis) })
	}
	var lines []line
	if err := read(ctx, s, errOut, func(l line) { lines = append(lines, l) }); err != nil {
		return nil, err
	}
	day := latestOf(lines, today)
	if day.IsZero() { // nothing has a date: any time will do
		day = time.Unix(0, 0)
	}
	c, err := until(day)
	if err != nil {
		return nil, err
	}
	for i := range lines {
		c.Add(&lines[i].Feedback, lines[i].Analysis)
	}
	return c, nil
}
