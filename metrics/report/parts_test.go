package report_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/report"
)

// answer is a record with an answer to the question of recommendation.
func answer(i, month, nps int, region string) record {
	return record{f: feedback.Feedback{
		ID: fmt.Sprint(i), Text: "x", CreatedAt: time.Date(2026, time.Month(month), 1+i%28, 12, 0, 0, 0, taipei),
		Ratings: []feedback.Rating{{Scale: feedback.NPS, Value: float64(nps)}}, Customer: feedback.Customer{Region: region},
	}}
}

// Simpson's paradox: both regions get better, and the score of all falls, because the
// region where customers are critical has grown.
func TestTheMixOfCustomersIsTold(t *testing.T) {
	var list []record
	i := 0
	some := func(month, n int, region string, promoters float64) {
		for k := range n {
			i++
			nps := 3
			if float64(k) < promoters*float64(n) {
				nps = 10
			}
			list = append(list, answer(i, month, nps, region))
		}
	}
	for month := 1; month <= 6; month++ {
		some(month, 180, "easy-going", 0.80)
		some(month, 20, "critical", 0.30)
	}
	for month := 7; month <= 8; month++ {
		some(month, 60, "easy-going", 0.84)
		some(month, 140, "critical", 0.34)
	}
	c := collector(t, 8)
	add(t, c, list, nil)
	r := made(t, c, report.Subject{})
	if r.Causes.Shift == nil || len(r.Causes.Shift.Says) < 2 || !strings.Contains(r.Causes.Shift.Says[1].En, "went the other way") {
		t.Errorf("%+v", r.Causes.Shift)
	}
}

// The latest month alone is bad: too little to move a quarter of a year, and an alarm.
func TestAnAlarmOfTheLatestMonth(t *testing.T) {
	var list []record
	for i := range 2400 {
		month := 1 + i/200
		nps := []int{10, 9, 8, 7, 3}[i%5]
		if month == 12 && i%5 == 0 {
			nps = 2
		}
		list = append(list, answer(i, month, nps, "here"))
	}
	c := collector(t, 12)
	add(t, c, list, nil)
	for _, k := range made(t, c, report.Subject{}).KPIs {
		if k.Figure.Definition == metrics.IDNPS && (k.Alarm == nil || k.Alarm.Period.String() != "2026-12") {
			t.Errorf("alarm %+v, want one for December", k.Alarm)
		}
	}
}

func TestTimesOfCases(t *testing.T) {
	c := collector(t, 2)
	start := time.Date(2026, 1, 5, 9, 0, 0, 0, taipei)
	var events []feedback.CaseEvent
	for i := range 40 {
		id := fmt.Sprint("case ", i)
		events = append(events, feedback.CaseEvent{CaseID: id, Kind: feedback.Received, At: start},
			feedback.CaseEvent{CaseID: id, Kind: feedback.Replied, At: start.Add(time.Duration(1+i) * time.Hour)})
	}
	if err := c.AddCases(func(yield func(feedback.CaseEvent) bool) {
		for _, e := range events {
			if !yield(e) {
				return
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
	r := made(t, c, report.Subject{})
	if len(r.KPIs) != 2 || r.KPIs[0].Figure.Definition.Base() != metrics.IDFirstResponseTime || !r.KPIs[0].Figure.Defined() {
		t.Fatalf("%+v", r.KPIs)
	}
	if got, _ := r.KPIs[0].Figure.Duration(); got != 20*time.Hour+30*time.Minute { // between the 20th and the 21st of 40: the curve is flat at a half there
		t.Errorf("median %s", got)
	}
	if r.KPIs[1].Figure.Defined() { // nothing is resolved
		t.Errorf("resolution %v", r.KPIs[1].Figure)
	}
}

func FuzzMarkdownShowsNamesAsTheyAre(f *testing.F) {
	for _, s := range []string{"# x", "a|b", "<b>", "[x](javascript:alert(1))", "`x`", "**", "\n\n## x", "&amp;", "1. x", "- x", "\x00", "$$", "~~x~~"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r := report.Report{Company: s}
		got := r.Markdown(languages[0])
		title, rest, _ := strings.Cut(got, "\n")
		calm := (&report.Report{Company: "x"}).Markdown(languages[0])
		if _, want, _ := strings.Cut(calm, "\n"); rest != want && s != "" {
			t.Errorf("%q changes more than the title:\n%s", s, got)
		}
		bare := strings.NewReplacer(`\\`, "", `\|`, "", "\\`", "", `\*`, "", `\[`, "", `\]`, "", `\_`, "", `\~`, "", `\$`, "", `\#`, "", `\-`, "", `\+`, "", `\=`, "").Replace(title)
		if strings.ContainsAny(bare, "|`*[]~$\\") {
			t.Errorf("%q gives %q, in which something is markup", s, title)
		}
	})
}
