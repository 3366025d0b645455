package standard_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/classify/classifytest"
	"github.com/loamlib/loam/classify/standard"
	"github.com/loamlib/loam/feedback"
)

func mustNew(tb testing.TB, opts *standard.Options) *standard.Classifier {
	tb.Helper()
	c, err := standard.New(opts)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

// shared is a classifier with the recommended options, made once for all tests.
var shared = sync.OnceValues(func() (*standard.Classifier, error) { return standard.New(nil) })

func recommended(tb testing.TB) *standard.Classifier {
	tb.Helper()
	c, err := shared()
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func classifyOne(tb testing.TB, c *standard.Classifier, f feedback.Feedback) []feedback.Label {
	tb.Helper()
	labels, err := c.Classify(context.Background(), feedback.NewDocument(&f))
	if err != nil {
		tb.Fatal(err)
	}
	return labels
}

// in are the categories of one dimension, in their order.
func in(labels []feedback.Label, d feedback.Dimension) []feedback.Category {
	a := feedback.Analysis{Labels: labels}
	var out []feedback.Category
	for _, l := range a.In(d) {
		out = append(out, l.Category)
	}
	return out
}

func TestContract(t *testing.T) {
	classifytest.Run(t, func(t *testing.T) classify.Classifier { return mustNew(t, nil) }, nil)
}

func TestOptions(t *testing.T) {
	for _, tt := range []struct {
		opts standard.Options
		want string
	}{
		{standard.Options{Dimensions: []feedback.Dimension{"mood"}}, `standard: Options.Dimensions has "mood", want any of`},
		{standard.Options{ImmediateWithin: -time.Hour}, "standard: Options.ImmediateWithin is -1h0m0s, want a positive duration"},
		{standard.Options{ImmediateWithin: 72 * time.Hour, DelayedAfter: time.Hour}, "standard: Options.DelayedAfter is 1h0m0s, want no less than ImmediateWithin, 72h0m0s"},
		{standard.Options{MinConfidence: 1.5}, "standard: Options.MinConfidence is 1.5, want a number in (0, 1]"},
		{standard.Options{MinConfidence: -0.1}, "standard: Options.MinConfidence is -0.1, want a number in (0, 1]"},
	} {
		if _, err := standard.New(&tt.opts); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%+v: error %v, want %s…", tt.opts, err, tt.want)
		}
	}
	if _, err := standard.New(&standard.Options{ImmediateWithin: 60 * 24 * time.Hour}); err != nil {
		t.Errorf("a long ImmediateWithin alone: %v", err)
	}
}

func TestOnlyWantedDimensions(t *testing.T) {
	wanted := []feedback.Dimension{feedback.Intent, feedback.Form}
	c := mustNew(t, &standard.Options{Dimensions: wanted})
	f := feedback.Feedback{Text: "The driver was late again and I want a refund!", Channel: feedback.Hotline}
	for _, l := range classifyOne(t, c, f) {
		if !slices.Contains(wanted, l.Dimension) {
			t.Errorf("label in %s", l.Dimension)
		}
	}
	if got := c.Describe().Dimensions; !slices.Equal(got, []feedback.Dimension{feedback.Form, feedback.Intent}) {
		t.Errorf("described dimensions %v", got)
	}
	wanted[0] = feedback.Urgency
	if got := in(classifyOne(t, c, f), feedback.Intent); len(got) == 0 {
		t.Error("the classifier uses its caller's slice")
	}
}

func TestMinConfidence(t *testing.T) {
	c := mustNew(t, &standard.Options{MinConfidence: 0.9})
	for _, l := range classifyOne(t, c, feedback.Feedback{Text: "等了四十分鐘才上菜，服務生態度很差，湯是冷的，再也不來了！"}) {
		if l.Confidence < 0.9 {
			t.Errorf("label %s=%s with %v", l.Dimension, l.Category, l.Confidence)
		}
	}
}

func TestForm(t *testing.T) {
	for channel, want := range map[feedback.Channel][]feedback.Category{
		0:                        nil,
		feedback.OtherChannel:    nil,
		feedback.OnlineReview:    {feedback.FormActive},
		feedback.Survey:          {feedback.FormActive},
		feedback.SuggestionBox:   {feedback.FormActive},
		feedback.ComplaintRecord: {feedback.FormPassive},
		feedback.UsageData:       {feedback.FormPassive},
	} {
		labels := classifyOne(t, recommended(t), feedback.Feedback{Channel: channel})
		if diff := cmp.Diff(want, in(labels, feedback.Form)); diff != "" {
			t.Errorf("channel %v: -want +got:\n%s", channel, diff)
		}
	}
}

func TestTiming(t *testing.T) {
	used := time.Date(2025, 2, 1, 10, 0, 0, 0, time.UTC)
	day := 24 * time.Hour
	for _, tt := range []struct {
		name       string
		f          feedback.Feedback
		want       feedback.Category
		confidence float64 // 0 if it does not matter
	}{
		{"within the hour", feedback.Feedback{UsedAt: used, CreatedAt: used.Add(time.Hour)}, feedback.Immediate, 0.95},
		{"at the threshold", feedback.Feedback{UsedAt: used, CreatedAt: used.Add(2 * day)}, feedback.Immediate, 0.95},
		{"just over it", feedback.Feedback{UsedAt: used, CreatedAt: used.Add(2*day + time.Minute)}, feedback.Delayed, 0.5},
		// half way from 2 to 30 days: 0.5 + 0.45/2
		{"half way", feedback.Feedback{UsedAt: used, CreatedAt: used.Add(16 * day)}, feedback.Delayed, 0.725},
		{"beyond doubt", feedback.Feedback{UsedAt: used, CreatedAt: used.Add(30 * day)}, feedback.Delayed, 0.95},
		{"received counts where written is not known", feedback.Feedback{UsedAt: used, ReceivedAt: used.Add(90 * day)}, feedback.Delayed, 0.95},
		{"the clock outranks the text", feedback.Feedback{Text: "用了半年才壞", UsedAt: used, CreatedAt: used.Add(time.Hour)}, feedback.Immediate, 0.95},
		{"written before use: the text decides", feedback.Feedback{Text: "剛收到就破了", UsedAt: used, CreatedAt: used.Add(-time.Hour)}, feedback.Immediate, 0},
		{"no time of use, no words", feedback.Feedback{Text: "Nice kettle.", CreatedAt: used}, "", 0},
		{"nothing", feedback.Feedback{}, "", 0},
		{"just arrived", feedback.Feedback{Text: "Just arrived and the box is crushed."}, feedback.Immediate, 0},
		{"剛收到", feedback.Feedback{Text: "剛收到貨，包裝完整。"}, feedback.Immediate, 0},
		{"用了两天", feedback.Feedback{Text: "才用了两天，屏幕就有划痕。"}, feedback.Immediate, 0},
		{"after six months", feedback.Feedback{Text: "After six months of use the hinge is loose."}, feedback.Delayed, 0},
		{"used it for 3 years", feedback.Feedback{Text: "I have used it for 3 years without a problem."}, feedback.Delayed, 0},
		{"用了半年", feedback.Feedback{Text: "用了半年，電池明顯變差。"}, feedback.Delayed, 0},
		{"用了三個月", feedback.Feedback{Text: "買了三個月，每天用，很穩。"}, feedback.Delayed, 0},
		{"a wait is no use", feedback.Feedback{Text: "Waited three weeks for a reply."}, "", 0},
		{"等了一个月", feedback.Feedback{Text: "等了一个月还没退款。"}, "", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			labels := classifyOne(t, recommended(t), tt.f)
			var want []feedback.Category
			if tt.want != "" {
				want = []feedback.Category{tt.want}
			}
			if diff := cmp.Diff(want, in(labels, feedback.Timing)); diff != "" {
				t.Fatalf("-want +got:\n%s", diff)
			}
			for _, l := range labels {
				if l.Dimension == feedback.Timing && tt.confidence != 0 && !near(l.Confidence, tt.confidence) {
					t.Errorf("confidence %v, want %v", l.Confidence, tt.confidence)
				}
			}
		})
	}
}

