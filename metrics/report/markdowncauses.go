package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/correlate"
	"github.com/loamlib/loam/metrics/internal/phrase"
)

func (w *writer) causes() {
	c := w.r.Causes
	w.section(headings.causes)
	w.list(c.Says, nothingFound)
	w.pareto()
	if len(c.Hotspots) > 0 {
		if c.Hotspots[0].Kind == Different {
			w.part(w.ofRecent(headings.different))
		} else {
			w.part(w.ofRecent(headings.hotspots))
		}
		for i := range c.Hotspots[:min(hotspotsShown, len(c.Hotspots))] {
			w.hotspot(&c.Hotspots[i])
		}
		if more := len(c.Hotspots) - hotspotsShown; more > 0 {
			w.line("%s", w.fill(text.Wording{En: "%d more are in the data of this report.", Hant: "其餘 %d 處見報告的資料檔。", Hans: "其余 %d 处见报告的数据文件。"}, more))
		}
		w.line("")
	}
	w.drivers()
	w.order()
	if c.Fishbone != nil {
		w.part(w.ofRecent(headings.fishbone))
		w.fishbone(c.Fishbone)
	}
	if len(c.Whys) > 0 {
		w.part(headings.whys)
		for _, t := range c.Whys {
			w.tree(t)
		}
	}
	w.journey()
}

// ofRecent is a heading that says that what follows is counted over the recent stretch,
// where that is not all feedback.
func (w *writer) ofRecent(heading text.Wording) text.Wording {
	if w.r.Earlier == nil {
		return heading
	}
	return phrase.Fill(text.Wording{En: "%s, recently", Hant: "%s（近期）", Hans: "%s（近期）"}, heading)
}

// topicsShown and hotspotsShown are how many stand in the text; all are in the value.
const (
	topicsShown   = 10
	hotspotsShown = 5
)

func (w *writer) pareto() {
	p := w.r.Causes.Pareto
	if len(p.Bars) == 0 {
		return
	}
	w.part(w.ofRecent(headings.pareto))
	var rows [][]string
	for _, b := range p.Bars[:min(topicsShown, len(p.Bars))] {
		topic := b.Cause
		for _, t := range w.r.Causes.Topics {
			if string(t.Topic) == b.Cause {
				topic = t.Name.In(w.tag)
			}
		}
		topic = escape(topic)
		if b.Vital {
			topic = "**" + topic + "**"
		}
		rows = append(rows, []string{topic, phrase.Count(float64(b.Mentions)), tenths(b.Share), tenths(b.UpTo),
			phrase.Count(float64(b.Cases)), tenths(b.OfCases)})
	}
	w.table([]column{{headings.topic, false}, {headings.mentions, true}, {headings.share, true}, {headings.cumulative, true}, {headings.cases, true}, {headings.ofCases, true}}, rows)
	w.line("%s\n", w.fill(text.Wording{
		En:   "In bold: the few that make up %[1]s of all mentions. One piece of feedback may name several topics, and one of them twice: so mentions add up, and cases do not.",
		Hant: "粗體是合占 %[1]s 的少數關鍵主題。一件回饋可能提到好幾個主題，同一主題也可能提到兩次，所以提及次數可以相加，件數不行。",
		Hans: "粗体为合占 %[1]s 的少数关键主题。一条反馈可能提到多个主题，同一主题也可能提到两次，所以提及次数可以相加，条数不能。",
	}, phrase.Percent(p.Threshold)))
	w.rising()
}

// rising names the topics of which customers complain more than before.
func (w *writer) rising() {
	var says []text.Wording
	for i := range w.r.Causes.Topics {
		if t := &w.r.Causes.Topics[i]; t.Rising {
			says = append(says, t.Says)
		}
	}
	if len(says) > 0 {
		w.list(says, text.Wording{})
	}
}

// tenths is a share in per cent with one decimal.
func tenths(n metrics.Number) string { return fmt.Sprintf("%.1f%%", 100*n.Or(0)) }

func (w *writer) hotspot(h *Hotspot) {
	w.line("- %s", w.say(phrase.Join(h.Says...)))
	if h.Kind != Different {
		w.quotes("  ", h.Quotes)
	}
}

