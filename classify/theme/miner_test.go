package theme_test

import (
	"bytes"
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

func newMiner(t testing.TB, o *theme.Options) *theme.Miner {
	t.Helper()
	m, err := theme.NewMiner(o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// mine counts records, customers being the cases.
func mine(t testing.TB, records []feedback.Feedback) *theme.Miner {
	t.Helper()
	m := newMiner(t, nil)
	for i := range records {
		m.AddCase(feedback.NewDocument(&records[i]), records[i].Customer.ID)
	}
	return m
}

// A language of made-up feedback: each sentence puts something that can be named
// between words that name nothing.
type grammar struct {
	names, before, behind []string
	end                   string
}

var grammars = map[string]grammar{
	"zh-Hans": {
		names:  []string{"送餐速度", "服务态度", "卫生条件", "退款进度", "停车场", "包装盒", "咖啡机", "房间隔音"},
		before: []string{"觉得", "我们的", "这次", "他们家的", "没想到", "真的", "希望", "因为", "上次", "店里的", "说实话"},
		behind: []string{"很好", "太差了", "还可以", "不行", "让人很满意", "非常不错", "没有改善过", "真的一般", "我不喜欢", "还要再看看"},
		end:    "。",
	},
	"zh-Hant": {
		names:  []string{"送餐速度", "服務態度", "衛生條件", "退款進度", "停車場", "包裝盒", "咖啡機", "房間隔音"},
		before: []string{"覺得", "我們的", "這次", "他們家的", "沒想到", "真的", "希望", "因為", "上次", "店裡的", "說實話"},
		behind: []string{"很好", "太差了", "還可以", "不行", "讓人很滿意", "非常不錯", "沒有改善過", "真的一般", "我不喜歡", "還要再看看"},
		end:    "。",
	},
	"en": {
		names:  []string{"customer service", "waiting room", "refund", "parking", "checkout", "coffee machine", "delivery driver", "return policy"},
		before: []string{"the", "your", "I think the", "we found that the", "it seems that their", "really, the", "last week the", "to be honest your"},
		behind: []string{"was great", "is bad", "was okay", "could have been better", "is not what it was", "needs help", "made us happy", "was awful again"},
		end:    ".",
	},
}

// feedbackOf makes n sentences of a grammar; the first name is in about as many as
// the others together.
func feedbackOf(language string, seed uint64, n int) []feedback.Feedback {
	g, r := grammars[language], rand.New(rand.NewPCG(seed, 5))
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	space := ""
	if language == "en" {
		space = " "
	}
	out := make([]feedback.Feedback, n)
	for i := range out {
		name := g.names[0]
		if r.IntN(2) == 0 {
			name = pick(g.names)
		}
		out[i] = feedback.Feedback{
			ID: fmt.Sprintf("%s-%05d", language, i), Text: pick(g.before) + space + name + space + pick(g.behind) + g.end,
			Customer: feedback.Customer{ID: fmt.Sprint("c", r.IntN(n/2+1))},
		}
	}
	return out
}

// All names that recur are found, and nothing else is.
func TestPhrasesAreTheNames(t *testing.T) {
	for language, g := range grammars {
		t.Run(language, func(t *testing.T) {
			var got []string
			for _, p := range mine(t, feedbackOf(language, 1, 1200)).Phrases(0) {
				got = append(got, p.Text)
			}
			if diff := cmp.Diff(g.names, got, cmpopts.SortSlices(strings.Compare)); diff != "" {
				t.Errorf("phrases (-want +got):\n%s", diff)
			}
			if got[0] != g.names[0] {
				t.Errorf("the most frequent name is %q, want %q first", got[0], g.names[0])
			}
		})
	}
}

func TestMixedLanguagesDoNotDisturb(t *testing.T) {
	records := slices.Concat(feedbackOf("zh-Hans", 1, 600), feedbackOf("zh-Hant", 2, 600), feedbackOf("en", 3, 600))
	records = append(records, feedback.Feedback{Text: "料理は冷めていたし、店員の態度も最悪でした。"}, feedback.Feedback{Text: "Доставка опоздала на три часа"})
	m := mine(t, records)
	if m.Skipped() != 2 || m.Documents() != 1800 {
		t.Errorf("%d skipped, %d counted", m.Skipped(), m.Documents())
	}
	names := map[string]bool{}
	for _, g := range grammars {
		for _, n := range g.names {
			names[n] = true
		}
	}
	found := map[string]bool{}
	for _, p := range m.Phrases(0) {
		if !names[p.Text] {
			t.Errorf("%q names nothing", p.Text)
		}
		found[p.Text] = true
	}
	// Names in both scripts are one, written as in most.
	if found["服务态度"] == found["服務態度"] {
		t.Errorf("服务态度 in both scripts: %v", found)
	}
}

// everything is all that a Miner says.
func everything(t testing.TB, m *theme.Miner, baseline *theme.Miner) any {
	t.Helper()
	changes, err := m.Compare(baseline)
	if err != nil {
		t.Fatal(err)
	}
	b, err := m.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return struct {
		Phrases []theme.Phrase
		Themes  []theme.Theme
		Changes []theme.Change
		Bytes   []byte
	}{m.Phrases(0), m.Themes(0), changes, b}
}

func TestOrderAndShardsDoNotMatter(t *testing.T) {
	records := slices.Concat(feedbackOf("zh-Hans", 4, 300), feedbackOf("en", 5, 300))
	baseline := mine(t, feedbackOf("en", 6, 200))
	want := everything(t, mine(t, records), baseline)
	for seed := range uint64(4) {
		r := rand.New(rand.NewPCG(seed, 7))
		shards := []*theme.Miner{newMiner(t, nil), newMiner(t, nil), newMiner(t, nil)}
		for _, i := range r.Perm(len(records)) {
			shards[r.IntN(3)].AddCase(feedback.NewDocument(&records[i]), records[i].Customer.ID)
		}
		// (0 + 1) + 2 in one run, 2 + (1 + 0) in the next
		total := shards[0]
		var err error
		if seed%2 == 0 {
			err = errors.Join(shards[0].Merge(shards[1]), shards[0].Merge(shards[2]))
		} else {
			total = newMiner(t, nil)
			err = errors.Join(shards[1].Merge(shards[0]), total.Merge(shards[2]), total.Merge(shards[1]), total.Merge(newMiner(t, nil)))
		}
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, everything(t, total, baseline), cmpopts.IgnoreUnexported(theme.Phrase{})); diff != "" {
			t.Fatalf("seed %d: %s", seed, diff)
		}
	}
}

func TestCodec(t *testing.T) {
	m := newMiner(t, &theme.Options{MinDocuments: 4, Stop: []string{"refund"}})
	for _, f := range slices.Concat(feedbackOf("zh-Hant", 8, 200), feedbackOf("en", 9, 200), []feedback.Feedback{{Text: "Ça va très bien, merci, mais le service était lent"}}) {
		m.AddCase(feedback.NewDocument(&f), f.Customer.ID)
	}
	b, err := m.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	back := newMiner(t, nil)
	back.Add(feedback.NewDocument(&feedback.Feedback{Text: "something that goes"}))
	if err := back.UnmarshalBinary(b); err != nil {
		t.Fatal(err)
	}
	empty := newMiner(t, &theme.Options{MinDocuments: 4, Stop: []string{"refund"}})
	if diff := cmp.Diff(everything(t, m, empty), everything(t, back, empty), cmpopts.IgnoreUnexported(theme.Phrase{})); diff != "" {
		t.Error(diff)
	}
	if m.Skipped() != back.Skipped() || m.Skipped() == 0 {
		t.Errorf("%d and %d were skipped", m.Skipped(), back.Skipped())
	}
	for i := 0; i < len(b); i += 1 + len(b)/200 {
		if err := back.UnmarshalBinary(b[:i]); err == nil {
			t.Fatalf("%d of %d bytes are taken for a whole", i, len(b))
		}
	}
	var wrong *theme.DecodeError
	if err := back.UnmarshalBinary(append(slices.Clone(b), 0)); !errors.As(err, &wrong) {
		t.Errorf("a byte too many gives %v", err)
	}
	again, _ := back.MarshalBinary()
	if !bytes.Equal(b, again) {
		t.Error("failing to decode has changed the Miner")
	}
}

func FuzzDecode(f *testing.F) {
	for _, language := range []string{"zh-Hant", "en"} {
		b, err := mine(f, feedbackOf(language, 3, 12)).MarshalBinary()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		m := newMiner(t, nil)
		if m.UnmarshalBinary(b) != nil {
			return
		}
		m.Themes(0)
		if again, err := m.MarshalBinary(); err != nil || !bytes.Equal(again, b) {
			t.Errorf("%x came back as %x, error %v", b, again, err)
		}
	})
}

func FuzzMiner(f *testing.F) {
	f.Add("服務很好", "服务 slow-slow", "\xff\x00")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		m := newMiner(t, &theme.Options{MinDocuments: 2})
		for _, s := range []string{a, b, c, a + b, b + c, a + " " + c, a} {
			m.Add(feedback.NewDocument(&feedback.Feedback{Text: s}))
		}
		for _, x := range m.Themes(0) {
			if x.Name == "" || x.Documents < 2 || x.Documents > 7 || x.Cases > x.Documents || x.Share > 1 {
				t.Errorf("%+v", x)
			}
		}
	})
}

