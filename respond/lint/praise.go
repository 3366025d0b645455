package lint

import (
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/respond"
)

var longThanks = &fault{rule: "POS-01", cap: respond.Info,
	message: text.Wording{En: "This is a long answer to praise.", Hant: "回覆好評過長。", Hans: "回复好评过长。"},
	fix:     text.Wording{En: "Thank briefly, with one thing that the customer liked.", Hant: "簡短致謝，提一件客戶喜歡的事即可。", Hans: "简短致谢，提一件客户喜欢的事即可。"}}

// How long an answer to praise may be: words, and Chinese characters.
const (
	thanksWords      = 100
	thanksCharacters = 160
)

// checkPraise looks at how long an answer to praise is.
func checkPraise(r *reply) {
	if !praised(&r.brief) {
		return
	}
	words := 0
	for _, tok := range r.text.Tokens() {
		if tok.Kind == text.Word {
			words++
		}
	}
	if words > thanksWords || r.text.Letters(text.Han) > thanksCharacters {
		r.report(longThanks, text.Span{End: len(r.text.Source())})
	}
}
