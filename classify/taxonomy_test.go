package classify_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

func phrases(en string, hant string) map[language.Tag][]string {
	out := map[language.Tag][]string{}
	if en != "" {
		out[language.English] = strings.Split(en, ",")
	}
	if hant != "" {
		out[language.TraditionalChinese] = strings.Split(hant, ",")
	}
	return out
}

func shop() []classify.Topic {
	return []classify.Topic{
		{ID: "delivery_speed", Parent: "delivery", Phrases: phrases("late delivery", "出貨慢")},
		{ID: "delivery", Names: map[language.Tag]string{
			language.English: "Delivery", language.TraditionalChinese: "配送", language.SimplifiedChinese: "配送物流",
		}, Phrases: phrases("delivery,courier", "物流")},
		{ID: "weekend", Parent: "delivery_speed", Phrases: phrases("weekend delivery", "")},
		{ID: "price", Phrases: phrases("price,delivery fee", "價格")},
	}
}

func TestTaxonomy(t *testing.T) {
	x, err := classify.NewTaxonomy(shop())
	if err != nil {
		t.Fatal(err)
	}
	categories := []feedback.Category{"delivery/delivery_speed", "delivery", "delivery/delivery_speed/weekend", "price"}
	if diff := cmp.Diff(categories, x.Categories()); diff != "" {
		t.Errorf("Categories: -want +got:\n%s", diff)
	}
	if diff := cmp.Diff([]feedback.Category{"delivery", "price"}, x.Parts("")); diff != "" {
		t.Errorf("Parts of nothing: -want +got:\n%s", diff)
	}
	if diff := cmp.Diff([]feedback.Category{"delivery/delivery_speed"}, x.Parts("delivery")); diff != "" {
		t.Errorf("Parts: -want +got:\n%s", diff)
	}
	if got := x.Parts("price"); got != nil {
		t.Errorf("Parts of a leaf = %v", got)
	}
	topic, ok := x.Topic("delivery/delivery_speed/weekend")
	if !ok || topic.ID != "weekend" || topic.Parent != "delivery_speed" {
		t.Errorf("Topic = %+v, %v", topic, ok)
	}
	if _, ok := x.Topic("weekend"); ok {
		t.Error("Topic takes an ID for a category")
	}
	for tag, want := range map[language.Tag]string{
		language.English: "Delivery", language.MustParse("zh-TW"): "配送", language.MustParse("zh-CN"): "配送物流", language.Thai: "delivery",
	} {
		if got := x.Name("delivery", tag); got != want {
			t.Errorf("Name in %v = %q, want %q", tag, got, want)
		}
	}
	if got := x.Name("no/such", language.English); got != "no/such" {
		t.Errorf("Name of another category = %q", got)
	}
	for _, p := range x.Phrases() {
		if p.Text == "courier" && x.Categories()[p.ID] != "delivery" || p.Text == "價格" && x.Categories()[p.ID] != "price" {
			t.Errorf("phrase %q has the topic %q", p.Text, x.Categories()[p.ID])
		}
	}
}

func TestTaxonomyIsItsOwn(t *testing.T) {
	topics := shop()
	x, err := classify.NewTaxonomy(topics)
	if err != nil {
		t.Fatal(err)
	}
	want := x.Topics()
	topics[1].Names[language.English] = "changed"
	topics[1].Phrases[language.English][0] = "changed"
	x.Topics()[1].Phrases[language.English][0] = "changed"
	x.Categories()[0] = "changed"
	x.Phrases()[0] = text.Phrase{}
	if diff := cmp.Diff(want, x.Topics(), tags); diff != "" {
		t.Errorf("the taxonomy changed, -before +after:\n%s", diff)
	}
	if x.Categories()[0] == "changed" || x.Phrases()[0] == (text.Phrase{}) {
		t.Error("the taxonomy gave its own slices away")
	}
}

var tags = cmp.Comparer(func(a, b language.Tag) bool { return a == b })

