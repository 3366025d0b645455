package metrics

// words are the phrases of a language. The comment names what replaces the %s.
type words struct {
	points           string // number
	percentagePoints string // number
	score            string // number, top of the scale
	lowScore         string // number, bottom and top of a scale on which low is good
	rangeScore       string // number, bottom and top of a scale that does not begin at 0 or 1
	scorePoints      string // number: a difference of two scores
	ratio            string // number
	count            string // number
	once             string // "1", where that is written another way
	perUnit          string // number, unit
	perUnits         string // number, how many units, unit
	events, pieces   string // after the number of events, and of pieces of feedback
	exposure         string // a unit that has no name, and many of them
	exposures        string
	exposureNames    []phrase // of the units that loam names itself; others are called what the caller calls them
	undefined        string
	interval         string // confidence, low, high
	atLeast          string // confidence, low
	atMost           string // confidence, high

	open, comma, close, semi, colon string // around and between the particulars

	title titles
	entry entries

	duration durationForm
	methods  []phrase
	effects  []phrase
	warnings []phrase // count, if there is one

	difference      string // after a name
	shown, notShown string
}

// A phrase is what a language says for a word of the code. Tables of them need no
// work when a program starts, as maps would.
type phrase struct{ word, text string }

// find is the phrase for a word, and whether there is one.
func find(phrases []phrase, word string) (string, bool) {
	for _, p := range phrases {
		if p.word == word {
			return p.text, true
		}
	}
	return "", false
}

var english = words{
	points:   "%s points",
	score:    "%s of %s",
	lowScore: "%s on a scale of %s to %s, low is good", rangeScore: "%s on a scale of %s to %s", scorePoints: "%s scale points",
	ratio: "%s to 1",
	count: "%s times", once: "%s time",
	perUnit:  "%s per %s",
	perUnits: "%s per %s %s",
	exposure: "unit", exposures: "units",
	undefined: "undefined",
	interval:  "%s CI %s to %s",
	atLeast:   "%s CI from %s, no upper bound",
	atMost:    "%s CI up to %s, no lower bound",
	open:      " (", comma: ", ", close: ")", semi: "; ", colon: ": ",
	duration: durationForm{day: "d", hour: "h", minute: "min", second: "s", between: " ", join: " "},
	warnings: []phrase{
		{string(NoData), "no data yet"},
		{string(DividedByZero), "the formula divides by zero"},
		{string(NoInterval), "no interval can be given"},
		{string(FewData), "few data: about %s would give ±10 points"},
		{string(NoVariation), "all values are the same"},
		{string(Rejected), "%s set aside as invalid"},
		{string(IncompleteCoverage), "%s could not be judged"},
		{string(NotReached), "not reached yet: too few cases have ended"},
		{string(BeyondData), "no case has been watched for that long yet"},
		{string(CompetingExits), "%s ended in another way and count as open"},
		{string(Degenerate), "the method asked for does not work on these data"},
		{string(BadDefinition), "the definition is missing or of another unit"},
	},
	percentagePoints: "%s percentage points",
	difference:       ", difference",
	shown:            "shown by these data", notShown: "not shown by these data",
	title: titles{
		boxes: "%s (%s or more of %s)", rangeBoxes: "%s (%s or more on %s to %s)", lowBoxes: "%s (%s or less, worst %s)", thumbs: "%s (thumbs up)",
		period: "%s in period %s", periods: "%s in periods %s to %s", compound: "%s over %s periods", after: "%s after period %s",
		of: "%s of %s", median: "%s, median", percentile: "%s, %s percentile", mean: "%s, mean within %s",
		within: "%s (%s ≤ %s)", other: "%s (%s)",
	},
	entry: entries{
		heading: "%s (%s)", formula: "Formula: %s", unit: "Unit: %s", note: "Note: %s", source: "Source: %s", separator: ", ",
		between: "%s to %s", above: "%s or more", highBest: "high is good", lowBest: "low is good",
		units: []phrase{
			{string(UnitPoints), "points"}, {string(UnitShare), "share"}, {string(UnitScore), "points on the scale"}, {string(UnitRatio), "so many to one"},
			{string(UnitSeconds), "time"}, {string(UnitRate), "number per unit of exposure"}, {string(UnitCount), "number"},
		},
	},
}

