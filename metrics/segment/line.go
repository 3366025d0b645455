package segment

import (
	"fmt"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/figure"
)

// names are what people call the dimensions of this package.
var names = map[string]text.Wording{
	"region":     {En: "region", Hant: "地區", Hans: "地区"},
	"product":    {En: "product", Hant: "產品", Hans: "产品"},
	"channel":    {En: "channel", Hant: "管道", Hans: "渠道"},
	"touchpoint": {En: "touchpoint", Hant: "接觸點", Hans: "触点"},
	"segment":    {En: "customer segment", Hant: "客群", Hans: "客户群"},
	"tier":       {En: "customer tier", Hant: "會員等級", Hans: "会员等级"},
	"language":   {En: "language", Hant: "語言", Hans: "语言"},
	"topic":      {En: "topic", Hant: "主題", Hans: "主题"},
}

// The sentences around numbers. Each %s is filled in order.
var (
	sliceName   = text.Wording{En: "%s %s", Hant: "%s「%s」", Hans: "%s“%s”"}
	sliceAnd    = text.Wording{En: ", ", Hant: "、", Hans: "、"}
	against     = text.Wording{En: "%s against the rest: %s", Hant: "%s與其餘回饋相比：%s", Hans: "%s与其余反馈相比：%s"}
	overTime    = text.Wording{En: "%s, after against before: %s", Hant: "%s前後期相比：%s", Hans: "%s前后期相比：%s"}
	adjustedFor = text.Wording{En: "; adjusted p %s of %d tests (%s)", Hant: "；校正後 p %s，共 %d 項檢定（%s）", Hans: "；校正后 p %s，共 %d 项检验（%s）"}
	notTested   = map[Status]text.Wording{
		TooFew: {En: "%s: %s; not tested: too few answers to show anything", Hant: "%s：%s；回答太少，無從判斷，未列入檢定", Hans: "%s：%s；回答太少，无法判断，未做检验"},
		NoRest: {En: "%s: %s; not tested: there is no rest to compare with", Hant: "%s：%s；沒有其餘回饋可供比較，未列入檢定", Hans: "%s：%s；没有其余反馈可供比较，未做检验"},
		Alike:  {En: "%s: %s; not tested: all answers are the same", Hant: "%s：%s；所有回答都相同，未列入檢定", Hans: "%s：%s；所有回答都相同，未做检验"},
	}
	newSlice         = text.Wording{En: "%s: %s; new: no answers before", Hant: "%s：%s；新出現，前期沒有回答", Hans: "%s：%s；新出现，前期没有回答"}
	goneSlice        = text.Wording{En: "%s: %s before; gone: no answers after", Hant: "%s：前期為 %s；已不再出現，後期沒有回答", Hans: "%s：前期为 %s；已不再出现，后期没有回答"}
	moves            = text.Wording{En: "; moves the whole by %s", Hant: "；使整體變動 %s", Hans: "；使整体变动 %s"}
	points           = text.Wording{En: "%+.2f points", Hant: "%+.2f 分", Hans: "%+.2f 分"}
	percentagePoints = text.Wording{En: "%+.2f percentage points", Hant: "%+.2f 個百分點", Hans: "%+.2f 个百分点"}
)

// Name is the slice as people who read tag call it: region north, 地區「北區」.
func (s Slice) Name(tag language.Tag) string {
	out := valueName(s.Dimension, s.Value, tag)
	if s.Crossed != "" {
		out += sliceAnd.In(tag) + valueName(s.Crossed, s.With, tag)
	}
	return out
}

func valueName(dimension, value string, tag language.Tag) string {
	if dimension == "channel" {
		if c, err := feedback.ParseChannel(value); err == nil {
			value = c.Name(tag)
		}
	}
	if w, ok := names[dimension]; ok {
		dimension = w.In(tag)
	}
	return fmt.Sprintf(sliceName.In(tag), dimension, value)
}

// Line is the finding on one line for people who read tag. What it says is shown is so
// after adjustment; of a slice that was not tested it says why.
func (f Finding) Line(tag language.Tag) string {
	return line(tag, against, f.Name(tag), f.Comparison, f.Status, f.Adjusted, f.Tests, f.Method)
}

// Line is the contribution on one line for people who read tag: the slice's own change,
// or that it is new or gone, and what it moved the whole by.
func (c Contribution) Line(tag language.Tag) string {
	out := line(tag, overTime, c.Name(tag), c.Comparison, c.Status, c.Adjusted, c.Tests, c.Method)
	switch before, after := c.Comparison.B, c.Comparison.A; {
	case before.N == 0 && after.N > 0:
		out = fmt.Sprintf(newSlice.In(tag), c.Name(tag), after.Format(tag))
	case after.N == 0 && before.N > 0:
		out = fmt.Sprintf(goneSlice.In(tag), c.Name(tag), before.Format(tag))
	}
	v, ok := c.Total().Get()
	if !ok {
		return out
	}
	by := fmt.Sprintf(points.In(tag), v)
	if c.Comparison.A.Unit == metrics.UnitShare {
		by = fmt.Sprintf(percentagePoints.In(tag), 100*v)
	}
	return out + fmt.Sprintf(moves.In(tag), by)
}

// line is a comparison in a sentence with its adjusted p-value.
func line(tag language.Tag, sentence text.Wording, name string, c metrics.Comparison, s Status, adjusted metrics.Number, tests int, by Adjustment) string {
	if w, ok := notTested[s]; ok {
		return fmt.Sprintf(w.In(tag), name, c.A.Format(tag))
	}
	return fmt.Sprintf(sentence.In(tag), name, c.Format(tag)) + fmt.Sprintf(adjustedFor.In(tag), figure.P(adjusted.Or(1)), tests, string(by))
}
