package metrics

import "github.com/loamlib/loam/feedback"

// The IDs of loam's metrics. Where an ID is completed by a detail, the comment
// shows it.
const (
	IDNPS                   ID = "nps"
	IDSatisfaction          ID = "csat_top_box"            // csat_top_box:csat5>=4
	IDSatisfactionMean      ID = "csat_mean"               // csat_mean:csat5
	IDHandling              ID = "handling_top_box"        // handling_top_box:csat5>=4
	IDHandlingMean          ID = "handling_mean"           // handling_mean:csat5
	IDEffort                ID = "ces1_effort"             // CES 1.0, low is good
	IDEffortEase            ID = "ces1_ease"               // CES 1.0 turned round
	IDEffortEasyShare       ID = "ces1_easy_share"         // CES 1.0
	IDEase                  ID = "ces2_ease"               // CES 2.0, high is good
	IDEasyShare             ID = "ces2_easy_share"         // CES 2.0
	IDNegativePositiveRatio ID = "negative_positive_ratio" // negative : positive
	IDNegativeShare         ID = "negative_share"          // of negative and positive
	IDNegativeShareOfAll    ID = "negative_share_of_all"   // of all that was judged
	IDNetSentiment          ID = "net_sentiment"
	IDCoverage              ID = "sentiment_coverage"
	IDSurveyResponseRate    ID = "survey_response_rate"
	IDReplyRate             ID = "reply_rate"
	IDChurnRate             ID = "churn_rate"     // churn_rate:3
	IDRetentionRate         ID = "retention_rate" // retention_rate:3
	IDComplaintRate         ID = "complaint_rate" // complaint_rate:orders
	IDComplaintShare        ID = "complaint_share"
	IDFeedbackVolume        ID = "feedback_volume" // feedback_volume:days
	IDMentions              ID = "mentions"        // mentions:brand
	IDShareOfVoice          ID = "share_of_voice"  // share_of_voice:brand
	IDResolutionTime        ID = "resolution_time" // resolution_time:p50
	IDFirstResponseTime     ID = "first_response_time"
	IDHandlingTime          ID = "handling_time"
	IDWaitingTime           ID = "waiting_time"
	IDAttainment            ID = "sla_attainment" // sla_attainment:first_response_time<=24h0m0s
)