var traditional = words{
	points:   "%s 分",
	score:    "%s 分，滿分 %s 分",
	lowScore: "%s 分，量表 %s 至 %s 分，越低越好", rangeScore: "%s 分，量表 %s 至 %s 分", scorePoints: "%s 分",
	ratio:    "%s 比 1",
	count:    "%s 次",
	perUnit:  "每%[2]s %[1]s",
	perUnits: "每 %[2]s %[3]s %[1]s",
	exposure: "單位", exposures: "個單位", events: " 件", pieces: " 件",
	exposureNames: []phrase{{"orders", "筆訂單"}, {"customers", "位顧客"}, {"days", "天"}},
	undefined:     "無法計算",
	interval:      "%s 信賴區間 %s 至 %s",
	atLeast:       "%s 信賴區間下限 %s，無上限",
	atMost:        "%s 信賴區間上限 %s，無下限",
	open:          "（", comma: "，", close: "）", semi: "；注意：", colon: "：",
	duration: durationForm{day: "天", hour: "小時", minute: "分鐘", second: "秒", between: " ", join: " "},
	methods: []phrase{
		{string(AdjustedWald), "調整後 Wald 區間"},
		{string(TangoScore), "Tango 分數區間"},
		{string(WilsonScore), "Wilson 區間"},
		{string(WilsonOdds), "由 Wilson 區間換算"},
		{string(StudentT), "t 區間"},
		{string(GarwoodExact), "Garwood 精確區間"},
		{string(NewcombeScore), "Newcombe 區間"},
		{string(WelchT), "Welch t 區間"},
		{string(BootstrapBCa), "拔靴法 BCa 區間"},
		{string(KaplanMeier), "Kaplan-Meier 估計"},
		{string(SurvivalLog), "Kaplan-Meier 估計，對數區間"},
		{string(SurvivalPlain), "Kaplan-Meier 估計，未轉換區間"},
		{string(RestrictedMean), "限制平均時間"},
		{string(WeightedWald), "加權的調整後 Wald 區間"},
		{string(StratifiedWald), "分層抽樣"},
		{string(PostStratified), "事後分層"},
		{string(SquareAndAdd), "由兩組區間合成"},
		{string(NormalInterval), "常態近似區間"},
	},
	warnings: []phrase{
		{string(NoData), "尚無資料"},
		{string(DividedByZero), "分母為零"},
		{string(NoInterval), "無法估計區間"},
		{string(FewData), "樣本偏少，約需 %s 筆才能把誤差縮到 ±10 個百分點"},
		{string(NoVariation), "資料全部相同"},
		{string(Rejected), "%s 筆無效資料未列入計算"},
		{string(IncompleteCoverage), "%s 筆無法判斷情緒"},
		{string(NotReached), "結案的案件還太少，尚未達到此值"},
		{string(BeyondData), "還沒有案件追蹤到這麼久"},
		{string(CompetingExits), "%s 件以其他方式結束，視為未結案"},
		{string(Degenerate), "指定的方法不適用於這批資料"},
		{string(BadDefinition), "未指定指標定義，或定義的單位不符"},
	},
	percentagePoints: "%s 個百分點",
	effects: []phrase{
		{string(CohensD), "效果量 d"}, {string(CohensH), "效果量 h"}, {string(Superiority), "優勢機率"},
		{string(RateRatio), "發生率比"}, {string(OddsRatio), "勝算比"}, {string(MeanRatio), "時間比"},
	},
	difference: "差異",
	shown:      "資料顯示確有差異", notShown: "這批資料看不出差異",
	title: titles{
		boxes: "%[1]s（%[3]s 分制，%[2]s 分以上）", rangeBoxes: "%[1]s（%[3]s 至 %[4]s 分，%[2]s 分以上）", lowBoxes: "%[1]s（%[3]s 分制，%[2]s 分以下）", thumbs: "%s（按讚）",
		period: "%s（第 %s 期）", periods: "%s（第 %s 至 %s 期）", compound: "%s（連續 %s 期）", after: "%s（第 %s 期末）",
		of: "%s（%s）", median: "%s中位數", percentile: "%s第 %s 百分位數", mean: "%s平均（最長計至 %s）",
		within: "%s（%s不超過 %s）", other: "%s（%s）",
	},
	entry: entries{
		heading: "%s（%s）", formula: "公式：%s", unit: "單位：%s", note: "注意：%s", source: "來源：%s", separator: "，",
		between: "%s 至 %s", above: "%s 以上", highBest: "越高越好", lowBest: "越低越好",
		units: []phrase{
			{string(UnitPoints), "分"}, {string(UnitShare), "比例"}, {string(UnitScore), "量表分數"}, {string(UnitRatio), "幾比一"},
			{string(UnitSeconds), "時間"}, {string(UnitRate), "每單位基數的次數"}, {string(UnitCount), "次數"},
		},
	},
}