func near(a, b float64) bool { return a-b < 1e-3 && b-a < 1e-3 }

func TestOwnTaxonomy(t *testing.T) {
	x, err := classify.NewTaxonomy([]classify.Topic{
		{ID: "shuttle", Phrases: map[language.Tag][]string{language.English: {"shuttle bus"}, language.TraditionalChinese: {"接駁車"}}},
		{ID: "late", Parent: "shuttle", Phrases: map[language.Tag][]string{language.English: {"shuttle was late"}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	c := mustNew(t, &standard.Options{Taxonomy: x})
	labels := classifyOne(t, c, feedback.Feedback{Text: "The shuttle was late and the driver rude."})
	if diff := cmp.Diff([]feedback.Category{"shuttle", "shuttle/late"}, in(labels, feedback.Topic)); diff != "" {
		t.Errorf("a part comes with its whole, and other topics do not: -want +got:\n%s", diff)
	}
	if got := in(labels, feedback.Content); !slices.Contains(got, feedback.ServiceAttitude) {
		t.Errorf("content %v does not depend on the taxonomy and should have %s", got, feedback.ServiceAttitude)
	}
	labels = classifyOne(t, c, feedback.Feedback{Text: "接驳车很准时"})
	if diff := cmp.Diff([]feedback.Category{"shuttle"}, in(labels, feedback.Topic)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// Repeating a word is not stronger evidence than writing it once, but for what the
// model makes of its meeting itself: "service slow". The rules alone say exactly the
// same, see TestRepetitionSaysNothingToTheRules.
func TestRepetitionSaysNothing(t *testing.T) {
	for _, words := range []string{"slow service ", "態度很差，"} {
		once := classifyOne(t, recommended(t), feedback.Feedback{Text: words})
		often := classifyOne(t, recommended(t), feedback.Feedback{Text: strings.Repeat(words, 1000)})
		clean := func(labels []feedback.Label) []feedback.Label {
			for i := range labels {
				labels[i].Evidence = nil
			}
			return labels
		}
		near := cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 0.02 })
		if diff := cmp.Diff(clean(once), clean(often), near); diff != "" {
			t.Errorf("%q: -once +a thousand times:\n%s", words, diff)
		}
	}
}

func TestQuestionOfTheSurvey(t *testing.T) {
	for _, tt := range []struct {
		question, answer string
		want             []feedback.Category
	}{
		{"What could we improve?", "Waiting times", []feedback.Category{feedback.Suggestion}},
		{"我們有哪裡需要改進？", "停車位", []feedback.Category{feedback.Suggestion}},
		{"What could we improve?", "Nothing at all.", []feedback.Category{feedback.Praise}},
		{"您对我们有什么建议？", "暂无", []feedback.Category{feedback.Praise}},
		{"What did you like most?", "The breakfast", []feedback.Category{feedback.Praise}},
		{"What is your age?", "Waiting times", []feedback.Category{feedback.OtherIntent}},
		{"", "n/a", []feedback.Category{feedback.OtherIntent}},
	} {
		labels := classifyOne(t, recommended(t), feedback.Feedback{Text: tt.answer, Question: tt.question})
		if diff := cmp.Diff(tt.want, in(labels, feedback.Intent)); diff != "" {
			t.Errorf("%q %q: -want +got:\n%s", tt.question, tt.answer, diff)
		}
		for _, l := range labels {
			if l.Dimension == feedback.Intent && l.Evidence == nil && l.Reason == "" && l.Category != feedback.OtherIntent {
				t.Errorf("%q %q: nothing says why", tt.question, tt.answer)
			}
		}
	}
}

func TestEvidenceInTitleAndText(t *testing.T) {
	f := feedback.Feedback{Title: "態度很差", Text: "等了一個小時，ＲＥＦＵＮＤ please!"}
	parts := map[feedback.Part]bool{}
	for _, l := range classifyOne(t, recommended(t), f) {
		for _, e := range l.Evidence {
			parts[e.Part] = true
			if e.Of(&f) == "" {
				t.Errorf("evidence %+v of %s=%s is nothing", e, l.Dimension, l.Category)
			}
		}
	}
	if !parts[feedback.InText] || !parts[feedback.InTitle] {
		t.Errorf("evidence in parts %v, want both", parts)
	}
}

func FuzzClassify(f *testing.F) {
	f.Add("", "等了四十分鐘才上菜，氣死我了！！希望能改善。", "")
	f.Add("Late", "Why is it ALWAYS late??? Please refund order 20113 ($30).", "What could we improve?")
	f.Add("\xff", "a\u0301 不\u200B好吃\x00第一次 两三个 万 half 10:30 nt$5", "無")
	c, err := standard.New(nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, title, text, question string) {
		fb := feedback.Feedback{Title: title, Text: text, Question: question}
		seen := map[string]bool{}
		for _, l := range classifyOne(t, c, fb) {
			key := fmt.Sprint(l.Dimension, "=", l.Category)
			if seen[key] || !(l.Confidence > 0 && l.Confidence <= 1) {
				t.Errorf("label %s twice, or with confidence %v", key, l.Confidence)
			}
			seen[key] = true
			for _, e := range l.Evidence {
				part := text
				if e.Part == feedback.InTitle {
					part = title
				}
				if e.Empty() || !e.In(len(part)) || utf8.ValidString(part) && !utf8.ValidString(e.Of(&fb)) {
					t.Errorf("%s has evidence %v in %q", key, e.Span, part)
				}
			}
		}
	})
}

// Words that stand for one thing in one trade and for another in the next.
func TestTopicsOfAmbiguousWords(t *testing.T) {
	for _, tt := range []struct {
		text  string
		topic feedback.Category
		want  bool
	}{
		{"这款扫地机器人噪音小，吸力大。", "waiting/phone_wait", false},
		{"打過去都是機器人，講半天沒用。", "waiting/phone_wait", true},
		{"My robot vacuum maps the flat perfectly.", "waiting/phone_wait", false},
		{"I only got to talk to a robot.", "waiting/phone_wait", true},
		{"There was mould on the bathroom ceiling.", "food/freshness", false},
		{"There was mould on the bathroom ceiling.", "environment/cleanliness", true},
		{"It takes great photos at night.", "product/camera", true},
		{"维修师傅手脚很快。", "delivery/courier", false},
		{"The bread was mouldy.", "food/freshness", true},
	} {
		got := in(classifyOne(t, recommended(t), feedback.Feedback{Text: tt.text}), feedback.Topic)
		if slices.Contains(got, tt.topic) != tt.want {
			t.Errorf("%s: topics %v, %s wanted: %v", tt.text, got, tt.topic, tt.want)
		}
	}
}
