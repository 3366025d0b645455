package dedupe_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/loamlib/loam/classify/dedupe"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/feedbacktest"
)

var start = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// rulesOf cleans and lists the rule of every record, "" for those kept.
func rulesOf(t *testing.T, records []feedback.Feedback, o *dedupe.Options) []dedupe.Rule {
	t.Helper()
	c, err := dedupe.Clean(records, o)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]dedupe.Rule, len(records))
	for _, d := range c.Dropped {
		out[d.Index] = d.Rule
	}
	return out
}

// content.txt holds a rule, "keep" for none, and a text on each line.
func TestRulesOfContent(t *testing.T) {
	b, err := os.ReadFile("testdata/content.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSuffix(line, "\n")
		want, text, ok := strings.Cut(line, "\t")
		if strings.HasPrefix(line, "#") || line == "" {
			continue
		}
		if !ok {
			t.Fatalf("no tab in %q", line)
		}
		n++
		got := rulesOf(t, []feedback.Feedback{{Text: text}}, nil)[0]
		if want == "keep" {
			want = ""
		}
		if string(got) != want {
			t.Errorf("%q breaks %q, want %q", text, got, want)
		}
	}
	if n < 60 {
		t.Errorf("only %d lines", n)
	}
}

const (
	longZH = "上周在你们店买的电饭煲，用了三天内胆就开始掉漆，联系客服一直说在处理，到现在也没有结果"
	longEN = "I ordered the grey sofa in March and it arrived six weeks late with a torn cushion and no apology from anyone"
)

func TestRulesOfRepeats(t *testing.T) {
	hour := func(n int) time.Time { return start.Add(time.Duration(n) * time.Hour) }
	by := func(customer string) feedback.Customer { return feedback.Customer{ID: customer} }
	for _, tt := range []struct {
		name          string
		first, second feedback.Feedback
		want          dedupe.Rule
	}{
		{"same ID", feedback.Feedback{ID: "7", Text: "很好", CreatedAt: hour(0)}, feedback.Feedback{ID: "7", Text: "很好", CreatedAt: hour(1)}, dedupe.SameID},
		{"same ID, revised", feedback.Feedback{ID: "7", Text: longEN, CreatedAt: hour(0)}, feedback.Feedback{ID: "7", Text: longZH, CreatedAt: hour(1)}, dedupe.Revised},
		{"same ID elsewhere", feedback.Feedback{ID: "7", Source: "google_maps", Text: "很好"}, feedback.Feedback{ID: "7", Source: "tripadvisor", Text: "不错"}, ""},
		{"no IDs", feedback.Feedback{Text: "很好"}, feedback.Feedback{Text: "不错"}, ""},
		{"two people say good", feedback.Feedback{Text: "很好", Customer: by("a")}, feedback.Feedback{Text: "很好", Customer: by("b")}, ""},
		{"nobody knows who says good", feedback.Feedback{Text: "很好"}, feedback.Feedback{Text: "很好"}, ""},
		{"sent twice", feedback.Feedback{Text: "Slow delivery.", Customer: by("a"), CreatedAt: hour(0)},
			feedback.Feedback{Text: "slow delivery", Customer: by("a"), CreatedAt: hour(1)}, dedupe.Repeated},
		{"asked again next month", feedback.Feedback{Text: "很好", Customer: by("a"), CreatedAt: hour(0)}, feedback.Feedback{Text: "很好", Customer: by("a"), CreatedAt: hour(720)}, ""},
		{"of two products", feedback.Feedback{Text: "很好", Customer: by("a"), Product: "pan"}, feedback.Feedback{Text: "很好", Customer: by("a"), Product: "pot"}, ""},
		{"long words of two people", feedback.Feedback{Text: longZH, Customer: by("a")}, feedback.Feedback{Text: longZH + "！！", Customer: by("b")}, dedupe.Copied},
		{"in the other script", feedback.Feedback{Text: "服務態度很差，等了四十分鐘才點餐，點完又說賣完了，店員還不道歉。"},
			feedback.Feedback{Text: "服务态度很差，等了四十分钟才点餐，点完又说卖完了，店员还不道歉。"}, dedupe.Copied},
		{"one word changed", feedback.Feedback{Text: longEN}, feedback.Feedback{Text: strings.Replace(longEN, "grey", "blue", 1)}, dedupe.NearCopy},
		{"one character changed", feedback.Feedback{Text: longZH}, feedback.Feedback{Text: strings.Replace(longZH, "三天", "五天", 1)}, dedupe.NearCopy},
		{"a short question that many ask", feedback.Feedback{Text: "Do I have to go into the bank to change my PIN?"},
			feedback.Feedback{Text: "Do I have to go to the bank to change my PIN?"}, ""},
		{"the same matter in other words", feedback.Feedback{Text: longEN},
			feedback.Feedback{Text: "The grey sofa that I ordered in March took six weeks longer than promised, a cushion was torn and nobody said sorry"}, ""},
		{"two ratings", feedback.Feedback{Ratings: []feedback.Rating{{Scale: feedback.NPS, Value: 9}}}, feedback.Feedback{Ratings: []feedback.Rating{{Scale: feedback.NPS, Value: 9}}}, ""},
		{"two ratings of one", feedback.Feedback{Customer: by("a"), Ratings: []feedback.Rating{{Scale: feedback.NPS, Value: 9}}},
			feedback.Feedback{Customer: by("a"), Ratings: []feedback.Rating{{Scale: feedback.NPS, Value: 2}}}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			want := []dedupe.Rule{"", tt.want}
			if tt.first.CreatedAt.IsZero() {
				tt.first.CreatedAt, tt.second.CreatedAt = hour(0), hour(1)
			}
			if got := rulesOf(t, []feedback.Feedback{tt.first, tt.second}, nil); !slices.Equal(got, want) {
				t.Errorf("rules %q, want %q", got, want)
			}
		})
	}
}

