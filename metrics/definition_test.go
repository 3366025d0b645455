package metrics_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/metrics"
)

func contains(s, sub string) bool { return strings.Contains(s, sub) }

// rangeOf is the range that all numbers of a unit have, but for scores, whose scales
// differ.
func rangeOf(u metrics.Unit) [2]metrics.Number {
	switch u {
	case metrics.UnitPoints:
		return [2]metrics.Number{num(-100), num(100)}
	case metrics.UnitShare:
		return [2]metrics.Number{num(0), num(1)}
	}
	return [2]metrics.Number{num(0), {}}
}

func TestGlossaryIsComplete(t *testing.T) {
	seen := map[string]metrics.ID{}
	for _, d := range metrics.Definitions() {
		if d.Names.En == "" || d.Names.Hant == "" || d.Names.Hans == "" || d.Formula.En == "" || d.Formula.Hant == "" || d.Formula.Hans == "" || d.Unit == "" {
			t.Errorf("%s lacks a name, a formula or a unit: %+v", d.ID, d)
		}
		for _, name := range append([]string{string(d.ID), d.Names.En, d.Names.Hant, d.Names.Hans}, d.Aliases...) {
			key := strings.ToLower(name)
			if other, ok := seen[key]; ok && other != d.ID {
				t.Errorf("%q names both %s and %s", name, other, d.ID)
			}
			seen[key] = d.ID
			if got, err := metrics.ParseDefinition(" " + strings.ToUpper(name) + " "); err != nil || got.ID != d.ID {
				t.Errorf("ParseDefinition(%q) = %s, %v, want %s", name, got.ID, err, d.ID)
			}
		}
		if got, want := [2]metrics.Number{d.Low, d.High}, rangeOf(d.Unit); d.Unit != metrics.UnitScore && got != want {
			t.Errorf("%s ranges from %v to %v, want %v", d.ID, d.Low, d.High, want)
		}
		if _, err := json.Marshal(d); err != nil {
			t.Errorf("%s: %v", d.ID, err)
		}
	}
}

// A glossary for readers of Chinese is written in Chinese: what is in Latin letters
// are names and symbols.
func TestGlossaryIsWrittenInItsLanguage(t *testing.T) {
	latin := regexp.MustCompile(`[A-Za-z]{2,}`)
	allowed := []string{"ID", "CES", "Kaplan", "Meier", "NRR", "AAPOR"}
	for _, d := range metrics.Definitions() {
		d.Source = "" // is cited as it was published
		for _, tag := range []language.Tag{language.TraditionalChinese, language.SimplifiedChinese} {
			_, entry, _ := strings.Cut(d.Format(tag), "\n") // the heading has the ID
			for _, word := range latin.FindAllString(entry, -1) {
				if !slices.Contains(allowed, word) {
					t.Errorf("%v: %q in\n%s", tag, word, entry)
				}
			}
			if strings.Contains(entry, "%!") {
				t.Errorf("%v: %s", tag, entry)
			}
		}
		if d.Formula.Hant == d.Formula.Hans && strings.ContainsFunc(d.Formula.Hans, func(r rune) bool { return r == '负' || r == '数' }) {
			t.Errorf("%s: the formula is the same in both scripts", d.ID)
		}
	}
}

func TestNamesSayTheDetail(t *testing.T) {
	for _, c := range []struct {
		id               metrics.ID
		english, hant, s string
	}{
		{"nps", "Net Promoter Score", "淨推薦值", "净推荐值"},
		{"csat_top_box:csat5>=4", "Customer satisfaction (4 or more of 5)", "顧客滿意度（5 分制，4 分以上）", "客户满意度（5 分制，4 分及以上）"},
		{"csat_top_box:thumbs>=1", "Customer satisfaction (thumbs up)", "顧客滿意度（按讚）", "客户满意度（点赞）"},
		{"csat_top_box:grade:1..6:low<=2", "Customer satisfaction (2 or less, worst 6)", "顧客滿意度（6 分制，2 分以下）", "客户满意度（6 分制，2 分及以下）"},
		{"csat_top_box:mood:-5..5>=3", "Customer satisfaction (3 or more on -5 to 5)", "顧客滿意度（-5 至 5 分，3 分以上）", "客户满意度（-5 至 5 分，3 分及以上）"},
		{"csat_mean:csat5", "Mean satisfaction rating", "滿意度平均分數", "满意度平均分"},
		{"churn_rate:3", "Churn rate in period 3", "顧客流失率（第 3 期）", "客户流失率（第 3 期）"},
		{"churn_rate:1-4", "Churn rate in periods 1 to 4", "顧客流失率（第 1 至 4 期）", "客户流失率（第 1 至 4 期）"},
		{"churn_rate:4×12", "Churn rate over 12 periods", "顧客流失率（連續 12 期）", "客户流失率（连续 12 期）"},
		{"retention_rate:4", "Retention rate after period 4", "顧客留存率（第 4 期末）", "客户留存率（第 4 期末）"},
		{"complaint_rate:orders", "Complaint rate", "客訴率", "投诉率"},
		{"share_of_voice:云杉", "Share of voice of 云杉", "聲量占比（云杉）", "声量份额（云杉）"},
		{"resolution_time:p50", "Resolution time, median", "解決時間中位數", "解决时长中位数"},
		{"waiting_time:p91", "Waiting time, 91st percentile", "等候時間第 91 百分位數", "等待时长第 91 百分位数"},
		{"handling_time:mean to 72h0m0s", "Handling time, mean within 3 d", "處理時間平均（最長計至 3 天）", "处理时长均值（最长计至 3 天）"},
		{"sla_attainment:first_response_time<=4h0m0s", "Share within the target time (First response time ≤ 4 h)",
			"時限達成率（首次回覆時間不超過 4 小時）", "时限达成率（首次响应时长不超过 4 小时）"},
		{"reply_rate:loam", "Reply rate (loam)", "回覆率（loam）", "回复率（loam）"},
		{"coupon_use:x", "coupon_use:x", "coupon_use:x", "coupon_use:x"},
		{"csat_top_box:?", "Customer satisfaction (?)", "顧客滿意度（?）", "客户满意度（?）"},
		{"sla_attainment:soon", "Share within the target time (soon)", "時限達成率（soon）", "时限达成率（soon）"},
	} {
		for tag, want := range map[language.Tag]string{language.English: c.english, language.TraditionalChinese: c.hant, language.SimplifiedChinese: c.s} {
			if got := c.id.Name(tag); got != want {
				t.Errorf("%s: %s, want %s", c.id, got, want)
			}
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
