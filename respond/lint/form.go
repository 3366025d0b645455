package lint

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/respond"
)

var (
	wrongLanguage = &fault{rule: "FORM-01",
		message: text.Wording{En: "The reply is in %[1]s, but should be in %[2]s.", Hant: "回覆的語言是 %[1]s，應為 %[2]s。", Hans: "回复的语言是 %[1]s，应为 %[2]s。"},
		fix:     text.Wording{En: "Write it in the customer's language.", Hant: "改用客戶的語言撰寫。", Hans: "改用客户的语言撰写。"}}
	mixedLanguage = &fault{rule: "FORM-01", cap: respond.Warning,
		message: text.Wording{En: "This passage is in another language than the reply should be.", Hant: "這一段的語言與回覆應有的不同。", Hans: "这一段的语言与回复应有的不同。"},
		fix:     text.Wording{En: "Write it in the customer's language.", Hant: "改用客戶的語言撰寫。", Hans: "改用客户的语言撰写。"}}
	unreadable = &fault{rule: "FORM-01",
		message: text.Wording{En: "This cannot be read: the text was damaged.", Hant: "這裡無法閱讀：文字已損壞。", Hans: "这里无法阅读：文字已损坏。"},
		fix:     text.Wording{En: "Write it anew; check the encoding.", Hant: "重新撰寫，並檢查編碼。", Hans: "重新撰写，并检查编码。"}}
)

// checkLanguage looks whether the reply is in the language that is asked for, and
// whether it can be read.
func checkLanguage(r *reply) {
	if r.text.Invalid() > 0 {
		r.report(unreadable, missing)
	}
	r.checkHidden()
	r.checkDamage(damage[:])
	if strings.IndexByte(r.text.Source(), latin1Lead) >= 0 {
		r.checkDamage(latin1Damage[:])
	}
	want := text.Supported(r.brief.Language)
	if want == language.Und {
		return
	}
	if got := r.text.Language(); r.speaksOther(got, want) {
		r.report(wrongLanguage, text.Span{End: len(r.text.Source())}, got.Tag, want)
		return
	}
	r.checkPassages(want)
}

var hidden = &fault{rule: "FORM-01",
	message: text.Wording{En: "Here stands a character that nobody sees and that changes how the text is shown.", Hant: "這裡有看不見、會改變文字顯示方式的字元。", Hans: "这里有看不见、会改变文字显示方式的字符。"},
	fix:     text.Wording{En: "Delete it.", Hant: "刪去。", Hans: "删去。"}}

// checkHidden looks for the first control of direction, and the first control
// character. Invisible joiners, which emoji and some scripts need, are left alone.
func (r *reply) checkHidden() {
	for i, c := range r.text.Source() {
		if 0x202A <= c && c <= 0x202E || 0x2066 <= c && c <= 0x2069 || c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7F {
			r.report(hidden, text.Span{Start: i, End: i + utf8.RuneLen(c)})
			return
		}
	}
}

// damage is what text that was decoded wrongly looks like: UTF-8 read as Latin-1
// or as GBK.
var (
	damage       = [...]string{"\uFFFD", "锟斤拷", "烫烫烫"}
	latin1Damage = [...]string{"â€", "Ã©", "Ã¨", "Ã¤", "ï¿½", "å¾ˆ", "æ‚¨", "ä½"}
)

// latin1Lead is the first byte of the letters that latin1Damage begins with.
const latin1Lead = 0xC3

func (r *reply) checkDamage(signs []string) {
	for _, sign := range signs {
		if at := strings.Index(r.text.Source(), sign); at >= 0 {
			r.report(unreadable, text.Span{Start: at, End: at + len(sign)})
		}
	}
}

// speaksOther reports whether the reply is clearly in another language or
// Chinese script.
func (r *reply) speaksOther(got text.Guess, want language.Tag) bool {
	// Languages that loam does not read are told from fewer words.
	const sure, hint = 0.5, 0.3
	if got.Script == "Hani" { // fits both scripts
		return want == language.English
	}
	switch text.Supported(got.Tag) {
	case want:
		return false
	case language.Und:
		return got.Tag != language.Und && got.Confidence >= hint
	}
	return got.Confidence >= sure
}

// checkPassages looks for sentences in another language than the rest: whole
// English ones in Chinese text, and Chinese ones in English text. Names stay.
func (r *reply) checkPassages(want language.Tag) {
	const most = 8 // words or characters, as many as the name of a business may have
	tokens := r.text.Tokens()
	for _, s := range r.text.Sentences() {
		latin, han, other := 0, 0, 0
		for _, tok := range tokens[s.First:s.End] {
			switch tok.Script {
			case text.Latin:
				latin++
			case text.Han:
				han++
			case text.Common:
			default:
				other++
			}
		}
		foreign := han
		if want != language.English {
			foreign = latin
		}
		if foreign += other; foreign > most && foreign > latin+han+other-foreign {
			r.report(mixedLanguage, r.span(s.First, s.End))
		}
	}
}

var (
	markup = &fault{rule: "FORM-01",
		message: text.Wording{En: "This is markup, which readers see as signs.", Hant: "這是標記語法，讀者會看到符號。", Hans: "这是标记语法，读者会看到符号。"},
		fix:     text.Wording{En: "Write plain prose.", Hant: "改用純文字。", Hans: "改用纯文本。"}}
	list = &fault{rule: "FORM-01", cap: respond.Warning,
		message: text.Wording{En: "This is a list; a reply is prose.", Hant: "這是條列；回覆應寫成段落。", Hans: "这是列表；回复应写成段落。"},
		fix:     text.Wording{En: "Say it in sentences.", Hant: "改寫成句子。", Hans: "改写成句子。"}}
)

