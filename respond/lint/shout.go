package lint

import (
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/respond"
)

// checkShouting looks for words in capitals and for rows of signs.
func checkShouting(r *reply) {
	const row = 5
	tokens := r.text.Tokens()
	first, n := 0, 0
	for i, tok := range tokens {
		switch {
		case tok.Kind == text.Word && tok.Has(text.Caps):
			if n++; n == 1 {
				first = i
			}
		case tok.Kind == text.Word:
			r.shouts(first, n, i, row)
			n = 0
		case tok.Kind == text.Punct && r.outcry(tok, i):
			r.report(outcry, r.span(i, i+1))
		}
	}
	r.shouts(first, n, len(tokens), row)
}

var (
	shouting = &fault{rule: "TONE-01", cap: respond.Warning,
		message: text.Wording{En: "Capitals read as shouting.", Hant: "全大寫像在吼叫。", Hans: "全大写像在吼叫。"},
		fix:     text.Wording{En: "Write in normal letters.", Hant: "改用一般大小寫。", Hans: "改用一般大小写。"}}
	outcry = &fault{rule: "TONE-01", cap: respond.Info,
		message: text.Wording{En: "These signs read as agitation.", Hant: "這些符號顯得激動。", Hans: "这些符号显得激动。"},
		fix:     text.Wording{En: "One full stop is enough.", Hant: "一個句號就夠了。", Hans: "一个句号就够了。"}}
)

// shouts reports a row of n words in capitals that is long enough and not a
// signature.
func (r *reply) shouts(first, n, end, row int) {
	tokens := r.text.Tokens()
	if n < row || first > len(tokens)-closing && len(tokens) > 2*closing {
		return
	}
	for end > first+1 && tokens[end-1].Kind != text.Word {
		end--
	}
	r.report(shouting, r.span(first, end))
}

// outcry reports whether a sign is a row of question marks, or of three or more
// exclamation marks, or mixed.
func (r *reply) outcry(tok text.Token, i int) bool {
	sign := r.text.Bytes(tok)
	switch sign[0] {
	case '?':
		return len(sign) > 1 || i > 0 && r.text.Bytes(r.text.Tokens()[i-1])[0] == '!'
	case '!':
		return tok.Has(text.Stretched) || i > 0 && r.text.Bytes(r.text.Tokens()[i-1])[0] == '?'
	}
	return false
}
