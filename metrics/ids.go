package metrics

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
	IDUnhappyShare          ID = "unhappy_share"
	IDTopicShare            ID = "topic_complaint_share" // topic_complaint_share:delivery
	IDCauseShare            ID = "cause_share"           // cause_share:delivery
	IDFeedbackVolume        ID = "feedback_volume"       // feedback_volume:days
	IDMentions              ID = "mentions"              // mentions:brand
	IDShareOfVoice          ID = "share_of_voice"        // share_of_voice:brand
	IDResolutionTime        ID = "resolution_time"       // resolution_time:p50
	IDFirstResponseTime     ID = "first_response_time"
	IDHandlingTime          ID = "handling_time"
	IDWaitingTime           ID = "waiting_time"
	IDAttainment            ID = "sla_attainment" // sla_attainment:first_response_time<=24h0m0s
)
