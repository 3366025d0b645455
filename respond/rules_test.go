package respond_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/respond"
)

func TestRulesAreComplete(t *testing.T) {
	seen := map[respond.RuleID]bool{}
	for _, r := range respond.Rules() {
		if seen[r.ID] {
			t.Errorf("%s stands there twice", r.ID)
		}
		seen[r.ID] = true
		if r.Severity < respond.Off || r.Severity > respond.Error {
			t.Errorf("%s has the severity %v", r.ID, r.Severity)
		}
		if !strings.Contains("ABCD", string(r.Grade)) || len(r.Grade) != 1 {
			t.Errorf("%s has the grade %q", r.ID, r.Grade)
		}
		if r.Source == "" {
			t.Errorf("%s has no source", r.ID)
		}
		for _, tag := range []language.Tag{language.English, language.TraditionalChinese, language.SimplifiedChinese} {
			if r.Statement.In(tag) == "" {
				t.Errorf("%s has no statement in %v", r.ID, tag)
			}
		}
	}
	if len(seen) != 31 {
		t.Errorf("%d rules, want 31", len(seen))
	}
}

func TestProfilesAreComplete(t *testing.T) {
	rules := map[respond.RuleID]bool{}
	for _, r := range respond.Rules() {
		rules[r.ID] = true
	}
	seen := map[string]bool{}
	for _, p := range respond.Profiles() {
		if p.ID == "" || p.Name == "" || p.AsOf.IsZero() || seen[p.ID] {
			t.Errorf("profile %q, %q: no ID, name or date, or there twice", p.ID, p.Name)
		}
		seen[p.ID] = true
		if err := p.Validate(); err != nil {
			t.Errorf("%s: %v", p.ID, err)
		}
		if p.ID != "neutral" && p.ID != "private" && len(p.Sources) == 0 {
			t.Errorf("%s names no source", p.ID)
		}
		for id := range p.Severity {
			if !rules[id] {
				t.Errorf("%s: there is no rule %s", p.ID, id)
			}
		}
	}
}

func TestOrNeutral(t *testing.T) {
	if got := (respond.Profile{}).OrNeutral(); got.ID != "neutral" {
		t.Errorf("nothing stands for %q", got.ID)
	}
	off := map[respond.RuleID]respond.Severity{"POS-01": respond.Off}
	if got := (respond.Profile{Severity: off}).OrNeutral(); got.ID != "neutral" || got.Severity["POS-01"] != respond.Off {
		t.Errorf("severities alone stand for %q with %v", got.ID, got.Severity)
	}
	if got := (respond.Profile{Offer: respond.Forbidden}).OrNeutral(); got.ID != "" || got.Offer != respond.Forbidden || got.Public {
		t.Errorf("a profile without an ID becomes %+v", got)
	}
}

func TestValidateNamesTheField(t *testing.T) {
	p := respond.Profile{Offer: 9, MaxRunes: -1, FirstReply: -time.Hour, MostSimilarity: 2, Severity: map[respond.RuleID]respond.Severity{"TONE-01": 0}}
	err := p.Validate()
	for _, field := range []string{"Offer", "MaxRunes", "FirstReply", "MostSimilarity", `Severity["TONE-01"]`} {
		if err == nil || !strings.Contains(err.Error(), "Profile."+field) {
			t.Errorf("%s is not named in %v", field, err)
		}
	}
}

func TestSeverityText(t *testing.T) {
	for s := respond.Off; s <= respond.Error; s++ {
		b, err := s.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var back respond.Severity
		if err := back.UnmarshalText(b); err != nil || back != s {
			t.Errorf("%v reads back as %v, %v", s, back, err)
		}
	}
	if _, err := respond.Severity(0).MarshalText(); err == nil {
		t.Error("severity 0 marshals")
	}
}

// The rules, as somebody would print them for a handbook.
func ExampleRules() {
	for _, r := range respond.Rules()[7:9] {
		fmt.Println(r.ID, r.Severity, r.Grade, r.Statement.In(language.TraditionalChinese))
	}
	// Output:
	// APOL-02 warning B 不找藉口、不否認、不推卸責任。
	// APOL-03 warning D 道歉不附條件：不說「如有不便」。
}

// What is allowed where.
func ExampleProfiles() {
	for _, p := range respond.Profiles() {
		if p.Offer == respond.Forbidden {
			fmt.Println(p.Name)
		}
	}
	// Output:
	// Tripadvisor management responses
	// Trustpilot replies
	// App Store developer responses
}