// An answer that is there for its rating must not go because its words are poor.
func TestRatingsAreKept(t *testing.T) {
	rated := []feedback.Rating{{Scale: feedback.Stars5, Value: 4}}
	got := rulesOf(t, []feedback.Feedback{{Ratings: rated}, {Text: "n/a", Ratings: rated}, {Text: "。", Ratings: rated}, {}, {Text: "n/a"},
		{Text: "none", Question: "What could we improve?"}}, nil)
	if want := []dedupe.Rule{"", "", "", dedupe.Empty, dedupe.Placeholder, ""}; !slices.Equal(got, want) {
		t.Errorf("rules %q, want %q", got, want)
	}
}

func TestMetadata(t *testing.T) {
	var records []feedback.Feedback
	for i := range 25 {
		records = append(records, feedback.Feedback{Text: fmt.Sprintf("answer %d", i), Attributes: map[string]string{"duration_seconds": fmt.Sprint(90 + i)}})
	}
	records = append(records,
		feedback.Feedback{Text: "fast clicks", Attributes: map[string]string{"duration_seconds": "12"}},
		feedback.Feedback{Text: longEN, Attributes: map[string]string{"duration_seconds": "2.5"}},
		feedback.Feedback{Text: "no time known", Attributes: map[string]string{"duration_seconds": "soon"}},
		feedback.Feedback{Text: "nice", Attributes: map[string]string{"user_agent": "Mozilla/5.0 (compatible; ShopBot/2.1)"}},
		feedback.Feedback{Text: "nice", Attributes: map[string]string{"user_agent": "Mozilla/5.0 (Linux; Android 11; CUBOT NOTE 20)"}},
	)
	got := rulesOf(t, records, nil)[25:]
	if want := []dedupe.Rule{dedupe.Speeder, dedupe.Speeder, "", dedupe.Bot, ""}; !slices.Equal(got, want) {
		t.Errorf("rules %q, want %q", got, want)
	}
}

func TestBurst(t *testing.T) {
	var records []feedback.Feedback
	for i := range 8 {
		records = append(records, feedback.Feedback{Text: fmt.Sprintf("visit number %d", i), Customer: feedback.Customer{ID: "a"},
			CreatedAt: start.Add(time.Duration(i) * 10 * time.Minute)})
	}
	got := rulesOf(t, records, &dedupe.Options{MaxPerHour: 3})
	// Three in the first half hour; the next when the first is more than an hour ago.
	if want := []dedupe.Rule{"", "", "", dedupe.Burst, dedupe.Burst, dedupe.Burst, dedupe.Burst, ""}; !slices.Equal(got, want) {
		t.Errorf("rules %q, want %q", got, want)
	}
}

