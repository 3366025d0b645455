package text_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/loamlib/loam/feedback/text"
)

func TestExpand(t *testing.T) {
	named := map[string]string{"very": "very|so( very)?"}
	for _, tt := range []struct {
		pattern string
		want    []string
	}{
		{"too slow", []string{"too slow"}},
		{"(keeps|kept) crashing", []string{"keeps crashing", "kept crashing"}},
		{"(really )?slow", []string{"really slow", "slow"}},
		{"a(b|c)?d", []string{"abd", "acd", "ad"}},
		{"(a|b (c|d))", []string{"a", "b c", "b d"}},
		{"{very} slow", []string{"very slow", "so very slow", "so slow"}},
		{"{very}?慢", []string{"very慢", "so very慢", "so慢", "慢"}},
		{`:\) \\`, []string{`:) \`}},
	} {
		got, err := text.Expand(tt.pattern, named)
		if err != nil {
			t.Errorf("%s: %v", tt.pattern, err)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: -want +got:\n%s", tt.pattern, diff)
		}
	}
}

func TestExpandRefuses(t *testing.T) {
	for pattern, want := range map[string]string{
		"(a|b":                            "not closed",
		"a)":                              `unexpected ")"`,
		"a|b":                             `unexpected "|b"`,
		"{nobody}":                        `no alternatives are called "nobody"`,
		"{open":                           "no alternatives are called",
		strings.Repeat("(a|b|c|d|e)", 10): "more than 4096",
	} {
		if _, err := text.Expand(pattern, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one that says %s", pattern, err, want)
		}
	}
}

func FuzzExpand(f *testing.F) {
	f.Add("(a|b (c|d)?)? {very}slow")
	f.Add(`((\((`)
	f.Fuzz(func(t *testing.T, pattern string) {
		out, err := text.Expand(pattern, map[string]string{"very": "so|very"})
		if err == nil && (len(out) == 0 || len(out) > 4096) {
			t.Errorf("%q stands for %d phrases", pattern, len(out))
		}
	})
}
