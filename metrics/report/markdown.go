package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/correlate"
	"github.com/loamlib/loam/metrics/internal/phrase"
	"github.com/loamlib/loam/metrics/priority"
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
	s := w.say(phrase.Sentence(x))
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

// A column of a table, and whether its cells are numbers.
type column struct {
	head   text.Wording
	number bool
}

// table writes rows under headings.
func (w *writer) table(columns []column, rows [][]string) {
	var heads, rules []string
	for _, c := range columns {
		heads = append(heads, w.say(c.head))
		rules = append(rules, map[bool]string{true: "---:", false: "---"}[c.number])
	}
	w.line("| %s |", strings.Join(heads, " | "))
	w.line("|%s|", strings.Join(rules, "|"))
	for _, row := range rows {
		w.line("| %s |", strings.Join(row, " | "))
	}
	w.line("")
}

// opening says what was read, of which time, and what recent means.
func (w *writer) opening() {
	r := w.r
	n := phrase.Count(float64(r.Records.Feedback))
	if r.Window.Periods == 0 {
		w.line("%s\n", w.fill(text.Wording{
			En:   "%s pieces of feedback, none of them with a date.",
			Hant: "共 %s 件回饋，都沒有日期。",
			Hans: "共 %s 条反馈，都没有日期。",
		}, n))
		return
	}
	out := w.fill(text.Wording{
		En:   "%[1]s pieces of feedback, %[2]s; as of %[3]s.",
		Hant: "共 %[1]s 件回饋，期間：%[2]s；資料截至 %[3]s。",
		Hans: "共 %[1]s 条反馈，期间：%[2]s；数据截至%[3]s。",
	}, n, r.Window.between(), phrase.Date(r.Now.Add(-time.Nanosecond)))
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
	if len(w.r.KPIs) == 0 {
		w.line("%s\n", w.say(text.Wording{En: "There is nothing to count yet.", Hant: "還沒有可以計算的資料。", Hans: "还没有可以计算的数据。"}))
		return
	}
	w.kpiTable()
	var quiet, lines []text.Wording
	for i := range w.r.KPIs {
		k := &w.r.KPIs[i]
		switch {
		case k.quiet():
			quiet = append(quiet, name(k.Figure.Estimate))
		case len(k.Says) > 0:
			lines = append(lines, phrase.Fill(text.Wording{En: "%s: %s", Hant: "%s：%s", Hans: "%s：%s"}, name(k.Figure.Estimate), phrase.Join(k.Says...)))
		}
	}
	if len(quiet) > 0 {
		lines = append(lines, phrase.Fill(text.Wording{
			En:   "No change is shown of: %s. What moved there is no more than chance makes, and no reason to act.",
			Hant: "看不出變化的指標：%s。這些數字的起伏屬於隨機波動，不必因此採取行動。",
			Hans: "看不出变化的指标：%s。这些数字的起伏属于随机波动，不必因此采取行动。",
		}, listed(quiet)))
	}
	if len(lines) > 0 {
		w.list(lines, text.Wording{})
	}
}

var colon = text.Wording{En: ": ", Hant: "：", Hans: "："}