// mixture is generated feedback with repeats of every kind.
func mixture(seed uint64, n int) []feedback.Feedback {
	r := rand.New(rand.NewPCG(seed, 1))
	var out []feedback.Feedback
	for f := range feedbacktest.Generate(seed, n) {
		f.Text = sentence(r)
		switch r.IntN(12) {
		case 0:
			f.Text = ""
		case 1:
			f.Text = "asdfghjkl"
		case 2:
			f.ID = fmt.Sprint("g-", r.IntN(n))
		case 3:
			f.CreatedAt, f.ReceivedAt, f.ID = start, start, ""
		}
		if len(out) > 0 && r.IntN(4) == 0 {
			o := out[r.IntN(len(out))]
			f.Text = o.Text
			if r.IntN(2) == 0 {
				f.Text += " really"
			}
			if r.IntN(2) == 0 {
				f.Customer, f.Product, f.CreatedAt = o.Customer, o.Product, o.CreatedAt.Add(time.Hour)
			}
		}
		out = append(out, f)
	}
	return out
}

var parts = strings.Fields("delivery driver parcel refund waiter kitchen lobby sofa kettle late cold rude broken friendly spotless overpriced never always " +
	"again yesterday morning twice without because nobody everyone told asked promised forgot replaced 客服 退款 快递 味道 房间 态度 太慢 不错 破损 等了 一个小时 没人 处理 还是 非常 满意")

func sentence(r *rand.Rand) string {
	words := make([]string, 3+r.IntN(18))
	for i := range words {
		words[i] = parts[r.IntN(len(parts))]
	}
	return strings.Join(words, " ")
}

func TestOrderDoesNotMatter(t *testing.T) {
	for seed := range uint64(6) {
		records := mixture(seed, 600)
		want := verdicts(t, records)
		r := rand.New(rand.NewPCG(seed, 9))
		shuffled := make([]feedback.Feedback, len(records))
		for i, j := range r.Perm(len(records)) {
			shuffled[i] = records[j]
		}
		if diff := cmp.Diff(want, verdicts(t, shuffled)); diff != "" {
			t.Fatalf("seed %d: %s", seed, diff)
		}
	}
}

// verdicts are what is said of records, by what they are.
func verdicts(t *testing.T, records []feedback.Feedback) map[string]int {
	t.Helper()
	c, err := dedupe.Clean(records, nil)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]int{}
	name := func(f feedback.Feedback) string {
		b, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	for _, d := range c.Dropped {
		of := ""
		if d.Repeat {
			of = name(records[d.Of])
		}
		out[fmt.Sprint(name(d.Feedback), d.Rule, d.Detail, d.Similarity, of)]++
	}
	for _, f := range c.Kept {
		out[name(f)]++
	}
	return out
}

