package main

import (
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

func recordOf(cells map[string]string) record {
	return func(column string) string { return cells[column] }
}

func TestReadings(t *testing.T) {
	for _, c := range []struct {
		name  string
		read  reading
		cells map[string]string
		want  string // "" if the record tells nothing
	}{
		{"one", binary, map[string]string{"label": "1"}, "positive"},
		{"no label", binary, nil, ""},
		{"stars", number("rating", 2, 4), map[string]string{"rating": "3"}, "neutral"},
		{"no answer", number("criticality", -1, 1), map[string]string{"criticality": "-9"}, ""},
		{"two feelings on one side", named("labels", "joy love", "anger", "neutral"), map[string]string{"labels": "joy|neutral"}, "positive"},
		{"feelings on both sides", named("labels", "joy love", "anger", "neutral"), map[string]string{"labels": "joy|anger"}, ""},
		{"aspects on both sides", aspects, map[string]string{"aspects": "food=POS|price=NEG"}, "mixed"},
		{"aspects on one side", aspects, map[string]string{"aspects": "food=POS|price=NEU"}, "positive"},
		{"neutral shampoo", courses, map[string]string{"domain": "shampoo", "aspects": "smell=Neutral"}, "negative"},
		{"neutral course", courses, map[string]string{"domain": "mooc", "aspects": "pace=Neutral"}, ""},
		{"signed", signed, map[string]string{"aspects": "lens=-2"}, "negative"},
		{"nothing signed", signed, nil, "neutral"},
		{"another label", onlyNeutral("1"), map[string]string{"label": "0"}, ""},
		{"no complaint", complaints, map[string]string{"label": "0"}, "neutral"},
	} {
		_, p, ok := c.read(recordOf(c.cells))
		got := p.String()
		if !ok {
			got = ""
		}
		if got != c.want {
			t.Errorf("%s is read as %q, want %q", c.name, got, c.want)
		}
	}
}

func TestFingerprintSeesTheWordsOnly(t *testing.T) {
	if fingerprint("The  food was GREAT!") != fingerprint("the food was great .") || fingerprint("服務很好") != fingerprint("服务，很好") {
		t.Error("texts that differ in marks, case or script have different fingerprints")
	}
	if fingerprint("good") == fingerprint("goods") {
		t.Error("two different texts have one fingerprint")
	}
}

// Verdicts that are twice as sure as they are right want half the sharpness.
func TestCalibrateFindsTheSharpness(t *testing.T) {
	const z, sharper = 1.0, 2.0
	share := 1 / (1 + math.Exp(-z)) // of verdicts with log-odds z that are right
	var list []verdict
	for i := range 1000 {
		v := verdict{want: feedback.Positive, praise: sharper * z, neutrality: -40}
		if float64(i) >= share*1000 {
			v.want = feedback.Negative
		}
		list = append(list, v)
	}
	if c := calibratePraise(map[string][]verdict{"x": list}); math.Abs(c.praise-1/sharper) > 0.02 {
		t.Errorf("praise is multiplied by %.3f, want %.3f", c.praise, 1/sharper)
	}
}

// A text of thousands of words has a logit beyond what an exponent can hold.
func TestLongTextsAreDecided(t *testing.T) {
	c := calibration{1, 1, 0}
	for _, v := range []verdict{{want: feedback.Positive, praise: 3000}, {want: feedback.Negative, praise: -3000}, {want: feedback.Neutral, neutrality: 3000}} {
		if p, confidence := c.decide(v); p != v.want || confidence != 1 {
			t.Errorf("%+v is %v at %v", v, p, confidence)
		}
	}
}

func TestTrainRefuses(t *testing.T) {
	for _, c := range []struct {
		args []string
		says string
	}{
		{nil, "want -data DIR"},
		{[]string{"-task", "weather"}, `no task "weather"`},
		{[]string{"-data", t.TempDir()}, "online_shopping_10_cats.train.tsv"},
		{[]string{"-task", "labels"}, "want -in FILE.tsv"},
		{[]string{"-data", "x", "-pooled", "2"}, "-pooled is 2, want a number from 0 to 1"},
		{[]string{"-task", "labels", "-in", file(t, "a\tb\n1\t2\n")}, `there is no column "text", only ["a" "b"]`},
		{[]string{"-task", "labels", "-in", file(t, "label\ttext\nx\n")}, "line 2 has 1 cells, want the 2"},
	} {
		if err := run(c.args, io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q: got %v, want an error that says %s", c.args, err, c.says)
		}
	}
}

func file(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "texts.tsv")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTrainLabelsOfTheCaller(t *testing.T) {
	path := file(t, "label\ttext\n"+strings.Repeat("refund\tPlease send my money back\nhours\tWhen do you open?\nrefund\t我要退款\nhours\t几点开门\n", 5))
	model := filepath.Join(t.TempDir(), "model")
	var out strings.Builder
	if err := run([]string{"-task", "labels", "-in", path, "-held", path, "-out", model}, &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"multinomial linear model of 2 labels (hours, refund)", "on 20 texts held back: accuracy 1.0000"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the output does not say %q:\n%s", want, out.String())
		}
	}
	var m linear.Model
	if data, err := os.ReadFile(model); err != nil || m.UnmarshalBinary(data) != nil {
		t.Errorf("the model written cannot be read: %v", err)
	}
}

