package theme_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/loamlib/loam/classify/theme"
	"github.com/loamlib/loam/feedback"
)

// testdata/wishes.txt has a text and what is wished for in it, parted by a bar.
func TestWishes(t *testing.T) {
	for text, want := range annotated(t, "wishes.txt", 30) {
		f := feedback.Feedback{Text: text}
		var got []string
		for _, w := range theme.Wishes(feedback.NewDocument(&f)) {
			got = append(got, w.Text)
			if !strings.Contains(w.Evidence.Of(&f), w.Text) || w.Evidence.Rule == "" {
				t.Errorf("%s: the evidence %q (%s) does not hold %q", text, w.Evidence.Of(&f), w.Evidence.Rule, w.Text)
			}
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%s: wishes %q, want %q", text, s, want)
		}
	}
}

func wishers() []feedback.Feedback {
	var out []feedback.Feedback
	for i, x := range []struct{ text, customer string }{
		{"希望能增加夜間模式。", "a"}, {"要是有夜間模式就好了", "b"}, {"如果能有夜間模式，晚上看就不刺眼", "b"},
		{"建議多開一個結帳櫃檯。", "c"}, {"希望能多開幾個櫃檯！", ""},
		{"It would be great if you had a dark mode.", "d"}, {"Please add dark mode", "e"}, {"I wish there was a dark mode option.", "f"},
		{"No complaints.", "g"}, {"希望大家都来买", "h"},
	} {
		out = append(out, feedback.Feedback{ID: fmt.Sprint(i), Text: x.text, Customer: feedback.Customer{ID: x.customer}})
	}
	return out
}

func TestNeedsGroupWishes(t *testing.T) {
	var n theme.Needs
	for _, f := range wishers() {
		n.Add(feedback.NewDocument(&f), f.Customer.ID)
	}
	got := n.Result(0)
	want := []theme.Need{
		{Name: "dark mode", Documents: 3, Cases: 3, IDs: []string{"5", "6", "7"}},
		{Name: "夜間模式", Documents: 3, Cases: 2, IDs: []string{"0", "1", "2"}},
		{Name: "櫃檯", Documents: 2, Cases: 2, IDs: []string{"3", "4"}},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(theme.Need{}, "Wishes")); diff != "" {
		t.Errorf("needs (-want +got):\n%s", diff)
	}
	if n.Documents() != 8 || len(n.Result(1)) != 1 {
		t.Errorf("%d wish something, %d needs of at most one", n.Documents(), len(n.Result(1)))
	}
}