func TestNothingIsLost(t *testing.T) {
	records := mixture(77, 500)
	c, err := dedupe.Clean(records, nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(records, c.Restore(), feedbacktest.Options(0)); diff != "" {
		t.Error("restored records differ: ", diff)
	}
	r := c.Report
	sum := 0
	for _, n := range r.Rules {
		sum += n
	}
	if r.Records != 500 || r.Kept != len(c.Kept) || r.Kept+sum != 500 || len(r.Drops) != sum || sum < 80 {
		t.Errorf("report %d records, %d kept, %d by rule, %d drops", r.Records, r.Kept, sum, len(r.Drops))
	}
	kept := slices.Collect(dedupe.Kept(slices.Values(records), r))
	if diff := cmp.Diff(c.Kept, kept, feedbacktest.Options(0)); diff != "" {
		t.Error(diff)
	}
	for _, d := range r.Drops {
		if got, ok := r.Drop(d.Index); !ok || got != d {
			t.Fatalf("drop %d is %v", d.Index, got)
		}
		if d.Repeat {
			if _, dropped := r.Drop(d.Of); dropped {
				t.Errorf("%v repeats a record that is dropped itself", d)
			}
			if r := records[d.Of]; r.ID != d.OfID {
				t.Errorf("%v names %q, want %q", d, d.OfID, r.ID)
			}
		}
	}
	if some := c.Restore(dedupe.Gibberish); len(some) != len(c.Kept)+r.Rules[dedupe.Gibberish] {
		t.Errorf("%d records with gibberish put back", len(some))
	}
}

func TestShardsGiveTheSame(t *testing.T) {
	records := mixture(5, 400)
	one, _ := dedupe.New(nil)
	a, _ := dedupe.New(nil)
	b, _ := dedupe.New(nil)
	for i := range records {
		one.Add(&records[i])
		if i < 170 {
			a.Add(&records[i])
		} else {
			b.Add(&records[i])
		}
	}
	if err := a.Merge(b); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(one.Result(), a.Result()); diff != "" {
		t.Error(diff)
	}
	other, _ := dedupe.New(&dedupe.Options{MinLength: 10})
	if err := a.Merge(other); err == nil {
		t.Error("what was looked at with other options is merged")
	}
}

// Of pairs at a stated similarity, the share that is found must be what the
// package comment says.
func TestRecallOfNearCopies(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	var records []feedback.Feedback
	pairs := 0
	for i := range 3000 {
		words := make([]string, 24)
		for j := range words {
			words[j] = fmt.Sprintf("w%d", r.IntN(5000))
		}
		records = append(records, feedback.Feedback{ID: fmt.Sprintf("%05d", 2*i), Text: strings.Join(words, " "), CreatedAt: start})
		words[3+r.IntN(18)] = "changed" // 24 pairs, 2 of them changed: 22/26 = 0.85
		records = append(records, feedback.Feedback{ID: fmt.Sprintf("%05d", 2*i+1), Text: strings.Join(words, " "), CreatedAt: start})
		pairs++
	}
	found := 0
	for i, rule := range rulesOf(t, records, nil) {
		switch {
		case rule == dedupe.NearCopy && i%2 == 1:
			found++
		case rule != "":
			t.Fatalf("record %d is dropped by %s", i, rule)
		}
	}
	if found != pairs {
		t.Errorf("%d of %d near copies are found", found, pairs)
	}
}

func TestRecentForgets(t *testing.T) {
	s, err := dedupe.NewRecent(10, nil)
	if err != nil {
		t.Fatal(err)
	}
	check := func(text, id string) dedupe.Drop {
		d, drop := s.Check(&feedback.Feedback{Text: text, ID: id})
		if drop != (d.Rule != "") {
			t.Errorf("%v is dropped: %v", d, drop)
		}
		return d
	}
	check(longZH, "first")
	if d := check(longZH, "second"); d.Rule != dedupe.Copied || d.Of != 0 || d.OfID != "first" || d.Index != 1 {
		t.Errorf("%+v", d)
	}
	for i := range 12 {
		check(fmt.Sprint("answer ", i), "")
	}
	if d := check(longZH, "third"); d.Rule != dedupe.Copied || d.Of != 0 {
		t.Errorf("after 12 records %+v", d)
	}
	for i := range 25 {
		check(fmt.Sprint("answer ", i), "")
	}
	if d := check(longZH, "fourth"); d.Rule != "" {
		t.Errorf("two windows later %+v", d)
	}
}

func TestHostileInput(t *testing.T) {
	big := strings.Repeat("很差，", 1<<20) // 9 MB
	var records []feedback.Feedback
	for range 3 {
		records = append(records, feedback.Feedback{Text: big}, feedback.Feedback{Text: "\xff\xfe\x00"}, feedback.Feedback{Text: "\u200b\u202e"},
			feedback.Feedback{Title: "only a title"}, feedback.Feedback{Text: "ok", CreatedAt: time.Time{}.AddDate(9998, 0, 0)},
			feedback.Feedback{Text: "ok", CreatedAt: time.Time{}.Add(time.Second), Customer: feedback.Customer{ID: "x"}})
	}
	c, err := dedupe.Clean(records, nil)
	if err != nil || len(c.Kept)+len(c.Dropped) != len(records) {
		t.Errorf("%d kept, %d dropped, error %v", len(c.Kept), len(c.Dropped), err)
	}
	if n := c.Report.Rules[dedupe.Copied]; n != 2 {
		t.Errorf("%d copies of 9 MB, want 2", n)
	}
	var alike []feedback.Feedback
	for i := range 20_000 {
		alike = append(alike, feedback.Feedback{Text: longZH, ID: fmt.Sprint(i)})
	}
	c, err = dedupe.Clean(alike, nil)
	if err != nil || len(c.Kept) != 1 {
		t.Errorf("20,000 alike leave %d, error %v", len(c.Kept), err)
	}
	none, err := dedupe.Clean(nil, nil)
	if err != nil || none.Report.Records != 0 {
		t.Errorf("nothing gives %+v, error %v", none, err)
	}
}

func TestOptionsAreChecked(t *testing.T) {
	for _, o := range []dedupe.Options{{Similarity: 0.2}, {Similarity: 2}, {MinLength: -1}, {MaxPerHour: -1}, {Skip: []dedupe.Rule{"empti"}}} {
		if _, err := dedupe.New(&o); err == nil || !strings.HasPrefix(err.Error(), "dedupe: ") {
			t.Errorf("%+v gives the error %v", o, err)
		}
	}
	if _, err := dedupe.NewRecent(0, nil); err == nil {
		t.Error("a window of 0 is allowed")
	}
	got := rulesOf(t, []feedback.Feedback{{}, {Text: "asdfghjkl"}, {Text: "a"}}, &dedupe.Options{Skip: []dedupe.Rule{dedupe.Empty, dedupe.Gibberish}})
	if !slices.Equal(got, []dedupe.Rule{"", "", ""}) {
		t.Errorf("skipped rules give %q", got)
	}
}

func FuzzCheckNeverPanics(f *testing.F) {
	f.Add("服务很好 http://a.b/c", "asdf", "3", "x")
	f.Add("", "", "", "")
	f.Add("\xff\x00啊啊啊啊啊", "n/a", "-1", "bot")
	f.Fuzz(func(t *testing.T, a, b, seconds, agent string) {
		r, err := dedupe.NewRecent(2, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{a, b, a, a + b, b, a} {
			r.Check(&feedback.Feedback{Text: text, Title: b, Customer: feedback.Customer{ID: a}, Attributes: map[string]string{"duration_seconds": seconds, "user_agent": agent}})
		}
	})
}

var million = flag.Bool("million", false, "deduplicate a million short reviews")

// A million short reviews, a quarter of them repeats, must take less than a
// minute and a gigabyte on two cores. This uses one.
func TestMillion(t *testing.T) {
	if !*million {
		t.Skip("takes half a minute; run with -million")
	}
	const n = 1_000_000
	r := rand.New(rand.NewPCG(1, 2))
	c, err := dedupe.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	var recent [1000]string
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	begun := time.Now()
	bytes, repeats := 0, 0
	for i := range n {
		f := feedback.Feedback{ID: fmt.Sprintf("r%07d", i), Text: sentence(r), CreatedAt: start.Add(time.Duration(i) * time.Second),
			Customer: feedback.Customer{ID: fmt.Sprint("c", r.IntN(n/3))}}
		if i > len(recent) && r.IntN(4) == 0 {
			f.Text = recent[r.IntN(len(recent))]
			repeats++
			if r.IntN(2) == 0 {
				f.Text += " thanks"
			}
		} else {
			recent[i%len(recent)] = f.Text
		}
		bytes += len(f.Text)
		c.Add(&f)
	}
	added := time.Since(begun)
	report := c.Result()
	var after runtime.MemStats
	runtime.ReadMemStats(&after)
	t.Logf("%d MB of words, %d repeats: added in %.1f s, judged in %.1f s, %d MB from the system, %d kept, %v",
		bytes>>20, repeats, added.Seconds(), time.Since(begun).Seconds()-added.Seconds(), after.Sys>>20, report.Kept, report.Rules)
	if took := time.Since(begun); took > time.Minute || after.Sys > 1<<30 {
		t.Errorf("it took %v and %d MB", took, after.Sys>>20)
	}
	runtime.KeepAlive(c)
}

// BenchmarkAdd stands for reading a batch: cost of a record before the result.
func BenchmarkAdd(b *testing.B) {
	records := mixture(3, 2000)
	size := 0
	for _, f := range records {
		size += len(f.Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		c, _ := dedupe.New(nil)
		for i := range records {
			c.Add(&records[i])
		}
		c.Result()
	}
}

// BenchmarkRecent says what memory a record takes in a stream of different texts,
// when the two windows are full.
func BenchmarkRecent(b *testing.B) {
	const window = 8192
	for _, length := range []int{20, 300} {
		b.Run(fmt.Sprintf("words=%d", length), func(b *testing.B) {
			r := rand.New(rand.NewPCG(5, 6))
			var before, after runtime.MemStats
			for b.Loop() {
				runtime.GC()
				runtime.ReadMemStats(&before)
				s, err := dedupe.NewRecent(window, nil)
				if err != nil {
					b.Fatal(err)
				}
				for i := range 2 * window {
					words := make([]string, length)
					for j := range words {
						words[j] = fmt.Sprint("w", r.IntN(50_000))
					}
					id := fmt.Sprint(i)
					s.Check(&feedback.Feedback{ID: id, Text: strings.Join(words, " "), Customer: feedback.Customer{ID: id}})
				}
				runtime.GC()
				runtime.ReadMemStats(&after)
				runtime.KeepAlive(s)
			}
			b.ReportMetric((float64(after.HeapAlloc)-float64(before.HeapAlloc))/(2*window), "B/record")
		})
	}
}

func ExampleClean() {
	day := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	cleaned, err := dedupe.Clean([]feedback.Feedback{
		{ID: "a1", CreatedAt: day.Add(2 * time.Hour), Text: "訂位七點，結果等到七點四十才入座，店員連一句不好意思都沒有，很傻眼。"},
		{ID: "a2", CreatedAt: day, Text: "订位七点，结果等到七点四十才入座，店员连一句不好意思都没有，很傻眼！"},
		{ID: "a3", CreatedAt: day, Text: "很好"},
		{ID: "a4", CreatedAt: day, Text: "很好"},
		{ID: "a5", CreatedAt: day, Text: "asdfghjkl"},
		{ID: "a6", CreatedAt: day, Text: "此用户没有填写评价。"},
		{ID: "a7", CreatedAt: day, Text: "Work from home and earn money fast, text me on WhatsApp 00447700900123"},
	}, nil)
	if err != nil {
		panic(err)
	}
	for _, f := range cleaned.Kept {
		fmt.Println("kept", f.ID)
	}
	for _, d := range cleaned.Dropped {
		fmt.Println(d.Drop)
	}
	// Output:
	// kept a2
	// kept a3
	// kept a4
	// record 0 (a1): copied: the same words, of record 1 (a2)
	// record 4 (a5): gibberish: keys hit at random
	// record 5 (a6): boilerplate: the platform's words for no review
	// record 6 (a7): advert: 1 offers, 3 contacts
}

func ExampleRecent() {
	stream, err := dedupe.NewRecent(10_000, nil)
	if err != nil {
		panic(err)
	}
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	for _, f := range []feedback.Feedback{
		{ID: "1", Customer: feedback.Customer{ID: "c9"}, CreatedAt: at, Text: "Still no refund!"},
		{ID: "2", Customer: feedback.Customer{ID: "c9"}, CreatedAt: at.Add(5 * time.Second), Text: "Still no refund!"}, // pressed twice
		{ID: "3", Customer: feedback.Customer{ID: "c7"}, CreatedAt: at.Add(time.Minute), Text: "退款到了，谢谢"},
	} {
		if d, drop := stream.Check(&f); drop {
			fmt.Println(d)
		}
	}
	// Output: record 1 (2): repeated: the same customer, words and product, of record 0 (1)
}

func ExampleOptions() {
	// A panel that asks everybody to name one thing: short answers are expected to
	// be alike, and gibberish goes to a person to look at.
	c, err := dedupe.New(&dedupe.Options{Skip: []dedupe.Rule{dedupe.Repeated, dedupe.Gibberish}})
	if err != nil {
		panic(err)
	}
	for _, s := range []string{"價格", "價格", "qwertyuiop", "客服"} {
		c.Add(&feedback.Feedback{Text: s, Customer: feedback.Customer{ID: "panel-1"}})
	}
	r := c.Result()
	fmt.Println(r.Kept, "of", r.Records)
	// Output: 4 of 4
}
