package standard

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
)

func TestParseRules(t *testing.T) {
	set, err := parseRules(map[string]string{
		"b.txt": "[good 0.5]\n好吃\n[void]\n不锈钢, 慢跑",
		"a.txt": "# a comment\n@very so|very\n\n[bad 0.6, upset 0.25]\n({very} )?slow, 慢跑\n[fault]\nslow",
	})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	for i, p := range set.phrases {
		for _, r := range set.rules[i] {
			got[p] = append(got[p], cueNames[r.cue])
		}
	}
	want := map[string][]string{
		"so slow": {"bad", "upset"}, "very slow": {"bad", "upset"}, "slow": {"bad", "fault", "upset"},
		"好吃": {"good"}, "不锈钢": {"void"}, "慢跑": {"void"}, // void silences what else is said
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestParseRulesSaysWhere(t *testing.T) {
	for in, want := range map[string]string{
		"slow":                   "x.txt:1: pattern \"slow\": phrase \"slow\" is empty or stands before any cue",
		"[bad]\n\n(slow":         "x.txt:3: text: pattern \"(slow\": a parenthesis is not closed",
		"[awful]":                "x.txt:1: there is no cue \"awful\"",
		"[bad 0]":                "x.txt:1: cue bad has the weight \"0\", want a number above 0",
		"[bad much]":             "x.txt:1: cue bad has the weight \"much\", want a number above 0",
		"@very":                  "x.txt:1: \"@very\" has no alternatives",
		"[bad]\nslow, (very)? ?": "", // a mark is a phrase
	} {
		_, err := parseRules(map[string]string{"x.txt": in})
		switch {
		case want == "" && err != nil:
			t.Errorf("%q: %v", in, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%q: error %v, want %s", in, err, want)
		}
	}
}

// The embedded lists are complete: every cue has phrases in both languages,
// and every weight is a chance.
func TestEmbeddedRules(t *testing.T) {
	set, err := loadRules()
	if err != nil {
		t.Fatal(err)
	}
	const english, chinese = 1, 2
	seen := map[cue]int{}
	for i, p := range set.phrases {
		script := english
		if text.Prepare(p).Letters(text.Han) > 0 {
			script = chinese
		}
		for _, r := range set.rules[i] {
			seen[r.cue] |= script
			if r.cue != hours && r.cue != spell && !(r.weight > 0 && r.weight <= 1) {
				t.Errorf("%q is %s with weight %v", p, cueNames[r.cue], r.weight)
			}
		}
	}
	englishOnly := []cue{ofUse}
	for c := range cues {
		if want := english | chinese; seen[c] != want && !slices.Contains(englishOnly, c) {
			t.Errorf("cue %s lacks phrases in a language", cueNames[c])
		}
	}
}

func TestEmbeddedTopics(t *testing.T) {
	x := Taxonomy()
	for _, topic := range x.Topics() {
		for _, tag := range phraseLanguages {
			if topic.Names[tag] == "" {
				t.Errorf("topic %s has no name in %v", topic.ID, tag)
			}
			if n := len(topic.Phrases[tag]); n < 5 && tag != language.TraditionalChinese {
				t.Errorf("topic %s has %d phrases in %v", topic.ID, n, tag)
			}
		}
	}
	categories := map[string]bool{}
	for _, c := range sharedTopics.content.categories {
		categories[string(c)] = true
	}
	for _, want := range []string{
		"product/function", "product/quality", "product/performance", "service/attitude", "service/speed",
		"service/professionalism", "experience/emotion", "experience/brand",
	} {
		if !categories[want] {
			t.Errorf("no phrase tells the content %s", want)
		}
	}
}

func TestParseTopicsSaysWhere(t *testing.T) {
	for in, want := range map[string]string{
		"en late":                           `data/topics.txt:1: "en late" is not understood`,
		"== a\nname A | B":                  `data/topics.txt:2: "A | B" are not names in English, zh-Hant and zh-Hans`,
		"== a\n\nen (late":                  `data/topics.txt:3: text: pattern "(late": a parenthesis is not closed`,
		"[content product]\nname A | B | C": `data/topics.txt:2: "name A | B | C" is not understood`,
	} {
		if _, _, err := parseTopics(in); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %s", in, err, want)
		}
	}
}