// glossary defines all metrics. Several names for the same thing are in use; the
// aliases are read and never written. "CES" and "response rate" alone are no
// aliases: each is the name of two different metrics.
var glossary = []Definition{
	{
		ID:      IDNPS,
		Names:   Names{"Net Promoter Score", "淨推薦值", "净推荐值"},
		Aliases: []string{"NPS", "淨推薦分數", "净推荐分数", "淨推薦值（NPS）", "净推荐值（NPS）"},
		Formula: "100 × (promoters − detractors) / answers; promoters answer 9 or 10, detractors 0 to 6, passives 7 or 8",
		Unit:    UnitPoints, Low: Number{-100, true}, High: Number{100, true}, Better: feedback.HighIsGood,
		Source: "Reichheld, F. (2003). The one number you need to grow. Harvard Business Review 81(12)",
	},
	{
		ID:      IDSatisfaction,
		Names:   Names{"Customer satisfaction", "顧客滿意度", "客户满意度"},
		Aliases: []string{"CSAT", "客戶滿意度", "customer satisfaction score", "顧客滿意度（CSAT）", "客户满意度（CSAT）"},
		Formula: "answers at or above the cut-off / answers; the cut-off is 4 of 5 or 6 of 7 unless the ID says another",
		Unit:    UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.HighIsGood,
	},
	{
		ID:      IDSatisfactionMean,
		Names:   Names{"Mean satisfaction rating", "滿意度平均分數", "满意度平均分"},
		Aliases: []string{"CSAT mean", "客戶滿意度評分", "客户满意度评分", "滿意度平均值", "满意度均分"},
		Formula: "sum of answers / answers, on the scale named by the ID",
		Unit:    UnitScore, Better: feedback.HighIsGood,
	},
	{
		ID:      IDHandling,
		Names:   Names{"Satisfaction with the handling", "處理滿意度", "处理结果满意度"},
		Aliases: []string{"處理結果滿意度", "处理满意度", "handling satisfaction"},
		Formula: "as customer satisfaction, asked about the handling of a case after it was resolved",
		Unit:    UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.HighIsGood,
	},
	{
		ID:      IDHandlingMean,
		Names:   Names{"Mean rating of the handling", "處理滿意度平均分數", "处理结果满意度平均分"},
		Formula: "sum of answers / answers, on the scale named by the ID, asked after the case was resolved",
		Unit:    UnitScore, Better: feedback.HighIsGood,
	},
	{
		ID:      IDEffort,
		Names:   Names{"Customer effort (CES 1.0)", "顧客費力程度（CES 1.0）", "客户费力度（CES 1.0）"},
		Aliases: []string{"CES 1.0", "customer effort score", "客戶費力度", "客户费力度", "客戶努力分數", "客户费力指数"},
		Formula: "sum of answers / answers to how much effort it took, 1 very low to 5 very high",
		Unit:    UnitScore, Low: Number{1, true}, High: Number{5, true}, Better: feedback.LowIsGood,
		Source: "Dixon, M., Freeman, K. and Toman, N. (2010). Stop trying to delight your customers. Harvard Business Review 88(7/8)",
	},
	{
		ID:      IDEffortEase,
		Names:   Names{"Customer ease (CES 1.0 turned round)", "顧客輕鬆程度（由 CES 1.0 換算）", "客户轻松度（由 CES 1.0 换算）"},
		Formula: "6 − customer effort (CES 1.0)",
		Unit:    UnitScore, Low: Number{1, true}, High: Number{5, true}, Better: feedback.HighIsGood,
	},
	{
		ID:      IDEffortEasyShare,
		Names:   Names{"Share who found it easy (CES 1.0)", "覺得不費力的比例（CES 1.0）", "认为省力的客户占比（CES 1.0）"},
		Formula: "answers of 1 or 2 / answers",
		Unit:    UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.HighIsGood,
	},
	{
		ID:      IDEase,
		Names:   Names{"Customer ease (CES 2.0)", "顧客輕鬆程度（CES 2.0）", "客户轻松度（CES 2.0）"},
		Aliases: []string{"CES 2.0", "customer ease score"},
		Formula: "sum of answers / answers to whether the company made it easy, 1 disagree to 7 agree",
		Unit:    UnitScore, Low: Number{1, true}, High: Number{7, true}, Better: feedback.HighIsGood,
		Source: "Dixon, M., Toman, N. and DeLisi, R. (2013). The Effortless Experience",
	},
	{
		ID:      IDEasyShare,
		Names:   Names{"Share who found it easy (CES 2.0)", "覺得輕鬆的比例（CES 2.0）", "认为轻松的客户占比（CES 2.0）"},
		Formula: "answers of 5, 6 or 7 / answers",
		Unit:    UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.HighIsGood,
	},
	{
		ID:      IDNegativePositiveRatio,
		Names:   Names{"Negative-to-positive ratio", "負面與正面反饋比", "负面与正面反馈之比"},
		Aliases: []string{"NRR", "負面反饋率", "负面反馈率", "負面反饋率（NRR）", "negative response ratio"},
		Formula: "negative / positive; neutral, mixed and unknown do not matter",
		Unit:    UnitRatio, Low: Number{0, true}, Better: feedback.LowIsGood,
		Source: "not net revenue retention, which has the same three letters",
	},
	{
		ID:      IDNegativeShare,
		Names:   Names{"Negative share of positive and negative", "負面比例（占正負面合計）", "负面占比（占正负面合计）"},
		Formula: "negative / (negative + positive)",
		Unit:    UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.LowIsGood,
	},
	{
		ID:      IDNegativeShareOfAll,
		Names:   Names{"Negative share of all that was judged", "負面比例（占所有可判斷的反饋）", "负面占比（占全部可判断的反馈）"},
		Formula: "negative / (negative + neutral + mixed + positive)",
		Unit:    UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.LowIsGood,
	},
	{
		ID:      IDNetSentiment,
		Names:   Names{"Net sentiment", "淨情緒值", "净情感值"},
		Aliases: []string{"net sentiment score", "淨情感值", "净情绪值", "淨好感度", "净好感度"},
		Formula: "100 × (positive − negative) / (positive + neutral + mixed + negative); unknown is not counted and shown as coverage",
		Unit:    UnitPoints, Low: Number{-100, true}, High: Number{100, true}, Better: feedback.HighIsGood,
	},
	{
		ID:      IDCoverage,
		Names:   Names{"Share of feedback that could be judged", "情緒可判斷比例", "情感可识别占比"},
		Formula: "known / (known + unknown)",
		Unit:    UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.HighIsGood,
	},
	{
		ID:      IDSurveyResponseRate,
		Names:   Names{"Survey response rate", "問卷填答率", "问卷回收率"},
		Aliases: []string{"問卷回收率", "问卷答复率", "問卷回覆率", "問卷回應率"},
		Formula: "completed answers / delivered invitations",
		Unit:    UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.HighIsGood,
		Source: "the response rates of AAPOR's Standard Definitions differ in the denominator; here it is deliveries",
	},
	{
		ID:      IDReplyRate,
		Names:   Names{"Reply rate", "回覆率", "回复率"},
		Aliases: []string{"反饋回覆率", "反馈回复率"},
		Formula: "feedback that was replied to / feedback received",
		Unit:    UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.HighIsGood,
	},
	{
		ID:      IDChurnRate,
		Names:   Names{"Churn rate", "顧客流失率", "客户流失率"},
		Aliases: []string{"客戶流失率", "流失率"},
		Formula: "customers lost in the period / customers active at its start; new customers are in neither",
		Unit:    UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.LowIsGood,
	},
	{
		ID:      IDRetentionRate,
		Names:   Names{"Retention rate", "顧客留存率", "客户留存率"},
		Aliases: []string{"客戶保留率", "客户保留率", "保留率", "留存率"},
		Formula: "customers of the cohort still active / customers of the cohort; 1 − churn rate of the same cohort",
		Unit:    UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.HighIsGood,
	},
	{
		ID:      IDComplaintRate,
		Names:   Names{"Complaint rate", "客訴率", "投诉率"},
		Aliases: []string{"投訴率", "客戶投訴率", "客户投诉率"},
		Formula: "complaints / exposure; the exposure (orders, customers, customer-months) is named by the ID",
		Unit:    UnitRate, Low: Number{0, true}, Better: feedback.LowIsGood,
	},
	{
		ID:      IDComplaintShare,
		Names:   Names{"Complaint share of feedback", "客訴占反饋的比例", "投诉占反馈的比重"},
		Formula: "complaints / pieces of feedback; moves with the mix of channels, without any change in quality",
		Unit:    UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.LowIsGood,
	},
	{
		ID:      IDFeedbackVolume,
		Names:   Names{"Feedback volume", "反饋量", "反馈量"},
		Aliases: []string{"客戶反饋數量", "客户反馈数量", "反饋數量", "反馈数量"},
		Formula: "pieces of feedback / periods; the period is named by the ID",
		Unit:    UnitRate, Low: Number{0, true},
	},
	{
		ID:      IDMentions,
		Names:   Names{"Mentions", "提及次數", "提及量"},
		Aliases: []string{"品牌聲量", "品牌声量", "聲量", "声量", "品牌提及次數", "品牌提及次数", "brand volume"},
		Formula: "pieces of feedback that name the brand",
		Unit:    UnitCount, Low: Number{0, true},
	},
	{
		ID:      IDShareOfVoice,
		Names:   Names{"Share of voice", "聲量占比", "声量份额"},
		Aliases: []string{"聲量佔比", "声量占比"},
		Formula: "mentions of the brand / mentions of all brands that are listened to",
		Unit:    UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.HighIsGood,
	},
	{
		ID:      IDResolutionTime,
		Names:   Names{"Resolution time", "解決時間", "解决时长"},
		Aliases: []string{"投訴解決時間", "投诉解决时间", "客訴解決時間", "解决时间", "complaint resolution time"},
		Formula: "received until resolved, open cases censored at their age; p50 is the Kaplan-Meier median",
		Unit:    UnitSeconds, Low: Number{0, true}, Better: feedback.LowIsGood,
		Source: "Kaplan, E. and Meier, P. (1958). JASA 53",
	},
	{
		ID:      IDFirstResponseTime,
		Names:   Names{"First response time", "首次回覆時間", "首次响应时长"},
		Aliases: []string{"首次回應時間", "首次响应时间", "首次回复时间"},
		Formula: "received until the first reply, unanswered cases censored at their age",
		Unit:    UnitSeconds, Low: Number{0, true}, Better: feedback.LowIsGood,
		Source: "Kaplan, E. and Meier, P. (1958). JASA 53",
	},
	{
		ID:      IDHandlingTime,
		Names:   Names{"Handling time", "處理時間", "处理时长"},
		Aliases: []string{"反饋處理時間", "反馈处理时间", "处理时间"},
		Formula: "assigned until resolved without the time spent waiting for the customer, open cases censored",
		Unit:    UnitSeconds, Low: Number{0, true}, Better: feedback.LowIsGood,
	},
	{
		ID:      IDWaitingTime,
		Names:   Names{"Waiting time", "等候時間", "等待时长"},
		Aliases: []string{"等待時間", "等待时间"},
		Formula: "received until somebody responsible has read it, unread cases censored",
		Unit:    UnitSeconds, Low: Number{0, true}, Better: feedback.LowIsGood,
	},
	{
		ID:      IDAttainment,
		Names:   Names{"Share within the target time", "時限達成率", "时限达成率"},
		Aliases: []string{"SLA attainment", "SLA 達成率", "SLA 达成率", "SLA達成率", "SLA达成率"},
		Formula: "1 − S(target), S being the Kaplan-Meier curve of all cases, those still open censored at their age",
		Unit:    UnitShare, Low: Number{0, true}, High: Number{1, true}, Better: feedback.HighIsGood,
	},
}
