package metrics_test

import (
	"encoding/json"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/metrics"
)

func contains(s, sub string) bool { return strings.Contains(s, sub) }

func TestGlossaryIsComplete(t *testing.T) {
	seen := map[string]metrics.ID{}
	for _, d := range metrics.Definitions() {
		if d.Names.English == "" || d.Names.Traditional == "" || d.Names.Simplified == "" || d.Formula == "" || d.Unit == "" {
			t.Errorf("%s lacks a name, a formula or a unit: %+v", d.ID, d)
		}
		for _, name := range append([]string{string(d.ID), d.Names.English, d.Names.Traditional, d.Names.Simplified}, d.Aliases...) {
			key := strings.ToLower(name)
			if other, ok := seen[key]; ok && other != d.ID {
				t.Errorf("%q names both %s and %s", name, other, d.ID)
			}
			seen[key] = d.ID
			if got, err := metrics.ParseDefinition(" " + strings.ToUpper(name) + " "); err != nil || got.ID != d.ID {
				t.Errorf("ParseDefinition(%q) = %s, %v, want %s", name, got.ID, err, d.ID)
			}
		}
		low, hasLow := d.Low.Get()
		if high, ok := d.High.Get(); ok && hasLow && low >= high {
			t.Errorf("%s ranges from %v to %v", d.ID, low, high)
		}
		if _, err := json.Marshal(d); err != nil {
			t.Errorf("%s: %v", d.ID, err)
		}
	}
}

// The names under which customer-feedback literature knows the metrics.
func TestFamiliarNamesAreUnderstood(t *testing.T) {
	for name, want := range map[string]metrics.ID{
		"NPS": metrics.IDNPS, "净推荐值": metrics.IDNPS, "csat": metrics.IDSatisfaction, "客户满意度": metrics.IDSatisfaction,
		"客戶滿意度": metrics.IDSatisfaction, "NRR": metrics.IDNegativePositiveRatio, "負面反饋率": metrics.IDNegativePositiveRatio,
		"客戶流失率": metrics.IDChurnRate, "客户保留率": metrics.IDRetentionRate, "投訴解決時間": metrics.IDResolutionTime,
		"品牌聲量": metrics.IDMentions, "反馈处理时间": metrics.IDHandlingTime, "投诉率": metrics.IDComplaintRate,
	} {
		if got, err := metrics.ParseDefinition(name); err != nil || got.ID != want {
			t.Errorf("ParseDefinition(%q) = %q, %v, want %s", name, got.ID, err, want)
		}
	}
	for _, name := range []string{"", "CES", "响应率", "response rate", "net revenue retention"} {
		if got, err := metrics.ParseDefinition(name); err == nil {
			t.Errorf("%q names more than one metric or none, got %s", name, got.ID)
		}
	}
}

func TestIDsCarryTheirDetail(t *testing.T) {
	id := metrics.IDSatisfaction.With("mood:1..3>=2")
	if id.Base() != metrics.IDSatisfaction || id.Detail() != "mood:1..3>=2" || id.With("") != metrics.IDSatisfaction {
		t.Errorf("%q has the base %q and the detail %q", id, id.Base(), id.Detail())
	}
	d, ok := metrics.Lookup(id)
	if !ok || d.Name(language.MustParse("zh-TW")) != "顧客滿意度" || d.Name(language.Japanese) != "Customer satisfaction" {
		t.Errorf("Lookup(%q) = %+v, %v", id, d, ok)
	}
	if _, ok := metrics.Lookup("unheard_of"); ok {
		t.Error("a definition for an ID that has none")
	}
}

func TestDefinitionsCannotBeChanged(t *testing.T) {
	metrics.Definitions()[0].Aliases[0] = "changed"
	d, _ := metrics.Lookup(metrics.IDNPS)
	d.Aliases[0] = "changed"
	if d, _ := metrics.Lookup(metrics.IDNPS); d.Aliases[0] != "NPS" {
		t.Errorf("the glossary says %q now", d.Aliases[0])
	}
}
