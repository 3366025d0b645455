package feedbacktest

import (
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
)

// A Review is a feedback with what a careful reader says of it.
type Review struct {
	feedback.Feedback
	Polarity feedback.Polarity
	Intent   feedback.Category
	Topics   []feedback.Category // in the words of the standard taxonomy, the main one first
}

// Reviews returns 30 reviews, ten in each language, of shops, restaurants,
// hotels, apps, delivery and a bank. Each call returns a fresh copy.
func Reviews() []Review {
	var out []Review
	for _, s := range reviews {
		out = append(out, s.review(len(out)))
	}
	return out
}

// shortReview is a review as it is written down here.
type shortReview struct {
	tag      language.Tag
	channel  feedback.Channel
	product  string
	text     string
	stars    float64
	polarity feedback.Polarity
	intent   feedback.Category
	topics   []feedback.Category
}

func (s shortReview) review(i int) Review {
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.FixedZone("", 8*60*60)).Add(time.Duration(i) * 31 * time.Hour)
	return Review{
		Feedback: feedback.Feedback{
			ID: "review-" + string(rune('a'+i/10)) + string(rune('0'+i%10)), Text: s.text, Language: s.tag, Channel: s.channel,
			Product: s.product, UsedAt: at.Add(-24 * time.Hour), CreatedAt: at, ReceivedAt: at.Add(time.Minute),
			Ratings: []feedback.Rating{{Scale: feedback.Stars5, Value: s.stars}},
		},
		Polarity: s.polarity, Intent: s.intent, Topics: s.topics,
	}
}