var simplified = words{
	points:   "%s 分",
	score:    "%s 分，满分 %s 分",
	lowScore: "%s 分，量表 %s 至 %s 分，越低越好", rangeScore: "%s 分，量表 %s 至 %s 分", scorePoints: "%s 分",
	ratio:    "%s 比 1",
	count:    "%s 次",
	perUnit:  "每%[2]s %[1]s",
	perUnits: "每 %[2]s %[3]s %[1]s",
	exposure: "单位", exposures: "个单位", events: " 件", pieces: " 条",
	exposureNames: []phrase{{"orders", "笔订单"}, {"customers", "位客户"}, {"days", "天"}},
	undefined:     "无法计算",
	interval:      "%s 置信区间 %s 至 %s",
	atLeast:       "%s 置信区间下限 %s，无上限",
	atMost:        "%s 置信区间上限 %s，无下限",
	open:          "（", comma: "，", close: "）", semi: "；注意：", colon: "：",
	duration: durationForm{day: "天", hour: "小时", minute: "分钟", second: "秒", between: " ", join: " "},
	methods: []phrase{
		{string(AdjustedWald), "校正 Wald 区间"},
		{string(TangoScore), "Tango 得分区间"},
		{string(WilsonScore), "Wilson 区间"},
		{string(WilsonOdds), "由 Wilson 区间换算"},
		{string(StudentT), "t 区间"},
		{string(GarwoodExact), "Garwood 精确区间"},
		{string(NewcombeScore), "Newcombe 区间"},
		{string(WelchT), "Welch t 区间"},
		{string(BootstrapBCa), "自助法 BCa 区间"},
		{string(KaplanMeier), "Kaplan-Meier 估计"},
		{string(SurvivalLog), "Kaplan-Meier 估计，对数区间"},
		{string(SurvivalPlain), "Kaplan-Meier 估计，未变换区间"},
		{string(RestrictedMean), "限制平均时间"},
		{string(WeightedWald), "加权的校正 Wald 区间"},
		{string(StratifiedWald), "分层抽样"},
		{string(PostStratified), "事后分层"},
		{string(SquareAndAdd), "由两组区间合成"},
		{string(NormalInterval), "正态近似区间"},
	},
	warnings: []phrase{
		{string(NoData), "暂无数据"},
		{string(DividedByZero), "分母为零"},
		{string(NoInterval), "无法估计区间"},
		{string(FewData), "样本量偏小，大约需要 %s 份才能把误差控制在 ±10 个百分点"},
		{string(NoVariation), "数据全部相同"},
		{string(Rejected), "%s 条无效数据未计入"},
		{string(IncompleteCoverage), "%s 条无法判断情感"},
		{string(NotReached), "已结束的工单太少，还达不到该值"},
		{string(BeyondData), "还没有工单跟踪到这么久"},
		{string(CompetingExits), "%s 个工单以其他方式结束，按未结束处理"},
		{string(Degenerate), "所选方法不适用于这批数据"},
		{string(BadDefinition), "未指定指标定义，或定义的单位不符"},
	},
	percentagePoints: "%s 个百分点",
	effects: []phrase{
		{string(CohensD), "效应量 d"}, {string(CohensH), "效应量 h"}, {string(Superiority), "优势概率"},
		{string(RateRatio), "发生率之比"}, {string(OddsRatio), "比值比"}, {string(MeanRatio), "时长之比"},
	},
	difference: "差异",
	shown:      "数据表明存在差异", notShown: "现有数据不足以说明存在差异",
	title: titles{
		boxes: "%[1]s（%[3]s 分制，%[2]s 分及以上）", rangeBoxes: "%[1]s（%[3]s 至 %[4]s 分，%[2]s 分及以上）", lowBoxes: "%[1]s（%[3]s 分制，%[2]s 分及以下）", thumbs: "%s（点赞）",
		period: "%s（第 %s 期）", periods: "%s（第 %s 至 %s 期）", compound: "%s（连续 %s 期）", after: "%s（第 %s 期末）",
		of: "%s（%s）", median: "%s中位数", percentile: "%s第 %s 百分位数", mean: "%s均值（最长计至 %s）",
		within: "%s（%s不超过 %s）", other: "%s（%s）",
	},
	entry: entries{
		heading: "%s（%s）", formula: "公式：%s", unit: "单位：%s", note: "注意：%s", source: "来源：%s", separator: "，",
		between: "%s 至 %s", above: "不低于 %s", highBest: "越高越好", lowBest: "越低越好",
		units: []phrase{
			{string(UnitPoints), "分"}, {string(UnitShare), "占比"}, {string(UnitScore), "量表分"}, {string(UnitRatio), "几比一"},
			{string(UnitSeconds), "时长"}, {string(UnitRate), "每单位基数的次数"}, {string(UnitCount), "次数"},
		},
	},
}