// Who says a word a thousand times has said it once, and five who do are too few.
func TestRepeatingAWordInOneFeedbackCountsOnce(t *testing.T) {
	records := feedbackOf("zh-Hans", 10, 400)
	for i := range 3 {
		records = append(records, feedback.Feedback{ID: fmt.Sprint("spam-", i), Text: strings.Repeat("买黄金手表吧，黄金手表好。", 1000)})
	}
	for _, p := range mine(t, records).Phrases(0) {
		if strings.Contains(p.Text, "黄金") {
			t.Errorf("%+v", p)
		}
	}
}

func TestHostileCorpora(t *testing.T) {
	one := func(s string) (out []feedback.Feedback) {
		for i := range 300 {
			out = append(out, feedback.Feedback{Text: s, ID: fmt.Sprint(i)})
		}
		return out
	}
	for name, records := range map[string][]feedback.Feedback{
		"nothing":       nil,
		"empty":         one(""),
		"all identical": one("服务态度很差，等了四十分钟。The staff was rude."),
		"one character": one("差"),
		"punctuation":   one("!!! ??? 。。。"),
		"10 MB":         {{Text: strings.Repeat("服务态度很差，slow refund. ", 300_000)}},
		"one token":     {{Text: strings.Repeat("a", 1<<20)}, {Text: strings.Repeat("差", 1<<20)}},
	} {
		t.Run(name, func(t *testing.T) {
			m := mine(t, records)
			themes, phrases := m.Themes(0), m.Phrases(0)
			changes, err := m.Compare(m)
			if err != nil {
				t.Error(err)
			}
			for _, c := range changes {
				if c.Z != 0 || c.P != 1 || c.AdjustedP != 1 {
					t.Errorf("a corpus differs from itself: %+v", c)
				}
			}
			if len(records) < 3 && len(themes)+len(phrases) > 0 {
				t.Errorf("%d records have the themes %v", len(records), themes)
			}
		})
	}
}

