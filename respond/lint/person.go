package lint

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/loamlib/loam/feedback/privacy"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/respond"
)

// mostSimilar is how near a reply may come to an earlier one where the profile
// does not say: half of what it says.
const mostSimilar = 0.5

var canned = &fault{rule: "PERS-01",
	message: text.Wording{En: "This comes too near to an earlier reply: similarity %.2f, at most %.2f.", Hant: "與先前的回覆太相近：相似度 %.2f，上限 %.2f。", Hans: "与之前的回复太相近：相似度 %.2f，上限 %.2f。"},
	fix:     text.Wording{En: "Write about this customer's case in fresh words.", Hant: "就這位客戶的情況重新撰寫。", Hans: "就这位客户的情况重新撰写。"}}

// checkSimilarity looks for canned texts.
func checkSimilarity(r *reply) {
	if r.brief.Recent == nil || r.text.Blank() {
		return
	}
	most := r.brief.Profile.MostSimilarity
	if most == 0 {
		most = mostSimilar
	}
	if near := r.brief.Recent.Nearest(r.text.Source()); near > most {
		r.report(canned, text.Span{End: len(r.text.Source())}, near, most)
	}
}

var (
	noName = &fault{rule: "PERS-02",
		message: text.Wording{En: "The customer's display name, %q, does not appear.", Hant: "沒有以顯示名稱「%s」稱呼客戶。", Hans: "没有以昵称“%s”称呼客户。"},
		fix:     text.Wording{En: "Address the customer by it.", Hant: "以此名稱稱呼客戶。", Hans: "以此昵称称呼客户。"}}
	noGreeting = &fault{rule: "PERS-02",
		message: text.Wording{En: "The customer is not greeted.", Hant: "沒有稱呼或問候客戶。", Hans: "没有称呼或问候客户。"},
		fix:     text.Wording{En: "Begin with a greeting.", Hant: "以問候開頭。", Hans: "以问候开头。"}}
	nameForbidden = &fault{rule: "PERS-02",
		message: text.Wording{En: "Names of customers are not allowed here.", Hant: "此處不可使用客戶姓名。", Hans: "此处不可使用客户姓名。"},
		fix:     text.Wording{En: "Greet without a name.", Hant: "問候時不提姓名。", Hans: "问候时不提姓名。"}}
)

// opening is how many tokens a greeting may take.
const opening = 12

// checkName looks at how the customer is addressed.
func checkName(r *reply) {
	name := ""
	if f := r.brief.Feedback; f != nil {
		name, _ = respond.UsableName(f.Customer.Name) // what cannot be used need not be
	}
	if r.brief.Profile.CustomerName == respond.Forbidden {
		if at := r.find(name); !at.Empty() {
			r.report(nameForbidden, at)
		} else if at := r.titledName(); !at.Empty() {
			r.report(nameForbidden, at)
		}
		return
	}
	if !r.brief.Asks(respond.Greet) && r.brief.Profile.CustomerName != respond.Expected {
		return
	}
	switch {
	case name != "" && !r.calls(name):
		r.report(noName, missing, name)
	case name == "" && r.brief.Asks(respond.Greet) && !r.greets():
		r.report(noGreeting, missing)
	}
}

// calls reports whether the customer is addressed by name: the whole of it, the
// first of several words, or the surname before a title.
func (r *reply) calls(name string) bool {
	if r.mentions(name) {
		return true
	}
	if first, _, several := strings.Cut(name, " "); several && len(first) > 1 && r.mentions(first) {
		return true
	}
	if surname, _ := utf8.DecodeRuneInString(name); unicode.Is(unicode.Han, surname) {
		for _, title := range chineseTitles {
			if r.mentions(string(surname) + title) {
				return true
			}
		}
	}
	return false
}

var chineseTitles = []string{"先生", "小姐", "女士", "太太", "同学", "老师"}

// greets reports whether the reply begins with a greeting.
func (r *reply) greets() bool {
	for _, h := range r.hits(greeting) {
		if h.first < opening {
			return true
		}
	}
	return false
}

// find is the first place of s in the reply; empty if it is nowhere.
func (r *reply) find(s string) text.Span {
	folded := text.Fold(s)
	at := bytes.Index(r.text.Folded(), []byte(folded))
	if at < 0 || folded == "" {
		return text.Span{}
	}
	return r.text.Origin(text.Span{Start: at, End: at + len(folded)})
}

// titledName is the first name behind or before a title in the opening: "Mr.
// Sharma", "王先生"; empty if there is none.
func (r *reply) titledName() text.Span {
	tokens := r.text.Tokens()
	if len(tokens) == 0 {
		return text.Span{}
	}
	end := r.span(0, min(len(tokens), opening)).End
	for _, d := range privacy.AppendIn(r.data[:0], &r.text) {
		if d.Kind == privacy.Name && d.Span.Start < end {
			return d.Span
		}
	}
	return text.Span{}
}

var (
	unsigned = &fault{rule: "PERS-03",
		message: text.Wording{En: "The reply is not signed.", Hant: "回覆沒有署名。", Hans: "回复没有署名。"},
		fix:     text.Wording{En: "Sign with the role and the business's name.", Hant: "以職務與企業名稱署名。", Hans: "以职务和企业名称署名。"}}
	signerForbidden = &fault{rule: "PERS-03",
		message: text.Wording{En: "Names of persons are not allowed here, the signer's included.", Hant: "此處不可使用個人姓名，署名者亦同。", Hans: "此处不可使用个人姓名，署名者亦同。"},
		fix:     text.Wording{En: "Sign with the role alone.", Hant: "只以職務署名。", Hans: "只以职务署名。"}}
)

// How many tokens a signature may take at the end, in words and in Chinese
// characters.
const (
	closing     = 30
	closingHan1 = 16
)

// checkSignature looks at who signs.
func checkSignature(r *reply) {
	business := &r.brief.Business
	if r.brief.Profile.SignerName == respond.Forbidden && business.Signer.Name != "" {
		if at := r.find(business.Signer.Name); !at.Empty() {
			r.report(signerForbidden, at)
		}
	}
	if r.brief.Asks(respond.Sign) && !r.signed() {
		r.report(unsigned, missing)
	}
}

// signed reports whether the end of the reply says who writes.
func (r *reply) signed() bool {
	tokens := r.text.Tokens()
	for _, h := range r.hits(signOff) {
		if h.first >= len(tokens)-closing && (tokens[h.first].Kind != text.Han1 || r.signs(h)) {
			return true
		}
	}
	from := max(len(tokens)-closing, 0)
	if from == len(tokens) {
		return false
	}
	end := r.text.Folded()[tokens[from].Start:]
	b := &r.brief.Business
	for _, s := range []string{b.Name, b.Signer.Name, b.Signer.Role} {
		if s != "" && bytes.Contains(end, []byte(text.Fold(s))) {
			return true
		}
	}
	return false
}

// signs reports whether a Chinese role is a signature and not part of a sentence:
// near the end, in the last line, with no full stop behind it.
func (r *reply) signs(h hit) bool {
	tokens := r.text.Tokens()
	if h.first < len(tokens)-closingHan1 {
		return false
	}
	for _, tok := range tokens[h.end:] {
		switch {
		case tok.Kind == text.Break:
			return false
		case tok.Kind == text.Punct:
			switch string(r.text.Bytes(tok)) {
			case "。", "?", "!", ",":
				return false
			}
		}
	}
	return true
}
