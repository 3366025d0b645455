package report

import (
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/action"
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
	w.list(r.Brief.FollowUp, text.Wording{En: "Look again when the next period is complete.", Hant: "等下一期資料完整後再檢視一次。", Hans: "等下一期数据完整后再看一次。"})
	w.notes()
	return w.b.String()
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
			if a.State == action.Implemented {
				w.line("- **%s**%s%s", escape(a.Action.What), w.say(colon), w.say(text.Wording{
					En:   "its effect cannot be judged: its number was not counted, or there is no complete period before and after it.",
					Hant: "還無法判斷成效：沒有統計所指定的指標，或實施前後還沒有完整的期間可比較。",
					Hans: "还无法判断效果：没有统计所指定的指标，或实施前后还没有完整的期间可比较。",
				}))
			}
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
		En:   "No figures from others were given to compare with.",
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
