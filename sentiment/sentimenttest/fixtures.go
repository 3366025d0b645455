package sentimenttest

import (
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
)

// fixtures are sentences in the supported languages. Those with a polarity are
// beyond dispute.
func fixtures() []Example {
	var out []Example
	add := func(tag language.Tag, p feedback.Polarity, sentences ...string) {
		for _, s := range sentences {
			out = append(out, Example{s, tag, p})
		}
	}
	add(language.English, feedback.Positive,
		"Excellent service, the staff were friendly and helpful.",
		"I love this phone, it works perfectly and looks great.",
		"Best pizza in town, highly recommended!",
		"Delivery was fast and everything arrived in perfect condition. Very happy.",
		"The support team solved my problem in minutes. Thank you so much!",
		"Beautiful room, very clean and comfortable, wonderful stay.")
	add(language.English, feedback.Negative,
		"Terrible service, the staff were rude and unhelpful.",
		"The worst phone I have ever owned, it broke after two days.",
		"Awful food, cold and tasteless. I will never come back.",
		"My parcel arrived damaged and nobody answers my emails. Very disappointed.",
		"A complete waste of money, do not buy this.",
		"Dirty room, horrible smell, disgusting bathroom.")
	add(language.English, feedback.Unknown,
		"Not bad, but the battery could last longer.",
		"I bought this for my sister in March.",
		"It's OK, nothing special.",
		"The food was great but the service was slow and the waiter was rude.",
		"Could you tell me when the shop opens?")
	add(language.SimplifiedChinese, feedback.Positive,
		"味道很好，服务也很热情，强烈推荐！",
		"物流很快，包装完好，质量非常好，很满意。",
		"客服态度特别好，问题马上就解决了，谢谢！",
		"房间干净舒适，早餐好吃，下次还会来。",
		"性价比很高，用着很顺手，非常喜欢。")
	add(language.SimplifiedChinese, feedback.Negative,
		"服务态度太差了，再也不来了。",
		"质量很差，用了两天就坏了，非常失望。",
		"菜又冷又难吃，等了一个小时，差评！",
		"假货，骗人的，大家千万别买。",
		"房间又脏又吵，真后悔订了这家。")
	add(language.SimplifiedChinese, feedback.Unknown,
		"味道不错，但是送餐太慢了。",
		"还行吧，一般般。",
		"请问几点开门？",
		"上个月给妈妈买的。")
	add(language.TraditionalChinese, feedback.Positive,
		"餐點好吃，服務親切，CP值超高，大推！",
		"出貨速度快，包裝完整，品質很好，非常滿意。",
		"客服很有耐心，馬上幫我解決問題，謝謝！",
		"房間乾淨舒適，早餐好吃，下次還會再來。",
		"店員超親切，環境也很舒服，很喜歡這裡。")
	add(language.TraditionalChinese, feedback.Negative,
		"服務態度有夠差，再也不會來了。",
		"品質很爛，用兩天就壞了，非常失望。",
		"又貴又難吃，等了一個小時，大踩雷。",
		"客服完全不處理，打電話都沒人接，太誇張了，很生氣。",
		"房間很髒又很臭，真的很後悔。")
	add(language.TraditionalChinese, feedback.Unknown,
		"餐點不錯，但是上菜太慢了。",
		"普普通通，沒什麼特別。",
		"請問有停車場嗎？",
		"上週和同事一起去的。")
	return out
}

