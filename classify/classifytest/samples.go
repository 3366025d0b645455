package classifytest

import (
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
)

// A pair is one sentence in both Chinese scripts.
type pair struct{ hant, hans string }

var pairs = []pair{
	{"服務態度很差，等了四十分鐘才點餐。", "服务态度很差，等了四十分钟才点餐。"},
	{"東西很好用，包裝也很完整，下次還會再買！", "东西很好用，包装也很完整，下次还会再买！"},
	{"希望能增加晚上的班次，也希望多開一個窗口。", "希望能增加晚上的班次，也希望多开一个窗口。"},
	{"請儘快處理退款，打了三次電話都沒有人接。", "请尽快处理退款，打了三次电话都没有人接。"},
	{"請問這款保溫瓶可以裝熱湯嗎？", "请问这款保温瓶可以装热汤吗？"},
	{"湯頭太鹹了，不過麵很有嚼勁。", "汤头太咸了，不过面很有嚼劲。"},
	{"氣死我了！再也不會來了！！", "气死我了！再也不会来了！！"},
	{"房間乾淨，沒有異味，就是隔音不好。", "房间干净，没有异味，就是隔音不好。"},
}

// samples is feedback as customers give it.
func samples() []feedback.Feedback {
	used := time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)
	out := []feedback.Feedback{
		{Text: "The soup was cold and the waiter rolled his eyes when I asked for another one."},
		{Text: "Great coffee, friendly staff, no complaints at all.", Title: "Our new favourite"},
		{Text: "It would be nice if the app had a dark mode. Also, it crashes whenever I open the second tab.", Channel: feedback.OnlineReview, UsedAt: used, CreatedAt: used.Add(time.Hour)},
		{Text: "Could you please refund order 20113? I have been waiting for three weeks.", Channel: feedback.Email, ReceivedAt: used},
		{Text: "Is there parking for motorbikes near the clinic?"},
		{Text: "NEVER AGAIN!!! Worst flight of my life.", Channel: feedback.Social, UsedAt: used, CreatedAt: used.AddDate(0, 2, 0)},
		{Text: "Longer opening hours", Question: "What could we improve?", Channel: feedback.Survey},
		{Text: "服務很親切，餐點也好吃。", Title: "大推，下次還要再來", Channel: feedback.OnlineReview},
		{Text: "App 更新后一直闪退，Wi-Fi 也连不上，客服说 48 小时内回复。", Channel: feedback.ComplaintRecord},
	}
	for _, p := range pairs {
		out = append(out, feedback.Feedback{Text: p.hant}, feedback.Feedback{Text: p.hans})
	}
	return out
}

// hard is feedback that breaks careless classifiers.
func hard() []feedback.Feedback {
	early := time.Date(1, 1, 2, 0, 0, 0, 0, time.UTC)
	return []feedback.Feedback{
		{Text: " \t\r\n\u3000"},
		{Text: "😡😡😡👎🏽👨‍👩‍👧"},
		{Text: "\xff\xfe服務\xc3很差\x80 late\xf0\x9f"},
		{Text: "broken\x00很差\x00\x00 slow"},
		{Text: "\u202Eevas ton od\u202C \u2067שירות גרוע\u2069 bad service"},
		{Text: "\u200Bbad\u200D \uFEFFse\u00ADrvice z\u0351\u0326a\u0322lgo"},
		{Text: "Ｔｅｒｒｉｂｌｅ ｓｅｒｖｉｃｅ！！！"},
		{Text: "!!!???..."},
		{Text: "a"},
		{Text: "差"},
		{Text: strings.Repeat("哈", 1000)},
		{Text: strings.Repeat("很差，", 1000)},
		{Text: "Late again", Title: strings.Repeat("slow ", 1000)},
		{Title: "Only a title: too expensive"},
		{Text: "太貴了", Title: "太貴了"},
		{Text: "bad", UsedAt: early, CreatedAt: early.AddDate(9000, 0, 0)},
		{Text: "bad", UsedAt: early.AddDate(2024, 0, 0), CreatedAt: early},
		{Text: "bad", Language: language.Japanese, Channel: 200, Ratings: []feedback.Rating{{Scale: "no such", Value: 11}}},
		{Text: "ok", Question: strings.Repeat("改善？", 1000)},
	}
}

// long is feedback of a megabyte.
func long() []feedback.Feedback {
	const megabyte = 1 << 20
	return []feedback.Feedback{
		{Text: strings.Repeat("差", megabyte/3)},
		{Text: strings.Repeat("a", megabyte)},
		{Text: strings.Repeat("bad ", megabyte/4)},
		{Text: strings.Repeat("很差", megabyte/6)},
		{Text: strings.Repeat("!?", megabyte/2)},
		{Text: strings.Repeat("\x80", megabyte)},
	}
}

// foreign is feedback in languages that loam does not read. None of them has
// metadata that a label could come from.
func foreign() []feedback.Feedback {
	return []feedback.Feedback{
		{Text: "料理は冷めていたし、店員の態度も最悪でした。二度と行きません。"},
		{Text: "배송이 너무 늦고 상담원이 불친절했어요. 환불해 주세요."},
		{Text: "อาหารไม่อร่อยและรอนานมาก"},
		{Text: "Доставка опоздала на три часа, верните деньги!"},
		{Text: "الخدمة سيئة جدا ولن أعود مرة أخرى"},
		{Text: "Le service était très lent et la soupe froide, je ne reviendrai pas dans ce restaurant."},
		{Text: "El servicio es muy malo y la comida llegó fría, no lo recomiendo para nada."},
	}
}