func TestNeedsDoNotDependOnOrder(t *testing.T) {
	records := wishers()
	var want []theme.Need
	var bytes []byte
	for seed := range uint64(8) {
		r := rand.New(rand.NewPCG(seed, 1))
		var parts [2]theme.Needs
		for _, i := range r.Perm(len(records)) {
			parts[r.IntN(2)].Add(feedback.NewDocument(&records[i]), records[i].Customer.ID)
		}
		parts[0].Merge(&parts[1])
		b, err := parts[0].MarshalJSON()
		var back theme.Needs
		if err := errors.Join(err, back.UnmarshalJSON(b)); err != nil {
			t.Fatal(err)
		}
		got := back.Result(0)
		if want == nil {
			want, bytes = got, b
		}
		if string(b) != string(bytes) {
			t.Errorf("the order changes the JSON from %s to %s", bytes, b)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestNeedsThatAreNone(t *testing.T) {
	var n theme.Needs
	n.Add(feedback.NewDocument(&feedback.Feedback{Text: "Please add dark mode"}), "")
	for _, s := range []string{"", "[]", `{"version":2}`, `{"version":1,"entries":[{"wishes":[{"text":"a"}]}]}`, `{"version":1,"entries":[{"wishes":[{"text":"","keys":["a"]}]}]}`} {
		if err := n.UnmarshalJSON([]byte(s)); err == nil || n.Documents() != 1 {
			t.Errorf("%q gives the error %v and %d wishes", s, err, n.Documents())
		}
	}
}

func FuzzWishes(f *testing.F) {
	f.Add("希望能增加夜間模式，要是有醋就好了", "I wish there was")
	f.Add("could be better, 就好了。希望", "please add")
	f.Fuzz(func(t *testing.T, body, title string) {
		r := feedback.Feedback{Text: body, Title: title}
		d := feedback.NewDocument(&r)
		var n theme.Needs
		n.Add(d, "")
		n.Result(0)
		for _, w := range theme.Wishes(d) {
			if w.Text == "" || w.Evidence.Of(&r) == "" {
				t.Errorf("%+v", w)
			}
		}
	})
}

// testdata/competitors.txt has a text, and the competitor with its stance.
func TestCompetitors(t *testing.T) {
	w, err := theme.NewWatch([]theme.Competitor{
		{Name: "飞鸽外卖", Aliases: []string{"飛鴿外賣", "飞鸽"}}, {Name: "Northwind", Aliases: []string{"North Wind Air"}}, {Name: "Acme Bank"},
	})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range annotated(t, "competitors.txt", 20) {
		f := feedback.Feedback{Text: text}
		var got []string
		for _, m := range w.Mentions(feedback.NewDocument(&f)) {
			got = append(got, m.Competitor+" "+string(m.Stance))
			if s := m.Sentence.Of(&f); !strings.Contains(s, m.Evidence.Of(&f)) || m.Evidence.Of(&f) == "" {
				t.Errorf("%s: %q is not in the sentence %q", text, m.Evidence.Of(&f), s)
			}
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%s: %q, want %q", text, s, want)
		}
	}
}

func TestWatchRefusesNamesThatAreNone(t *testing.T) {
	for _, list := range [][]theme.Competitor{
		{{Name: ""}}, {{Name: "Acme", Aliases: []string{" "}}}, {{Name: "Acme"}, {Name: "ACME"}}, {{Name: "飞鸽"}, {Name: "Dove", Aliases: []string{"飛鴿"}}},
	} {
		if _, err := theme.NewWatch(list); err == nil || !strings.HasPrefix(err.Error(), "theme: ") {
			t.Errorf("%+v gives %v", list, err)
		}
	}
	w, err := theme.NewWatch([]theme.Competitor{{Name: "Acme", Aliases: []string{"ACME", "acme"}}})
	if err != nil || len(w.Mentions(feedback.NewDocument(&feedback.Feedback{Text: "acmeish"}))) != 0 {
		t.Errorf("aliases that read as the name: error %v", err)
	}
	if w, err = theme.NewWatch(nil); err != nil || len(w.Mentions(feedback.NewDocument(&feedback.Feedback{Text: "acme"}))) != 0 {
		t.Errorf("nobody to watch: error %v", err)
	}
}

func FuzzMentions(f *testing.F) {
	f.Add("比飞鸽便宜", "switch to Acme Bank.")
	w, err := theme.NewWatch([]theme.Competitor{{Name: "飞鸽"}, {Name: "Acme Bank"}})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body, title string) {
		r := feedback.Feedback{Text: body, Title: title}
		for _, m := range w.Mentions(feedback.NewDocument(&r)) {
			if m.Evidence.Of(&r) == "" || m.Sentence.Of(&r) == "" {
				t.Errorf("%+v", m)
			}
		}
	})
}

func TestStories(t *testing.T) {
	records := feedbackOf("zh-Hans", 12, 400)
	records = append(records, feedback.Feedback{ID: "tale", Text: "送餐速度和服务态度都有问题：说好半小时，结果等了一个半小时才送到，骑手电话13800138000也打不通，退款进度到现在也没人告诉我。"})
	m := mine(t, records)
	var x theme.Theme
	for _, y := range m.Themes(0) {
		if y.Name == "送餐速度" {
			x = y
		}
	}
	if x.Name == "" {
		t.Fatal("no such theme")
	}
	x.Related = []string{"服务态度", "退款进度"}
	stories := x.Stories(slices.Values(records), nil)
	if len(stories) != 3 || stories[0].ID != "tale" {
		t.Fatalf("%+v", stories)
	}
	for _, s := range stories {
		if !strings.Contains(s.Text, "送餐速度") || len(s.Evidence) == 0 {
			t.Errorf("%+v", s)
		}
	}
	slices.Reverse(records)
	if diff := cmp.Diff(stories, x.Stories(slices.Values(records), nil)); diff != "" {
		t.Errorf("the order of the feedback changes the stories: %s", diff)
	}
	masked := x.Stories(slices.Values(records), &theme.StoryOptions{Limit: 2, Redact: func(s string) string {
		if !strings.Contains(s, "13800138000") {
			return "" // not to be shown
		}
		return strings.ReplaceAll(s, "13800138000", "[phone]")
	}})
	if len(masked) != 1 || strings.Contains(masked[0].Text, "138") || masked[0].Evidence != nil {
		t.Errorf("redacted: %+v", masked)
	}
	if none := (theme.Theme{}).Stories(slices.Values(records), nil); none != nil {
		t.Errorf("a theme without phrases has the stories %v", none)
	}
}

// A phrase that doubles is found; chance alone passes for a finding in at most
// one of twenty comparisons.
func TestCompareFindsWhatRises(t *testing.T) {
	baseline := mine(t, feedbackOf("en", 20, 1000))
	falseAlarms := 0
	for seed := range uint64(20) {
		changes, err := mine(t, feedbackOf("en", 100+seed, 1000)).Compare(baseline)
		if err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc(changes, func(c theme.Change) bool { return c.AdjustedP <= 0.05 }) {
			falseAlarms++
		}
	}
	if falseAlarms > 3 {
		t.Errorf("%d of 20 comparisons of the same have a finding", falseAlarms)
	}
	now := feedbackOf("en", 21, 1000)
	for i := range 60 {
		now[i].Text = []string{"the lift was broken", "is your lift okay", "last week the lift was bad", "our lift could be better"}[i%4]
	}
	changes, err := mine(t, now).Compare(baseline)
	if err != nil {
		t.Fatal(err)
	}
	top := changes[0]
	if top.Text != "lift" || !top.New || top.Documents != 60 || top.Baseline != 0 || top.BaselineFeedback != 1000 || top.AdjustedP > 0.01 || top.LogOdds <= 0 {
		t.Errorf("first is %+v", top)
	}
	back, err := baseline.Compare(mine(t, now))
	if last := back[len(back)-1]; err != nil || last.Text != "lift" || last.Z != -top.Z {
		t.Errorf("the other way round last is %+v, error %v", last, err)
	}
}

func TestLogOddsAgainstTheFormula(t *testing.T) {
	type input struct{ A, B, Prior []float64 }
	type output struct{ Delta, Z []float64 }
	against(t, "log_odds_monroe.json", func(t *testing.T, in input, want output, near func(string, float64, float64)) {
		sum := func(list []float64) (s float64) {
			for _, x := range list {
				s += x
			}
			return s
		}
		for i := range in.A {
			delta, z, err := theme.LogOdds(in.A[i], sum(in.A), in.B[i], sum(in.B), in.Prior[i], sum(in.Prior))
			if err != nil {
				t.Fatal(err)
			}
			near("delta", delta, want.Delta[i])
			near("z", z, want.Z[i])
		}
	})
	for _, x := range [][6]float64{{-1, 2, 1, 2, 1, 2}, {3, 2, 1, 2, 1, 2}, {1, 2, 1, 2, 0, 2}, {1, 2, 1, 2, 2, 2}, {1, 2, 3, 2, 1, 2}} {
		if _, _, err := theme.LogOdds(x[0], x[1], x[2], x[3], x[4], x[5]); err == nil {
			t.Errorf("%v is no error", x)
		}
	}
	if _, _, err := theme.LogOdds(0, 0, 0, 0, 1, 2); err != nil {
		t.Error(errors.Join(errors.New("no feedback at all"), err))
	}
}
