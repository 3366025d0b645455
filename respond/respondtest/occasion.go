package respondtest

import (
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond"
)

// An occasion is a reason to reply.
type occasion struct {
	name    string
	request respond.Request
}

// complained is the occasion that has the most acts.
const complained = "a complaint with everything known"

// brief plans the reply.
func (c occasion) brief() (*respond.Brief, error) { return respond.Plan(&c.request) }

// local is what differs between the languages of the occasions.
type local struct {
	tag                                        language.Tag
	review, praise, question                   string
	name, business, role, department           string
	finding, answer, remedy, prevention, asked string
}

var locals = []local{
	{
		tag: language.TraditionalChinese, review: coldFood, praise: "湯頭濃、麵條彈，店員笑容滿面。", question: "請問週一有營業嗎？",
		name: "王小明", business: "楓雨麵館", role: "店長", department: "客服中心",
		finding: "當天晚上只有一位同仁送餐。", answer: "我們每天營業，週一也不休息。", remedy: "我們會退還您當晚的餐費。",
		prevention: "尖峰時段已增加一位同仁送餐。", asked: "用餐的日期",
	},
	{
		tag: language.SimplifiedChinese, review: "等了五十分钟才上菜，汤还是凉的，跟服务员说了他只是耸耸肩。", praise: "汤头浓、面条筋道，店员笑容满面。", question: "请问周一营业吗？",
		name: "王小明", business: "枫雨面馆", role: "店长", department: "客服中心",
		finding: "当天晚上只有一位同事送餐。", answer: "我们每天营业，周一也不休息。", remedy: "我们会退还您当晚的餐费。",
		prevention: "高峰时段已经增加一位同事送餐。", asked: "用餐的日期",
	},
	{
		tag: language.English, review: slowSoup, praise: "Rich broth, springy noodles, and everybody smiled.", question: "Are you open on Mondays?",
		name: "Anna", business: "Maple & Rain", role: "Manager", department: "Customer Care",
		finding: "Only one person was serving that evening.", answer: "We are open every day, Mondays included.", remedy: "We will refund your dinner.",
		prevention: "A second person now serves on busy evenings.", asked: "the date of your visit",
	},
}

// occasions are the fixtures: complaints with everything known and with nothing,
// praise, a question, mixed feelings, a private message and a place where nobody
// may be confirmed as a customer.
func occasions() []occasion {
	var list []occasion
	for _, l := range locals {
		list = append(list,
			occasion{complained, l.everything()},
			occasion{"a complaint of which little is known", l.complaint()},
			occasion{"praise", l.positive()},
			occasion{"a question", l.asking()},
			occasion{"mixed feelings", l.mixed()},
			occasion{"a private message", l.at(l.everything(), respond.PrivateMessage())},
			occasion{"a place that allows no offer and no name", l.at(l.everything(), respond.TripAdvisor())},
			occasion{"a health provider", l.at(l.everything(), respond.Health())},
			occasion{"feedback that was not analysed", l.unread()},
		)
	}
	return list
}

func (l local) request(words string) respond.Request {
	return respond.Request{
		Feedback: &feedback.Feedback{ID: "r-1", Text: words, Language: l.tag, Customer: feedback.Customer{Name: l.name}},
		Language: l.tag,
		Business: respond.Business{
			Name: l.business, Signer: respond.Signer{Role: l.role},
			Contact: respond.Contact{Department: l.department, Phone: "02-2345-6789"},
		},
		Now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC),
	}
}

func (l local) complaint() respond.Request {
	r := l.request(l.review)
	r.Analysis = &feedback.Analysis{
		Language: l.tag, Sentiment: &feedback.Sentiment{Polarity: feedback.Negative, Score: -0.7, Confidence: 0.9},
		Labels:   []feedback.Label{{Dimension: feedback.Intent, Category: feedback.Complaint, Confidence: 0.9}},
		Aspects:  []feedback.Aspect{{Topic: "waiting/serving_time", Polarity: feedback.Negative, Score: -0.8}, {Topic: "food/freshness", Polarity: feedback.Negative, Score: -0.6}},
		Emotions: []feedback.EmotionFinding{{Emotion: feedback.Disappointment, Confidence: 0.7}},
	}
	return r
}

func (l local) everything() respond.Request {
	r := l.complaint()
	r.Fault, r.Finding, r.Prevention = respond.AtFault, l.finding, l.prevention
	r.Remedy = &respond.Remedy{Kind: respond.Refund, Detail: l.remedy}
	r.Progress, r.NextUpdate = respond.UnderWay, time.Date(2026, 3, 4, 17, 0, 0, 0, time.UTC)
	r.Missing, r.Invite = []string{l.asked}, true
	return r
}

func (l local) positive() respond.Request {
	r := l.request(l.praise)
	r.Analysis = &feedback.Analysis{
		Language: l.tag, Sentiment: &feedback.Sentiment{Polarity: feedback.Positive, Score: 0.9, Confidence: 0.9},
		Aspects: []feedback.Aspect{{Topic: "food/taste", Polarity: feedback.Positive, Score: 0.9}},
	}
	return r
}

func (l local) asking() respond.Request {
	r := l.request(l.question)
	r.Answer = l.answer
	r.Analysis = &feedback.Analysis{Language: l.tag, Labels: []feedback.Label{{Dimension: feedback.Intent, Category: feedback.Question, Confidence: 0.9}}}
	return r
}

func (l local) mixed() respond.Request {
	r := l.complaint()
	r.Analysis.Sentiment = &feedback.Sentiment{Polarity: feedback.Mixed, Confidence: 0.8}
	r.Analysis.Aspects = append(r.Analysis.Aspects, feedback.Aspect{Topic: "environment", Polarity: feedback.Positive, Score: 0.5})
	return r
}

func (l local) unread() respond.Request { return l.request(l.review) }

// at moves a request to another place.
func (l local) at(r respond.Request, p respond.Profile) respond.Request {
	r.Profile = p
	return r
}
