package main

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"math"
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/report"
	"github.com/loamlib/loam/metrics/series"
)

//go:embed page.html
var pageHTML string

// writeHTML writes the report as one page with its charts, which needs nothing else: no
// script, no font, no other file. All text goes through html/template, which escapes it.
func writeHTML(w io.Writer, r *report.Report, tag language.Tag) error {
	say := func(x text.Wording) string { return x.In(tag) }
	t, err := template.New("page").Funcs(template.FuncMap{
		"say":     say,
		"word":    func(key string) string { return words[key].In(tag) },
		"name":    func(id metrics.ID) string { return id.Name(tag) },
		"number":  func(e metrics.Estimate) string { e.Method = ""; return e.Format(tag) },
		"verdict": func(v report.Verdict) string { return v.Name(tag) },
		"opening": func() string { return opening(r, tag) },
		"chart":   func(s *series.Series) *chart { return chartOf(s, tag) },
		"bars":    func() []bar { return bars(r, tag) },
		"percent": func(n metrics.Number) string { return fmt.Sprintf("%.0f%%", 100*n.Or(0)) },
		"lang":    func() string { return text.Supported(tag).String() },
	}).Parse(pageHTML)
	if err != nil {
		return err
	}
	return t.Execute(w, r)
}

// opening says how much was read, of which time, and what recent means below.
func opening(r *report.Report, tag language.Tag) string {
	n := r.Records.Feedback
	if r.Window.Periods == 0 {
		return fmt.Sprintf(text.Wording{En: "Feedback without a date: %d.", Hant: "共 %d 件回饋，都沒有日期。", Hans: "共 %d 条反馈，都没有日期。"}.In(tag), n)
	}
	out := fmt.Sprintf(text.Wording{En: "Feedback: %d, from %s to %s.", Hant: "共 %d 件回饋，期間：%s 至 %s。", Hans: "共 %d 条反馈，期间：%s 至 %s。"}.In(tag),
		n, r.Window.First, r.Window.Last)
	if r.Earlier == nil {
		return out
	}
	span := func(s report.Stretch) string {
		if s.First == s.Last {
			return s.First
		}
		return s.First + text.Wording{En: " to ", Hant: " 至 ", Hans: " 至 "}.In(tag) + s.Last
	}
	return out + fmt.Sprintf(text.Wording{
		En:   " “Recently” is %s, “before” is %s.",
		Hant: "「近期」指 %s，「先前」指 %s。",
		Hans: "“近期”指 %s，“此前”指 %s。",
	}.In(tag), span(r.Recent), span(*r.Earlier))
}

// words are the headings of the page.
var words = map[string]text.Wording{
	"title":      {En: "Customer feedback report", Hant: "顧客回饋分析報告", Hans: "客户反馈分析报告"},
	"first":      {En: "What to do first, and why", Hant: "先做什麼，為什麼", Hans: "先做什么，为什么"},
	"kpis":       {En: "Key figures and trends", Hant: "關鍵指標與趨勢", Hans: "关键指标与趋势"},
	"causes":     {En: "What lies behind the figures", Hant: "根本原因", Hans: "根本原因"},
	"plan":       {En: "The plan, and whether it works", Hant: "行動計畫", Hans: "行动计划"},
	"benchmarks": {En: "How you compare with others", Hant: "與同業比較", Hans: "与同行对比"},
	"notes":      {En: "What these data do not say", Hant: "資料限制", Hans: "数据局限"},
	"topics":     {En: "What customers complain of most", Hant: "顧客最常抱怨什麼", Hans: "客户最常抱怨什么"},
}

// The size of a chart, in pixels.
const (
	chartWidth  = 560.0
	chartHeight = 120.0
	margin      = 6.0
)

// A chart is a line with the band of its intervals, as SVG has them.
type chart struct {
	Width, Height float64
	Line, Band    string // points of a polyline and of a polygon
	First, Last   string // labels of the axis
	Dots          []dot
}

type dot struct {
	X, Y    float64
	Label   string
	Partial bool
}

// chartOf draws a series, with its numbers as people who read tag write them; nil if it has fewer than two values.
func chartOf(s *series.Series, tag language.Tag) *chart {
	if s == nil || len(s.Points) < 2 {
		return nil
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, p := range s.Points {
		e := p.Estimate.Clipped()
		if v, ok := e.Value.Get(); ok {
			low, high = min(low, e.Low.Or(v), v), max(high, e.High.Or(v), v)
		}
	}
	if !(high > low) {
		return nil
	}
	c := &chart{Width: chartWidth, Height: chartHeight, First: s.Points[0].Period.String(), Last: s.Points[len(s.Points)-1].Period.String()}
	x := func(i int) float64 { return margin + (chartWidth-2*margin)*float64(i)/float64(len(s.Points)-1) }
	y := func(v float64) float64 { return margin + (chartHeight-2*margin)*(high-v)/(high-low) }
	var line, upper, lower []string
	for i, p := range s.Points {
		e := p.Estimate.Clipped()
		v, ok := e.Value.Get()
		if !ok {
			continue
		}
		at := func(v float64) string { return fmt.Sprintf("%.1f,%.1f", x(i), y(v)) }
		line = append(line, at(v))
		upper = append(upper, at(e.High.Or(v)))
		lower = append([]string{at(e.Low.Or(v))}, lower...)
		c.Dots = append(c.Dots, dot{x(i), y(v), p.Period.String() + "  " + e.Format(tag), p.Partial})
	}
	c.Line, c.Band = strings.Join(line, " "), strings.Join(append(upper, lower...), " ")
	return c
}

// A bar is one of a Pareto chart; widths are in per cent.
type bar struct {
	Name        string
	Width, UpTo float64
	Mentions    int64
	Vital       bool
}

// barsShown is how many topics the chart has.
const barsShown = 12

func bars(r *report.Report, tag language.Tag) []bar {
	names := map[string]string{}
	for _, t := range r.Causes.Topics {
		names[string(t.Topic)] = t.Name.In(tag)
	}
	var out []bar
	for _, b := range r.Causes.Pareto.Bars[:min(barsShown, len(r.Causes.Pareto.Bars))] {
		out = append(out, bar{names[b.Cause], 100 * b.Share.Or(0), 100 * b.UpTo.Or(0), b.Mentions, b.Vital})
	}
	return out
}
