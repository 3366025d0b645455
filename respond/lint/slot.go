package lint

import (
	"strings"
	"unicode/utf8"

	"github.com/loamlib/loam/feedback/text"
)

var (
	unfilled = &fault{rule: "FORM-03",
		message: text.Wording{En: "This slot was not filled in.", Hant: "這個欄位沒有填入內容。", Hans: "这个占位符没有填入内容。"},
		fix:     text.Wording{En: "Fill it in or leave it out.", Hant: "填上內容，或刪去。", Hans: "填上内容，或删去。"}}
	emptyGreeting = &fault{rule: "FORM-03",
		message: text.Wording{En: "The greeting addresses nobody.", Hant: "稱呼是空的。", Hans: "称呼是空的。"},
		fix:     text.Wording{En: "Put a name or a general form of address.", Hant: "填上稱呼，或改用一般問候。", Hans: "填上称呼，或改用一般问候。"}}
	hole = &fault{rule: "FORM-03",
		message: text.Wording{En: "A word is missing here.", Hant: "這裡缺了內容。", Hans: "这里缺了内容。"},
		fix:     text.Wording{En: "Fill it in or leave it out.", Hant: "填上內容，或刪去。", Hans: "填上内容，或删去。"}}
	empty = &fault{rule: "FORM-03",
		message: text.Wording{En: "The reply says nothing.", Hant: "回覆沒有內容。", Hans: "回复没有内容。"},
		fix:     text.Wording{En: "Write a reply.", Hant: "撰寫回覆。", Hans: "撰写回复。"}}
)

// checkSlots looks for what a template left behind.
func checkSlots(r *reply) {
	if !r.hasWords() {
		r.report(empty, missing)
		return
	}
	s := r.text.Source()
	for i := 0; i < len(s); {
		n := slotAt(s, i)
		if n > 0 {
			r.report(unfilled, text.Span{Start: i, End: i + n})
			i += n
			continue
		}
		i++
	}
	r.checkOpening()
	r.checkHoles()
}

func (r *reply) hasWords() bool {
	for _, tok := range r.text.Tokens() {
		if tok.Kind == text.Word || tok.Kind == text.Han1 {
			return true
		}
	}
	return false
}

// slotSigns begin a slot wherever they stand.
var slotSigns = []string{"{{", "}}", "${", "<%", "%>", "{%", "%}", "#{", "%!", "!(MISSING", "!(EXTRA", "!(NOVERB", "<no value>", "<nil>", "[[", "]]", "%s", "%d", "%v", "%q", "%1$", "%(", "____", "＿＿", "%@"}

// slotAt is the length of the slot that begins at i; 0 if there is none.
func slotAt(s string, i int) int {
	switch s[i] {
	case '{', '}', '$', '<', '%', '#', '!', '[', ']', '_':
	case 0xE3: // brackets of Chinese, 【 and others
		if i+1 >= len(s) || s[i+1] != 0x80 {
			return 0
		}
	case 0xEF: // full-width signs, but not the comma
		if i+2 >= len(s) || s[i+1] != 0xBC && s[i+1] != 0xBD || s[i+2] == 0x8C {
			return 0
		}
	default:
		return 0
	}
	for _, sign := range slotSigns {
		if !strings.HasPrefix(s[i:], sign) {
			continue
		}
		if verb := len(sign) == 2 && s[i] == '%' && sign[1] >= 'a'; verb && (i > 0 && isDigit(s[i-1]) || followedByLetter(s, i+len(sign))) {
			return 0 // "20%discount"
		}
		if end := upToCloser(s[i+len(sign):], sign); end >= 0 {
			return len(sign) + end
		}
		return len(sign)
	}
	if n := variableAt(s, i); n > 0 {
		return n
	}
	for _, b := range brackets {
		if rest, ok := strings.CutPrefix(s[i:], b.open); ok {
			rest = rest[:min(len(rest), longestSlot+len(b.close)+1)]
			if inner, _, ok := strings.Cut(rest, b.close); ok && b.slot(inner) {
				return len(b.open) + len(inner) + len(b.close)
			}
		}
	}
	return 0
}