// markupSigns are signs of markup that prose does not have.
var markupSigns = []string{"**", "```", "](", "</", "<br", "<p>", "<b>", "<i>", "<a ", "<div", "<span", "<script", "<img", "&nbsp;", "&amp;", "&lt;", "&gt;", "&quot;", "&#", "[url", "[b]", "~~", "<!--"}

// checkMarkup looks for markup and lists.
func checkMarkup(r *reply) {
	s := r.text.Source()
	if strings.ContainsAny(s, "*`]<&[~") {
		for _, sign := range markupSigns {
			if at := strings.Index(s, sign); at >= 0 {
				r.report(markup, text.Span{Start: at, End: at + len(sign)})
			}
		}
	}
	items, first, end := 0, 0, 0
	for line := range strings.Lines(s) {
		end += len(line)
		body := strings.TrimLeft(line, " \t\u3000")
		at := end - len(body)
		switch {
		case strings.HasPrefix(body, "# "), strings.HasPrefix(body, "## "), strings.HasPrefix(body, "### "),
			strings.HasPrefix(body, "> "), strings.HasPrefix(body, "|") && strings.HasSuffix(strings.TrimSpace(body), "|"):
			r.report(markup, text.Span{Start: at, End: at + 1})
		case bullet(body) > 0:
			if items++; items == 1 {
				first = at
			} else if items == 2 {
				r.report(list, text.Span{Start: first, End: at + bullet(body)})
			}
		}
	}
}

// bullet is the length of the sign that begins an item of a list; 0 if line is
// none.
func bullet(line string) int {
	for _, sign := range []string{"- ", "* ", "• ", "•", "‧", "● ", "●", "◆", "■", "✅", "➤", "→ ", "– ", "— ", "▪", "◎", "※", "一、", "二、", "三、", "四、"} {
		if strings.HasPrefix(line, sign) {
			return len(sign)
		}
	}
	n := 0
	for n < len(line) && isDigit(line[n]) {
		n++
	}
	if n == 0 || n > 2 {
		if rest, ok := strings.CutPrefix(line, "("); ok && len(rest) > 1 && isDigit(rest[0]) && rest[1] == ')' {
			return 3
		}
		return 0
	}
	for _, sign := range []string{". ", ") ", "、", ".)", "．", "）"} {
		if strings.HasPrefix(line[n:], sign) {
			return n + len(sign)
		}
	}
	return 0
}

var tooLong = &fault{rule: "FORM-02",
	message: text.Wording{En: "The reply has %[1]d characters; %[2]d are allowed.", Hant: "回覆共 %[1]d 字元，上限 %[2]d。", Hans: "回复共 %[1]d 个字符，上限 %[2]d。"},
	fix:     text.Wording{En: "Shorten it.", Hant: "縮短。", Hans: "缩短。"}}

// checkLength compares with the longest that the profile allows.
func checkLength(r *reply) {
	most := r.brief.Profile.MaxRunes
	if n := utf8.RuneCountInString(r.text.Source()); most > 0 && n > most {
		at := 0
		for i := range r.text.Source() {
			if most == 0 {
				at = i
				break
			}
			most--
		}
		r.report(tooLong, text.Span{Start: at, End: len(r.text.Source())}, n, r.brief.Profile.MaxRunes)
	}
}

var (
	linkForbidden = &fault{rule: "FORM-02",
		message: text.Wording{En: "Links are not allowed here.", Hant: "此處不可放連結。", Hans: "此处不可放链接。"},
		fix:     text.Wording{En: "Leave it out.", Hant: "刪去。", Hans: "删去。"}}
	linkUnknown = &fault{rule: "FORM-02", cap: respond.Warning,
		message: text.Wording{En: "This link is not the business's contact.", Hant: "這個連結不是企業的聯絡方式。", Hans: "这个链接不是企业的联系方式。"},
		fix:     text.Wording{En: "Leave it out, or give the business's contact.", Hant: "刪去，或改用企業的聯絡方式。", Hans: "删去，或改用企业的联系方式。"}}
)

// checkLinks looks at addresses of web pages.
func checkLinks(r *reply) {
	known := r.brief.Business.Contact.URL
	for i, tok := range r.text.Tokens() {
		if tok.Kind != text.Link {
			continue
		}
		address := string(r.text.Bytes(tok))
		if !isWebAddress(address) {
			continue
		}
		switch {
		case r.brief.Profile.Link == respond.Forbidden:
			r.report(linkForbidden, r.span(i, i+1))
		case known == "" || !sameSite(address, text.Fold(known)):
			r.report(linkUnknown, r.span(i, i+1))
		}
	}
}

func isWebAddress(s string) bool {
	return strings.Contains(s, "://") || !strings.Contains(s, "@")
}

// sameSite compares two folded addresses by what stands before the first slash.
func sameSite(a, b string) bool { return host(a) == host(b) }

func host(s string) string {
	if _, rest, ok := strings.Cut(s, "://"); ok {
		s = rest
	}
	s, _, _ = strings.Cut(s, "/")
	return strings.TrimPrefix(s, "ww.") // of "www.": folding cuts the third of three equal letters
}
