package feedbacktest

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
)

// Generate yields n feedbacks put together at random from believable parts in
// the three languages, with NPS and satisfaction ratings that agree with the
// words more often than not. The same seed gives the same feedbacks.
func Generate(seed uint64, n int) iter.Seq[feedback.Feedback] {
	return func(yield func(feedback.Feedback) bool) {
		r := rand.New(rand.NewPCG(seed, 0x6c6f616d))
		start := time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)
		for i := range n {
			if !yield(generate(r, i, start)) {
				return
			}
		}
	}
}

// phrases are the parts of generated feedback in one language: what is good,
// what is bad, and how the two are joined.
type phrases struct {
	tag       language.Tag
	good, bad []string
	but, and  string
	end       string
}

var generated = []phrases{
	{language.TraditionalChinese,
		[]string{"餐點很好吃", "店員很親切", "環境很乾淨", "出貨很快", "品質很好", "價格實在", "房間舒適", "介面很好用"},
		[]string{"等了四十分鐘才上菜", "客服態度很差", "包裝破損", "App 一直閃退", "退款拖了兩個星期", "湯是冷的", "隔音很差", "價格太貴"},
		"，可是", "，", "。"},
	{language.SimplifiedChinese,
		[]string{"味道不错", "服务很周到", "环境干净", "发货很快", "质量很好", "性价比高", "房间舒服", "界面很好用"},
		[]string{"等了四十分钟才上菜", "客服态度太差", "包装破了", "软件老是闪退", "退款拖了两个星期", "汤是凉的", "隔音很差", "价格太贵"},
		"，但是", "，", "。"},
	{language.English,
		[]string{"the food was delicious", "the staff were friendly", "everything was clean", "delivery was fast", "the quality is great",
			"it is good value", "the room was comfortable", "the app is easy to use"},
		[]string{"we waited forty minutes", "customer service was rude", "the box arrived damaged", "the app keeps crashing",
			"the refund took two weeks", "the soup was cold", "the walls are thin", "it is overpriced"},
		", but ", " and ", "."},
}

var regions = []string{"north", "east", "south", "west"}

func generate(r *rand.Rand, i int, start time.Time) feedback.Feedback {
	p := generated[r.IntN(len(generated))]
	mood := r.IntN(10) // 0 to 3 unhappy, 4 and 5 torn, 6 to 9 happy
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	var words string
	var nps int
	switch {
	case mood < 4:
		words, nps = pick(p.bad)+p.and+pick(p.bad), r.IntN(7)
	case mood < 6:
		words, nps = pick(p.good)+p.but+pick(p.bad), 5+r.IntN(4)
	default:
		words, nps = pick(p.good)+p.and+pick(p.good), 8+r.IntN(3)
	}
	created := start.Add(time.Duration(i) * 17 * time.Minute)
	return feedback.Feedback{
		ID: fmt.Sprintf("g-%06d", i), Text: capital(words) + p.end, Language: p.tag,
		Channel: feedback.Channels()[r.IntN(7)], UsedAt: created.Add(-time.Duration(r.IntN(120)) * time.Hour),
		CreatedAt: created, ReceivedAt: created.Add(time.Duration(r.IntN(600)) * time.Second),
		Ratings: []feedback.Rating{
			{Scale: feedback.NPS, Value: float64(nps)},
			{Scale: feedback.CSAT5, Value: float64(1 + nps*4/10)},
		},
		Customer: feedback.Customer{ID: fmt.Sprintf("c-%05d", r.IntN(50_000)), Region: pick(regions)},
	}
}

// capital is s with an English first letter made a capital.
func capital(s string) string {
	if 'a' <= s[0] && s[0] <= 'z' {
		return strings.ToUpper(s[:1]) + s[1:]
	}
	return s
}
