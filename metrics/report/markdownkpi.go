package report

import (
	"slices"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/phrase"
)

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
			En:   "No change is shown of: %s. Chance alone can move numbers as far with so many answers, so this by itself is no reason to act.",
			Hant: "看不出變化的指標：%s。以現有的筆數，這樣的起伏可能只是隨機波動，單憑這一點還不足以採取行動。",
			Hans: "看不出变化的指标：%s。以现有的样本量，这样的起伏可能只是随机波动，仅凭这一点还不足以采取行动。",
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
		row := []string{w.say(k.heading(w.r.Window)), w.say(number(plain(k.Figure.Estimate)))}
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

// heading is the name of the number, with what the name does not say: the letters that
// people know the Net Promoter Score by, and that churn, which is counted once a period,
// is an average over many.
func (k *KPI) heading(of Stretch) text.Wording {
	form := text.Wording{En: "%s", Hant: "%s", Hans: "%s"}
	switch {
	case k.Figure.Definition == metrics.IDNPS:
		form = text.Wording{En: "%s (NPS)", Hant: "%s（NPS）", Hans: "%s（NPS）"}
	case k.Figure.Definition == metrics.IDChurnRate && of.Periods > 1:
		form = text.Wording{En: "%s (a period, on average)", Hant: "%s（每期平均）", Hans: "%s（每期平均）"}
	}
	return phrase.Fill(form, name(k.Figure.Estimate))
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