// foreign are sentences in languages that loam does not judge: praise and
// blame, so that an engine that knows some of the words is tempted.
func foreign() []Example {
	list := []struct{ tag, text string }{
		{"ja", "とても美味しかったです。スタッフも親切でまた行きたいと思います。"},
		{"ja", "サービスが最悪でした。もう二度と行きません。"},
		{"ja", "商品が壊れていました。対応も遅くて残念です。"},
		{"th", "อาหารอร่อยมาก พนักงานบริการดี จะกลับมาอีกแน่นอน"},
		{"th", "บริการแย่มาก รอนานกว่าหนึ่งชั่วโมง ไม่แนะนำเลย"},
		{"ko", "음식이 정말 맛있고 직원들도 친절해요. 또 가고 싶어요."},
		{"ko", "서비스가 최악이에요. 다시는 안 갈 거예요."},
		{"ru", "Отличный сервис, всё очень понравилось, спасибо!"},
		{"ru", "Ужасное обслуживание, больше никогда сюда не приду."},
		{"ar", "خدمة ممتازة وطعام لذيذ، أنصح به بشدة."},
		{"ar", "خدمة سيئة جدا ولن أعود مرة أخرى."},
		{"fr", "Excellent restaurant, le personnel est très gentil et la cuisine délicieuse."},
		{"fr", "Service horrible, je ne reviendrai jamais dans ce magasin."},
		{"de", "Sehr gutes Essen und freundliches Personal, wir kommen gerne wieder."},
		{"de", "Die Lieferung war viel zu spät und das Produkt ist leider kaputt."},
		{"es", "Muy buen servicio y la comida excelente, lo recomiendo mucho."},
		{"es", "El producto llegó roto y nadie me contesta, muy malo."},
		{"vi", "Đồ ăn rất ngon, nhân viên thân thiện, tôi sẽ quay lại."},
		{"vi", "Dịch vụ quá tệ, tôi không bao giờ quay lại nữa."},
	}
	out := make([]Example, len(list))
	for i, x := range list {
		out[i] = Example{Text: x.text, Language: language.Make(x.tag)}
	}
	return out
}

// hardTexts are texts that break careless programs.
func hardTexts() []string {
	return []string{
		"👍👍👍", "😡", "👨‍👩‍👧‍👦🏳️‍🌈", ":)", "(╯°□°)╯︵ ┻━┻", "!!!???", "......", "5", "10/10", "￥￥￥", "<b></b>", "%s%d%!",
		"\xff\xfe\xfd", "good\xffbad", "\xe5\xa5", "好\xe5吃", "very \x80\x80 bad", "\x00", "great\x00service", "\u202eecivres doog\u202c",
		"不 好 吃", "n o t  g o o d", "不不不不不", "not not not not", "very very very", "太太太太了", "但是但是但是", "but but but", "?", "\u0301\u0301\u0301",
		"e\u0301\u0302\u0303\u0304", "ﷺ", "𝓰𝓸𝓸𝓭 𝓼𝓮𝓻𝓿𝓲𝓬𝓮", "ｇｏｏｄ", "g\u200bo\u200bo\u200bd", "https://example.com/good/bad", "@good #bad",
		strings.Repeat("好吃難吃，", 500), strings.Repeat("good. bad! ", 500), strings.Repeat("不太", 500) + "好", strings.Repeat("(", 500) + "good" + strings.Repeat(")", 500),
	}
}

// longTexts are a megabyte each.
func longTexts() []string {
	const long = 1 << 20
	return []string{strings.Repeat("a", long), strings.Repeat("好", long/3), strings.Repeat("not ", long/4), strings.Repeat("\xff", long)}
}

type scriptPair struct{ hant, hans string }

// twoScripts are sentences written the same in both scripts of Chinese.
func twoScripts() []scriptPair {
	return []scriptPair{
		{"服務態度非常差，讓人失望。", "服务态度非常差，让人失望。"},
		{"東西很實惠，質量也不錯，值得購買。", "东西很实惠，质量也不错，值得购买。"},
		{"雖然價格便宜，但是味道實在難吃。", "虽然价格便宜，但是味道实在难吃。"},
		{"沒有想像中那麼難，還蠻簡單的。", "没有想象中那么难，还蛮简单的。"},
		{"這家餐廳環境優雅，服務員熱情周到。", "这家餐厅环境优雅，服务员热情周到。"},
		{"送貨太慢，等了兩個禮拜還沒收到。", "送货太慢，等了两个礼拜还没收到。"},
		{"一般般，沒什麼特別的。", "一般般，没什么特别的。"},
		{"請問這個還有貨嗎？", "请问这个还有货吗？"},
		{"並不是不好吃，只是太貴了。", "并不是不好吃，只是太贵了。"},
		{"😡 騙人的商家，絕對不要買！", "😡 骗人的商家，绝对不要买！"},
	}
}