func (w *writer) drivers() {
	c := w.r.Causes
	if c.Drivers != nil {
		w.part(headings.drivers)
		w.list(c.Drivers.Says, text.Wording{})
	}
	if len(c.Links) > 0 {
		w.part(headings.links)
		var items []text.Wording
		shown := false
		for _, l := range c.Links {
			items = append(items, l.Says)
			shown = shown || l.Correlation.Lags[l.Correlation.Peak].Shown
		}
		if shown {
			items = append(items, phrase.Each(correlate.Caveat))
		}
		w.list(items, text.Wording{})
	}
	if c.Shift != nil && len(c.Shift.Says) > 0 {
		w.part(headings.shift)
		w.list(c.Shift.Says, text.Wording{})
	}
}

func (w *writer) quotes(indent string, list []cause.Quote) {
	for _, q := range list {
		if q.Text != "" {
			w.line("%s> %s", indent, w.quote(q)+"  ")
		}
	}
}

// quote is what a customer wrote, in quotation marks, with the ID of the feedback.
func (w *writer) quote(q cause.Quote) string {
	s := w.fill(text.Wording{En: "“%s”", Hant: "「%s」", Hans: "“%s”"}, strings.TrimSpace(q.Text))
	if q.FeedbackID != "" {
		s += w.fill(text.Wording{En: " (%s)", Hant: "（%s）", Hans: "（%s）"}, q.FeedbackID)
	}
	return s
}

func (w *writer) tree(t *cause.Tree) {
	for level, n := range t.Walk() {
		s := w.say(n.Text)
		if m := n.Mark(w.tag); m != "" {
			s += w.fill(text.Wording{En: " (%s)", Hant: "（%s）", Hans: "（%s）"}, m)
		}
		w.line("%s- %s", strings.Repeat("  ", level), s)
	}
	w.line("")
}

// causesShown is how many causes of a bone stand in the text.
const causesShown = 4

// fishbone is the tree with the first causes of each bone.
func (w *writer) fishbone(t *cause.Tree) {
	under := 0
	for level, n := range t.Walk() {
		if level < 2 {
			under = 0
		} else if under++; under > causesShown {
			continue
		}
		w.line("%s- %s", strings.Repeat("  ", level), w.say(n.Text))
	}
	w.line("")
}

func (w *writer) journey() {
	j := w.r.Causes.Journey
	if j == nil || len(j.Steps) < 2 {
		return
	}
	w.part(w.ofRecent(headings.journey))
	var rows [][]string
	for _, s := range j.Steps {
		var pains []string
		for _, p := range s.Pains {
			pains = append(pains, w.fill(text.Wording{En: "%s %s", Hant: "%s %s", Hans: "%s %s"}, w.topic(string(p.Topic)), phrase.Percent(p.Share.Value.Or(0))))
		}
		step := escape(shown(s.Touchpoint, w.tag))
		if s.Worse {
			step = "**" + step + "**"
		}
		rows = append(rows, []string{step, phrase.Count(float64(s.Volume)), w.say(number(plain(s.Score))), strings.Join(pains, w.say(text.Wording{En: ", ", Hant: "、", Hans: "、"}))})
	}
	w.table([]column{{headings.step, false}, {headings.volume, true}, {headings.unhappy, true}, {headings.pains, false}}, rows)
	note := text.Wording{
		En:   "No step is worse than the others by more than chance.",
		Hant: "沒有哪個步驟確實比其他步驟差。",
		Hans: "没有哪个环节确实比其他环节差。",
	}
	if slices.ContainsFunc(j.Steps, func(s cause.Step) bool { return s.Worse }) {
		note = text.Wording{
			En:   "In bold: steps that are worse than all others by more than chance.",
			Hant: "粗體是確實比其他步驟差的環節。",
			Hans: "粗体为确实比其他环节差的环节。",
		}
	}
	w.line("%s\n", w.say(note))
}

func (w *writer) topic(topic string) text.Wording {
	for _, t := range w.r.Causes.Topics {
		if string(t.Topic) == topic {
			return t.Name
		}
	}
	return phrase.Same(topic)
}
