package correlate

import (
	"strconv"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/driver"
	"github.com/loamlib/loam/metrics/internal/decimal"
	"github.com/loamlib/loam/metrics/internal/figure"
)

// words are the phrases of a language. What stands in braces is replaced.
type words struct {
	correlated  string // score, outcome, value, confidence, low, high, n, p, tests, notShown
	odds        string // score, outcome, ratio, confidence, low, high, n, p, tests, notShown
	partial     string // value
	leads       string // lag, value, confidence, low, high, p, tests, notShown
	lags        string
	together    string
	notShown    string
	test, tests string      // n
	warnings    figure.List // count
}

func wordsFor(tag language.Tag) words {
	switch text.Supported(tag) {
	case language.TraditionalChinese:
		return traditional
	case language.SimplifiedChinese:
		return simplified
	}
	return english
}

var english = words{
	correlated: "association of {score} with {outcome}: rank correlation {value} ({confidence} CI {low} to {high}, n = {n}){partial}, p {p} after {tests}{notShown}",
	odds:       "association of {score} with {outcome}: one more goes with {ratio} times the odds ({confidence} CI {low} to {high}, n = {n}){partial}, p {p} after {tests}{notShown}",
	partial:    ", {value} with the controls held fixed",
	leads:      "the strongest association is with the second series {lag} periods after the first: {value} ({confidence} CI {low} to {high}, p {p} after {tests} lags){notShown}",
	lags:       "the strongest association is with the second series {lag} periods before the first: {value} ({confidence} CI {low} to {high}, p {p} after {tests} lags){notShown}",
	together:   "the strongest association is in the same period: {value} ({confidence} CI {low} to {high}, p {p} after {tests} lags){notShown}",
	notShown:   "; not shown by these data",
	test:       "{n} test", tests: "{n} tests",
	warnings: figure.List{
		{string(OnlyThoseWhoAnswered), "only customers who answered are counted; {count} without a score, and all who left before, are not"},
		{string(SilentDiffer), "the {count} customers without a score fare differently: do not extend this to them"},
		{string(SeparatedByScore), "the outcomes are told apart completely: the odds ratio is finite by Firth's penalty only"},
		{string(FewCustomers), "only {count} customers have both values"},
		{string(Autocorrelated), "both series depend on their own past, which makes correlations look larger: prewhiten or take differences"},
	},
}

var traditional = words{
	correlated: "{score} 與 {outcome} 的關聯：等級相關 {value}（{confidence} 信賴區間 {low} 至 {high}，n = {n}）{partial}，校正{tests}後 p {p}{notShown}",
	odds:       "{score} 與 {outcome} 的關聯：每多 1，勝算為 {ratio} 倍（{confidence} 信賴區間 {low} 至 {high}，n = {n}）{partial}，校正{tests}後 p {p}{notShown}",
	partial:    "，控制其他變數後為 {value}",
	leads:      "關聯最強的是後者晚 {lag} 期：{value}（{confidence} 信賴區間 {low} 至 {high}，校正 {tests} 個落後期後 p {p}）{notShown}",
	lags:       "關聯最強的是後者早 {lag} 期：{value}（{confidence} 信賴區間 {low} 至 {high}，校正 {tests} 個落後期後 p {p}）{notShown}",
	together:   "關聯最強的是同一期：{value}（{confidence} 信賴區間 {low} 至 {high}，校正 {tests} 個落後期後 p {p}）{notShown}",
	notShown:   "；但這些資料還看不出來",
	test:       " {n} 次檢定", tests: " {n} 次檢定",
	warnings: figure.List{
		{string(OnlyThoseWhoAnswered), "只計入有作答的顧客；{count} 位沒有分數，更早離開的也不在其中"},
		{string(SilentDiffer), "沒有分數的 {count} 位顧客結果不同，不能把這裡的發現套用到他們身上"},
		{string(SeparatedByScore), "結果被完全分開，勝算比是靠 Firth 懲罰項才算得出來"},
		{string(FewCustomers), "只有 {count} 位顧客兩項資料齊全"},
		{string(Autocorrelated), "兩個序列都受自己的過去影響，相關會被高估：請先做預白化或取差分"},
	},
}

