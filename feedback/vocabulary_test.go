package feedback_test

import (
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
)

// An enum is what the closed vocabularies have in common.
type enum interface {
	encoding.TextMarshaler
	encoding.TextAppender
	fmt.Stringer
	Name(language.Tag) string
}

// checkVocabulary checks that every value has a word and names of its own and
// comes back from each of them.
func checkVocabulary[E enum](t *testing.T, values []E, parse func(string) (E, error), same func(a, b E) bool) {
	t.Helper()
	seen := map[string]bool{}
	for _, v := range values {
		spellings := []string{
			v.String(), strings.ToUpper(v.String()), " " + v.String() + "\n", strings.ReplaceAll(v.String(), "_", "-"),
			v.Name(language.TraditionalChinese), v.Name(language.SimplifiedChinese), v.Name(language.English),
		}
		for _, s := range spellings {
			if strings.TrimSpace(s) == "" {
				t.Fatalf("%v has an empty name", v)
			}
			got, err := parse(s)
			if err != nil || !same(got, v) {
				t.Errorf("parse(%q) = %v, %v, want %v", s, got, err, v)
			}
		}
		if seen[v.String()] {
			t.Errorf("%v stands twice", v)
		}
		seen[v.String()] = true
		text, err := v.MarshalText()
		if err != nil || string(text) != v.String() {
			t.Errorf("MarshalText(%v) = %q, %v", v, text, err)
		}
	}
	for _, wrong := range []string{"", " ", "nonsense", "正面的", "0"} {
		_, err := parse(wrong)
		if e, ok := errors.AsType[*feedback.WordError](err); !ok || len(e.Allowed) != len(values) {
			t.Errorf("parse(%q) gives %v, want a WordError that lists %d words", wrong, err, len(values))
		}
	}
}

func TestVocabularies(t *testing.T) {
	t.Run("polarity", func(t *testing.T) {
		all := []feedback.Polarity{feedback.Unknown, feedback.Positive, feedback.Negative, feedback.Neutral, feedback.Mixed}
		checkVocabulary(t, all, feedback.ParsePolarity, func(a, b feedback.Polarity) bool { return a == b })
	})
	t.Run("channel", func(t *testing.T) {
		checkVocabulary(t, feedback.Channels(), feedback.ParseChannel, func(a, b feedback.Channel) bool { return a == b })
	})
	t.Run("emotion", func(t *testing.T) {
		checkVocabulary(t, feedback.Emotions(), feedback.ParseEmotion, func(a, b feedback.Emotion) bool { return a == b })
	})
	t.Run("event kind", func(t *testing.T) {
		checkVocabulary(t, feedback.EventKinds(), feedback.ParseEventKind, func(a, b feedback.EventKind) bool { return a == b })
	})
	t.Run("NPS class", func(t *testing.T) {
		all := []feedback.NPSClass{feedback.Detractor, feedback.Passive, feedback.Promoter}
		checkVocabulary(t, all, feedback.ParseNPSClass, func(a, b feedback.NPSClass) bool { return a == b })
	})
}

// The words are a file format: a change here is a change to everybody's data.
func TestWordsAreStable(t *testing.T) {
	var got []string
	for _, c := range feedback.Channels() {
		got = append(got, c.String())
	}
	want := "online_review survey service_record hotline social email chat in_person interview focus_group suggestion_box " +
		"usage_data complaint_record crm listening other"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("channels are %s, want %s", s, want)
	}
	got = nil
	for _, e := range feedback.Emotions() {
		got = append(got, e.String())
	}
	if s := strings.Join(got, " "); s != "anger disappointment dissatisfaction anxiety sadness surprise joy gratitude" {
		t.Errorf("emotions are %s", s)
	}
	for d, want := range map[feedback.Dimension]string{
		feedback.Form: "active passive", feedback.Timing: "immediate delayed", feedback.Nature: "factual opinion emotional",
		feedback.Constructiveness: "constructive unproductive", feedback.Intent: "complaint suggestion request question praise other",
		feedback.Urgency: "high normal low", feedback.Topic: "",
	} {
		got = nil
		for _, c := range d.Categories() {
			got = append(got, string(c))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s has %q, want %q", d, s, want)
		}
	}
}

// Three vocabularies are in use for the NPS classes; all of them are read.
func TestNPSClassAliases(t *testing.T) {
	for word, want := range map[string]feedback.NPSClass{
		"推薦者": feedback.Promoter, "被動者": feedback.Passive, "批評者": feedback.Detractor,
		"推荐者": feedback.Promoter, "被动者": feedback.Passive, "贬损者": feedback.Detractor,
		"中立者": feedback.Passive, "贬低者": feedback.Detractor, "Promoters": feedback.Promoter,
	} {
		if got, err := feedback.ParseNPSClass(word); got != want || err != nil {
			t.Errorf("ParseNPSClass(%q) = %v, %v, want %v", word, got, err, want)
		}
	}
}

func TestUndeclaredValuesDoNotMarshal(t *testing.T) {
	for _, v := range []any{feedback.Polarity(99), feedback.Channel(99), feedback.Emotion(99), feedback.EventKind(99), feedback.NPSClass(99)} {
		if b, err := json.Marshal(v); err == nil {
			t.Errorf("%v marshals to %s, want an error", v, b)
		}
	}
}

func TestDimensions(t *testing.T) {
	for _, d := range feedback.Dimensions() {
		for _, tag := range []language.Tag{language.TraditionalChinese, language.SimplifiedChinese, language.English} {
			if got, err := feedback.ParseDimension(d.Name(tag)); got != d || err != nil {
				t.Errorf("ParseDimension(%q) = %v, %v, want %v", d.Name(tag), got, err, d)
			}
			for _, c := range d.Categories() {
				name := d.CategoryName(c, tag)
				if got, err := d.ParseCategory(name); got != c || err != nil {
					t.Errorf("%s: ParseCategory(%q) = %v, %v, want %v", d, name, got, err, c)
				}
				if p := c.Parent(); p != "" {
					if _, err := d.ParseCategory(string(p)); err != nil {
						t.Errorf("%s: parent of %s: %v", d, c, err)
					}
				}
			}
		}
	}
	if c, err := feedback.Topic.ParseCategory("delivery/late"); c != "delivery/late" || err != nil {
		t.Errorf("topics are open, got %v, %v", c, err)
	}
	if _, err := feedback.Topic.ParseCategory(" "); err == nil {
		t.Error("an empty topic was accepted")
	}
	if _, err := feedback.Intent.ParseCategory("rant"); err == nil {
		t.Error("an intent of nobody's was accepted")
	}
}
