package report

import (
	"fmt"
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/internal/phrase"
)

// Markdown is the report in its first form, for people who read tag: what to do
// first and why, the numbers and where they go, what lies behind them, the plan, how
// others do, and how to read all this. English if loam does not write the language.
func (r *Report) Markdown(tag language.Tag) string {
	w := r.writer(tag)
	w.title(headings.title)
	w.opening()
	w.first()
	w.kpis()
	w.causes()
	w.plan()
	w.benchmarks()
	w.notes()
	w.reading()
	w.sources()
	return w.b.String()
}

// MarkdownBrief is the report in its second form, for people who read tag: problems,
// suggestions, follow-up.
func (r *Report) MarkdownBrief(tag language.Tag) string {
	w := r.writer(tag)
	w.title(headings.title)
	w.opening()
	w.section(headings.problems)
	w.list(r.Brief.Problems, nothingFound)
	w.section(headings.suggestions)
	w.list(r.Brief.Suggestions, noSuggestion)
	w.wishes()
	w.section(headings.followUp)
	w.list(r.Brief.FollowUp, text.Wording{En: "Look again when the next period is complete.", Hant: "下一期資料完整後再檢視一次。", Hans: "下一期数据完整后再检视一次。"})
	w.notes()
	return w.b.String()
}

// A writer writes a report in one language.
type writer struct {
	r   *Report
	tag language.Tag
	b   strings.Builder
}

func (r *Report) writer(tag language.Tag) *writer { return &writer{r: r, tag: tag} }

// say is a wording in the language of the reader, safe to stand in Markdown.
func (w *writer) say(x text.Wording) string { return escape(x.In(w.tag)) }

// fill is a wording with arguments, in the language of the reader.
func (w *writer) fill(x text.Wording, args ...any) string { return w.say(phrase.Fill(x, args...)) }

func (w *writer) line(format string, args ...any) { fmt.Fprintf(&w.b, format+"\n", args...) }

func (w *writer) title(x text.Wording) {
	s := w.say(x)
	if w.r.Company != "" {
		s = w.fill(text.Wording{En: "%s: %s", Hant: "%s %s", Hans: "%s %s"}, w.r.Company, x)
	}
	w.line("# %s\n", s)
}

func (w *writer) section(x text.Wording) { w.line("## %s\n", w.say(x)) }

func (w *writer) part(x text.Wording) { w.line("### %s\n", w.say(x)) }

// list writes sentences as a list, or what stands there if there are none.
func (w *writer) list(items []text.Wording, none text.Wording) {
	for _, x := range items {
		w.line("- %s", w.say(x))
	}
	if len(items) == 0 {
		w.line("%s", w.say(none))
	}
	w.line("")
}

// table writes rows under headings; those after the first column are numbers.
func (w *writer) table(heads []text.Wording, rows [][]string) {
	var cells []string
	for _, h := range heads {
		cells = append(cells, w.say(h))
	}
	w.line("| %s |", strings.Join(cells, " | "))
	w.line("|---%s|", strings.Repeat("|---:", len(heads)-1))
	for _, row := range rows {
		w.line("| %s |", strings.Join(row, " | "))
	}
	w.line("")
}

// opening says what was read, of which time, and what recent means.
func (w *writer) opening() {
	r := w.r
	judged := phrase.Percent(0)
	if r.Records.Feedback > 0 {
		judged = phrase.Percent(float64(r.Records.Judged) / float64(r.Records.Feedback))
	}
	out := w.fill(text.Wording{
		En:   "%[1]s pieces of feedback, %[2]s; as of %[3]s. The sentiment of %[4]s of them is known.",
		Hant: "共 %[1]s 件回饋，期間：%[2]s；資料截至 %[3]s。其中 %[4]s 判斷得出情緒。",
		Hans: "共 %[1]s 条反馈，期间：%[2]s；数据截至%[3]s。其中 %[4]s 可判断情感。",
	}, phrase.Count(float64(r.Records.Feedback)), r.Window.between(), phrase.Date(r.Now), judged)
	if r.Earlier != nil {
		out += gap(w.tag) + w.fill(text.Wording{
			En:   "“Recently” is %[1]s, “before” is %[2]s.",
			Hant: "以下「近期」指 %[1]s，「先前」指 %[2]s。",
			Hans: "以下“近期”指 %[1]s，“此前”指 %[2]s。",
		}, r.Recent.between(), r.Earlier.between())
	}
	w.line("%s\n", out)
}