var simplified = words{
	correlated: "{score} 与 {outcome} 的关联：秩相关 {value}（{confidence} 置信区间 {low} 至 {high}，n = {n}）{partial}，校正{tests}后 p {p}{notShown}",
	odds:       "{score} 与 {outcome} 的关联：每多 1，几率为 {ratio} 倍（{confidence} 置信区间 {low} 至 {high}，n = {n}）{partial}，校正{tests}后 p {p}{notShown}",
	partial:    "，控制其他变量后为 {value}",
	leads:      "关联最强的是后者晚 {lag} 期：{value}（{confidence} 置信区间 {low} 至 {high}，校正 {tests} 个滞后期后 p {p}）{notShown}",
	lags:       "关联最强的是后者早 {lag} 期：{value}（{confidence} 置信区间 {low} 至 {high}，校正 {tests} 个滞后期后 p {p}）{notShown}",
	together:   "关联最强的是同一期：{value}（{confidence} 置信区间 {low} 至 {high}，校正 {tests} 个滞后期后 p {p}）{notShown}",
	notShown:   "；但这些数据还看不出来",
	test:       " {n} 次检验", tests: " {n} 次检验",
	warnings: figure.List{
		{string(OnlyThoseWhoAnswered), "只计入作答的客户；{count} 位没有分数，更早离开的也不在其中"},
		{string(SilentDiffer), "没有分数的 {count} 位客户结果不同，不能把这里的发现套用到他们身上"},
		{string(SeparatedByScore), "结果被完全分开，比值比是靠 Firth 惩罚项才算得出来"},
		{string(FewCustomers), "只有 {count} 位客户两项数据齐全"},
		{string(Autocorrelated), "两个序列都受自己的过去影响，相关会被高估：请先做预白化或取差分"},
	},
}

// Caveat is what a report must say beside any result of this package, for people
// who read tag.
func Caveat(tag language.Tag) string { return driver.Caveat(tag) }

// Explain is a warning of this package, or of package driver, for people who read
// tag.
func Explain(w metrics.Warning, tag language.Tag) string {
	form, ok := wordsFor(tag).warnings.Find(string(w.Code))
	if !ok {
		return driver.Explain(w, tag)
	}
	return figure.Fill(form, "count", strconv.FormatInt(w.Count, 10))
}

// Lines are the outcomes for people who read tag, each in one line.
func (r *Report) Lines(tag language.Tag) []string {
	w := wordsFor(tag)
	var out []string
	for _, a := range r.Outcomes {
		form, value, low, high := w.correlated, figure.Signed(metrics.NumberOf(a.Spearman.Value)), figure.Signed(a.Spearman.Low), figure.Signed(a.Spearman.High)
		partial := ""
		switch {
		case a.Odds != nil:
			form, value, low, high = w.odds, figure.Ratio(a.Odds.Ratio), figure.Ratio(a.Odds.Low), figure.Ratio(a.Odds.High)
		case a.Partial != nil:
			partial = figure.Fill(w.partial, "value", figure.Signed(metrics.NumberOf(a.Partial.Value)))
		}
		out = append(out, figure.Fill(form, "score", r.Score, "outcome", a.Outcome, "value", value, "ratio", value, "low", low, "high", high,
			"confidence", decimal.Percent(r.Confidence), "n", strconv.Itoa(a.Pearson.N), "partial", partial,
			"p", figure.P(a.AdjustedP), "tests", figure.Count(r.Tests, w.test, w.tests), "notShown", w.unless(a.Shown)))
	}
	return out
}

// Line is the lag with the strongest correlation for people who read tag.
func (c *CrossCorrelation) Line(tag language.Tag) string {
	w, peak := wordsFor(tag), c.Lags[c.Peak]
	form, lag := w.together, peak.Lag
	switch {
	case lag < 0:
		form, lag = w.leads, -lag
	case lag > 0:
		form = w.lags
	}
	return figure.Fill(form, "lag", strconv.Itoa(lag), "value", figure.Signed(metrics.NumberOf(peak.Value)), "low", figure.Signed(peak.Low), "high", figure.Signed(peak.High),
		"confidence", decimal.Percent(c.Confidence), "p", figure.P(peak.AdjustedP), "tests", strconv.Itoa(c.Tests), "notShown", w.unless(peak.Shown))
}

// unless says that nothing is shown where that is so.
func (w words) unless(shown bool) string {
	if shown {
		return ""
	}
	return w.notShown
}
