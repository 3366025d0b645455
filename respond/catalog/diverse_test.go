package catalog_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond"
	"github.com/loamlib/loam/respond/catalog"
	"github.com/loamlib/loam/respond/similarity"
)

// mostAlike is the bound: of a thousand replies of one business that knows what it
// sent, no two have more in common. It is held to what is written for the
// customer: the greeting, the contact and the signature are left out, because
// they must be the same in all replies of a business, and of a short reply they
// are half.
//
// Replies to different reviews, and to one and the same complaint a thousand
// times over, are not near one another in the sense of package similarity. Those
// to the same praise, suggestion or question a thousand times, or to feedback of
// which nothing is known, are three sentences; some pair of the half million
// shares one of them and a half. Measured with -whole: different reviews 0.35 to
// 0.39, complaints 0.38 to 0.47, the others 0.44 to 0.62.
var mostAlike = map[string]float64{
	"different reviews":                similarity.Near,
	"one complaint":                    similarity.Near,
	"one complaint and fault admitted": similarity.Near,
	"one complaint of mixed feelings":  similarity.Near,
	"one praise":                       0.65,
	"one suggestion":                   0.65,
	"one question":                     0.65,
	"not analysed":                     0.65,
}

var whole = flag.Bool("whole", false, "word a thousand replies of each kind, not only of the first two")

// many words requests, a thousand or fewer, each told what was sent before.
func many(t *testing.T, n int, request func(i int) respond.Request) []string {
	t.Helper()
	sent, err := similarity.NewMemory(2000)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for i := range n {
		r := request(i)
		r.Recent = sent
		d := word(t, catalog.Default(), r)
		sent.Add(d.Text)
		texts = append(texts, body(d, r.Business.Contact))
	}
	return texts
}

// body is a draft without its greeting, contact and signature.
func body(d respond.Draft, c respond.Contact) string {
	var b strings.Builder
	for _, p := range d.Passages {
		if p.Act != respond.Greet && p.Act != respond.Sign {
			b.WriteString(p.Span.Of(d.Text) + "\n")
		}
	}
	return strings.NewReplacer(c.Department, "", c.Phone, "", c.Email, "", c.Hours, "").Replace(b.String())
}

// nearest is the greatest similarity of two of the texts, exactly.
func nearest(texts []string) (most float64, a, b string) {
	signatures := make([]similarity.Signature, len(texts))
	for i, s := range texts {
		signatures[i] = similarity.Sign(s)
	}
	for i := range texts {
		for j := range i {
			if signatures[i].Similarity(&signatures[j]) < most-0.1 { // more than twice the error of a signature
				continue
			}
			if s := similarity.Of(texts[i], texts[j]); s > most {
				most, a, b = s, texts[i], texts[j]
			}
		}
	}
	return most, a, b
}

func TestNeverCanned(t *testing.T) {
	if testing.Short() {
		t.Skip("words 10 000 replies")
	}
	topics := shippedTopics(t)
	for _, tag := range tongues {
		single := func(analyse func(r *respond.Request)) func(i int) respond.Request {
			return func(i int) respond.Request {
				r := complaint(tag)
				r.Feedback.ID = fmt.Sprint("r-", i)
				analyse(&r)
				return r
			}
		}
		label := func(c feedback.Category) *feedback.Analysis {
			return &feedback.Analysis{Labels: []feedback.Label{
				{Dimension: feedback.Intent, Category: c}, {Dimension: feedback.Topic, Category: "environment/location"}}}
		}
		random := rand.New(rand.NewPCG(6, 6))
		for name, request := range map[string]func(i int) respond.Request{
			"different reviews": func(i int) respond.Request {
				for {
					if r := randomRequest(random, tag, topics, i); r.Analysis != nil {
						r.Profile = respond.Neutral()
						return r
					}
				}
			},
			"one complaint": single(func(*respond.Request) {}),
			"one complaint and fault admitted": single(func(r *respond.Request) {
				r.Fault, r.Progress, r.Remedy = respond.AtFault, respond.UnderWay, &respond.Remedy{Kind: respond.Refund}
				r.NextUpdate = r.Now.Add(48 * time.Hour)
			}),
			"one complaint of mixed feelings": single(func(r *respond.Request) {
				r.Analysis.Sentiment.Polarity = feedback.Mixed
				r.Analysis.Aspects = append(r.Analysis.Aspects, feedback.Aspect{Topic: "environment", Polarity: feedback.Positive, Score: 0.5})
			}),
			"one praise": single(func(r *respond.Request) {
				r.Analysis.Sentiment.Polarity = feedback.Positive
				r.Analysis.Aspects = []feedback.Aspect{{Topic: "food/taste", Polarity: feedback.Positive, Score: 0.8}}
			}),
			"one suggestion": single(func(r *respond.Request) { r.Analysis = label(feedback.Suggestion) }),
			"one question":   single(func(r *respond.Request) { r.Analysis = label(feedback.Question) }),
			"not analysed":   single(func(r *respond.Request) { r.Analysis = nil }),
		} {
			t.Run(fmt.Sprintf("%s/%s", tag, name), func(t *testing.T) {
				n := 1000
				if !*whole && !strings.HasPrefix(name, "different") && name != "one complaint" {
					n = 250
				}
				most, a, b := nearest(many(t, n, request))
				t.Logf("%.2f", most)
				if most > mostAlike[name] {
					t.Errorf("two replies are %.2f alike, want at most %.2f:\n%s\n~~~~\n%s", most, mostAlike[name], a, b)
				}
			})
		}
	}
}

// TestAnsweredTwice: one review that is answered again gets another reply, with a
// memory or with another seed; without either the same.
func TestAnsweredTwice(t *testing.T) {
	for _, tag := range tongues {
		r := complaint(tag)
		first := word(t, catalog.Default(), r).Text
		if again := word(t, catalog.Default(), r).Text; again != first {
			t.Errorf("%s: the same brief was worded otherwise:\n%s\n~~~~\n%s", tag, first, again)
		}
		var sent similarity.Memory
		sent.Add(first)
		r.Recent = &sent
		second := word(t, catalog.Default(), r).Text
		if s := similarity.Of(first, second); s > similarity.Near {
			t.Errorf("%s: the second reply is %.2f like the first:\n%s\n~~~~\n%s", tag, s, first, second)
		}
		r.Recent, r.Seed = nil, 1
		if third := word(t, catalog.Default(), r).Text; third == first {
			t.Errorf("%s: another seed gave the same reply:\n%s", tag, third)
		}
	}
}

// TestOrdersVary: not only words but the order of what is said differs.
func TestOrdersVary(t *testing.T) {
	orders := map[string]bool{}
	r := complaint(language.English)
	for seed := range uint64(200) {
		r.Seed = seed
		var acts []respond.Act
		for _, p := range word(t, catalog.Default(), r).Passages {
			acts = append(acts, p.Act)
		}
		orders[fmt.Sprint(slices.Compact(acts))] = true
	}
	if len(orders) < 4 {
		t.Errorf("%d orders of acts in 200 replies, want 4 at least", len(orders))
	}
}