// What English words in Chinese reviews mean, English reviews teach.
func TestLesson(t *testing.T) {
	zh, en := source{path: "zh-Hans/x"}, source{path: "en/x"}
	for _, c := range []struct {
		source source
		text   string
		want   string
	}{
		{zh, "服务很nice，CP值高", "服务很    ，  值高"},
		{zh, "very good!", ""},
		{en, "very good!", "very good!"},
		{en, "點了 dim sum", "點了 dim sum"},
	} {
		if got := c.source.lesson(c.text); got != c.want {
			t.Errorf("%s learns %q of %q, want %q", c.source.language(), got, c.text, c.want)
		}
	}
}

func TestCluesOfALanguage(t *testing.T) {
	lists := []linear.Clues{
		{Name: "vader", Strength: map[string]float64{"good": 1}},
		{Name: "loam zh/*.txt", Strength: map[string]float64{"很好": 1, "nice": 1}},
	}
	if own := cluesOf(lists, "en"); len(own) != 1 || own[0].Name != "vader" {
		t.Errorf("lists of English: %v", own)
	}
	if own := cluesOf(lists, "zh"); len(own) != 1 || len(own[0].Strength) != 1 || own[0].Strength["很好"] != 1 {
		t.Errorf("lists of Chinese: %v", own)
	}
	if len(lists[1].Strength) != 2 {
		t.Error("the list itself was changed")
	}
}

// A misspelt source would be one domain, silently.
func TestTradesAreOfSources(t *testing.T) {
	for name := range trades {
		if !slices.ContainsFunc(sources, func(s source) bool { return s.name() == name && s.shipped }) {
			t.Errorf("there is no source %q to train on", name)
		}
	}
}

// A trade within a source is a domain of its own, if it has enough of both sides.
func TestDomains(t *testing.T) {
	shop := &corpus{source: source{path: "en/shop", family: "shop", shipped: true}}
	for i := range 200 {
		p := feedback.Positive
		if i%2 == 1 {
			p = feedback.Negative
		}
		shop.train = append(shop.train, row{text: "text", polarity: p, domain: "shop/toys"})
	}
	shop.train = append(shop.train, row{text: "text", polarity: feedback.Positive, domain: "shop/wine"})
	hidden := &corpus{source: source{path: "en/hidden"}, train: shop.train}
	domains := domainsOf([]*corpus{shop, hidden}, 1)
	if len(domains) != 1 || domains[0].name != "shop/toys" || len(domains[0].rows) != 200 {
		t.Fatalf("got %d domains, want the toys alone", len(domains))
	}
}

// Each text is there once, has a judgement, and is in the language and script of
// its file.
func TestWrittenTexts(t *testing.T) {
	corpora, err := writtenCorpora()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, c := range corpora {
		if c.family != writtenFamily || len(c.train) == 0 || len(c.dev) == 0 {
			t.Errorf("%s: %d rows to train on, %d held back, family %q", c.name(), len(c.train), len(c.dev), c.family)
		}
		wrong := 0
		for _, r := range append(c.train, c.dev...) {
			if seen[r.text] {
				t.Errorf("%s: %q is there twice", c.name(), r.text)
			}
			seen[r.text] = true
			if strings.TrimSpace(r.text) != r.text || r.text == "" || r.polarity == feedback.Unknown {
				t.Errorf("%s: %q, %v", c.name(), r.text, r.polarity)
			}
			script := text.Prepare(r.text).Language().Script
			if strings.Contains(c.name(), "Hant") && script == "Hans" || strings.Contains(c.name(), "Hans") && script == "Hant" {
				wrong++
				t.Logf("%s: %q is %s", c.name(), r.text, script)
			}
		}
		if wrong > 0 {
			t.Errorf("%s: %d texts in the other script", c.name(), wrong)
		}
	}
}
