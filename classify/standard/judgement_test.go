package standard_test

import (
	"slices"
	"testing"

	"github.com/loamlib/loam/classify/standard"
	"github.com/loamlib/loam/feedback"
)

// What stands around a phrase changes what it says to the rules.
func TestContext(t *testing.T) {
	const complaint, praise, suggestion, request, question = feedback.Complaint, feedback.Praise, feedback.Suggestion, feedback.Request, feedback.Question
	type set = []feedback.Category
	rules := mustNew(t, &standard.Options{RulesOnly: true})
	for _, tt := range []struct {
		name, text string
		intents    set // in any order
	}{
		{"a longer phrase hides a shorter one", "Not bad.", set{feedback.OtherIntent}},
		{"the same in Chinese", "不錯吃。", set{praise}},
		{"negated praise", "The staff were not friendly.", set{complaint}},
		{"negation over an adverb", "The staff weren't particularly friendly.", set{complaint}},
		{"negated praise in Chinese", "不是很乾淨。", set{complaint}},
		{"one character negates only what follows it", "不論老少都喜歡。", set{praise}},
		{"no problems", "I had no problems with it.", set{praise}},
		{"no problems in Chinese", "没有破损，也没有划痕，满意。", set{praise}},
		{"negation ends with its clause", "It did not arrive on Monday, it is beautiful.", set{complaint, praise}},
		{"a contrast begins a clause", "不會太貴但是好吃。", set{praise}},
		{"a space parts Chinese clauses", "不貴 好吃", set{praise}},
		{"a prohibition reverses nothing", "别上当。", set{feedback.OtherIntent}},
		{"only imagined", "I was worried that it would break.", set{feedback.OtherIntent}},
		{"only imagined in Chinese", "本来担心会坏掉，结果很好用。", set{praise}},
		{"a wish for a change", "希望可以改善排隊的問題。", set{suggestion}},
		{"a wish for luck", "希望你們越來越好。", set{feedback.OtherIntent}},
		{"advice to customers is no suggestion", "建議大家早點去排隊。", set{feedback.OtherIntent}},
		{"a suggestion to the company", "建議早點開門。", set{suggestion}},
		{"an order at the start of a clause", "Add a second till.", set{suggestion}},
		{"the same word elsewhere", "They add a lot of garlic.", set{feedback.OtherIntent}},
		{"a plea and a deed", "Please could somebody from your office contact me.", set{request}},
		{"a deed and a plea", "Refund please.", set{request}},
		{"a plea that was answered", "客服很快就幫我處理好了，讚。", set{praise}},
		{"a question", "Do you have this in blue?", set{question}},
		{"a question that complains", "Why is nobody ever at the counter?", set{complaint}},
		{"asking words in a statement", "My son showed me how to use it, great.", set{praise}},
		{"mild criticism alone", "有點鹹。", set{complaint}},
		{"mild criticism beside praise", "很好吃，就是有點鹹。", set{praise}},
		{"a question about a merit", "请问这条裤子身高180穿XL合适吗？", set{question}},
		{"the merit itself", "裤子很合适。", set{praise}},
		{"a question that suggests", "能不能保留现金付款？", set{suggestion, question}},
		{"bad, beside praise", "餐點很好吃，但隔音真的很糟。", set{complaint, praise}},
		{"no way to a person", "打了五次電話都是機器人，轉不到真人。", set{complaint}},
		{"not bad at all is praise", "The battery isn't bad at all.", set{praise}},
		{"a fault that was put right", "The electrician fixed the fault in ten minutes.", set{praise}},
		{"out of order", "The screen at my seat was dead for eleven hours.", set{complaint}},
		{"a plea in a polite word", "麻烦尽快把发票寄给我，谢谢。", set{request}},
		{"speed is no plea", "賣家出貨神速！", set{praise}},
		{"nor where it is done", "迅速退款，好评。", set{praise}},
		{"a fault that was seen to", "房东人很好，家电坏了当天就来修。", set{praise}},
		{"a plea behind love", "I'd love it if you stocked larger sizes.", set{suggestion}},
		{"hardly", "The battery hardly lasts three hours.", set{complaint}},
		{"thrown", "Delivery driver threw the box over the fence.", set{complaint}},
		{"a wait", "Waited 50 minutes for a table.", set{complaint}},
		{"a short wait", "Waited 5 minutes for a table.", set{feedback.OtherIntent}},
		{"a wait in Chinese numerals", "等了五十分鐘。", set{complaint}},
		{"a price", "结账花了128。", set{feedback.OtherIntent}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := in(classifyOne(t, rules, feedback.Feedback{Text: tt.text}), feedback.Intent)
			slices.Sort(got)
			slices.Sort(tt.intents)
			if !slices.Equal(got, tt.intents) {
				t.Errorf("%s: intents %v, want %v", tt.text, got, tt.intents)
			}
		})
	}
}

