package effect

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/decimal"
	"github.com/loamlib/loam/metrics/internal/figure"
)

var verdicts = map[Verdict]text.Wording{
	Better:        {En: "better since the action", Hant: "行動之後有改善", Hans: "行动之后有改善"},
	Worse:         {En: "worse since the action", Hant: "行動之後變差", Hans: "行动之后变差"},
	Changed:       {En: "changed since the action", Hant: "行動之後有變化", Hans: "行动之后有变化"},
	NoChange:      {En: "no change shown, though a relevant one would have been", Hant: "看不出變化；若有值得在意的變化，這批樣本應看得出來", Hans: "看不出变化；若有值得关注的变化，这批样本应能看出"},
	CannotBeShown: {En: "cannot be shown with this sample", Hant: "以這批樣本無法判斷", Hans: "凭这批样本无法判断"},
}

// Name is the verdict in words for people who read tag.
func (v Verdict) Name(tag language.Tag) string {
	if w, ok := verdicts[v]; ok {
		return w.In(tag)
	}
	return string(v)
}

var caveats = map[Design]text.Wording{
	BeforeAfterAlone: {
		En:   "before and after alone: an association, because other things changed too",
		Hant: "只有前後比較：期間還有其他變動，只能說有關聯",
		Hans: "仅有前后对比：期间还有其他变化，只能说明存在关联",
	},
	InterruptedSeries: {
		En:   "a series without a control: the earlier trend is taken out, events at the same time are not",
		Hant: "有時間序列、無對照組：已扣除先前趨勢，但排除不了同時發生的其他事件",
		Hans: "有时间序列、无对照组：已扣除此前趋势，但无法排除同时发生的其他事件",
	},
	DifferenceInDifferences: {
		En:   "with a control: stronger, as long as both groups would have moved alike",
		Hant: "有對照組：證據較強，前提是兩組原本會同步變動",
		Hans: "有对照组：证据较强，前提是两组原本会同步变动",
	},
}

// Caveat is what the design can and cannot show, for people who read tag.
func (d Design) Caveat(tag language.Tag) string {
	if w, ok := caveats[d]; ok {
		return w.In(tag)
	}
	return string(d)
}

// The words around numbers.
var (
	colon     = text.Wording{En: ": ", Hant: "：", Hans: "："}
	semicolon = text.Wording{En: "; ", Hant: "；", Hans: "；"}
	evidence  = text.Wording{En: " (%s CI %s to %s, p %s)", Hant: "（%s 信賴區間 %s 至 %s，p %s）", Hans: "（%s 置信区间 %s 至 %s，p %s）"}
	seenFrom  = text.Wording{
		En:   "a change of %s or more is seen in %s of cases",
		Hant: "變化達 %s以上時，有 %s 的機會看得出來",
		Hans: "变化达到 %s以上时，有 %s 的概率看得出来",
	}
	sharePoints = text.Wording{En: "%s percentage points", Hant: "%s 個百分點", Hans: "%s 个百分点"}
	scorePoints = text.Wording{En: "%s points", Hant: "%s 分", Hans: "%s 分"}
)

// Line is the result on one line for people who read tag: effect, evidence, verdict, what
// would have been seen if nothing was, and what the design cannot show.
func (r Result) Line(tag language.Tag) string {
	var out string
	d, ok := metrics.Lookup(r.Definition)
	if ok {
		out = d.Name(tag) + colon.In(tag)
	} else if r.Definition != "" {
		out = string(r.Definition) + colon.In(tag)
	}
	if v, ok := r.Effect.Value.Get(); ok {
		out += quantity(d.Unit, v, tag)
		if p, ok := r.Effect.P.Get(); ok {
			out += fmt.Sprintf(evidence.In(tag), decimal.Percent(r.Confidence), bound(d.Unit, r.Effect.Low, "-∞"), bound(d.Unit, r.Effect.High, "∞"), figure.P(p))
		}
		out += colon.In(tag)
	}
	out += r.Verdict.Name(tag)
	if least, ok := r.Detectable.Get(); ok && r.Verdict == CannotBeShown {
		out += semicolon.In(tag) + fmt.Sprintf(seenFrom.In(tag), quantity(d.Unit, least, tag), decimal.Percent(r.Power))
	}
	return out + semicolon.In(tag) + r.Design.Caveat(tag)
}

// quantity is a change with its unit.
func quantity(u metrics.Unit, x float64, tag language.Tag) string {
	switch u {
	case metrics.UnitShare:
		return fmt.Sprintf(sharePoints.In(tag), amount(u, x))
	case metrics.UnitPoints, metrics.UnitScore:
		return fmt.Sprintf(scorePoints.In(tag), amount(u, x))
	}
	return amount(u, x)
}

func bound(u metrics.Unit, x metrics.Number, open string) string {
	if v, ok := x.Get(); ok {
		return amount(u, v)
	}
	return open
}

func amount(u metrics.Unit, x float64) string {
	if u == metrics.UnitShare {
		x *= 100
	}
	digits := 1
	if u != metrics.UnitShare && u != metrics.UnitPoints {
		digits = 2
	}
	return strings.TrimPrefix(strconv.FormatFloat(x, 'f', digits, 64), zero(x, digits))
}

// zero is the sign of a number that is written as 0.
func zero(x float64, digits int) string {
	if x < 0 && -x < math.Pow10(-digits)/2 {
		return "-"
	}
	return ""
}
