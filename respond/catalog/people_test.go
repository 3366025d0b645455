package catalog_test

import (
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond"
	"github.com/loamlib/loam/respond/catalog"
)

// worded are the replies to r with many seeds, without contact and signature.
func worded(t *testing.T, r respond.Request) []string {
	t.Helper()
	var out []string
	for seed := range uint64(150) {
		r.Seed = seed
		out = append(out, body(word(t, catalog.Default(), r), r.Business.Contact))
	}
	return out
}

// none fails if a reply has one of the words.
func none(t *testing.T, replies []string, words ...string) {
	t.Helper()
	for _, reply := range replies {
		for _, w := range words {
			if strings.Contains(reply, w) {
				t.Fatalf("%q stands in:\n%s", w, reply)
			}
		}
	}
}

// TestPeopleComeFirst: where somebody may be hurt the reply asks after them, and
// neither praises plain words nor counts on patience.
func TestPeopleComeFirst(t *testing.T) {
	for tag, words := range map[language.Tag]struct{ cares, never []string }{
		language.TraditionalChinese: {[]string{"平安", "掛心", "無礙", "好轉", "大礙", "最關心"}, []string{"客套話", "包容", "耐心", "掃興", "興致", "順心"}},
		language.SimplifiedChinese:  {[]string{"平安", "牵挂", "没事", "好转", "大碍", "最关心"}, []string{"客气话", "包容", "耐心", "扫兴", "兴致", "顺心"}},
		language.English: {[]string{"safe", "pain", "well by now", "worst", "health", "shaken", "frightening"},
			[]string{"mince", "patience", "tiresome", "disappointed you", "spoil"}},
	} {
		r := complaint(tag)
		r.Analysis.Emotions = nil
		r.Analysis.Aspects = append(r.Analysis.Aspects, feedback.Aspect{Topic: "safety", Polarity: feedback.Negative, Score: -0.1})
		replies := worded(t, r)
		none(t, replies, words.never...)
		for _, reply := range replies {
			cares := false
			for _, w := range words.cares {
				cares = cares || strings.Contains(reply, w)
			}
			if !cares {
				t.Fatalf("nobody is asked after in:\n%s", reply)
			}
		}
	}
}

// TestAFaceIsNoStory: who left a curse or an emoji is not told that every point
// of the account was read.
func TestAFaceIsNoStory(t *testing.T) {
	for tag, never := range map[language.Tag][]string{
		language.TraditionalChinese: {"每一點", "描述的經過", "每一句", "不好聽", "您寫的這段話"},
		language.SimplifiedChinese:  {"每一点", "描述的经过", "每一句", "不好听", "坦率", "您写的这段话"},
		language.English:            {"point", "from beginning to end", "describ", "account", "plain words"},
	} {
		for _, said := range []string{"😡😡👎", "垃圾", "Garbage."} {
			r := complaint(tag)
			r.Feedback.Text = said
			r.Analysis.Aspects, r.Analysis.Labels, r.Analysis.Emotions = nil, nil, nil
			none(t, worded(t, r), never...)
		}
	}
}

// TestNothingIsConcededOfTheBlameless: where a person has found that the business
// is not at fault the reply neither says that the complaint is right nor promises
// to change.
func TestNothingIsConcededOfTheBlameless(t *testing.T) {
	for tag, never := range map[language.Tag][]string{
		language.TraditionalChinese: {"就像您說的", "您的重點我們懂", "我們就肯改", "看我們的行動", "重建", "該做到的"},
		language.SimplifiedChinese:  {"正如您所说", "您的重点我们明白", "我们就肯改", "看我们的行动", "重建", "该做到的"},
		language.English:            {"we gather", "I gather", "well taken", "falls short of", "earned back", "for us to act", "That was our"},
	} {
		r := complaint(tag)
		r.Fault = respond.NotAtFault
		none(t, worded(t, r), never...)
	}
}

// TestQuestionsAreNotSaidToBeAnswered: without an answer nothing is offered "for
// anything else".
func TestQuestionsAreNotSaidToBeAnswered(t *testing.T) {
	for tag, never := range map[language.Tag][]string{
		language.TraditionalChinese: {"若還有其他問題", "還有不清楚", "其他細節", "這就為您說明"},
		language.SimplifiedChinese:  {"若还有其他问题", "还有不清楚", "其他细节", "这就为您说明"},
		language.English:            {"For anything else", "you need anything else", "Something else on your mind", "do so gladly"},
	} {
		r := complaint(tag)
		r.Analysis = &feedback.Analysis{Labels: []feedback.Label{
			{Dimension: feedback.Intent, Category: feedback.Question}, {Dimension: feedback.Topic, Category: "environment/location"}}}
		none(t, worded(t, r), never...)
	}
}

// TestAWishIsNoQuestion: praise beside a suggestion brings no words for questions.
func TestAWishIsNoQuestion(t *testing.T) {
	r := complaint(language.English)
	r.Analysis = &feedback.Analysis{Labels: []feedback.Label{
		{Dimension: feedback.Intent, Category: feedback.Suggestion, Confidence: 0.8}, {Dimension: feedback.Intent, Category: feedback.Praise, Confidence: 0.5},
		{Dimension: feedback.Topic, Category: "environment/location"}}}
	none(t, worded(t, r), "your question", "to ask", "Others have wondered", "would like to know about")
}

// TestDataAreNotHurt: nobody asks after the health of who fears for a transfer.
func TestDataAreNotHurt(t *testing.T) {
	r := complaint(language.TraditionalChinese)
	r.Analysis.Emotions = nil
	r.Analysis.Aspects = []feedback.Aspect{
		{Topic: "software/stability", Polarity: feedback.Negative, Score: -0.6},
		{Topic: "safety", Polarity: feedback.Negative, Score: -0.5},
	}
	none(t, worded(t, r), "衷心希望人平安", "希望身體", "保重", "掛心")
}
