package lint

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/loamlib/loam/feedback/text"
)

// wordsOf are the passages that a little set of patterns finds in s.
func wordsOf(t *testing.T, patterns, s string) (out []string) {
	t.Helper()
	set, err := parseCues(cueFile{"x.txt", patterns, gapSize{3, 10}})
	if err != nil {
		t.Fatal(err)
	}
	var memory scan
	prepared := text.Prepare(s)
	set.find(&memory, prepared)
	for _, h := range memory.hits {
		tokens := prepared.Tokens()
		span := prepared.Origin(text.Span{Start: int(tokens[h.first].Start), End: int(tokens[h.end-1].End)})
		out = append(out, classNames[h.class]+": "+span.Of(s))
	}
	return out
}

func TestPatterns(t *testing.T) {
	for _, tt := range []struct {
		name, patterns, text string
		want                 []string
	}{
		{"a phrase", "[thanks]\nmany thanks", "Many thanks, Mei", []string{"thanks: Many thanks"}},
		{"either script", "[thanks]\n感谢您", "感謝您的來信", []string{"thanks: 感謝您"}},
		{"a short gap", "[insult]\nyou are ~ idiot", "You are such an idiot!", []string{"insult: You are such an idiot"}},
		{"a short gap, too long", "[insult]\nyou are ~ idiot", "You are, in the end, not an idiot!", nil},
		{"a long gap", "[insult]\nyou ... idiot", "You are, in the end, not an idiot!", []string{"insult: You are, in the end, not an idiot"}},
		{"no gap", "[insult]\nyou are + (an|the) idiot", "You are an idiot. You are not an idiot.", []string{"insult: You are an idiot"}},
		{"a gap ends with the sentence", "[insult]\nyou ... idiot", "It was you. What an idiot I am.", nil},
		{"the nearest beginning", "[insult]\nyou ... idiot", "you said you met an idiot", []string{"insult: you met an idiot"}},
		{"three parts", "[insult]\na ... b ... c", "a x b y c", []string{"insult: a x b y c"}},
		{"parts in the wrong order", "[insult]\na ... b ... c", "b x a y c", nil},
		{"an exception", "[guarantee]\nguarantee\n!cannot guarantee", "We cannot guarantee it. We guarantee it.", []string{"guarantee: guarantee"}},
		{"an exception of another class", "[guarantee]\nguarantee\n[offer]\n!cannot guarantee", "We cannot guarantee it.", []string{"guarantee: guarantee"}},
		{"overlapping phrases are one", "[thanks]\nthank you, you so much", "thank you so much", []string{"thanks: thank you so much"}},
		{"one phrase in two classes", "[thanks]\nthank you\n[sign_off]\nthank you", "thank you", []string{"thanks: thank you", "sign_off: thank you"}},
		{"named alternatives", "@sorry (sorry|regret)\n[apology]\nwe {sorry}", "we regret it", []string{"apology: we regret"}},
		{"many alternatives are cut into parts", "[apology]\n(a|b|c|d|e|f|g|h|i|j|k) (a|b|c|d|e|f|g|h|i|j|k) (very )?(x|y|z)", "k a very z", []string{"apology: k a very z"}},
		{"a comma in a group", "[apology]\nsorry(,| and) truly", "Sorry, truly.", []string{"apology: Sorry, truly"}},
	} {
		if diff := cmp.Diff(tt.want, wordsOf(t, tt.patterns, tt.text)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestParseCuesSaysWhere(t *testing.T) {
	for patterns, want := range map[string]string{
		"[thanks]\n\n(a":         "x.txt:3: ",
		"thank you":              "x.txt:1: \"thank you\" stands in no section",
		"[nothing]":              "there is no class [nothing]",
		"[thanks]\n(a)?":         "has nothing that must stand there",
		"[thanks]\na ~ ... b":    "has a gap with nothing on one side",
		"[thanks]\n{nobody}":     "no alternatives are called",
		"@x":                     "has no alternatives",
		"[thanks]\n\u200b\u200b": "has no words",
	} {
		if _, err := parseCues(cueFile{"x.txt", patterns, gapSize{3, 10}}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want one that says %q", patterns, err, want)
		}
	}
}

// Every class has phrases in both languages.
func TestEveryClassHasPhrases(t *testing.T) {
	for _, f := range []cueFile{{"en", englishCues, gapSize{3, 10}}, {"zh", chineseCues, gapSize{4, 14}}} {
		set, err := parseCues(f)
		if err != nil {
			t.Fatal(err)
		}
		var has [classes]bool
		for _, parts := range set.parts {
			for _, p := range parts {
				has[p.class] = has[p.class] || !p.exception
			}
		}
		for c, ok := range has {
			if !ok {
				t.Errorf("%s has no phrases of the class %s", f.name, classNames[c])
			}
		}
	}
}
