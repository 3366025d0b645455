package feedbacktest_test

import (
	"fmt"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/feedbacktest"
	"github.com/loamlib/loam/feedback/text"
)

func TestReviewsAreWhatTheySay(t *testing.T) {
	languages, ids := map[language.Tag]int{}, map[string]bool{}
	for _, r := range feedbacktest.Reviews() {
		if err := r.Validate(); err != nil {
			t.Errorf("%s: %v", r.ID, err)
		}
		if got := text.Prepare(r.Text).Language().Tag; got != r.Language {
			t.Errorf("%s is written in %v, not %v: %s", r.ID, got, r.Language, r.Text)
		}
		if ids[r.ID] {
			t.Errorf("the ID %s stands twice", r.ID)
		}
		if !slices.Contains(feedback.Intent.Categories(), r.Intent) {
			t.Errorf("%s has the intent %q", r.ID, r.Intent)
		}
		ids[r.ID] = true
		languages[r.Language]++
	}
	for _, tag := range []language.Tag{language.TraditionalChinese, language.SimplifiedChinese, language.English} {
		if languages[tag] != 10 {
			t.Errorf("%d reviews are in %v, want 10", languages[tag], tag)
		}
	}
}

func TestGenerateIsReproducibleAndValid(t *testing.T) {
	a := slices.Collect(feedbacktest.Generate(7, 500))
	b := slices.Collect(feedbacktest.Generate(7, 500))
	if diff := cmp.Diff(a, b, feedbacktest.Options(0)); diff != "" {
		t.Errorf("two runs with one seed differ:\n%s", diff)
	}
	texts := map[string]bool{}
	for _, f := range a {
		if err := f.Validate(); err != nil {
			t.Error(err)
		}
		if !utf8.ValidString(f.Text) {
			t.Errorf("%q is not UTF-8", f.Text)
		}
		texts[f.Text] = true
	}
	if len(a) != 500 || len(texts) < 200 {
		t.Errorf("%d feedbacks with %d different texts", len(a), len(texts))
	}
	if c := slices.Collect(feedbacktest.Generate(8, 500)); cmp.Equal(a, c, feedbacktest.Options(0)) {
		t.Error("another seed gives the same feedbacks")
	}
}

func ExampleReviews() {
	r := feedbacktest.Reviews()[1]
	fmt.Println(r.Text)
	fmt.Println(r.Polarity, r.Intent, r.Topics)
	// Output:
	// 訂位七點，結果等到七點四十才入座，店員連一句不好意思都沒有，很傻眼。
	// negative complaint [waiting attitude]
}

func ExampleGenerate() {
	for f := range feedbacktest.Generate(1, 2) {
		fmt.Println(f.ID, f.Language, f.Ratings[0].Scale, f.Validate())
	}
	// Output:
	// g-000000 en nps <nil>
	// g-000001 zh-Hant nps <nil>
}
