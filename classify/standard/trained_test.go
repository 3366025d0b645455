package standard_test

import (
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/classify/classifytest"
	"github.com/loamlib/loam/classify/standard"
	"github.com/loamlib/loam/feedback"
)

func TestEmbeddedModel(t *testing.T) {
	m := standard.Embedded()
	if !m.MultiLabel() || len(m.Labels()) != 8 || m.Reader().Wide {
		t.Errorf("the model is %v, want eight labels that are read plainly", m)
	}
	b, err := m.MarshalBinary()
	if err != nil || len(b) > 1<<20 {
		t.Errorf("%d bytes, %v; want at most a megabyte", len(b), err)
	}
	for _, want := range []string{"go run ./examples/train -task standard", "complaint:", "never trained on"} {
		if !strings.Contains(m.About(), want) {
			t.Errorf("the card does not say %q", want)
		}
	}
	if strings.Contains(m.About(), "trained on en/constructive/suggestion_semeval19_software") {
		t.Error("the card names a set whose licence allows evaluation only as trained on")
	}
}

func TestTogether(t *testing.T) {
	for _, c := range []struct{ rules, trained, want float64 }{
		{0.5, 0, 0.5},
		{0.9, 0, 1 / (1 + math.Pow(9, -0.6))}, // odds of 9 to the power of 0.6
		{0.5, math.Log(3), 0.75},              // odds of 3
		{0, 100, 0},                           // no sign
		{0.01, 100, 1 / (1 + math.Pow(19, 0.6)*math.Exp(-2))},        // at least 0.05, odds of 1/19
		{1, -100, 1 / (1 + math.Pow(3./97, 0.6)*math.Exp(2))},        // at most 0.97
		{0.05, -2, 1 / (1 + math.Pow(0.95/0.05, 0.6)*math.E*math.E)}, // both against it
	} {
		if got := standard.Together(c.rules, c.trained); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("Together(%v, %v) is %v, want %v", c.rules, c.trained, got, c.want)
		}
	}
}

func TestTogetherRisesWithBoth(t *testing.T) {
	for r := 0.0; r < 1; r += 0.1 {
		for z := -3.0; z < 3; z += 0.5 {
			p := standard.Together(r, z)
			if r > 0 && !(p > 0 && p < 1) || standard.Together(r+0.1, z) < p || standard.Together(r, z+0.5) < p {
				t.Errorf("Together(%.1f, %.1f) is %v", r, z, p)
			}
		}
	}
}

func TestRulesOnlyKeepsTheContract(t *testing.T) {
	classifytest.Run(t, func(t *testing.T) classify.Classifier { return mustNew(t, &standard.Options{RulesOnly: true}) }, nil)
}

// Repeating says nothing at all to the rules.
func TestRepetitionSaysNothingToTheRules(t *testing.T) {
	c := mustNew(t, &standard.Options{RulesOnly: true})
	for _, words := range []string{"slow service ", "態度很差，"} {
		once := classifyOne(t, c, feedback.Feedback{Text: words})
		often := classifyOne(t, c, feedback.Feedback{Text: strings.Repeat(words, 1000)})
		if len(once) != len(often) {
			t.Fatalf("%q: %d labels, a thousand times %d", words, len(once), len(often))
		}
		for i := range once {
			if once[i].Category != often[i].Category || once[i].Confidence != often[i].Confidence {
				t.Errorf("%q: %v, a thousand times %v", words, once[i], often[i])
			}
		}
	}
}

// The verdict on criticism shows the criteria and the trained model side by side.
func TestConstructivenessShowsBothVerdicts(t *testing.T) {
	want := regexp.MustCompile(`^fact, suggestion, no emotion; trained [01]\.\d\d$`)
	for _, s := range []string{"The strap broke on day three. A metal buckle would help.", "等了四十分鐘才上菜，建議假日多請兩個人。"} {
		f := feedback.Feedback{Text: s}
		found := false
		for _, l := range classifyOne(t, recommended(t), f) {
			if l.Dimension == feedback.Constructiveness {
				found = true
				if l.Category != feedback.Constructive || !want.MatchString(l.Reason) || len(l.Evidence) == 0 {
					t.Errorf("%s: %v, reason %q, evidence %v", s, l.Category, l.Reason, l.Evidence)
				}
			}
		}
		c := recommended(t).Criteria(feedback.NewDocument(&f))
		if !found || c.Rules < 0.8 || !(c.Trained > 0.5 && c.Trained < 1) {
			t.Errorf("%s: labelled %v, by the criteria %.2f, trained %.2f, want both above", s, found, c.Rules, c.Trained)
		}
	}
	praise := feedback.Feedback{Text: "Lovely, thank you!"}
	if c := recommended(t).Criteria(feedback.NewDocument(&praise)); c.Rules != 0 {
		t.Errorf("praise is criticism that is constructive to %.2f", c.Rules)
	}
	rules := mustNew(t, &standard.Options{RulesOnly: true})
	if c := rules.Criteria(feedback.NewDocument(&praise)); c.Trained != 0.5 {
		t.Errorf("without a model it says %.2f, want 0.5", c.Trained)
	}
}
