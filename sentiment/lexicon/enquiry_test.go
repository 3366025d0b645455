package lexicon_test

import (
	"testing"

	"github.com/loamlib/loam/feedback"
)

// Who only asks judges nothing, also without a mark; who tells what happened does,
// and abuse remains what it is.
func TestEnquiries(t *testing.T) {
	a := newSmall(t, `
@valence -1.3
漏水, 坏, 太贵
@valence -2.4
骗子
@valence 1.3
优惠, 好吃
@irony -1.3
呵呵
@plain
请问
`)
	for _, c := range []struct {
		text string
		want feedback.Polarity
	}{
		{"楼上漏水找谁", feedback.Unknown},
		{"樓上漏水找誰", feedback.Unknown},
		{"续费有没有优惠", feedback.Unknown},
		{"請問漏水怎麼處理，說明書裡寫在哪一頁", feedback.Unknown},
		{"这个会坏吗", feedback.Unknown},
		{"漏水", feedback.Negative},
		{"漏水。请问找谁", feedback.Negative},
		{"呵呵，找谁", feedback.Negative},
		{"你们是骗子吗", feedback.Negative},
		{"买回来用了三天就漏水打了五次电话都没人接请问", feedback.Negative},
		{"漏水找谁！", feedback.Negative},
		{"没多久就坏", feedback.Negative},
		{"怎么弄都漏水", feedback.Negative},
		{"怎么弄也漏水", feedback.Negative},
		{"没多久漏水。", feedback.Negative},
		{"都说坏了能不能修", feedback.Unknown},
		{"买回来用了三天就坏，打了五次电话都没人接，你们有没有人管", feedback.Negative},
		{"多少次来都好吃！", feedback.Positive},
	} {
		if got := polarity(t, a, c.text); got != c.want {
			t.Errorf("%q: %v, want %v", c.text, got, c.want)
		}
	}
}