func TestThemesCountFeedbackAndCases(t *testing.T) {
	m := newMiner(t, &theme.Options{MinDocuments: 2})
	for i, x := range []struct{ text, customer string }{
		{"The refund never arrived.", "ann"},
		{"Still no refund!", "ann"},
		{"A refund took three weeks", "bob"},
		{"refunds are slow", ""},
		{"my refund?", ""},
		{"Parking is expensive", "cat"},
	} {
		m.AddCase(feedback.NewDocument(&feedback.Feedback{ID: fmt.Sprint(i), Text: x.text}), x.customer)
	}
	themes := m.Themes(0)
	if len(themes) != 1 {
		t.Fatalf("themes %+v", themes)
	}
	got := themes[0]
	if got.Name != "refund" || got.Documents != 5 || got.Cases != 4 || got.Share != 5.0/6 || !slices.Equal(got.IDs, []string{"0", "1", "2", "3", "4"}) {
		t.Errorf("%+v, want 5 of feedback and 4 cases: ann, bob and two without", got)
	}
}

// What two names always stand together for is one theme; what never meets is two.
func TestThemesJoinWhatBelongsTogether(t *testing.T) {
	var records []feedback.Feedback
	for i := range 60 {
		records = append(records,
			feedback.Feedback{ID: fmt.Sprint("a", i), Text: []string{"空调漏水", "空调又坏，到处漏水", "漏水，还是空调"}[i%3] + strings.Repeat("！", i%2)},
			feedback.Feedback{ID: fmt.Sprint("b", i), Text: []string{"早餐很好", "我们的早餐不错", "吃了早餐"}[i%3]})
	}
	themes := mine(t, records).Themes(0)
	if len(themes) != 2 {
		t.Fatalf("themes %+v", themes)
	}
	for i, want := range [][]string{{"早餐"}, {"漏水", "空调"}} {
		var got []string
		for _, p := range themes[i].Phrases {
			got = append(got, p.Text)
		}
		if themes[i].Documents != 60 || len(got) < len(want) || !slices.Equal(got[:len(want)], want) {
			t.Errorf("theme of %d with %q, want 60 with %q", themes[i].Documents, got, want)
		}
	}
}

func TestMinerOptions(t *testing.T) {
	for _, o := range []theme.Options{{MinDocuments: 1}, {MinDocuments: -3}, {MinAssociation: 1}, {MinAssociation: -2}, {MinEntropy: -1}} {
		if _, err := theme.NewMiner(&o); err == nil || !strings.HasPrefix(err.Error(), "theme: ") {
			t.Errorf("%+v gives the error %v", o, err)
		}
	}
	m := newMiner(t, &theme.Options{Stop: []string{"服務態度", "Refund"}})
	for _, f := range slices.Concat(feedbackOf("zh-Hans", 1, 600), feedbackOf("en", 1, 600)) {
		m.Add(feedback.NewDocument(&f))
	}
	for _, p := range m.Phrases(0) {
		if p.Text == "服务态度" || p.Text == "refund" {
			t.Errorf("%q is a phrase although it is stopped", p.Text)
		}
	}
	if err := m.Merge(newMiner(t, nil)); err == nil {
		t.Error("Miners with other options merge")
	}
	if _, err := m.Compare(newMiner(t, nil)); err == nil {
		t.Error("Miners with other options compare")
	}
	one, two := newMiner(t, &theme.Options{Stop: []string{"dark mode"}}), newMiner(t, &theme.Options{Stop: []string{"dark", "mode"}})
	if err := one.Merge(two); err == nil {
		t.Error("Miners with a stopped phrase and with its words stopped merge")
	}
}
