package report

import (
	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
)

// headings are those of a report in Markdown.
var headings = struct {
	title, first, kpis, causes, plan, benchmarks, notes, reading, sources text.Wording
	problems, suggestions, followUp                                       text.Wording
	pareto, hotspots, fishbone, whys, journey, drivers, shift, order      text.Wording
	different, links                                                      text.Wording
	metric, whole, recent, earlier, verdict, ahead                        text.Wording
	score, action, kind, department, owner, due, expected, state          text.Wording
	topic, mentions, share, cumulative, cases, ofCases                    text.Wording
	step, volume, unhappy, pains                                          text.Wording
}{
	title:      text.Wording{En: "customer feedback report", Hant: "顧客回饋分析報告", Hans: "客户反馈分析报告"},
	first:      text.Wording{En: "What to do first, and why", Hant: "先做什麼，為什麼", Hans: "先做什么，为什么"},
	kpis:       text.Wording{En: "1. Key figures and trends", Hant: "一、關鍵指標與趨勢", Hans: "一、关键指标与趋势"},
	causes:     text.Wording{En: "2. What lies behind the figures", Hant: "二、根本原因", Hans: "二、根本原因"},
	plan:       text.Wording{En: "3. The plan, and whether it works", Hant: "三、行動計畫", Hans: "三、行动计划"},
	benchmarks: text.Wording{En: "4. How you compare with others", Hant: "四、與同業比較", Hans: "四、与同行对比"},
	notes:      text.Wording{En: "What these data do not say", Hant: "資料限制", Hans: "数据局限"},
	reading:    text.Wording{En: "How to read this report", Hant: "如何閱讀這份報告", Hans: "如何阅读本报告"},
	sources:    text.Wording{En: "Where the numbers come from", Hant: "數字的來源", Hans: "数字的来源"},

	problems:    text.Wording{En: "Problems found", Hant: "發現的問題", Hans: "发现的问题"},
	suggestions: text.Wording{En: "Suggestions", Hant: "改善建議", Hans: "改进建议"},
	followUp:    text.Wording{En: "Follow-up", Hant: "後續追蹤", Hans: "后续措施"},

	pareto:    text.Wording{En: "What customers complain of most", Hant: "顧客最常抱怨什麼", Hans: "客户最常抱怨什么"},
	hotspots:  text.Wording{En: "Where it is worse than elsewhere", Hant: "哪裡比其他地方差", Hans: "哪里比其他地方差"},
	links:     text.Wording{En: "What goes with churn and orders", Hant: "與流失率、訂單的關聯", Hans: "与流失率、订单的关联"},
	different: text.Wording{En: "Where customers complain of other things", Hant: "哪裡抱怨的內容不同", Hans: "哪里抱怨的内容不同"},
	fishbone:  text.Wording{En: "Causes by category (fishbone)", Hant: "原因魚骨圖", Hans: "原因鱼骨图"},
	whys:      text.Wording{En: "Why, and why again (5 Whys)", Hant: "追問為什麼（5 Whys）", Hans: "追问为什么（5 Whys）"},
	journey:   text.Wording{En: "The customer journey", Hant: "顧客旅程", Hans: "客户旅程"},
	drivers:   text.Wording{En: "What goes with the score", Hant: "哪些因素與評分有關", Hans: "哪些因素与评分有关"},

	shift: text.Wording{En: "Have the answers changed, or the mix of customers?", Hant: "是回答變了，還是顧客組成變了？", Hans: "是回答变了，还是客户构成变了？"},
	order: text.Wording{En: "Topics ranked overall", Hant: "各主題的綜合排序", Hans: "各主题的综合排序"},

	ahead:      text.Wording{En: "Next period, if things go on as before (95% interval)", Hant: "下一期預測（95% 區間）", Hans: "下一期预测（95% 区间）"},
	score:      text.Wording{En: "Score", Hant: "得分", Hans: "得分"},
	action:     text.Wording{En: "Action", Hant: "措施", Hans: "措施"},
	kind:       text.Wording{En: "Kind", Hant: "類型", Hans: "类型"},
	department: text.Wording{En: "Department", Hant: "負責部門", Hans: "责任部门"},
	owner:      text.Wording{En: "Owner", Hant: "負責人", Hans: "责任人"},
	due:        text.Wording{En: "Due", Hant: "期限", Hans: "期限"},
	expected:   text.Wording{En: "Expected effect", Hant: "預期成效", Hans: "预期效果"},
	state:      text.Wording{En: "State", Hant: "狀態", Hans: "状态"},

	metric:  text.Wording{En: "Measure", Hant: "指標", Hans: "指标"},
	whole:   text.Wording{En: "Whole period", Hant: "整個期間", Hans: "整个期间"},
	recent:  text.Wording{En: "Recently", Hant: "近期", Hans: "近期"},
	earlier: text.Wording{En: "Before", Hant: "先前", Hans: "此前"},
	verdict: text.Wording{En: "Verdict", Hant: "判讀", Hans: "判断"},

	topic:      text.Wording{En: "Topic", Hant: "主題", Hans: "主题"},
	mentions:   text.Wording{En: "Mentions", Hant: "提及次數", Hans: "提及次数"},
	share:      text.Wording{En: "Share of mentions", Hant: "占提及次數", Hans: "占提及次数"},
	cumulative: text.Wording{En: "Cumulative", Hant: "累計", Hans: "累计"},
	cases:      text.Wording{En: "Pieces of feedback", Hant: "回饋件數", Hans: "反馈条数"},
	ofCases:    text.Wording{En: "Share of feedback", Hant: "占回饋比例", Hans: "占反馈比例"},

	step:    text.Wording{En: "Step", Hant: "步驟", Hans: "环节"},
	volume:  text.Wording{En: "Feedback", Hant: "回饋件數", Hans: "反馈条数"},
	unhappy: text.Wording{En: "Unhappy", Hant: "負面比例", Hans: "负面占比"},
	pains:   text.Wording{En: "Pain points", Hant: "痛點", Hans: "痛点"},
}