func TestTaxonomyFindsMistakes(t *testing.T) {
	for _, tt := range []struct {
		name   string
		topics []classify.Topic
		want   []string
	}{
		{"bad IDs", []classify.Topic{
			{ID: "", Phrases: phrases("a", "")}, {ID: "Delivery", Phrases: phrases("b", "")},
			{ID: "delivery/speed", Phrases: phrases("c", "")}, {ID: "1st", Phrases: phrases("d", "")}, {ID: "第一", Phrases: phrases("e", "")},
		}, []string{
			`classify: topic 0, "", needs an ID of lower-case letters, digits and underscores that begins with a letter`,
			`classify: topic 1, "Delivery", needs an ID of lower-case letters, digits and underscores that begins with a letter`,
			`classify: topic 2, "delivery/speed", needs an ID of lower-case letters, digits and underscores that begins with a letter`,
			`classify: topic 3, "1st", needs an ID of lower-case letters, digits and underscores that begins with a letter`,
			`classify: topic 4, "第一", needs an ID of lower-case letters, digits and underscores that begins with a letter`,
		}},
		{"the same ID", []classify.Topic{
			{ID: "price", Phrases: phrases("price", "")}, {ID: "food", Phrases: phrases("food", "")}, {ID: "price", Phrases: phrases("cost", "")},
		}, []string{`classify: topic 2, "price", has the same ID as topic 0`}},
		{"no such parent", []classify.Topic{{ID: "taste", Parent: "food", Phrases: phrases("taste", "")}},
			[]string{`classify: topic 0, "taste", has the parent "food", which is not declared`}},
		{"its own parent", []classify.Topic{{ID: "a", Parent: "a", Phrases: phrases("a", "")}},
			[]string{`classify: topic 0, "a", is its own ancestor: a is part of a`}},
		{"two cycles and a tail", []classify.Topic{
			{ID: "tail", Parent: "b", Phrases: phrases("tail", "")},
			{ID: "a", Parent: "c", Phrases: phrases("a", "")}, {ID: "b", Parent: "a", Phrases: phrases("b", "")}, {ID: "c", Parent: "b", Phrases: phrases("c", "")},
			{ID: "x", Parent: "y", Phrases: phrases("x", "")}, {ID: "y", Parent: "x", Phrases: phrases("y", "")},
		}, []string{
			`classify: topic 1, "a", is its own ancestor: a is part of c is part of b is part of a`,
			`classify: topic 4, "x", is its own ancestor: x is part of y is part of x`,
		}},
		{"one phrase in two topics, in two scripts", []classify.Topic{
			{ID: "quality", Phrases: phrases("Quality", "品質")}, {ID: "goods", Phrases: map[language.Tag][]string{language.SimplifiedChinese: {"品质", "货品"}}},
		}, []string{`classify: topic 1, "goods", has the phrase "品质", which reads the same as "品質" of topic 0, "quality"`}},
		{"an empty phrase", []classify.Topic{{ID: "a", Phrases: phrases("a,\u200B", "")}},
			[]string{`classify: topic 0, "a", has a phrase with nothing to match, "\u200b"`}},
		{"no phrases", []classify.Topic{
			{ID: "a"}, {ID: "b", Parent: "a"}, {ID: "c", Parent: "a"}, {ID: "whole"}, {ID: "part", Parent: "whole", Phrases: phrases("part", "")}, {ID: "bare", Parent: "whole"},
		}, []string{
			`classify: topic 0, "a", has no phrase in any language, and neither has a part of it`,
			`classify: topic 5, "bare", has no phrase in any language, and neither has a part of it`,
		}},
		{"another language", []classify.Topic{
			{ID: "a", Names: map[language.Tag]string{language.French: "un"}, Phrases: map[language.Tag][]string{language.English: {"a"}, language.Japanese: {"値段"}}},
		}, []string{
			`classify: topic 0, "a", has a name in "fr"; want zh-Hant, zh-Hans or en`,
			`classify: topic 0, "a", has a phrase in "ja"; want zh-Hant, zh-Hans or en`,
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := classify.NewTaxonomy(tt.topics)
			if err == nil {
				t.Fatal("no error")
			}
			if diff := cmp.Diff(tt.want, strings.Split(err.Error(), "\n")); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			var topic *classify.TopicError
			if !errors.As(err, &topic) || tt.topics[topic.Index].ID != topic.ID {
				t.Errorf("%v is no TopicError of its topic", err)
			}
		})
	}
}

