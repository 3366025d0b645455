package theme_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/classify/classifytest"
	"github.com/loamlib/loam/classify/theme"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

func newExtractor(t testing.TB, o *theme.KeywordOptions) *theme.Extractor {
	t.Helper()
	e, err := theme.NewExtractor(o)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func keywords(t testing.TB, e *theme.Extractor, f feedback.Feedback) []feedback.Keyword {
	t.Helper()
	found, err := e.Keywords(t.Context(), feedback.NewDocument(&f))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestExtractorKeepsTheContract(t *testing.T) {
	classifytest.RunKeywords(t, func(t *testing.T) classify.KeywordExtractor { return newExtractor(t, nil) }, nil)
}

// testdata/keywords.txt says which words a reader would name.
func TestKeywordsAReaderWouldName(t *testing.T) {
	e := newExtractor(t, nil)
	for body, rest := range annotated(t, "keywords.txt", 15) {
		must, never, _ := strings.Cut(rest, "\t")
		var got []string
		for _, k := range keywords(t, e, feedback.Feedback{Text: body}) {
			got = append(got, text.Fold(k.Text))
		}
		for want := range strings.SplitSeq(must, "|") {
			if !slices.Contains(got, text.Fold(want)) {
				t.Errorf("%s: %q is not among %q", body, want, got)
			}
		}
		for word := range strings.SplitSeq(never, "|") {
			if slices.Contains(got, text.Fold(word)) {
				t.Errorf("%s: %q is among %q", body, word, got)
			}
		}
	}
}

// Both scripts give the same keywords, each in its own.
func TestKeywordsInBothScripts(t *testing.T) {
	e := newExtractor(t, nil)
	hant := keywords(t, e, feedback.Feedback{Text: "服務態度很差，等了四十分鐘才點餐，湯頭也太鹹。"})
	hans := keywords(t, e, feedback.Feedback{Text: "服务态度很差，等了四十分钟才点餐，汤头也太咸。"})
	if len(hant) != len(hans) || len(hant) == 0 {
		t.Fatalf("%v and %v", hant, hans)
	}
	for i := range hant {
		if text.Fold(hant[i].Text) != hans[i].Text || hant[i].Weight != hans[i].Weight {
			t.Errorf("keyword %d is %v and %v", i, hant[i], hans[i])
		}
	}
}

// Saying a word a thousand times must not push the others out.
func TestRepeatingAWordDoesNotPay(t *testing.T) {
	e := newExtractor(t, nil)
	got := keywords(t, e, feedback.Feedback{Text: strings.Repeat("便宜便宜便宜，", 1000) + "快递把包裹扔在门口，客服不理人。"})
	for _, want := range []string{"包裹", "客服", "快递"} {
		if !slices.ContainsFunc(got, func(k feedback.Keyword) bool { return k.Text == want }) {
			t.Errorf("%q is not among %v", want, got)
		}
	}
	for _, k := range got {
		if len(k.Evidence) > 20 {
			t.Errorf("%s has %d places", k.Text, len(k.Evidence))
		}
	}
}

func TestKeywordOptions(t *testing.T) {
	f := feedback.Feedback{Text: "小蜜蜂吸尘器吸力不错，滤网难拆，客服很耐心，包装也好。"}
	e := newExtractor(t, &theme.KeywordOptions{Limit: 2, Phrases: []string{"小蜜蜂吸塵器"}, Stop: []string{"包装"}})
	got := keywords(t, e, f)
	if len(got) != 2 || got[0].Text != "小蜜蜂吸尘器" {
		t.Errorf("the caller's word is not first of two: %v", got)
	}
	for _, k := range keywords(t, newExtractor(t, &theme.KeywordOptions{Stop: []string{"包装", "Refund"}}), feedback.Feedback{Text: "包装破了。The refund is late."}) {
		if k.Text == "包装" || k.Text == "refund" {
			t.Errorf("%q is a keyword although it is stopped", k.Text)
		}
	}
	if _, err := theme.NewExtractor(&theme.KeywordOptions{Limit: -1}); err == nil {
		t.Error("a negative limit is allowed")
	}
	if _, err := theme.NewExtractor(&theme.KeywordOptions{Phrases: []string{" "}}); err == nil {
		t.Error("an empty phrase is allowed")
	}
}

func FuzzKeywords(f *testing.F) {
	for _, s := range []string{"服務態度很差", "slow delivery, 客服 rude", "\xff\xfe", "", "一二三四五六七八", "a's b's c's"} {
		f.Add(s, "title")
	}
	e := newExtractor(f, nil)
	f.Fuzz(func(t *testing.T, body, title string) {
		r := feedback.Feedback{Text: body, Title: title}
		a := feedback.Analysis{Keywords: keywords(t, e, r)}
		if err := a.Validate(&r); err != nil {
			t.Error(err)
		}
	})
}

func ExampleExtractor() {
	e, err := theme.NewExtractor(nil)
	if err != nil {
		panic(err)
	}
	for _, s := range []string{
		"請問海外提款的手續費怎麼算？網站上找不到說明。",
		"希望能增加夜间模式，另外搜索功能最好能记住历史记录。",
		"Lovely staff, spotless room and the best breakfast I have had in years.",
		"还行吧。", // nothing that names anything
	} {
		f := feedback.Feedback{Text: s}
		found, err := e.Keywords(context.Background(), feedback.NewDocument(&f))
		if err != nil {
			panic(err)
		}
		var words []string
		for _, k := range found {
			words = append(words, k.Text)
		}
		fmt.Println(len(words), strings.Join(words, "、"))
	}
	// Output:
	// 3 海外提款、手續費、網站
	// 4 夜间模式、搜索功能、记录、历史
	// 3 spotless room、breakfast、staff
	// 0
}
