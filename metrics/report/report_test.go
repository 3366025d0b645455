package report_test

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify/standard"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/feedbacktest"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/action"
	"github.com/loamlib/loam/metrics/cause"
	"github.com/loamlib/loam/metrics/goal"
	"github.com/loamlib/loam/metrics/report"
	"github.com/loamlib/loam/metrics/series"
)

var update = flag.Bool("update", false, "write the golden reports anew")

var languages = []language.Tag{language.English, language.TraditionalChinese, language.SimplifiedChinese}

type record struct {
	f feedback.Feedback
	a feedback.Analysis
}

func records(c feedbacktest.Company) (out []record) {
	for f, a := range c.Feedback() {
		out = append(out, record{f, a})
	}
	return out
}

func add(t testing.TB, c *report.Collector, list []record, trading []feedbacktest.Trading) {
	t.Helper()
	for i := range list {
		c.Add(&list[i].f, &list[i].a)
	}
	for _, x := range trading {
		if err := errors.Join(c.AddOrders(x.Start, x.Orders), c.AddCustomers(x.Start, x.Customers, x.Lost)); err != nil {
			t.Fatal(err)
		}
	}
}

func made(t testing.TB, c *report.Collector, s report.Subject) *report.Report {
	t.Helper()
	r, err := c.Report(s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func encoded(t testing.TB, r *report.Report) string {
	t.Helper()
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// kettle breaks in the south from September on, and customers leave.
func kettle() feedbacktest.Company {
	return feedbacktest.Company{Seed: 7, Months: 12, PerMonth: 600, Plants: []feedbacktest.Plant{
		{Topic: "product/quality", Product: "kettle", Region: "south", Month: 8, Share: 0.4, Lost: 0.005},
	}}
}

func subject() report.Subject {
	return report.Subject{Company: "Pot & Pan", TopicName: standard.Taxonomy().Name, Journey: []string{"website", "checkout", "delivery", "use", "after-sales"}}
}

func TestThePlantedCauseIsFound(t *testing.T) {
	c := collector(t, 12)
	add(t, c, records(kettle()), kettle().Trading())
	r := made(t, c, subject())
	if len(r.First) != 1 || len(r.Causes.Hotspots) != 1 {
		t.Fatalf("%d steps, %d hotspots, want the planted one alone", len(r.First), len(r.Causes.Hotspots))
	}
	h := r.Causes.Hotspots[0]
	want := []cause.Value{{Facet: cause.Region, Value: "south"}, {Facet: cause.Product, Value: "kettle"}}
	if diff := cmp.Diff(want, h.Where); diff != "" || h.Topic != "product/quality" || h.Kind != report.New {
		t.Errorf("%s, %s, where (-want +got):\n%s", h.Topic, h.Kind, diff)
	}
	if h.Since == nil || h.Since.Period.String() != "2026-09" {
		t.Errorf("since %v, want September, when it was planted", h.Since)
	}
	for _, k := range r.KPIs {
		if k.Figure.Definition == metrics.IDChurnRate && k.Verdict != report.Worse {
			t.Errorf("churn is %s, want worse", k.Verdict)
		}
	}
}

func TestNothingPlantedNothingFound(t *testing.T) {
	c := collector(t, 12)
	add(t, c, records(feedbacktest.Company{Seed: 8, Months: 12, PerMonth: 600}), nil)
	r := made(t, c, subject())
	if len(r.First) != 0 || len(r.Causes.Hotspots) != 0 || r.Silence.En == "" {
		t.Errorf("%d steps, %d hotspots, silence %q", len(r.First), len(r.Causes.Hotspots), r.Silence.En)
	}
}

// Whatever the order and the division, the report is the same to the byte.
func TestMergedCollectorsGiveTheSameReport(t *testing.T) {
	list, trading := records(kettle()), kettle().Trading()
	whole := collector(t, 12)
	add(t, whole, list, trading)
	want := encoded(t, made(t, whole, subject()))
	r := rand.New(rand.NewPCG(1, 1))
	for _, shards := range []int{2, 5} {
		parts := make([]*report.Collector, shards)
		for i := range parts {
			parts[i] = collector(t, 12)
		}
		shuffled := slices.Clone(list)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		for i := range shuffled {
			parts[r.IntN(shards)].Add(&shuffled[i].f, &shuffled[i].a)
		}
		add(t, parts[shards-1], nil, trading)
		got := collector(t, 12)
		for _, p := range parts {
			if err := got.Merge(p); err != nil {
				t.Fatal(err)
			}
		}
		if encoded(t, made(t, got, subject())) != want {
			t.Errorf("%d shards give another report", shards)
		}
	}
}

func TestMergingWithItselfDoubles(t *testing.T) {
	list := records(feedbacktest.Company{Seed: 2, Months: 2, PerMonth: 200})
	c, twice := collector(t, 2), collector(t, 2)
	add(t, c, list, nil)
	add(t, twice, list, nil)
	add(t, twice, list, nil)
	if err := c.Merge(c); err != nil {
		t.Fatal(err)
	}
	if encoded(t, made(t, c, subject())) != encoded(t, made(t, twice, subject())) {
		t.Error("a collector merged with itself is not everything twice")
	}
}

func TestOtherOptionsDoNotMerge(t *testing.T) {
	var mismatch *metrics.MismatchError
	if err := collector(t, 12).Merge(collector(t, 11)); !errors.As(err, &mismatch) {
		t.Error(err)
	}
}

// A number's selector finds as much feedback as the number says.
func TestSelectorsFindWhatTheNumbersRestOn(t *testing.T) {
	list := records(kettle())
	c := collector(t, 12)
	add(t, c, list, nil)
	r := made(t, c, subject())
	matched := func(s cause.Selector) (n int64) {
		for i := range list {
			if s.Match(&list[i].f, &list[i].a) {
				n++
			}
		}
		return n
	}
	check := func(what string, s cause.Selector, want int64) {
		t.Helper()
		if got := matched(s); got != want || want == 0 {
			t.Errorf("%s: the selector finds %d, the number says %d", what, got, want)
		}
	}
	yes := func(e metrics.Estimate) int64 { return int64(math.Round(e.Value.Or(0) * float64(e.N))) }
	for _, k := range r.KPIs {
		for _, f := range []*report.Figure{&k.Figure, k.Recent} {
			switch f.Definition.Base() {
			case metrics.IDNPS, metrics.IDSatisfaction, metrics.IDNetSentiment:
				check(string(f.Definition), f.From, f.N)
			case metrics.IDUnhappyShare, metrics.IDComplaintShare:
				check(string(f.Definition), f.From, yes(f.Estimate))
			}
		}
	}
	for _, x := range r.Causes.Topics {
		check(string(x.Topic), x.Share.From, yes(x.Share.Estimate))
	}
	for _, h := range r.Causes.Hotspots {
		check(h.Name.En, h.Share.From, yes(h.Share.Estimate))
	}
	for _, s := range r.Causes.Journey.Steps {
		check(s.Touchpoint, s.From, s.Volume)
		for _, p := range s.Pains {
			check(s.Touchpoint+" "+string(p.Topic), p.From, yes(p.Share))
		}
	}
}

func TestQuotesAreOfWhatTheyStandBehind(t *testing.T) {
	list := records(kettle())
	byID := map[string]*record{}
	for i := range list {
		byID[list[i].f.ID] = &list[i]
	}
	c := collector(t, 12)
	add(t, c, list, nil)
	r := made(t, c, subject())
	n := 0
	for _, h := range r.Causes.Hotspots {
		for _, q := range h.Quotes {
			x := byID[q.FeedbackID]
			if x == nil || !h.Share.From.Match(&x.f, &x.a) || q.Span.Of(x.f.Text) != q.Text {
				t.Errorf("quote %+v is none of %s", q, h.Name.En)
			}
			n++
		}
	}
	if n == 0 {
		t.Error("nothing is quoted")
	}
	hidden := subject()
	hidden.HideWords = true
	if s := encoded(t, made(t, c, hidden)); strings.Contains(s, "用沒幾次就壞了") {
		t.Error("words of customers are shown though they were to be hidden")
	}
}

func TestGoldenReports(t *testing.T) {
	c := collector(t, 12)
	add(t, c, records(kettle()), kettle().Trading())
	s := subject()
	start := time.Date(2026, 7, 1, 0, 0, 0, 0, taipei)
	base := made(t, c, s)
	for _, k := range base.KPIs {
		if k.Figure.Definition != metrics.IDNPS {
			continue
		}
		baseline := k.Series.Points[5].Estimate
		s.Goals = []goal.Goal{{ID: "g-1", Metric: metrics.IDNPS, Segment: goal.Everyone, Baseline: baseline, Target: goal.Target{By: metrics.Change{Points: 15}},
			Source: "survey", Measured: goal.Monthly, Reviewed: goal.Quarterly, Relevance: "growth by recommendation", Start: start, Due: start.AddDate(1, 0, 0)}}
		s.Benchmarks = []goal.Benchmark{{Name: "Pots Inc.", Figure: metrics.Estimate{Definition: metrics.IDNPS, Value: metrics.NumberOf(25), N: 900}, At: start, Source: "annual report"}}
	}
	s.Actions = []action.Action{{ID: "a-1", Kind: action.Quality, What: "Incoming inspection of kettles", Cause: "cracked lids", Department: "purchasing", Owner: "u-4",
		Expected: action.Expected{Metric: metrics.IDUnhappyShare, Size: -0.05},
		Rounds:   []action.Round{{Due: start.AddDate(0, 4, 0), Done: start.AddDate(0, 3, 0), Review: start.AddDate(0, 5, 0)}}}}
	r := made(t, c, s)
	for _, tag := range languages {
		golden(t, tag.String()+".md", r.Markdown(tag))
		golden(t, tag.String()+".brief.md", r.MarkdownBrief(tag))
	}
}

// A report that was stored as JSON is written as it was.
func TestStoredReportsAreWrittenTheSame(t *testing.T) {
	c := collector(t, 12)
	add(t, c, records(kettle()), kettle().Trading())
	r := made(t, c, subject())
	var back report.Report
	if err := json.Unmarshal([]byte(encoded(t, r)), &back); err != nil {
		t.Fatal(err)
	}
	for _, tag := range languages {
		if diff := cmp.Diff(r.Markdown(tag)+r.MarkdownBrief(tag), back.Markdown(tag)+back.MarkdownBrief(tag)); diff != "" {
			t.Errorf("%s (-before +after):\n%s", tag, diff)
		}
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got); -update writes it anew:\n%s", name, diff)
	}
}

// An action and a goal may be about one region alone.
func TestActionsAndGoalsOfASegment(t *testing.T) {
	company := kettle()
	company.Plants = []feedbacktest.Plant{{Topic: "delivery/delivery_speed", Region: "south", Until: 6, Share: 0.5}}
	c := collector(t, 12)
	add(t, c, records(company), nil)
	july := time.Date(2026, 7, 1, 0, 0, 0, 0, taipei)
	id := metrics.IDTopicShare.With("delivery/delivery_speed")
	var bad metrics.Rate
	bad.Definition = id
	if err := bad.AddCounts(480, 900); err != nil {
		t.Fatal(err)
	}
	s := subject()
	for _, region := range []string{"south", "north"} {
		s.Actions = append(s.Actions, action.Action{ID: region, Kind: action.ProcessImprovement, What: "second van", Cause: "one van for all", Department: "deliveries", Owner: "e-4", Expected: action.Expected{Metric: id, Segment: region, Size: -0.2},
			Rounds: []action.Round{{Due: july, Done: july, Review: july.AddDate(0, 2, 0)}}})
		s.Goals = append(s.Goals, goal.Goal{ID: region, Metric: id, Segment: region, Baseline: bad.Estimate(), Target: goal.Target{To: metrics.NumberOf(0.3)},
			Source: "feedback", Measured: goal.Monthly, Reviewed: goal.Monthly, Relevance: "deliveries", Start: july, Due: july.AddDate(1, 0, 0)})
	}
	r := made(t, c, s)
	if got := r.Plan.Actions[0].Check; got == nil || got.Effect != action.Worked {
		t.Errorf("the action in the south: %+v", got)
	}
	if got := r.Plan.Actions[1].Check; got == nil || got.Effect == action.Worked {
		t.Errorf("the action in the north, where nothing was wrong: %+v", got)
	}
	unknown := "its effect cannot be judged"
	if strings.Contains(r.Markdown(language.English), unknown) {
		t.Error("both actions were judged, and one is said not to be")
	}
	s.Actions[1].Expected.Segment = "sowth"
	if !strings.Contains(made(t, c, s).Markdown(language.English), unknown) {
		t.Error("an action of a region that nobody wrote from is not judged, and nothing says so")
	}
	if got := r.Plan.Goals[0].Review; got.Verdict != goal.Reached || got.Current.N == 0 {
		t.Errorf("the goal of the south is %s by %d", got.Verdict, got.Current.N)
	}
}

func TestBadInput(t *testing.T) {
	at := time.Date(2026, 3, 1, 0, 0, 0, 0, taipei)
	rated := func(v float64, when time.Time) record {
		return record{f: feedback.Feedback{Text: "x", CreatedAt: when, Ratings: []feedback.Rating{{Scale: feedback.NPS, Value: v}}}}
	}
	hostile := "\"]; <script>|`*_\n\x00\u202e\xff"
	tests := map[string][]record{
		"nothing":                 nil,
		"one":                     {rated(9, at)},
		"two promoters in a week": {rated(9, at), rated(10, at)},
		"no dates":                {rated(9, time.Time{}), rated(1, time.Time{})},
		"the future":              {rated(9, at.AddDate(50, 0, 0))},
		"year 1":                  {rated(9, time.Date(1, 1, 1, 0, 0, 0, 1, time.UTC)), rated(9, at)},
		"no answers to count":     {rated(math.NaN(), at), rated(11, at), rated(7.5, at), rated(math.Inf(1), at)},
		"out of order":            {rated(9, at), rated(2, at.AddDate(0, -2, 0)), rated(5, at.AddDate(0, -1, 0))},
		"hostile names": {{f: feedback.Feedback{ID: hostile, Text: hostile, CreatedAt: at, Product: hostile, Touchpoint: hostile, Customer: feedback.Customer{Region: hostile}},
			a: feedback.Analysis{Sentiment: &feedback.Sentiment{Polarity: feedback.Negative, Confidence: 1}, Labels: []feedback.Label{
				{Dimension: feedback.Topic, Category: feedback.Category(hostile), Evidence: []feedback.Evidence{{}}}, {Dimension: feedback.Intent, Category: feedback.Suggestion}}}}},
	}
	for name, list := range tests {
		t.Run(name, func(t *testing.T) {
			c := collector(t, 12)
			add(t, c, list, nil)
			r := made(t, c, report.Subject{Company: hostile})
			encoded(t, r)
			for _, tag := range languages {
				text := r.Markdown(tag) + r.MarkdownBrief(tag)
				if strings.Contains(text, "%!") || strings.Contains(text, "<script") || strings.Contains(text, "NaN") {
					t.Errorf("the report has something that is no text:\n%s", text)
				}
			}
			if len(r.First) > 0 {
				t.Errorf("from so little it wants %q", r.First[0].Do.En)
			}
		})
	}
}

func TestRejectedIsCounted(t *testing.T) {
	c := collector(t, 2)
	f := feedback.Feedback{Text: "x", CreatedAt: time.Date(2030, 1, 1, 0, 0, 0, 0, taipei)}
	c.Add(&f, nil)
	if got := c.Rejected(); got.Count(metrics.AfterNow) != 1 {
		t.Error(got)
	}
	if r := made(t, c, report.Subject{}); r.Records.Feedback != 0 || r.Records.Rejected.Total() != 1 || len(r.Notes) == 0 {
		t.Errorf("%+v, notes %v", r.Records, r.Notes)
	}
}

// A field with a value for every record divides nothing. It must neither fill the
// memory nor hide what the other fields show, in whatever order records come.
func TestTooManyValuesAreSetAside(t *testing.T) {
	list := records(kettle())
	for i := range list {
		list[i].f.Attributes = map[string]string{"order": fmt.Sprint(i)}
	}
	more := make([]record, 0, 11_000)
	for i := range 11_000 {
		more = append(more, record{f: feedback.Feedback{Text: "x", CreatedAt: list[0].f.CreatedAt, Attributes: map[string]string{"order": fmt.Sprint("more ", i)}}})
	}
	options := report.Options{Window: collector(t, 12).Options().Window, Facets: []cause.Facet{cause.Region, cause.Product, cause.Attribute("order")}}
	var first string
	for i, order := range [][][]record{{list, more}, {more, list}} {
		c, err := report.NewCollector(options)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range order {
			other, err := report.NewCollector(options)
			if err != nil {
				t.Fatal(err)
			}
			add(t, other, part, nil)
			if err := c.Merge(other); err != nil {
				t.Fatal(err)
			}
		}
		r := made(t, c, subject())
		if len(r.Causes.Hotspots) != 1 || len(r.Notes) == 0 || !strings.Contains(r.Notes[len(r.Notes)-1].En, "order") {
			t.Errorf("hotspots %d, notes %v", len(r.Causes.Hotspots), r.Notes)
		}
		if i == 0 {
			first = encoded(t, r)
		} else if encoded(t, r) != first {
			t.Error("another order of the records gives another report")
		}
	}
}

// One record with a wrong date does not make the rest a speck at the end of a century.
func TestOneWrongDateSpoilsNothing(t *testing.T) {
	list := records(kettle())
	list[5].f.CreatedAt = time.Date(1200, 1, 1, 0, 0, 0, 0, time.UTC)
	c := collector(t, 12)
	add(t, c, list, nil)
	r := made(t, c, subject())
	if r.Window.Periods != 12 || len(r.Causes.Hotspots) != 1 || r.Records.Feedback != int64(len(list)) || !strings.Contains(r.Notes[0].En, "so long ago") {
		t.Errorf("%d periods, %d hotspots, %d pieces, notes %v", r.Window.Periods, len(r.Causes.Hotspots), r.Records.Feedback, r.Notes)
	}
}

func TestOptionsAreChecked(t *testing.T) {
	good := collector(t, 12).Options()
	for name, change := range map[string]func(*report.Options){
		"no now":        func(o *report.Options) { o.Now = time.Time{} },
		"unknown facet": func(o *report.Options) { o.Facets = []cause.Facet{"mood"} },
		"facet twice":   func(o *report.Options) { o.Facets = []cause.Facet{cause.Region, cause.Region} },
		"step":          func(o *report.Options) { o.Step = "fortnight" },
	} {
		o := good
		change(&o)
		if _, err := report.NewCollector(o); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	c := collector(t, 12)
	at := time.Date(2026, 3, 1, 0, 0, 0, 0, taipei)
	for name, err := range map[string]error{
		"orders":    c.AddOrders(at, -1),
		"customers": c.AddCustomers(at, 5, 6),
		"answered":  c.AddSurvey(at, 5, 6),
		"replied":   c.AddReplies(at, 5, -1),
		"no time":   c.AddOrders(time.Time{}, 1),
		"future":    c.AddOrders(at.AddDate(9, 0, 0), 1),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := c.Report(report.Subject{Goals: []goal.Goal{{}}}); err == nil {
		t.Error("a goal that is none: no error")
	}
	if _, err := c.Report(report.Subject{Actions: []action.Action{{}}}); err == nil {
		t.Error("an action that is none: no error")
	}
	if _, err := c.Report(report.Subject{Recent: -1}); err == nil {
		t.Error("fewer than no recent periods: no error")
	}
}

// A region that is too small to be compared is named: "nothing is worse than elsewhere"
// is not said of it.
func TestWhatIsTooSmallToBeComparedIsNamed(t *testing.T) {
	c := collector(t, 12)
	add(t, c, records(kettle()), nil)
	note := "(islands)"
	if strings.Contains(made(t, c, subject()).Markdown(language.English), note) {
		t.Error("a region without feedback is named")
	}
	for range 19 {
		c.Add(&feedback.Feedback{Text: "送貨太慢", CreatedAt: c.Options().Now.AddDate(0, 0, -1), Customer: feedback.Customer{Region: "islands"}}, &feedback.Analysis{})
	}
	if !strings.Contains(made(t, c, subject()).Markdown(language.English), note) {
		t.Error("19 pieces of feedback of a region were left out without a word")
	}
	c.Add(&feedback.Feedback{Text: "送貨太慢", CreatedAt: c.Options().Now.AddDate(0, 0, -1), Customer: feedback.Customer{Region: "islands"}}, &feedback.Analysis{})
	if strings.Contains(made(t, c, subject()).Markdown(language.English), note) {
		t.Error("20 are compared, and said not to be")
	}
	c.Add(&feedback.Feedback{Text: "送貨太慢", CreatedAt: c.Options().Now.AddDate(0, 0, -1), Customer: feedback.Customer{Region: strings.Repeat("島", 1500)}}, &feedback.Analysis{})
	if got := made(t, c, subject()).Markdown(language.English); !strings.Contains(got, "("+strings.Repeat("島", 60)+"…)") {
		t.Error("a long name is not cut where it is said to be too small")
	}
}

// A ranking of the recent stretch says so wherever it stands, and one of all feedback
// does not.
func TestWhatIsCountedOverTheRecentStretchSaysSo(t *testing.T) {
	dated, undated := collector(t, 12), collector(t, 12)
	for _, r := range records(kettle()) {
		dated.Add(&r.f, &r.a)
		r.f.CreatedAt, r.f.ReceivedAt, r.f.UsedAt = time.Time{}, time.Time{}, time.Time{}
		undated.Add(&r.f, &r.a)
	}
	for tag, words := range map[language.Tag][]string{
		language.English:            {"recent pieces of feedback", "complain of most, recently"},
		language.TraditionalChinese: {"近期的", "顧客最常抱怨什麼（近期）"},
		language.SimplifiedChinese:  {"近期的", "客户最常抱怨什么（近期）"},
	} {
		of, all := made(t, dated, subject()).Markdown(tag), made(t, undated, subject()).Markdown(tag)
		for _, word := range words {
			if !strings.Contains(of, word) || strings.Contains(all, word) {
				t.Errorf("%s: %q: of the recent stretch %t, of all feedback %t", tag, word, strings.Contains(of, word), strings.Contains(all, word))
			}
		}
	}
}

func TestWeeksAndQuarters(t *testing.T) {
	for _, step := range []series.Step{series.Week, series.Quarter} {
		c, err := report.NewCollector(report.Options{Window: series.Window{Calendar: series.Calendar{Step: step, Zone: taipei}, Now: time.Date(2026, 5, 13, 12, 0, 0, 0, taipei)}})
		if err != nil {
			t.Fatal(err)
		}
		add(t, c, records(feedbacktest.Company{Seed: 3, Months: 5, PerMonth: 200}), nil)
		r := made(t, c, subject())
		if r.Records.Rejected.Count(metrics.AfterNow) == 0 || r.Records.Feedback < 800 {
			t.Errorf("%s: %+v", step, r.Records)
		}
		if strings.Contains(r.Markdown(language.English), "%!") {
			t.Errorf("%s: the text is broken", step)
		}
	}
}

// A topic of which customers complain more than before stands in both forms.
func TestRisingTopicsAreNamed(t *testing.T) {
	r := reportOn(feedbacktest.Company{Seed: 5, Months: 8, PerMonth: 600, Plants: []feedbacktest.Plant{{Topic: "packaging", Month: 6, Share: 0.2}}}, report.Subject{})
	var rising []string
	for _, topic := range r.Causes.Topics {
		if topic.Rising {
			rising = append(rising, topic.Says.Hans)
		}
	}
	if len(rising) != 1 || !strings.Contains(rising[0], "包装") {
		t.Fatalf("rising: %q, want packaging alone", rising)
	}
	for _, form := range []string{r.Markdown(language.SimplifiedChinese), r.MarkdownBrief(language.SimplifiedChinese)} {
		if !strings.Contains(form, rising[0]) {
			t.Errorf("%q does not stand in\n%s", rising[0], form)
		}
	}
}

// A name of thousands of characters, or of none that shows, does not break a line.
func TestOddNamesOfSlices(t *testing.T) {
	long := strings.Repeat("板橋", 1500)
	for name, want := range map[string]string{long: string([]rune(long)[:60]) + "…」", " \u200b\u3000": "「（空白）」"} {
		r := reportOn(feedbacktest.Company{Seed: 6, Months: 8, PerMonth: 300, Regions: []string{name, "永和", "新店"},
			Plants: []feedbacktest.Plant{{Topic: "packaging", Region: name, Month: 5, Share: 0.5}}}, report.Subject{})
		got := r.Markdown(language.TraditionalChinese)
		if len(r.First) == 0 || !strings.Contains(got, want) || strings.Contains(got, name) && name == long {
			t.Errorf("want %s in\n%.600s", want, got)
		}
	}
}

// What hardly passes for a suggestion is neither counted nor quoted as one.
func TestSuggestionsAreSure(t *testing.T) {
	c, err := report.NewCollector(report.Options{Window: series.Window{Now: time.Date(2026, 9, 1, 0, 0, 0, 0, taipei)}})
	if err != nil {
		t.Fatal(err)
	}
	for text, confidence := range map[string]float64{"系统没更新前有拖影": 0.75, "建议增加取餐窗口": 0.94, "希望能开发票": 0} {
		c.Add(&feedback.Feedback{ID: text, Text: text, CreatedAt: time.Date(2026, 8, 3, 9, 0, 0, 0, taipei)}, &feedback.Analysis{Labels: []feedback.Label{
			{Dimension: feedback.Intent, Category: feedback.Suggestion, Confidence: confidence},
			{Dimension: feedback.Constructiveness, Category: feedback.Constructive, Confidence: 0.9},
		}})
	}
	r, err := c.Report(report.Subject{})
	if err != nil {
		t.Fatal(err)
	}
	if got := r.MarkdownBrief(language.SimplifiedChinese); r.Brief.WishCount != 2 || len(r.Brief.Wishes) != 2 || strings.Contains(got, "拖影") {
		t.Errorf("%d suggestions, quoted in\n%s", r.Brief.WishCount, got)
	}
}

// Of a product that is sold in one region alone, the product is named: that it is the
// product there says no more.
func TestAProductOfOneRegionIsNamedByItself(t *testing.T) {
	company := feedbacktest.Company{Seed: 6, Months: 6, PerMonth: 600, Plants: []feedbacktest.Plant{{Topic: "price", Product: "pan", Month: 3, Share: 0.5}}}
	list := slices.DeleteFunc(records(company), func(r record) bool { return r.f.Product == "pan" && r.f.Customer.Region != "north" })
	c := collector(t, 6)
	add(t, c, list, nil)
	found := false
	for _, h := range made(t, c, subject()).Causes.Hotspots {
		if h.Topic == "price" && slices.Contains(h.Where, cause.Value{Facet: cause.Product, Value: "pan"}) {
			found = true
			if len(h.Where) != 1 {
				t.Errorf("found in %v", h.Where)
			}
		}
	}
	if !found {
		t.Error("the product was not found")
	}
}
