package feedbacktest

import (
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// A Company is one that customers write to, month after month. Nothing happens to it
// but what is planted: without a plant its numbers move by chance alone, and a report
// that finds something has found nothing. The zero value has no feedback; fields that
// are lists have believable defaults.
type Company struct {
	Seed        uint64
	Start       time.Time // of the first month; zero means January 2026 in Taipei
	Months      int
	PerMonth    int
	Products    []string
	Regions     []string
	Touchpoints []string            // in the order of the customer's way
	Topics      []feedback.Category // what customers talk about; among [PlantTopics]
	Channels    []feedback.Channel
	Attribute   string   // name of an attribute of the company's own, "courier"
	Values      []string // that it may have
	Plants      []Plant
}

// A Plant is a cause that is put into a company: from a month on, some of the
// customers that it strikes complain of a topic who would otherwise have been
// content. Empty fields strike everywhere.
type Plant struct {
	Topic      feedback.Category // one of [PlantTopics]
	Product    string
	Region     string
	Touchpoint string
	Value      string  // of the company's attribute
	Month      int     // from this one on, counted from 0
	Until      int     // this one, when it is gone again; 0 means that it stays
	Share      float64 // of the feedback that it strikes
	Lost       float64 // customers lost a month because of it, as a share of all, once it is there
}

// strikes reports whether the plant may touch this feedback.
func (p Plant) strikes(f *feedback.Feedback, month int) bool {
	return p.there(month) && (p.Product == "" || p.Product == f.Product) &&
		(p.Region == "" || p.Region == f.Customer.Region) && (p.Touchpoint == "" || p.Touchpoint == f.Touchpoint) &&
		(p.Value == "" || slices.Contains(slices.Collect(maps.Values(f.Attributes)), p.Value))
}

// there reports whether the cause exists in a month.
func (p Plant) there(month int) bool { return month >= p.Month && (p.Until == 0 || month < p.Until) }

// A Trading is what a company counts in a month besides feedback.
type Trading struct {
	Start     time.Time
	Orders    int64
	Customers int64 // at the start of the month
	Lost      int64 // of them, by its end
}

// topicPhrases are the ways in which customers complain of a topic or praise it, in
// zh-Hant, zh-Hans and English.
type topicPhrases struct {
	topic     feedback.Category
	weight    int // how often it comes up
	bad, good [3][]string
}

var companyTopics = []topicPhrases{
	{"delivery/delivery_speed", 5,
		[3][]string{{"說好兩天，結果等了一個禮拜才到貨", "出貨拖太久"}, {"说好两天，结果等了一周才到", "发货太慢"}, {"it took a week instead of two days", "delivery was far too slow"}},
		[3][]string{{"隔天就送到", "出貨很快"}, {"第二天就送到了", "发货很快"}, {"it arrived the next day", "delivery was fast"}}},
	{"product/quality", 5,
		[3][]string{{"用沒幾次就壞了", "做工粗糙，邊角都沒磨平"}, {"用了没几次就坏了", "做工粗糙，边角都没磨平"}, {"it broke after a few uses", "the finish is rough"}},
		[3][]string{{"質感很好", "做工紮實"}, {"质感很好", "做工扎实"}, {"it is well made", "the quality is great"}}},
	{"waiting/queue", 4,
		[3][]string{{"排隊排了四十分鐘", "結帳櫃檯只開一個，等很久"}, {"排队排了四十分钟", "只开一个收银台，等了很久"}, {"we queued for forty minutes", "only one till was open"}},
		[3][]string{{"完全不用排隊", "結帳很快"}, {"完全不用排队", "结账很快"}, {"there was no queue at all", "checkout was quick"}}},
	{"service/attitude", 4,
		[3][]string{{"店員愛理不理", "口氣很差"}, {"店员爱答不理", "态度很差"}, {"the staff were rude", "nobody cared to help"}},
		[3][]string{{"店員很親切", "服務很周到"}, {"店员很热情", "服务很周到"}, {"the staff were friendly", "everyone was helpful"}}},
	{"price", 3,
		[3][]string{{"價格偏高", "比別家貴"}, {"价格偏高", "比别家贵"}, {"it is overpriced", "others are cheaper"}},
		[3][]string{{"價格實在", "CP 值很高"}, {"价格实惠", "性价比高"}, {"it is good value", "the price is fair"}}},
	{"packaging", 2,
		[3][]string{{"外箱破了一個洞", "包裝太隨便"}, {"外箱破了个洞", "包装太随便"}, {"the box was crushed", "it was badly packed"}},
		[3][]string{{"包裝很用心"}, {"包装很用心"}, {"it was packed with care"}}},
	{"billing/refund", 2,
		[3][]string{{"退款拖了三個禮拜", "退費一直沒下文"}, {"退款拖了三周", "退款一直没下文"}, {"the refund took three weeks", "I am still waiting for my money back"}},
		[3][]string{{"退款很快就收到"}, {"退款很快到账"}, {"the refund came at once"}}},
	{"usability", 2,
		[3][]string{{"說明書看不懂", "介面不好操作"}, {"说明书看不懂", "界面不好操作"}, {"the manual makes no sense", "the menus are confusing"}},
		[3][]string{{"介面很好用"}, {"界面很好用"}, {"it is easy to use"}}},
	{"product/design", 3,
		[3][]string{{"設計很難用，拿起來卡卡的", "外觀跟照片差很多"}, {"设计很难用，拿着不顺手", "外观跟照片差很多"}, {"the design gets in the way", "it looks nothing like the pictures"}},
		[3][]string{{"外型很好看"}, {"外观很好看"}, {"it looks beautiful"}}},
	{"food/taste", 4,
		[3][]string{{"新配方太甜了", "味道變淡了"}, {"新配方太甜了", "味道变淡了"}, {"the new recipe is far too sweet", "it tastes of nothing"}},
		[3][]string{{"很好喝"}, {"很好喝"}, {"it tastes great"}}},
	{"travel/boarding", 4,
		[3][]string{{"登機口亂成一團", "登機動線沒人引導"}, {"登机口乱成一团", "登机没人引导"}, {"boarding was chaos", "nobody told us when to board"}},
		[3][]string{{"登機很順"}, {"登机很顺利"}, {"boarding went smoothly"}}},
	{"waiting/phone_wait", 4,
		[3][]string{{"客服電話等了半小時才接通", "專線一直忙線"}, {"客服电话等了半小时才接通", "热线一直占线"}, {"I was on hold for half an hour", "the line was busy all day"}},
		[3][]string{{"電話一打就通"}, {"电话一打就通"}, {"my call was answered at once"}}},
	{"price/transparency", 3,
		[3][]string{{"手續費當初沒講清楚", "說明跟實際扣款不一樣"}, {"手续费当初没讲清楚", "说明跟实际扣款不一样"}, {"nobody had told us about the fees", "the terms were not what we were told"}},
		[3][]string{{"費用說明得很清楚"}, {"费用说明得很清楚"}, {"all fees were explained"}}},
	{"after_sales", 3,
		[3][]string{{"保固期內還要自費修", "售後沒人理"}, {"保修期内还要自费维修", "售后没人管"}, {"I had to pay for a repair under warranty", "nobody answers after the sale"}},
		[3][]string{{"售後處理很俐落"}, {"售后处理很及时"}, {"after-sales help was great"}}},
}

// usualTopics is how many of them a company has whose topics are not said.
const usualTopics = 8

// PlantTopics lists what customers of a [Company] may complain of.
func PlantTopics() []feedback.Category {
	var out []feedback.Category
	for _, t := range companyTopics {
		out = append(out, t.topic)
	}
	return out
}

func (c Company) filled() Company {
	if c.Start.IsZero() {
		c.Start = time.Date(2026, 1, 1, 0, 0, 0, 0, time.FixedZone("Asia/Taipei", 8*60*60))
	}
	if c.Products == nil {
		c.Products = []string{"kettle", "pan", "rice cooker", "blender", "toaster"}
	}
	if c.Regions == nil {
		c.Regions = []string{"north", "east", "south", "west"}
	}
	if c.Touchpoints == nil {
		c.Touchpoints = []string{"website", "checkout", "delivery", "use", "after-sales"}
	}
	if c.Topics == nil {
		c.Topics = PlantTopics()[:usualTopics]
	}
	if c.Channels == nil {
		c.Channels = feedback.Channels()[:4]
	}
	return c
}

// Feedback yields what customers write, in the order of time, with an analysis as a
// careful reader would make it: whoever tests what comes after the judging need not
// run the engines. The same company yields the same.
func (c Company) Feedback() iter.Seq2[feedback.Feedback, feedback.Analysis] {
	c = c.filled()
	return func(yield func(feedback.Feedback, feedback.Analysis) bool) {
		r := rand.New(rand.NewPCG(c.Seed, 0x636f6d70))
		for m := range c.Months {
			start := c.Start.AddDate(0, m, 0)
			step := start.AddDate(0, 1, 0).Sub(start) / time.Duration(c.PerMonth)
			for i := range c.PerMonth {
				f, a := c.feedback(r, m, start.Add(time.Duration(i)*step), m*c.PerMonth+i)
				if !yield(f, a) {
					return
				}
			}
		}
	}
}

// Trading is what the company counts each month. Customers leave at two per cent a
// month, and more once a plant that costs customers is there.
func (c Company) Trading() []Trading {
	c = c.filled()
	r := rand.New(rand.NewPCG(c.Seed, 0x74726164))
	const customers, orders, leaving = 20_000, 30_000, 0.02
	out := make([]Trading, c.Months)
	for m := range out {
		rate := leaving
		for _, p := range c.Plants {
			if p.there(m) {
				rate += p.Lost
			}
		}
		lost := int64(0)
		for range customers {
			if r.Float64() < rate {
				lost++
			}
		}
		out[m] = Trading{c.Start.AddDate(0, m, 0), orders + r.Int64N(orders/10), customers, lost}
	}
	return out
}

// feedback is one piece of it: who, where, and what they think.
func (c Company) feedback(r *rand.Rand, month int, at time.Time, i int) (feedback.Feedback, feedback.Analysis) {
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	lang := r.IntN(len(generated))
	f := feedback.Feedback{
		ID: fmt.Sprintf("c%d-%07d", c.Seed, i), Language: generated[lang].tag, Channel: c.Channels[r.IntN(len(c.Channels))],
		CreatedAt: at, ReceivedAt: at.Add(time.Duration(r.IntN(3600)) * time.Second),
		Product: pick(c.Products), Touchpoint: pick(c.Touchpoints),
		Customer: feedback.Customer{ID: fmt.Sprintf("u-%05d", r.IntN(20_000)), Region: pick(c.Regions), Segment: pick([]string{"new", "regular"})},
	}
	if c.Attribute != "" {
		f.Attributes = map[string]string{c.Attribute: pick(c.Values)}
	}
	mood := r.IntN(100) // 0 to 24 unhappy, to 34 torn, to 44 indifferent, else happy
	first, second := c.topic(r), c.topic(r)
	struck := false
	for _, p := range c.Plants {
		if p.strikes(&f, month) && r.Float64() < p.Share {
			mood, first, struck = r.IntN(25), topicOf(p.Topic), true
		}
	}
	w := writer{lang: lang, f: &f, a: feedback.Analysis{ID: f.ID, Language: f.Language, Script: "Latn"}}
	if s, _ := f.Language.Script(); lang < 2 {
		w.a.Script = s.String()
	}
	nps := 0
	switch {
	case mood < 25:
		w.say(r, first, true)
		if second.topic != first.topic && !struck && r.IntN(3) == 0 {
			w.say(r, second, true)
		}
		w.judge(feedback.Negative, feedback.Complaint)
		nps = r.IntN(7)
	case mood < 35:
		w.say(r, first, false)
		if second.topic != first.topic {
			w.say(r, second, true)
		}
		w.judge(feedback.Mixed, feedback.OtherIntent)
		nps = 5 + r.IntN(4)
	case mood < 45:
		w.judge(feedback.Neutral, feedback.OtherIntent)
		nps = 6 + r.IntN(3)
	default:
		w.say(r, first, false)
		if second.topic != first.topic && r.IntN(2) == 0 {
			w.say(r, second, false)
		}
		w.judge(feedback.Positive, feedback.Praise)
		nps = 8 + r.IntN(3)
	}
	if r.IntN(2) == 0 { // half answer the questions
		f.Ratings = []feedback.Rating{{Scale: feedback.NPS, Value: float64(nps)}, {Scale: feedback.CSAT5, Value: float64(1 + nps*4/10)}}
	}
	return f, w.a
}

// topic is one of the company's, the more often the heavier it is.
func (c Company) topic(r *rand.Rand) topicPhrases {
	total := 0
	for _, t := range c.Topics {
		total += topicOf(t).weight
	}
	n := r.IntN(max(1, total))
	for _, t := range c.Topics {
		if n -= topicOf(t).weight; n < 0 {
			return topicOf(t)
		}
	}
	return topicOf("")
}

func topicOf(c feedback.Category) topicPhrases {
	for _, t := range companyTopics {
		if t.topic == c {
			return t
		}
	}
	return topicPhrases{topic: c, bad: [3][]string{{"很失望"}, {"很失望"}, {"it was disappointing"}}, good: [3][]string{{"很好"}, {"很好"}, {"it was good"}}}
}

// A writer puts a text and its analysis together.
type writer struct {
	lang int
	f    *feedback.Feedback
	a    feedback.Analysis
}

// say adds a passage about a topic.
func (w *writer) say(r *rand.Rand, t topicPhrases, bad bool) {
	list, polarity, score := t.good[w.lang], feedback.Positive, 0.6
	if bad {
		list, polarity, score = t.bad[w.lang], feedback.Negative, -0.6
	}
	words := list[r.IntN(len(list))]
	if w.f.Text == "" {
		words = capital(words)
	} else {
		w.f.Text += generated[w.lang].and
	}
	start := len(w.f.Text)
	w.f.Text += words
	evidence := []feedback.Evidence{{Span: text.Span{Start: start, End: len(w.f.Text)}}}
	w.a.Aspects = append(w.a.Aspects, feedback.Aspect{Topic: t.topic, Polarity: polarity, Score: score, Evidence: evidence})
	w.a.Labels = append(w.a.Labels, feedback.Label{Dimension: feedback.Topic, Category: t.topic, Confidence: 0.9, Evidence: evidence})
}

// indifferent is what those say who have nothing to say.
var indifferent = [3]string{"普普通通", "还行吧", "It does the job"}

// judge ends the text and says how the whole is meant.
func (w *writer) judge(p feedback.Polarity, intent feedback.Category) {
	if w.f.Text == "" {
		w.f.Text = indifferent[w.lang]
	}
	if !strings.HasSuffix(w.f.Text, generated[w.lang].end) {
		w.f.Text += generated[w.lang].end
	}
	score := map[feedback.Polarity]float64{feedback.Positive: 0.7, feedback.Negative: -0.7, feedback.Mixed: -0.1}[p]
	w.a.Sentiment = &feedback.Sentiment{Polarity: p, Score: score, Confidence: 0.9}
	w.a.Labels = append(w.a.Labels, feedback.Label{Dimension: feedback.Intent, Category: intent, Confidence: 0.9})
}