func TestTaxonomyIsNotTooDeep(t *testing.T) {
	chain := func(n int) []classify.Topic {
		out := []classify.Topic{{ID: "t0", Phrases: phrases("top", "")}}
		for i := 1; i < n; i++ {
			id := fmt.Sprintf("t%d", i)
			out = append(out, classify.Topic{ID: id, Parent: fmt.Sprintf("t%d", i-1), Phrases: phrases(id, "")})
		}
		return out
	}
	if _, err := classify.NewTaxonomy(chain(64)); err != nil {
		t.Error(err)
	}
	_, err := classify.NewTaxonomy(chain(10_000))
	if want := `classify: topic 64, "t64", is more than 64 levels deep`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestShadows(t *testing.T) {
	x, err := classify.NewTaxonomy(shop())
	if err != nil {
		t.Fatal(err)
	}
	// "late delivery" hides the "delivery" of its own whole, which is no shadow.
	want := []classify.Shadow{{Phrase: "delivery", Topic: "delivery", Inside: "delivery fee", Of: "price"}}
	if diff := cmp.Diff(want, x.Shadows()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got, want := x.Shadows()[0].String(), `"delivery" (delivery) is hidden inside "delivery fee" (price)`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestTopicsAsJSON(t *testing.T) {
	const in = `[{"id":"waiting","names":{"en":"Waiting","zh-Hans":"等待","zh-Hant":"等候"},"phrases":{"en":["queue"],"zh-Hant":["排隊"]},"examples":["The queue was endless."]},
		{"id":"phone","parent":"waiting","phrases":{"en":["on hold"]}}]`
	var topics []classify.Topic
	if err := json.Unmarshal([]byte(in), &topics); err != nil {
		t.Fatal(err)
	}
	x, err := classify.NewTaxonomy(topics)
	if err != nil {
		t.Fatal(err)
	}
	if got := x.Name("waiting", language.MustParse("zh-HK")); got != "等候" {
		t.Errorf("Name = %q", got)
	}
	out, err := json.Marshal(topics)
	if err != nil {
		t.Fatal(err)
	}
	var again []classify.Topic
	if err := json.Unmarshal(out, &again); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(topics, again, tags); diff != "" {
		t.Errorf("-before +after:\n%s", diff)
	}
}

func TestTaxonomyOfTenThousandTopics(t *testing.T) {
	topics := make([]classify.Topic, 10_000)
	for i := range topics {
		topics[i] = classify.Topic{ID: fmt.Sprintf("t%d", i), Phrases: phrases(fmt.Sprintf("phrase %d", i), "")}
		if i > 0 {
			topics[i].Parent = fmt.Sprintf("t%d", i-1)
			if i%50 == 0 { // branches, fifty deep
				topics[i].Parent = "t0"
			}
		}
	}
	x, err := classify.NewTaxonomy(topics)
	if err != nil {
		t.Fatal(err)
	}
	if got := len(x.Parts("t0")); got != 200 {
		t.Errorf("%d parts, want t1 and t50, t100, …, t9950", got)
	}
	if c := x.Categories()[9_999]; strings.Count(string(c), "/") != 50 {
		t.Errorf("the last category is %d levels down, want 50", strings.Count(string(c), "/"))
	}
}

// A taxonomy is made of any topics, or refused with errors that name them.
func FuzzNewTaxonomy(f *testing.F) {
	f.Add("a,b,c", "b,c,a", "x|y|z")
	f.Add("delivery,speed", ",delivery", "物流|出貨慢")
	f.Fuzz(func(t *testing.T, ids, parents, list string) {
		var topics []classify.Topic
		parent, phrase := strings.Split(parents, ","), strings.Split(list, "|")
		for i, id := range strings.Split(ids, ",") {
			topic := classify.Topic{ID: id}
			if i < len(parent) {
				topic.Parent = parent[i]
			}
			if i < len(phrase) {
				topic.Phrases = map[language.Tag][]string{language.English: strings.Split(phrase[i], ";")}
			}
			topics = append(topics, topic)
		}
		x, err := classify.NewTaxonomy(topics)
		if err != nil {
			return
		}
		for i, c := range x.Categories() {
			topic, ok := x.Topic(c)
			if !ok || topic.ID != topics[i].ID {
				t.Errorf("Topic(%q) = %+v, %v", c, topic, ok)
			}
			if whole, ok := x.Topic(c.Parent()); c.Parent() != "" && (!ok || whole.ID != topics[i].Parent) {
				t.Errorf("%q has the parent %q, want %q", c, c.Parent(), topics[i].Parent)
			}
		}
	})
}