var reviews = []shortReview{
	{language.TraditionalChinese, feedback.OnlineReview, "bistro", "牛肉麵湯頭濃郁，肉也給得大方，店員還主動幫忙加湯，下次一定再來！", 5,
		feedback.Positive, feedback.Praise, []feedback.Category{"food", "attitude"}},
	{language.TraditionalChinese, feedback.OnlineReview, "bistro", "訂位七點，結果等到七點四十才入座，店員連一句不好意思都沒有，很傻眼。", 1,
		feedback.Negative, feedback.Complaint, []feedback.Category{"waiting", "attitude"}},
	{language.TraditionalChinese, feedback.Survey, "parcel", "包裹比預計晚了三天，外箱還破了一個洞，希望能改善包裝。", 2,
		feedback.Negative, feedback.Complaint, []feedback.Category{"delivery", "packaging"}},
	{language.TraditionalChinese, feedback.OnlineReview, "hotel", "房間很乾淨，床也好睡，可惜隔音不好，半夜一直聽到走廊的聲音。", 3,
		feedback.Mixed, feedback.Complaint, []feedback.Category{"room", "environment"}},
	{language.TraditionalChinese, feedback.Social, "app", "更新之後一直閃退，登入要試五六次，拜託快點修好！", 1,
		feedback.Negative, feedback.Complaint, []feedback.Category{"performance"}},
	{language.TraditionalChinese, feedback.Chat, "bank", "請問海外提款的手續費怎麼算？網站上找不到說明。", 3,
		feedback.Unknown, feedback.Question, []feedback.Category{"billing"}},
	{language.TraditionalChinese, feedback.SuggestionBox, "store", "建議結帳櫃檯多開兩個，假日排隊的人實在太多了。", 3,
		feedback.Negative, feedback.Suggestion, []feedback.Category{"waiting"}},
	{language.TraditionalChinese, feedback.OnlineReview, "kettle", "CP值超高，用了半年都沒有問題，燒水又快又安靜。", 5,
		feedback.Positive, feedback.Praise, []feedback.Category{"price", "performance"}},
	{language.TraditionalChinese, feedback.Email, "shop", "退貨申請已經兩個星期，客服只會叫我等，錢到現在還沒退。", 1,
		feedback.Negative, feedback.Complaint, []feedback.Category{"after_sales"}},
	{language.TraditionalChinese, feedback.Survey, "shop", "普普通通，沒有特別好也沒有特別差。", 3,
		feedback.Neutral, feedback.OtherIntent, nil},

	{language.SimplifiedChinese, feedback.OnlineReview, "takeaway", "送餐很快，汤一点没洒，味道也正宗，已经回购好几次了。", 5,
		feedback.Positive, feedback.Praise, []feedback.Category{"delivery", "food"}},
	{language.SimplifiedChinese, feedback.OnlineReview, "takeaway", "等了一个半小时才送到，菜都凉了，打电话也没人接，再也不点了。", 1,
		feedback.Negative, feedback.Complaint, []feedback.Category{"delivery", "food"}},
	{language.SimplifiedChinese, feedback.OnlineReview, "phone", "屏幕和拍照都没得说，就是电池太不耐用，半天就没电。", 3,
		feedback.Mixed, feedback.Complaint, []feedback.Category{"performance"}},
	{language.SimplifiedChinese, feedback.Survey, "hotel", "前台办入住很慢，空调声音大，一晚上没睡好，性价比太低。", 2,
		feedback.Negative, feedback.Complaint, []feedback.Category{"waiting", "environment", "price"}},
	{language.SimplifiedChinese, feedback.OnlineReview, "shoes", "跟图片色差很大，质量也差，穿了两天就开胶，差评！", 1,
		feedback.Negative, feedback.Complaint, []feedback.Category{"quality"}},
	{language.SimplifiedChinese, feedback.Chat, "shop", "你好，请问这款什么时候有货？能不能开发票？", 3,
		feedback.Unknown, feedback.Question, []feedback.Category{"stock", "billing"}},
	{language.SimplifiedChinese, feedback.Survey, "app", "希望能增加夜间模式，另外搜索功能最好能记住历史记录。", 4,
		feedback.Unknown, feedback.Suggestion, []feedback.Category{"usability"}},
	{language.SimplifiedChinese, feedback.OnlineReview, "clinic", "医生很有耐心，讲解得很清楚，护士也特别温柔，非常感谢！", 5,
		feedback.Positive, feedback.Praise, []feedback.Category{"professionalism", "attitude"}},
	{language.SimplifiedChinese, feedback.Hotline, "telecom", "明明说好每月八十，账单却扣了一百二，客服推来推去，太坑人了。", 1,
		feedback.Negative, feedback.Complaint, []feedback.Category{"billing", "attitude"}},
	{language.SimplifiedChinese, feedback.Social, "cafe", "还行吧，中规中矩，没什么惊喜。", 3,
		feedback.Neutral, feedback.OtherIntent, nil},

	{language.English, feedback.OnlineReview, "hotel", "Lovely staff, spotless room and the best breakfast I have had in years. We will be back!", 5,
		feedback.Positive, feedback.Praise, []feedback.Category{"attitude", "environment", "food"}},
	{language.English, feedback.OnlineReview, "airline", "Flight delayed by four hours and nobody at the gate could tell us why. Never again.", 1,
		feedback.Negative, feedback.Complaint, []feedback.Category{"waiting", "communication"}},
	{language.English, feedback.Survey, "parcel", "The box was crushed and two of the six glasses were broken.", 2,
		feedback.Negative, feedback.Complaint, []feedback.Category{"packaging", "quality"}},
	{language.English, feedback.OnlineReview, "headphones", "Great sound for the price, but the battery hardly lasts three hours.", 3,
		feedback.Mixed, feedback.Complaint, []feedback.Category{"price", "performance"}},
	{language.English, feedback.Email, "shop", "I was charged twice for order last week and I would like a refund, please.", 2,
		feedback.Negative, feedback.Request, []feedback.Category{"billing"}},
	{language.English, feedback.Chat, "bank", "How do I change the address on my account?", 3,
		feedback.Unknown, feedback.Question, []feedback.Category{"account"}},
	{language.English, feedback.Survey, "app", "Please add a dark mode and let us sort the list by date.", 4,
		feedback.Unknown, feedback.Suggestion, []feedback.Category{"usability"}},
	{language.English, feedback.Social, "cafe", "Queued 40 minutes for a lukewarm latte. Thanks for nothing.", 1,
		feedback.Negative, feedback.Complaint, []feedback.Category{"waiting", "food"}},
	{language.English, feedback.OnlineReview, "plumber", "Turned up on time, fixed the leak in twenty minutes and left no mess. Can't complain!", 5,
		feedback.Positive, feedback.Praise, []feedback.Category{"professionalism", "waiting"}},
	{language.English, feedback.Survey, "gym", "It's okay. Does the job, nothing special.", 3,
		feedback.Neutral, feedback.OtherIntent, nil},
}
