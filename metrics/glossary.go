package metrics

import (
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// glossary defines all metrics. Several names for the same thing are in use; the
// aliases are read and never written. "CES" and "response rate" alone are no
// aliases: each is the name of two different metrics.
var glossary = []Definition{
	{
		ID:      IDNPS,
		Names:   text.Wording{En: "Net Promoter Score", Hant: "淨推薦值", Hans: "净推荐值"},
		Aliases: []string{"NPS", "淨推薦分數", "净推荐分数", "淨推薦值（NPS）", "净推荐值（NPS）"},
		Formula: text.Wording{
			En:   "100 × (promoters − detractors) / answers; promoters answer 9 or 10, detractors 0 to 6, passives 7 or 8",
			Hant: "100 ×（推薦者 − 批評者）÷ 回答數；答 9、10 分為推薦者，7、8 分為被動者，0 至 6 分為批評者",
			Hans: "100 ×（推荐者 − 贬损者）÷ 回答数；答 9、10 分为推荐者，7、8 分为被动者，0 至 6 分为贬损者",
		},
		Unit: UnitPoints, Low: Number{-100, true}, High: Number{100, true}, Better: feedback.HighIsGood,
		Source: "Reichheld, F. (2003). The one number you need to grow. Harvard Business Review 81(12)",
	},
	{
		ID:      IDSatisfaction,
		Names:   text.Wording{En: "Customer satisfaction", Hant: "顧客滿意度", Hans: "客户满意度"},
		Aliases: []string{"CSAT", "客戶滿意度", "customer satisfaction score", "顧客滿意度（CSAT）", "客户满意度（CSAT）"},
		Formula: text.Wording{
			En:   "answers at or above the cut-off / answers; the cut-off is 4 of 5 or 6 of 7 unless the ID says another",
			Hant: "達到門檻的回答數 ÷ 回答數；ID 未另外註明時，5 分制的門檻是 4 分，7 分制是 6 分",
			Hans: "达到分数线的回答数 ÷ 回答数；ID 未另行注明时，5 分制的分数线为 4 分，7 分制为 6 分",
		},
		Unit: UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.HighIsGood,
	},
	{
		ID:      IDSatisfactionMean,
		Names:   text.Wording{En: "Mean satisfaction rating", Hant: "滿意度平均分數", Hans: "满意度平均分"},
		Aliases: []string{"CSAT mean", "客戶滿意度評分", "客户满意度评分", "滿意度平均值", "满意度均分"},
		Formula: text.Wording{
			En:   "sum of answers / answers, on the scale named by the ID",
			Hant: "回答分數總和 ÷ 回答數，量表寫在 ID 中",
			Hans: "回答分数总和 ÷ 回答数，量表写在 ID 中",
		},
		Unit: UnitScore, Better: feedback.HighIsGood,
	},
	{
		ID:      IDHandling,
		Names:   text.Wording{En: "Satisfaction with the handling", Hant: "處理滿意度", Hans: "处理结果满意度"},
		Aliases: []string{"處理結果滿意度", "处理满意度", "handling satisfaction"},
		Formula: text.Wording{
			En:   "as customer satisfaction, asked about the handling of a case after it was resolved",
			Hant: "算法同顧客滿意度，在案件解決後詢問對處理過程的滿意程度",
			Hans: "算法同客户满意度，在问题解决后询问对处理过程的满意程度",
		},
		Unit: UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.HighIsGood,
	},
	{
		ID:    IDHandlingMean,
		Names: text.Wording{En: "Mean rating of the handling", Hant: "處理滿意度平均分數", Hans: "处理结果满意度平均分"},
		Formula: text.Wording{
			En:   "sum of answers / answers, on the scale named by the ID, asked after the case was resolved",
			Hant: "回答分數總和 ÷ 回答數，量表寫在 ID 中，在案件解決後詢問",
			Hans: "回答分数总和 ÷ 回答数，量表写在 ID 中，在问题解决后询问",
		},
		Unit: UnitScore, Better: feedback.HighIsGood,
	},
	{
		ID:      IDEffort,
		Names:   text.Wording{En: "Customer effort (CES 1.0)", Hant: "顧客費力程度（CES 1.0）", Hans: "客户费力度（CES 1.0）"},
		Aliases: []string{"CES 1.0", "customer effort score", "客戶費力度", "客户费力度", "客戶努力分數", "客户费力指数"},
		Formula: text.Wording{
			En:   "sum of answers / answers to how much effort it took, 1 very low to 5 very high",
			Hant: "回答分數總和 ÷ 回答數；題目問花了多少力氣，1 分是很少，5 分是很多",
			Hans: "回答分数总和 ÷ 回答数；题目问费了多大力气，1 分为很少，5 分为很多",
		},
		Unit: UnitScore, Low: Number{1, true}, High: Number{5, true}, Better: feedback.LowIsGood,
		Source: "Dixon, M., Freeman, K. and Toman, N. (2010). Stop trying to delight your customers. Harvard Business Review 88(7/8)",
	},
	{
		ID:    IDEffortEase,
		Names: text.Wording{En: "Customer ease (CES 1.0 turned round)", Hant: "顧客輕鬆程度（由 CES 1.0 換算）", Hans: "客户轻松度（由 CES 1.0 换算）"},
		Formula: text.Wording{
			En:   "6 − customer effort (CES 1.0)",
			Hant: "6 − 顧客費力程度（CES 1.0）",
			Hans: "6 − 客户费力度（CES 1.0）",
		},
		Unit: UnitScore, Low: Number{1, true}, High: Number{5, true}, Better: feedback.HighIsGood,
	},
	{
		ID:    IDEffortEasyShare,
		Names: text.Wording{En: "Share who found it easy (CES 1.0)", Hant: "覺得不費力的比例（CES 1.0）", Hans: "认为省力的客户占比（CES 1.0）"},
		Formula: text.Wording{
			En:   "answers of 1 or 2 / answers",
			Hant: "答 1 分或 2 分的人數 ÷ 回答數",
			Hans: "答 1 分或 2 分的人数 ÷ 回答数",
		},
		Unit: UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.HighIsGood,
	},
	{
		ID:      IDEase,
		Names:   text.Wording{En: "Customer ease (CES 2.0)", Hant: "顧客輕鬆程度（CES 2.0）", Hans: "客户轻松度（CES 2.0）"},
		Aliases: []string{"CES 2.0", "customer ease score"},
		Formula: text.Wording{
			En:   "sum of answers / answers to whether the company made it easy, 1 disagree to 7 agree",
			Hant: "回答分數總和 ÷ 回答數；題目問這家公司是否讓事情變得容易，1 分是不同意，7 分是同意",
			Hans: "回答分数总和 ÷ 回答数；题目问这家公司是否让事情变得容易，1 分为不同意，7 分为同意",
		},
		Unit: UnitScore, Low: Number{1, true}, High: Number{7, true}, Better: feedback.HighIsGood,
		Source: "Dixon, M., Toman, N. and DeLisi, R. (2013). The Effortless Experience",
	},
	{
		ID:    IDEasyShare,
		Names: text.Wording{En: "Share who found it easy (CES 2.0)", Hant: "覺得輕鬆的比例（CES 2.0）", Hans: "认为轻松的客户占比（CES 2.0）"},
		Formula: text.Wording{
			En:   "answers of 5, 6 or 7 / answers",
			Hant: "答 5、6 或 7 分的人數 ÷ 回答數",
			Hans: "答 5、6 或 7 分的人数 ÷ 回答数",
		},
		Unit: UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.HighIsGood,
	},
	{
		ID:      IDNegativePositiveRatio,
		Names:   text.Wording{En: "Negative-to-positive ratio", Hant: "負面與正面回饋比", Hans: "负面与正面反馈之比"},
		Aliases: []string{"NRR", "負面與正面反饋比", "負面回饋率", "負面反饋率", "负面反馈率", "負面反饋率（NRR）", "negative response ratio"},
		Formula: text.Wording{
			En:   "negative / positive; neutral, mixed and unknown do not matter",
			Hant: "負面 ÷ 正面；中性、褒貶不一與無法判斷的都不計",
			Hans: "负面 ÷ 正面；中性、褒贬不一和无法判断的均不计",
		},
		Unit: UnitRatio, Low: Number{0, true}, Better: feedback.LowIsGood,
		Note: text.Wording{
			En:   "not net revenue retention, which has the same three letters NRR",
			Hant: "與縮寫同為 NRR 的「淨收入留存率」無關",
			Hans: "与缩写同为 NRR 的“净收入留存率”无关",
		},
	},
	{
		ID:    IDNegativeShare,
		Names: text.Wording{En: "Negative share of positive and negative", Hant: "負面比例（占正負面合計）", Hans: "负面占比（占正负面合计）"},
		Formula: text.Wording{
			En:   "negative / (negative + positive)",
			Hant: "負面 ÷（負面 + 正面）",
			Hans: "负面 ÷（负面 + 正面）",
		},
		Unit: UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.LowIsGood,
	},
	{
		ID:    IDNegativeShareOfAll,
		Names: text.Wording{En: "Negative share of all that was judged", Hant: "負面比例（占所有可判斷的回饋）", Hans: "负面占比（占全部可判断的反馈）"},
		Formula: text.Wording{
			En:   "negative / (negative + neutral + mixed + positive)",
			Hant: "負面 ÷（負面 + 中性 + 褒貶不一 + 正面）",
			Hans: "负面 ÷（负面 + 中性 + 褒贬不一 + 正面）",
		},
		Unit: UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.LowIsGood,
	},
	{
		ID:      IDNetSentiment,
		Names:   text.Wording{En: "Net sentiment", Hant: "淨情緒值", Hans: "净情感值"},
		Aliases: []string{"net sentiment score", "淨情感值", "净情绪值", "淨好感度", "净好感度"},
		Formula: text.Wording{
			En:   "100 × (positive − negative) / (positive + neutral + mixed + negative); unknown is not counted and shown as coverage",
			Hant: "100 ×（正面 − 負面）÷（正面 + 中性 + 褒貶不一 + 負面）；無法判斷的不計，另以可判斷比例呈現",
			Hans: "100 ×（正面 − 负面）÷（正面 + 中性 + 褒贬不一 + 负面）；无法判断的不计，另以可识别占比列出",
		},
		Unit: UnitPoints, Low: Number{-100, true}, High: Number{100, true}, Better: feedback.HighIsGood,
	},
	{
		ID:    IDCoverage,
		Names: text.Wording{En: "Share of feedback that could be judged", Hant: "情緒可判斷比例", Hans: "情感可识别占比"},
		Formula: text.Wording{
			En:   "known / (known + unknown)",
			Hant: "可判斷的 ÷（可判斷的 + 無法判斷的）",
			Hans: "可判断的 ÷（可判断的 + 无法判断的）",
		},
		Unit: UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.HighIsGood,
	},
	{
		ID:      IDSurveyResponseRate,
		Names:   text.Wording{En: "Survey response rate", Hant: "問卷填答率", Hans: "问卷回收率"},
		Aliases: []string{"問卷回收率", "问卷答复率", "問卷回覆率", "問卷回應率"},
		Formula: text.Wording{
			En:   "completed answers / delivered invitations",
			Hant: "完成填答的份數 ÷ 成功送達的邀請數",
			Hans: "完成答卷数 ÷ 成功送达的邀请数",
		},
		Unit: UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.HighIsGood,
		Note: text.Wording{
			En:   "the response rates of AAPOR's Standard Definitions have other denominators; here it is deliveries",
			Hant: "AAPOR 標準定義中的回應率各有不同分母，這裡的分母是成功送達的邀請數",
			Hans: "AAPOR 标准定义中的回应率分母各不相同，这里的分母是成功送达的邀请数",
		},
	},
	{
		ID:      IDReplyRate,
		Names:   text.Wording{En: "Reply rate", Hant: "回覆率", Hans: "回复率"},
		Aliases: []string{"回饋回覆率", "反饋回覆率", "反馈回复率"},
		Formula: text.Wording{
			En:   "feedback that was replied to / feedback received",
			Hant: "已回覆的回饋 ÷ 收到的回饋",
			Hans: "已回复的反馈 ÷ 收到的反馈",
		},
		Unit: UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.HighIsGood,
	},
	{
		ID:      IDChurnRate,
		Names:   text.Wording{En: "Churn rate", Hant: "顧客流失率", Hans: "客户流失率"},
		Aliases: []string{"客戶流失率", "流失率"},
		Formula: text.Wording{
			En:   "customers lost in the period / customers active at its start; new customers are in neither",
			Hant: "期間內流失的顧客 ÷ 期初的活躍顧客；期間內新增的顧客都不計",
			Hans: "期间流失的客户 ÷ 期初活跃客户；期间新增的客户均不计",
		},
		Unit: UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.LowIsGood,
	},
	{
		ID:      IDRetentionRate,
		Names:   text.Wording{En: "Retention rate", Hant: "顧客留存率", Hans: "客户留存率"},
		Aliases: []string{"客戶保留率", "客户保留率", "保留率", "留存率"},
		Formula: text.Wording{
			En:   "customers of the cohort still active / customers of the cohort; 1 − churn rate of the same cohort",
			Hant: "同一批顧客中仍活躍的人數 ÷ 該批顧客總數；等於 1 − 同一批顧客的流失率",
			Hans: "同一批客户中仍活跃的人数 ÷ 该批客户总数；等于 1 − 同一批客户的流失率",
		},
		Unit: UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.HighIsGood,
	},
	{
		ID:      IDComplaintRate,
		Names:   text.Wording{En: "Complaint rate", Hant: "客訴率", Hans: "投诉率"},
		Aliases: []string{"投訴率", "客戶投訴率", "客户投诉率"},
		Formula: text.Wording{
			En:   "complaints / exposure; the exposure (orders, customers, customer-months) is named by the ID",
			Hant: "客訴件數 ÷ 基數；基數是訂單、顧客或顧客月數，寫在 ID 中",
			Hans: "投诉件数 ÷ 基数；基数为订单、客户或客户月数，写在 ID 中",
		},
		Unit: UnitRate, Low: Number{0, true}, Better: feedback.LowIsGood,
	},
	{
		ID:    IDComplaintShare,
		Names: text.Wording{En: "Complaint share of feedback", Hant: "客訴占回饋的比例", Hans: "投诉占反馈的比重"},
		Formula: text.Wording{
			En:   "complaints / pieces of feedback; moves with the mix of channels, without any change in quality",
			Hant: "客訴件數 ÷ 回饋件數；管道的比重一變，品質沒變它也會變",
			Hans: "投诉件数 ÷ 反馈条数；渠道占比一变，质量没变它也会变",
		},
		Unit: UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.LowIsGood,
	},
	{
		ID:    IDUnhappyShare,
		Names: text.Wording{En: "Unhappy feedback", Hant: "負面回饋比例", Hans: "负面反馈占比"},
		Formula: text.Wording{
			En:   "unhappy pieces of feedback / pieces of feedback; unhappy is what was judged negative, or is a complaint and was not judged positive; where nothing judged the text, what has a low rating",
			Hant: "負面回饋件數 ÷ 回饋件數；負面是指判為負面，或屬於客訴且未判為正面；文字無從判斷時則看評分是否偏低",
			Hans: "负面反馈条数 ÷ 反馈条数；负面指判为负面，或属于投诉且未判为正面；文字无从判断时看评分是否偏低",
		},
		Unit: UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.LowIsGood,
	},
	{
		ID:    IDTopicShare,
		Names: text.Wording{En: "Feedback that complains of a topic", Hant: "抱怨某主題的回饋比例", Hans: "抱怨某主题的反馈占比"},
		Formula: text.Wording{
			En:   "pieces of feedback that complain of the topic named by the ID / pieces of feedback",
			Hant: "抱怨該主題的回饋件數 ÷ 回饋件數，主題寫在 ID 中",
			Hans: "抱怨该主题的反馈条数 ÷ 反馈条数，主题写在 ID 中",
		},
		Unit: UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.LowIsGood,
		Note: text.Wording{
			En:   "one piece may complain of several topics, so the shares of all topics add up to more than 100%",
			Hant: "一件回饋可能抱怨好幾個主題，各主題比例加總會超過 100%",
			Hans: "一条反馈可能抱怨多个主题，各主题占比相加会超过 100%",
		},
	},
	{
		ID:    IDCauseShare,
		Names: text.Wording{En: "Share of all complaints mentioned", Hant: "占所有抱怨的比例", Hans: "占全部抱怨的比重"},
		Formula: text.Wording{
			En:   "complaining mentions of the topic named by the ID / complaining mentions of all topics",
			Hant: "抱怨該主題的次數 ÷ 抱怨所有主題的總次數，主題寫在 ID 中",
			Hans: "抱怨该主题的次数 ÷ 抱怨全部主题的总次数，主题写在 ID 中",
		},
		Unit: UnitShare, Low: Number{0, true}, High: Number{1, true},
	},
	{
		ID:      IDFeedbackVolume,
		Names:   text.Wording{En: "Feedback volume", Hant: "回饋量", Hans: "反馈量"},
		Aliases: []string{"反饋量", "客戶回饋數量", "客戶反饋數量", "客户反馈数量", "反饋數量", "反馈数量"},
		Formula: text.Wording{
			En:   "pieces of feedback / periods; the period is named by the ID",
			Hant: "回饋件數 ÷ 期數；一期多長寫在 ID 中",
			Hans: "反馈条数 ÷ 期数；一期多长写在 ID 中",
		},
		Unit: UnitRate, Low: Number{0, true},
	},
	{
		ID:      IDMentions,
		Names:   text.Wording{En: "Mentions", Hant: "提及次數", Hans: "提及量"},
		Aliases: []string{"品牌聲量", "品牌声量", "聲量", "声量", "品牌提及次數", "品牌提及次数", "brand volume"},
		Formula: text.Wording{
			En:   "pieces of feedback that name the brand",
			Hant: "提到該品牌的回饋件數",
			Hans: "提到该品牌的反馈条数",
		},
		Unit: UnitCount, Low: Number{0, true},
	},
	{
		ID:      IDShareOfVoice,
		Names:   text.Wording{En: "Share of voice", Hant: "聲量占比", Hans: "声量份额"},
		Aliases: []string{"聲量佔比", "声量占比"},
		Formula: text.Wording{
			En:   "mentions of the brand / mentions of all brands that are listened to",
			Hant: "該品牌的提及次數 ÷ 所有追蹤品牌的提及次數",
			Hans: "该品牌的提及量 ÷ 所有监测品牌的提及量",
		},
		Unit: UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.HighIsGood,
	},
	{
		ID:      IDResolutionTime,
		Names:   text.Wording{En: "Resolution time", Hant: "解決時間", Hans: "解决时长"},
		Aliases: []string{"投訴解決時間", "投诉解决时间", "客訴解決時間", "解决时间", "complaint resolution time"},
		Formula: text.Wording{
			En:   "received until resolved, open cases censored at their age; p50 is the Kaplan-Meier median",
			Hant: "從收件到解決；未結的案件以目前為止的時間計入，p50 是 Kaplan-Meier 中位數",
			Hans: "从收到到解决；未解决的按截至目前的时长计入，p50 为 Kaplan-Meier 中位数",
		},
		Unit: UnitSeconds, Low: Number{0, true}, Better: feedback.LowIsGood,
		Source: "Kaplan, E. and Meier, P. (1958). JASA 53",
	},
	{
		ID:      IDFirstResponseTime,
		Names:   text.Wording{En: "First response time", Hant: "首次回覆時間", Hans: "首次响应时长"},
		Aliases: []string{"首次回應時間", "首次响应时间", "首次回复时间"},
		Formula: text.Wording{
			En:   "received until the first reply, unanswered cases censored at their age",
			Hant: "從收件到第一次回覆；尚未回覆的以目前為止的時間計入",
			Hans: "从收到到首次回复；尚未回复的按截至目前的时长计入",
		},
		Unit: UnitSeconds, Low: Number{0, true}, Better: feedback.LowIsGood,
		Source: "Kaplan, E. and Meier, P. (1958). JASA 53",
	},
	{
		ID:      IDHandlingTime,
		Names:   text.Wording{En: "Handling time", Hant: "處理時間", Hans: "处理时长"},
		Aliases: []string{"回饋處理時間", "反饋處理時間", "反馈处理时间", "处理时间"},
		Formula: text.Wording{
			En:   "assigned until resolved without the time spent waiting for the customer, open cases censored",
			Hant: "從指派到解決，扣除等待顧客的時間；未結的案件以目前為止的時間計入",
			Hans: "从分派到解决，扣除等待客户的时间；未解决的按截至目前的时长计入",
		},
		Unit: UnitSeconds, Low: Number{0, true}, Better: feedback.LowIsGood,
	},
	{
		ID:      IDWaitingTime,
		Names:   text.Wording{En: "Waiting time", Hant: "等候時間", Hans: "等待时长"},
		Aliases: []string{"等待時間", "等待时间"},
		Formula: text.Wording{
			En:   "received until somebody responsible has read it, unread cases censored",
			Hant: "從收件到承辦人員讀取；未讀的以目前為止的時間計入",
			Hans: "从收到到负责人员查看；未查看的按截至目前的时长计入",
		},
		Unit: UnitSeconds, Low: Number{0, true}, Better: feedback.LowIsGood,
	},
	{
		ID:      IDAttainment,
		Names:   text.Wording{En: "Share within the target time", Hant: "時限達成率", Hans: "时限达成率"},
		Aliases: []string{"SLA attainment", "SLA 達成率", "SLA 达成率", "SLA達成率", "SLA达成率"},
		Formula: text.Wording{
			En:   "1 − S(target), S being the Kaplan-Meier curve of all cases, those still open censored at their age",
			Hant: "1 − S(時限)，S 是全部案件的 Kaplan-Meier 曲線，未結的案件以目前為止的時間計入",
			Hans: "1 − S(时限)，S 为全部工单的 Kaplan-Meier 曲线，未解决的按截至目前的时长计入",
		},
		Unit: UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.HighIsGood,
	},
}