// gap is what stands between two sentences.
func gap(tag language.Tag) string {
	if text.Supported(tag) == language.TraditionalChinese || text.Supported(tag) == language.SimplifiedChinese {
		return ""
	}
	return " "
}

func (w *writer) first() {
	w.section(headings.first)
	if len(w.r.First) == 0 {
		w.line("%s\n", w.say(w.r.Silence))
		return
	}
	for i, s := range w.r.First {
		w.line("%d. **%s**", i+1, w.say(s.Do))
		for _, why := range s.Why {
			w.line("   - %s", w.say(why))
		}
	}
	w.line("")
}

func (w *writer) kpis() {
	w.section(headings.kpis)
	heads := []text.Wording{headings.metric, headings.whole, headings.recent, headings.earlier, headings.verdict}
	var rows [][]string
	for _, k := range w.r.KPIs {
		row := []string{w.say(name(k.Figure.Estimate)), w.say(number(plain(k.Figure.Estimate)))}
		if w.r.Earlier != nil {
			if k.Change != nil {
				row = append(row, w.say(value(k.Change.A)), w.say(value(k.Change.B)))
			} else {
				row = append(row, "", "")
			}
		}
		rows = append(rows, append(row, w.say(k.Verdict.name())))
	}
	if w.r.Earlier == nil {
		heads = append(heads[:2:2], headings.verdict)
	}
	if len(rows) == 0 {
		w.line("%s\n", w.say(text.Wording{En: "There is nothing to count yet.", Hant: "還沒有可以計算的資料。", Hans: "还没有可以计算的数据。"}))
		return
	}
	w.table(heads, rows)
	for _, k := range w.r.KPIs {
		if len(k.Says) > 0 {
			w.line("- **%s**%s%s", w.say(name(k.Figure.Estimate)), w.say(text.Wording{En: ": ", Hant: "：", Hans: "："}), w.say(phrase.Join(k.Says...)))
		}
	}
	w.line("")
}

// plain is an estimate without warnings, for a table: what they say stands in the
// notes.
func plain(e metrics.Estimate) metrics.Estimate {
	var keep []metrics.Warning
	for _, x := range e.Warnings {
		switch x.Code {
		case metrics.Rejected, metrics.IncompleteCoverage:
		default:
			keep = append(keep, x)
		}
	}
	e.Warnings = keep
	return e
}

func (w *writer) causes() {
	c := w.r.Causes
	w.section(headings.causes)
	w.list(c.Says, nothingFound)
	w.pareto()
	if len(c.Hotspots) > 0 {
		w.part(headings.hotspots)
		for i := range c.Hotspots[:min(hotspotsShown, len(c.Hotspots))] {
			w.hotspot(&c.Hotspots[i])
		}
		if more := len(c.Hotspots) - hotspotsShown; more > 0 {
			w.line("%s", w.fill(text.Wording{En: "%d more are in the data of this report.", Hant: "其餘 %d 處見報告的資料檔。", Hans: "其余 %d 处见报告的数据文件。"}, more))
		}
		w.line("")
	}
	if c.Fishbone != nil {
		w.part(headings.fishbone)
		w.tree(c.Fishbone)
	}
	if len(c.Whys) > 0 {
		w.part(headings.whys)
		for _, t := range c.Whys {
			w.tree(t)
		}
	}
	w.journey()
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
	w.part(headings.pareto)
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
		rows = append(rows, []string{topic, phrase.Count(float64(b.Mentions)), phrase.Percent(b.Share.Or(0)), phrase.Percent(b.UpTo.Or(0)),
			phrase.Count(float64(b.Cases)), phrase.Percent(b.OfCases.Or(0))})
	}
	w.table([]text.Wording{headings.topic, headings.mentions, headings.share, headings.cumulative, headings.cases, headings.ofCases}, rows)
	w.line("%s\n", w.fill(text.Wording{
		En:   "In bold: the few that make up %[1]s of all mentions. One piece of feedback may name several topics, and one of them twice: so mentions add up, and cases do not.",
		Hant: "粗體是合占 %[1]s 的少數關鍵主題。一件回饋可能提到好幾個主題，同一主題也可能提到兩次，所以提及次數可以相加，件數不行。",
		Hans: "粗体为合占 %[1]s 的少数关键主题。一条反馈可能提到多个主题，同一主题也可能提到两次，所以提及次数可以相加，条数不能。",
	}, phrase.Percent(p.Threshold)))
}