var (
	nothingFound = text.Wording{En: "None that the data show.", Hant: "資料沒有顯示出問題。", Hans: "数据没有显示出问题。"}
	noSuggestion = text.Wording{
		En:   "Nothing in the data calls for action: keep watching.",
		Hant: "從資料看不出需要優先處理的事項，持續觀察即可。",
		Hans: "从数据看不出需要优先处理的事项，持续观察即可。",
	}
)

// Name is the verdict as people who read tag call it.
func (v Verdict) Name(tag language.Tag) string { return v.name().In(tag) }

func (v Verdict) name() text.Wording {
	switch v {
	case Better:
		return text.Wording{En: "better", Hant: "改善", Hans: "改善"}
	case Worse:
		return text.Wording{En: "worse", Hant: "惡化", Hans: "恶化"}
	case Rises:
		return text.Wording{En: "rises", Hant: "上升", Hans: "上升"}
	case Falls:
		return text.Wording{En: "falls", Hant: "下降", Hans: "下降"}
	case Steady:
		return text.Wording{En: "no change shown", Hant: "看不出變化", Hans: "看不出变化"}
	case NoValue:
		return text.Wording{En: "no value", Hant: "無法計算", Hans: "无法计算"}
	}
	return text.Wording{En: "too little data", Hant: "資料不足", Hans: "数据不足"}
}

// explanations are of the words that not everybody knows.
func (r *Report) explanations() []text.Wording {
	out := []text.Wording{
		{
			En:   "95% CI (confidence interval): the range in which the number lies if all customers were asked, as far as this sample can tell; it is right 95 times in 100. n is how many answers it rests on. The wider the range, the less is known.",
			Hant: "95% 信賴區間：如果問過所有顧客，真正的數字大致會落在這個範圍（一百次裡有九十五次是對的）。n 是樣本數，也就是依據多少筆資料。範圍愈寬，代表愈不確定。",
			Hans: "95% 置信区间：如果问遍所有客户，真实数字大致会落在这个范围（一百次里有九十五次是对的）。n 为样本量，即依据多少条数据。范围越宽，说明越不确定。",
		},
		{
			En:   "p: how often chance alone makes a difference at least as large. Below 0.05 the difference is called real here. Adjusted means that it allows for having looked at many things at once, since among many something always seems to stand out.",
			Hant: "p 值：光靠碰巧，出現這麼大或更大差距的機率；小於 0.05 才視為確有差異。「校正後」表示已考慮到同時比較了很多項目，因為項目一多，總會有看似突出的結果。",
			Hans: "p 值：仅凭偶然，出现这么大或更大差距的概率；小于 0.05 才视为确有差异。“校正后”表示已考虑到同时比较了很多项目，因为项目一多，总会有看似突出的结果。",
		},
		{
			En:   "No change shown is not the same as no change: there may be one too small for so few answers.",
			Hant: "「看不出變化」不等於「沒有變化」，也可能是變化太小，現有筆數還看不出來。",
			Hans: "“看不出变化”不等于“没有变化”，也可能是变化太小，现有样本量还看不出来。",
		},
		{
			En:   "What is found together is not thereby cause and effect. Where the report says that a slice or a topic goes with unhappiness, somebody who knows the work has to find out why.",
			Hant: "一起出現不代表有因果關係。報告指出某處或某主題與不滿有關時，仍需熟悉業務的人查明原因。",
			Hans: "同时出现不代表存在因果关系。报告指出某处或某主题与不满有关时，仍需熟悉业务的人查明原因。",
		},
	}
	if len(r.Plan.Goals)+len(r.Plan.Actions)+len(r.Benchmarks) == 0 {
		return out
	}
	return append(out, text.Wording{
		En:   "d and h: how large a difference is, set against how much customers differ anyway; 0.2 is small, 0.5 medium, 0.8 large. Power: how often a sample of this size would show such a change if it is there. The names in brackets behind an interval say how it was computed.",
		Hant: "效果量 d、h：與顧客之間本來的差異相比，差距有多大；0.2 為小、0.5 為中、0.8 為大。檢定力：如果真有這樣的變化，這麼大的樣本有多少機會看得出來。區間後面的名稱是計算方法。",
		Hans: "效应量 d、h：与客户之间本来的差异相比，差距有多大；0.2 为小、0.5 为中、0.8 为大。检验功效：如果真有这样的变化，这么大的样本有多少机会看得出来。区间后面的名称是计算方法。",
	})
}
