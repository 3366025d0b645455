package goal

import (
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics/internal/phrase"
)

// missingText says for each field what to write there.
var missingText = []phrase.Term{
	{Word: "metric", Names: text.Wording{
		En:   "the metric is missing: say which number is to change, such as csat_top_box:csat5>=4",
		Hant: "缺少指標：請指定要改善哪一個數字，例如 csat_top_box:csat5>=4",
		Hans: "缺少指标：请指明要改善哪个数字，例如 csat_top_box:csat5>=4",
	}},
	{Word: "segment", Names: text.Wording{
		En:   `the segment is missing: say whose number it is, or "all" for all customers`,
		Hant: "缺少對象：請指定是哪一群顧客，全體顧客請寫「all」",
		Hans: "缺少范围：请指明是哪一部分客户，全体客户请写“all”",
	}},
	{Word: "baseline", Names: text.Wording{
		En:   "the baseline is missing: measure the number before setting out to change it",
		Hant: "缺少基準值：請先量測現況，再設定目標",
		Hans: "缺少基线：请先测量现状，再设定目标",
	}},
	{Word: "target", Names: text.Wording{
		En:   "the target is missing: say by how much the number is to change, or what it is to become",
		Hant: "缺少目標值：請寫明要改變多少，或要達到多少",
		Hans: "缺少目标值：请写明要变化多少，或要达到多少",
	}},
	{Word: "source", Names: text.Wording{
		En:   "the source is missing: say where the number comes from, such as the monthly survey",
		Hant: "缺少資料來源：請寫明數字從哪裡來，例如每月滿意度調查",
		Hans: "缺少数据来源：请写明数字从哪里来，例如每月满意度调查",
	}},
	{Word: "measured", Names: text.Wording{
		En:   "it is not said how often the number is measured, such as monthly",
		Hant: "未說明多久量測一次，例如每月",
		Hans: "未说明多久测量一次，例如每月",
	}},
	{Word: "reviewed", Names: text.Wording{
		En:   "it is not said how often the goal is reviewed, such as quarterly",
		Hant: "未說明多久檢討一次，例如每季",
		Hans: "未说明多久回顾一次，例如每季度",
	}},
	{Word: "relevance", Names: text.Wording{
		En:   "the reason is missing: say what the goal does for the company's strategy",
		Hant: "缺少設定理由：請說明這個目標與公司策略有何關係",
		Hans: "缺少设定理由：请说明该目标与公司战略有何关系",
	}},
	{Word: "start", Names: text.Wording{
		En:   "the start is missing: say from when on the goal holds",
		Hant: "缺少開始日期：請寫明目標從何時起算",
		Hans: "缺少开始日期：请写明目标从何时起算",
	}},
	{Word: "due", Names: text.Wording{
		En:   "the due date is missing: say by when, such as within the next six months",
		Hant: "缺少期限：請寫明何時之前完成，例如未來六個月內",
		Hans: "缺少截止日期：请写明在何时之前完成，例如未来六个月内",
	}},
}

// problemText says what is wrong, where something is there.
var problemText = []phrase.Term{
	{Word: string(NoBaseline), Names: text.Wording{
		En:   "the baseline rests on no answers and has no value: there is nothing to go from",
		Hant: "基準值沒有任何資料，無法計算，目標也就沒有起點",
		Hans: "基线没有任何数据，无法计算，目标也就没有起点",
	}},
	{Word: string(OtherMetric), Names: text.Wording{
		En:   "the baseline is of %s, the goal is about %s: measure the same number",
		Hant: "基準值是 %s，目標卻是 %s：兩者必須是同一個指標",
		Hans: "基线是 %s，目标却是 %s：两者必须是同一指标",
	}},
	{Word: string(BadMetric), Names: text.Wording{
		En:   "%s is no number in %s, the unit of the baseline",
		Hant: "%s 的單位與基準值的單位 %s 不符",
		Hans: "%s 的单位与基线的单位 %s 不符",
	}},
	{Word: string(TwoTargets), Names: text.Wording{
		En:   "there are two targets: give either the change or the value to reach, and a change either in points or relative",
		Hant: "目標值重複：請在「改變多少」與「達到多少」中擇一，改變量也請在點數與相對幅度中擇一",
		Hans: "目标值重复：“变化多少”与“达到多少”只能填一个，变化量也只能在点数与相对幅度中选一个",
	}},
	{Word: string(NotRelative), Names: text.Wording{
		En:   "a relative change has no meaning for %s, whose zero is not nothing: give the change in points",
		Hant: "%s的零點不代表「沒有」，相對幅度沒有意義：請改用點數",
		Hans: "%s的零点不代表“没有”，相对幅度没有意义：请改用点数",
	}},
	{Word: string(OffRange), Names: text.Wording{
		En:   "%s cannot have this value; it goes from %s to %s",
		Hant: "%s不可能是這個數值，範圍是 %s 至 %s",
		Hans: "%s不可能取这个值，范围是 %s 至 %s",
	}},
	{Word: string(WrongDirection), Names: text.Wording{
		En:   "the change would make %s worse: check its sign",
		Hant: "這樣的改變會讓%s變差：請檢查正負號",
		Hans: "这样的变化会使%s变差：请检查正负号",
	}},
	{Word: string(UnknownCadence), Names: text.Wording{
		En:   "%q is no cadence, want one of %s",
		Hant: "%q 不是可用的頻率，請用 %s 之一",
		Hans: "%q 不是可用的频率，请用 %s 之一",
	}},
	{Word: string(TooSeldom), Names: text.Wording{
		En:   "%s is too seldom: the goal is due before the first time",
		Hant: "%s一次太少：第一次還沒到，期限就過了",
		Hans: "%s一次太少：还没到第一次，期限就过了",
	}},
	{Word: string(DueBeforeStart), Names: text.Wording{
		En:   "the goal is due on %s and starts on %s: the due date must come after the start",
		Hant: "期限是 %s，開始日期是 %s：期限必須晚於開始日期",
		Hans: "截止日期是%s，开始日期是%s：截止日期必须晚于开始日期",
	}},
	{Word: string(BadSample), Names: text.Wording{
		En:   "a measurement cannot have %d answers: give a number above 0, or 0 for as many as the baseline",
		Hant: "一次量測不可能有 %d 份回答：請填正數，或填 0 表示與基準值相同",
		Hans: "一次测量不可能有 %d 份回答：请填正数，或填 0 表示与基线相同",
	}},
}