func (w *writer) hotspot(h *Hotspot) {
	w.line("- %s", w.say(phrase.Join(h.Says...)))
	w.quotes("  ", h.Quotes)
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

func (w *writer) journey() {
	j := w.r.Causes.Journey
	if j == nil || len(j.Steps) < 2 {
		return
	}
	w.part(headings.journey)
	var rows [][]string
	for _, s := range j.Steps {
		var pains []string
		for _, p := range s.Pains {
			pains = append(pains, w.fill(text.Wording{En: "%s %s", Hant: "%s %s", Hans: "%s %s"}, w.topic(string(p.Topic)), phrase.Percent(p.Share.Value.Or(0))))
		}
		step := escape(s.Touchpoint)
		if s.Worse {
			step = "**" + step + "**"
		}
		rows = append(rows, []string{step, phrase.Count(float64(s.Volume)), w.say(number(plain(s.Score))), strings.Join(pains, w.say(text.Wording{En: ", ", Hant: "、", Hans: "、"}))})
	}
	w.table([]text.Wording{headings.step, headings.volume, headings.unhappy, headings.pains}, rows)
	w.line("%s\n", w.say(text.Wording{
		En:   "In bold: steps that are worse than all others by more than chance.",
		Hant: "粗體是確實比其他步驟差的環節。",
		Hans: "粗体为确实比其他步骤差的环节。",
	}))
}

func (w *writer) topic(topic string) text.Wording {
	for _, t := range w.r.Causes.Topics {
		if string(t.Topic) == topic {
			return t.Name
		}
	}
	return phrase.Same(topic)
}

func (w *writer) plan() {
	w.section(headings.plan)
	if len(w.r.Plan.Goals) == 0 {
		w.line("%s\n", w.say(text.Wording{
			En:   "No goals were set and no actions planned. The steps at the top are where to begin; each needs somebody to answer for it, a date, and a number to see whether it worked.",
			Hant: "目前沒有設定目標，也沒有排定措施。請從本報告開頭的建議著手；每一項都要指定負責人、完成日期，以及用哪個數字驗收。",
			Hans: "目前没有设定目标，也没有安排措施。请从本报告开头的建议着手；每一项都要指定责任人、完成日期，以及用哪个数字验收。",
		}))
		return
	}
	for _, g := range w.r.Plan.Goals {
		for i, reason := range g.Review.Reasons {
			if i == 0 {
				w.line("- **%s**", w.say(reason))
				continue
			}
			w.line("  - %s", w.say(reason))
		}
	}
	w.line("")
}

func (w *writer) benchmarks() {
	w.section(headings.benchmarks)
	var items []text.Wording
	for _, b := range w.r.Benchmarks {
		items = append(items, b.Says)
	}
	w.list(items, text.Wording{
		En:   "No figures of others were given to compare with.",
		Hant: "沒有提供可比較的同業或競爭者數據。",
		Hans: "没有提供可对比的同行或竞争对手数据。",
	})
}

func (w *writer) wishes() {
	if len(w.r.Brief.Wishes) == 0 {
		return
	}
	w.line("%s\n", w.fill(text.Wording{
		En:   "Customers themselves make suggestions in %s pieces of feedback, among them:",
		Hant: "顧客自己也在 %s 件回饋中提出建議，例如：",
		Hans: "客户自己也在 %s 条反馈中提出建议，例如：",
	}, phrase.Count(float64(w.r.Brief.WishCount))))
	w.quotes("", w.r.Brief.Wishes)
	w.line("")
}

func (w *writer) notes() {
	if len(w.r.Notes) == 0 {
		return
	}
	w.section(headings.notes)
	w.list(w.r.Notes, text.Wording{})
}

// reading explains the words that not everybody knows.
func (w *writer) reading() {
	w.section(headings.reading)
	w.list(explanations(), text.Wording{})
}

// sources says of each number what it means and which feedback it rests on.
func (w *writer) sources() {
	if len(w.r.KPIs) == 0 {
		return
	}
	w.section(headings.sources)
	for _, k := range w.r.KPIs {
		e := k.Figure.Estimate
		d, ok := metrics.Lookup(e.Definition)
		if !ok {
			continue
		}
		w.line("- **%s** (`%s`)%s%s", w.say(name(e)), strings.ReplaceAll(string(e.Definition), "`", ""), w.say(text.Wording{En: ": ", Hant: "：", Hans: "："}), w.say(d.Formula))
	}
	w.line("")
	w.line("%s\n", w.say(text.Wording{
		En:   "In the data of this report each number also has a selector, which picks out the feedback that it rests on.",
		Hant: "報告的資料檔裡，每個數字都附有選取條件，可以找出它所依據的回饋。",
		Hans: "报告的数据文件中，每个数字都附有筛选条件，可据此找出所依据的反馈。",
	}))
}