func TestEvidenceShowsTheNegation(t *testing.T) {
	for in, want := range map[string]string{
		"The room was not very clean.": "not very clean",
		"服務人員不是很親切。":                   "不是很親切",
	} {
		f := feedback.Feedback{Text: in}
		found := false
		for _, l := range classifyOne(t, recommended(t), f) {
			for _, e := range l.Evidence {
				found = found || l.Category == feedback.Complaint && e.Of(&f) == want && e.Rule == "negated"
			}
		}
		if !found {
			t.Errorf("%s: no evidence %q for a complaint", in, want)
		}
	}
}

func TestCriteria(t *testing.T) {
	for _, tt := range []struct {
		text                      string
		fact, suggestion, emotion bool
	}{
		{"The strap broke on day three. A metal buckle would help.", true, true, false},
		{"我等了一個小時，真的氣死了！！", true, false, true},
		{"太让人失望了！！再也不来了！！", false, false, true},
		{"建議多放幾張椅子。", false, true, false},
		{"I prefer the old colour.", false, false, false},
		{"とても美味しかったです。", false, false, false},
		{"", false, false, false},
	} {
		f := feedback.Feedback{Text: tt.text}
		got := recommended(t).Criteria(feedback.NewDocument(&f))
		for _, c := range []struct {
			name string
			got  standard.Criterion
			want bool
		}{
			{"fact", got.Fact, tt.fact}, {"suggestion", got.Suggestion, tt.suggestion}, {"emotion", got.Emotion, tt.emotion},
		} {
			if c.got.Holds != c.want {
				t.Errorf("%q: %s is %v (%v), want %v", tt.text, c.name, c.got.Holds, c.got.Confidence, c.want)
			}
			if c.got.Holds && (len(c.got.Evidence) == 0 || c.got.Confidence < 0.5) {
				t.Errorf("%q: %s holds without evidence or confidence: %+v", tt.text, c.name, c.got)
			}
		}
	}
}

func TestConstructivenessFollowsTheCriteria(t *testing.T) {
	for text, want := range map[string]feedback.Category{
		"Waited 40 minutes and nobody came. Please put up a bell.": feedback.Constructive,
		"等了四十分鐘都沒人來，氣死我了！！":                                        feedback.Constructive, // an angry fact is a fact
		"You are the worst, I hate you!":                           feedback.Unproductive,
		"爛透了！！":                                                    feedback.Unproductive,
		"Thank you, it was lovely.":                                "", // no criticism
		"Where is the entrance?":                                   "",
	} {
		var got feedback.Category
		if c := in(classifyOne(t, recommended(t), feedback.Feedback{Text: text}), feedback.Constructiveness); len(c) > 0 {
			got = c[0]
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestUrgencyActionabilityAndValue(t *testing.T) {
	for _, tt := range []struct {
		text                   string
		urgency, action, value feedback.Category
	}{
		{"The lamp caught fire last night. A fuse would have helped.", feedback.UrgencyHigh, standard.ResponseNeeded, standard.HighValue},
		{"延長線冒煙，燒黑了一塊地板。", feedback.UrgencyHigh, standard.ResponseNeeded, standard.HighValue},
		{"My parcel never arrived.", feedback.UrgencyNormal, standard.ResponseNeeded, standard.MediumValue},
		{"The soup was too salty.", feedback.UrgencyNormal, standard.Improvement, standard.MediumValue},
		{"希望增加深色模式，不急。", feedback.UrgencyLow, standard.Improvement, standard.MediumValue},
		{"Lovely, thank you!", feedback.UrgencyLow, standard.NoAction, standard.LowValue},
		{"有沒有停車場？", feedback.UrgencyNormal, standard.ResponseNeeded, ""},
		{"They responded immediately and were very kind.", feedback.UrgencyLow, standard.NoAction, standard.LowValue},
	} {
		labels := classifyOne(t, recommended(t), feedback.Feedback{Text: tt.text})
		for d, want := range map[feedback.Dimension]feedback.Category{
			feedback.Urgency: tt.urgency, standard.Actionability: tt.action, standard.Value: tt.value,
		} {
			var got feedback.Category
			if c := in(labels, d); len(c) > 0 {
				got = c[0]
			}
			if got != want {
				t.Errorf("%s: %s %q, want %q", tt.text, d, got, want)
			}
		}
	}
}