// variableAt is the length of the variable at i, "%HOTEL_NAME%" or "$name"; 0 if
// there is none. "$CAD" is money.
func variableAt(s string, i int) int {
	const shortest = 3
	sign, rest := s[i], s[i+1:]
	n := 0
	for n < len(rest) && n < longestSlot && (rest[n] == '_' || followedByLetter(rest, n)) {
		n++
	}
	switch {
	case n < shortest:
		return 0
	case sign == '%' && n < len(rest) && rest[n] == '%':
		return n + 2
	case sign == '$' && 'a' <= rest[0] && rest[0] <= 'z':
		return n + 1
	}
	return 0
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func followedByLetter(s string, i int) bool {
	return i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z')
}

// upToCloser is the length of what follows a sign that has a counterpart, up to
// and with it; -1 if there is none nearby.
func upToCloser(rest, sign string) int {
	const farthest = 80
	closers := map[string]string{"{{": "}}", "${": "}", "<%": "%>", "{%": "%}", "#{": "}", "[[": "]]", "%(": ")"}
	end := closers[sign]
	if end == "" {
		return -1
	}
	at := strings.Index(rest[:min(len(rest), farthest)], end)
	if at < 0 {
		return -1
	}
	return at + len(end)
}

// brackets are pairs in which a slot may stand, and how to tell it from an aside.
var brackets = []struct {
	open, close string
	slot        func(inner string) bool
}{
	{"{", "}", func(s string) bool { return len(s) <= longestSlot && !strings.ContainsAny(s, "{\n") }},
	{"[", "]", namesSlot},
	{"<", ">", namesSlot},
	{"【", "】", namesSlot},
	{"《", "》", namesSlot},
	{"〔", "〕", namesSlot},
	{"［", "］", namesSlot},
	{"＜", "＞", namesSlot},
	{"｛", "｝", namesSlot},
	{"〈", "〉", namesSlot},
}

const longestSlot = 60

// slotWords are what slots are called.
var slotWords = []string{"name", "date", "number", "title", "position", "email", "e-mail", "phone", "address", "company", "business", "hotel", "restaurant", "store", "signature", "contact", "insert", "your ", "customer", "guest", "reviewer", "manager", "order", "product", "issue", "link", "url", "placeholder", "time", "amount", "details", "specific", "department", "reason", "role", "city", "location", "website", "brand", "team", "mention", "describe",
	"姓名", "名字", "名称", "称呼", "电话", "日期", "时间", "编号", "单号", "职称", "职位", "公司", "店名", "酒店", "饭店", "餐厅", "品牌", "署名", "签名", "邮箱", "信箱", "地址", "联系", "联络", "填", "插入", "客户", "顾客", "客人", "您的", "商品", "产品", "问题", "金额", "链接", "连结", "网址", "部门", "具体", "原因", "门店", "门市", "经理", "店长", "负责人", "订单", "昵称", "用户名"}

// namesSlot reports whether what stands in brackets is the name of a slot.
func namesSlot(inner string) bool {
	if inner == "" || len(inner) > longestSlot || strings.ContainsAny(inner, "\n/@:") {
		return inner == ""
	}
	folded := text.Fold(inner)
	for _, w := range slotWords {
		if strings.Contains(folded, w) {
			return true
		}
	}
	return inner == strings.ToUpper(inner) && inner != strings.ToLower(inner) && !strings.Contains(inner, " ") && (strings.Contains(inner, "_") || utf8.RuneCountInString(inner) > 3)
}

// addresses are words of greeting that need somebody behind them.
var addresses = map[string]bool{"dear": true, "亲爱的": true, "尊敬的": true, "敬爱的": true, "dearest": true}

// checkOpening looks for greetings of nobody: "Dear ,", "親愛的，您好", ", how can
// we help".
func (r *reply) checkOpening() {
	tokens := r.text.Tokens()
	i := 0
	for i < len(tokens) && tokens[i].Kind == text.Break {
		i++
	}
	if i == len(tokens) {
		return
	}
	if tokens[i].Kind == text.Punct && isPause(r.text.Bytes(tokens[i])) {
		r.report(emptyGreeting, r.span(i, i+1))
		return
	}
	for _, h := range r.hits(greeting) {
		if h.first > opening || h.end >= len(tokens) || tokens[h.end].Kind != text.Punct && tokens[h.end].Kind != text.Break || !isPause(r.text.Bytes(tokens[h.end])) {
			continue
		}
		word := string(r.text.Folded()[tokens[h.first].Start:tokens[h.end-1].End])
		// "Hello, ..." is a greeting of its own; "Hello , ..." had a name.
		if addresses[word] || tokens[h.end].Has(text.SpaceBefore) && spaced(word) {
			r.report(emptyGreeting, r.span(h.first, h.end+1))
		}
	}
	for ; i < min(len(tokens), opening); i++ {
		if nothings[string(r.text.Bytes(tokens[i]))] {
			r.report(unfilled, r.span(i, i+1))
		}
	}
}

// nothings are what programs write where a name is missing.
var nothings = map[string]bool{"null": true, "undefined": true, "nan": true, "nil": true}

// spaced reports whether a greeting is English, where a space before a comma is a
// hole.
func spaced(word string) bool { return word[0] < utf8.RuneSelf }

// isPause reports whether a sign ends an address without saying anything.
func isPause(sign []byte) bool {
	switch sign[0] {
	case ',', ':', ';', '\n':
		return true
	}
	return string(sign) == "、"
}

// needing are words that cannot stand right before a comma or full stop with
// space between: something was to come.
var needing = map[string]bool{"at": true, "the": true, "our": true, "your": true, "via": true, "a": true, "an": true, "of": true, "from": true, "by": true, "and": true, "with": true, "to": true, "is": true, "on": true}

// checkHoles looks for signs that stand where a word should.
func (r *reply) checkHoles() {
	tokens := r.text.Tokens()
	for i := 1; i < len(tokens); i++ {
		tok := tokens[i]
		if tok.Kind != text.Punct {
			continue
		}
		sign := r.text.Bytes(tok)[0]
		before := tokens[i-1]
		switch {
		case (sign == ',' || sign == '.') && tok.Has(text.SpaceBefore) && before.Kind == text.Word && tok.End-tok.Start == 1 && needing[string(r.text.Bytes(before))]:
			r.report(hole, r.span(i-1, i+1))
		case sign == '(' && i+1 < len(tokens) && r.text.Bytes(tokens[i+1])[0] == ')' && tokens[i+1].Kind == text.Punct:
			r.report(hole, r.span(i, i+2))
		case string(r.text.Bytes(tok)) == `""`:
			r.report(hole, r.span(i, i+1))
		case string(r.text.Bytes(tok)) == "「" && i+1 < len(tokens) && string(r.text.Bytes(tokens[i+1])) == "」":
			r.report(hole, r.span(i, i+2))
		}
	}
}
