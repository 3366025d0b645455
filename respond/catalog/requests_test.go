package catalog_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond"
)

// tongues are the shipped languages.
var tongues = []language.Tag{language.TraditionalChinese, language.SimplifiedChinese, language.English}

// shippedTopics lists the topics of package classify/standard by category. The
// packages of respond do not import it, so its data is read as it stands.
func shippedTopics(t testing.TB) []feedback.Category {
	t.Helper()
	data, err := os.ReadFile("../../classify/standard/data/topics.txt")
	if err != nil {
		t.Fatal(err)
	}
	parents := map[string]string{}
	var ids []string
	for line := range strings.Lines(string(data)) {
		if head, ok := strings.CutPrefix(strings.TrimSpace(line), "== "); ok {
			id, parent, _ := strings.Cut(head, " < ")
			parents[id] = parent
			ids = append(ids, id)
		}
	}
	var out []feedback.Category
	for _, id := range ids {
		path := id
		for p := parents[id]; p != ""; p = parents[p] {
			path = p + "/" + path
		}
		out = append(out, feedback.Category(path))
	}
	return out
}

// businesses are who answers, by language.
var businesses = map[language.Tag]respond.Business{
	language.TraditionalChinese: {
		Name: "晨光咖啡", Signer: respond.Signer{Name: "林佳蓉", Role: "店長"},
		Contact: respond.Contact{Department: "客服中心", Phone: "02-2345-6789", Email: "care@morning.example", Hours: "週一至週五 9:00-18:00"},
	},
	language.SimplifiedChinese: {
		Name: "晨光咖啡", Signer: respond.Signer{Name: "林佳蓉", Role: "店长"},
		Contact: respond.Contact{Department: "客服中心", Phone: "400-820-1234", Email: "care@morning.example", Hours: "周一至周五 9:00-18:00"},
	},
	language.English: {
		Name: "Morning Light Coffee", Signer: respond.Signer{Name: "Claire Lin", Role: "Store Manager"},
		Contact: respond.Contact{Department: "Customer Care", Phone: "020 7946 0123", Email: "care@morning.example", Hours: "Monday to Friday, 9 to 6"},
	},
}

// sentences are what people decided, by language: finding, answer, remedy,
// prevention and what is asked.
var sentences = map[language.Tag][5]string{
	language.TraditionalChinese: {"當天尖峰時段只有一位同仁出餐", "平日下午兩點以後不需要訂位。", "我們會全額退還您當天的餐費。", "尖峰時段已增派一位同仁支援出餐。", "到店的日期與大約時間"},
	language.SimplifiedChinese:  {"当天高峰时段只有一位同事出餐", "工作日下午两点以后不需要预订。", "我们会全额退还您当天的餐费。", "高峰时段已经增派一位同事支援出餐。", "到店的日期和大概时间"},
	language.English:            {"Only one person was on the counter at lunch that day", "No booking is needed after two on weekdays.", "We will refund your meal in full.", "A second person now helps at the counter at lunchtime.", "the date and time of your visit"},
}

// names are what channels show.
var names = []string{"王小明", "Anna W.", "小綠綠🌱", "", "陳太太", "J.R. Smith", "<b>Bob</b>", "Max"}

// randomRequest is one of many believable requests. A topic that is given is
// what the feedback is about.
func randomRequest(r *rand.Rand, tag language.Tag, topics []feedback.Category, i int) respond.Request {
	p := respond.Profiles()
	req := respond.Request{
		Feedback: &feedback.Feedback{ID: fmt.Sprintf("r-%05d", i), Text: "…", Customer: feedback.Customer{Name: names[r.IntN(len(names))]}},
		Language: tag, Business: businesses[tag], Profile: p[r.IntN(len(p))], Invite: r.IntN(3) == 0,
		Analysis: &feedback.Analysis{}, Now: time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC),
	}
	say := sentences[tag]
	maybe := func(s string) string {
		if r.IntN(3) == 0 {
			return s
		}
		return ""
	}
	req.Finding, req.Answer, req.Prevention = maybe(say[0]), maybe(say[1]), maybe(say[3])
	if r.IntN(3) == 0 {
		req.Missing = []string{say[4]}
	}
	if r.IntN(3) == 0 {
		kinds := []respond.RemedyKind{respond.Refund, respond.Discount, respond.Replacement, respond.FreeService}
		req.Remedy = &respond.Remedy{Kind: kinds[r.IntN(4)], Detail: maybe(say[2])}
	}
	if r.IntN(2) == 0 {
		req.NextUpdate = req.Now.Add(time.Duration(r.IntN(200)) * time.Hour)
	}
	req.Fault, req.Progress = respond.Fault(r.IntN(3)), respond.Progress(r.IntN(3))
	a := req.Analysis
	pick := func() feedback.Category { return topics[r.IntN(len(topics))] }
	sentiment := func(p feedback.Polarity, score float64) {
		a.Sentiment = &feedback.Sentiment{Polarity: p, Score: score, Confidence: 0.8}
	}
	about := func(p feedback.Polarity, score float64) {
		a.Aspects = append(a.Aspects, feedback.Aspect{Topic: pick(), Polarity: p, Score: score})
	}
	label := func(d feedback.Dimension, c feedback.Category) {
		a.Labels = append(a.Labels, feedback.Label{Dimension: d, Category: c, Confidence: 0.8})
	}
	switch r.IntN(6) {
	case 0, 1:
		sentiment(feedback.Negative, -0.6)
		label(feedback.Intent, feedback.Complaint)
		about(feedback.Negative, -0.7)
		if r.IntN(2) == 0 {
			about(feedback.Negative, -0.4)
		}
		e := feedback.Emotions()
		a.Emotions = append(a.Emotions, feedback.EmotionFinding{Emotion: e[r.IntN(5)], Confidence: 0.7})
		label(feedback.Nature, []feedback.Category{feedback.Factual, feedback.Opinion, feedback.Emotional}[r.IntN(3)])
		if r.IntN(5) == 0 {
			label(feedback.Urgency, feedback.UrgencyHigh)
		}
	case 2:
		sentiment(feedback.Mixed, 0)
		about(feedback.Negative, -0.5)
		about(feedback.Positive, 0.6)
	case 3:
		sentiment(feedback.Positive, 0.8)
		label(feedback.Intent, feedback.Praise)
		about(feedback.Positive, 0.8)
	case 4:
		label(feedback.Intent, []feedback.Category{feedback.Suggestion, feedback.Question, feedback.Request}[r.IntN(3)])
		label(feedback.Topic, pick())
	case 5:
		if r.IntN(2) == 0 {
			req.Analysis = nil
		}
	}
	return req
}