// kpiTable is the numbers at a glance, with what is expected next where something is.
func (w *writer) kpiTable() {
	ahead := slices.ContainsFunc(w.r.KPIs, func(k KPI) bool { return k.Forecast != nil })
	heads := []column{{headings.metric, false}, {headings.whole, true}}
	if w.r.Earlier != nil {
		heads = append(heads, column{headings.recent, true}, column{headings.earlier, true})
	}
	dated := w.r.Window.Periods > 0
	if dated {
		heads = append(heads, column{headings.verdict, false})
	}
	if ahead {
		heads = append(heads, column{headings.ahead, true})
	}
	var rows [][]string
	for i := range w.r.KPIs {
		k := &w.r.KPIs[i]
		row := []string{w.say(name(k.Figure.Estimate)), w.say(number(plain(k.Figure.Estimate)))}
		switch {
		case w.r.Earlier == nil:
		case k.Change == nil:
			row = append(row, "", "")
		default:
			row = append(row, w.say(value(k.Change.A)), w.say(value(k.Change.B)))
		}
		if dated {
			row = append(row, w.say(k.Verdict.name()))
		}
		if ahead {
			row = append(row, w.say(saysAhead(k)))
		}
		rows = append(rows, row)
	}
	w.table(heads, rows)
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
		if c.Hotspots[0].Kind == Different {
			w.part(headings.different)
		} else {
			w.part(headings.hotspots)
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
		w.part(headings.fishbone)
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
		rows = append(rows, []string{topic, phrase.Count(float64(b.Mentions)), tenths(b.Share), tenths(b.UpTo),
			phrase.Count(float64(b.Cases)), tenths(b.OfCases)})
	}
	w.table([]column{{headings.topic, false}, {headings.mentions, true}, {headings.share, true}, {headings.cumulative, true}, {headings.cases, true}, {headings.ofCases, true}}, rows)
	w.line("%s\n", w.fill(text.Wording{
		En:   "In bold: the few that make up %[1]s of all mentions. One piece of feedback may name several topics, and one of them twice: so mentions add up, and cases do not.",
		Hant: "粗體是合占 %[1]s 的少數關鍵主題。一件回饋可能提到好幾個主題，同一主題也可能提到兩次，所以提及次數可以相加，件數不行。",
		Hans: "粗体为合占 %[1]s 的少数关键主题。一条反馈可能提到多个主题，同一主题也可能提到两次，所以提及次数可以相加，条数不能。",
	}, phrase.Percent(p.Threshold)))
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

// orderShown is how many topics of the order are written out.
const orderShown = 5

// order is the topics in the order of what speaks for them, with the parts of their
// scores.
func (w *writer) order() {
	o := w.r.Order
	if o == nil || o.known() < 2 { // by one part alone the order is that of the table above
		return
	}
	w.part(headings.order)
	columns := []column{{headings.topic, false}, {headings.score, true}}
	for _, p := range priority.Parts() {
		if o.knows(p) {
			columns = append(columns, column{phrase.Sentence(phrase.Each(p.Name)), true})
		}
	}
	var rows [][]string
	for _, x := range o.Ranked[:min(orderShown, len(o.Ranked))] {
		row := []string{fmt.Sprintf("%d. %s", x.Place, w.say(x.Name)), fmt.Sprintf("%.2f", x.Score)}
		for _, c := range x.Parts {
			if o.knows(c.Part) {
				row = append(row, w.say(component(c)))
			}
		}
		rows = append(rows, row)
	}
	w.table(columns, rows)
	w.line("%s\n", w.say(text.Wording{
		En:   "The score is the mean chance of being ahead of another topic, over what is known of both. It ranks whatever there is, chance included; what the data call for stands at the top of this report.",
		Hant: "得分是在各項已知條件下領先其他主題的平均機率。這裡把所有主題都排了序，其中也有碰巧的成分；真正需要處理的列在報告開頭。",
		Hans: "得分是在各项已知条件下领先其他主题的平均概率。这里对所有主题都做了排序，其中也有偶然的成分；真正需要处理的列在报告开头。",
	}))
	w.list(o.Says, text.Wording{})
}

// component is the number behind a part of a score.
func component(c priority.Component) text.Wording {
	v, ok := c.Estimate.Value.Get()
	switch {
	case !c.Known || !ok:
		return text.Wording{En: "not known", Hant: "未知", Hans: "未知"}
	case c.Part == priority.Trend:
		return phrase.Each(func(tag language.Tag) string {
			s := c.Estimate.FormatDifference(v, tag)
			if v > 0 {
				s = "+" + s
			}
			return s
		})
	}
	return phrase.Each(func(tag language.Tag) string { return c.Estimate.FormatValue(v, tag) })
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

func (w *writer) plan() {
	w.section(headings.plan)
	p := w.r.Plan
	if len(p.Goals)+len(p.Actions) == 0 {
		w.line("%s\n", w.say(text.Wording{
			En:   "No goals were set and no actions planned. The steps at the top are where to begin; each needs somebody to answer for it, a date, and a number to see whether it worked.",
			Hant: "目前沒有設定目標，也沒有排定措施。請從本報告開頭的建議著手；每一項都要指定負責人、完成日期，以及用哪個數字驗收。",
			Hans: "目前没有设定目标，也没有安排措施。请从本报告开头的建议着手；每一项都要指定责任人、完成日期，以及用哪个数字验收。",
		}))
		return
	}
	w.actions()
	for _, g := range p.Goals {
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

// actions are what is done, by whom, by when, for which effect, and what came of it.
func (w *writer) actions() {
	if len(w.r.Plan.Actions) == 0 {
		return
	}
	var rows [][]string
	for _, a := range w.r.Plan.Actions {
		due := text.Wording{}
		if n := len(a.Action.Rounds); n > 0 {
			due = phrase.Date(a.Action.Rounds[n-1].Due)
		}
		e := metrics.Estimate{Definition: a.Action.Expected.Metric}
		rows = append(rows, []string{
			escape(a.Action.What), w.say(phrase.Each(a.Action.Kind.Name)), escape(a.Action.Department), escape(a.Action.Owner), w.say(due),
			w.fill(text.Wording{En: "%s %s", Hant: "%s %s", Hans: "%s %s"}, phrase.Each(e.Definition.Name), phrase.Each(func(tag language.Tag) string { return e.FormatDifference(a.Action.Expected.Size, tag) })),
			w.say(phrase.Each(a.State.Name)),
		})
	}
	w.table([]column{{headings.action, false}, {headings.kind, false}, {headings.department, false}, {headings.owner, false}, {headings.due, false}, {headings.expected, false}, {headings.state, false}}, rows)
	for _, a := range w.r.Plan.Actions {
		if a.Check == nil {
			continue
		}
		w.line("- **%s**%s%s", escape(a.Action.What), w.say(colon), w.say(phrase.Each(a.Check.Effect.Name)))
		for _, reason := range a.Check.Reasons {
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
	w.list(w.r.explanations(), text.Wording{})
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
