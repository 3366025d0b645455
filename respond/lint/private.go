package lint

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/loamlib/loam/feedback/privacy"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/respond"
)

var (
	privateNumber = &fault{rule: "PRIV-01",
		message: text.Wording{En: "This number of the customer's is not in the feedback.", Hant: "客戶的這個號碼並未出現在評論中。", Hans: "客户的这个号码并未出现在评价中。"},
		fix:     text.Wording{En: "Leave it out; ask for it in private.", Hant: "刪去，私下再詢問。", Hans: "删去，私下再询问。"}}
	privateCode = &fault{rule: "PRIV-01", cap: respond.Warning,
		message: text.Wording{En: "This code is not in the feedback.", Hant: "這個代碼並未出現在評論中。", Hans: "这个代码并未出现在评价中。"},
		fix:     text.Wording{En: "Leave it out if it is the customer's.", Hant: "若屬客戶所有，請刪去。", Hans: "如属客户所有，请删去。"}}
	privateVisit = &fault{rule: "PRIV-01", cap: respond.Warning,
		message: text.Wording{En: "When the customer came is not in the feedback.", Hant: "客戶到訪的時間並未出現在評論中。", Hans: "客户到访的时间并未出现在评价中。"},
		fix:     text.Wording{En: "Leave it out.", Hant: "刪去。", Hans: "删去。"}}
)

// checkPrivate looks for facts about the customer that the customer did not
// publish, where the profile forbids them.
func checkPrivate(r *reply) {
	if r.brief.Profile.PrivateFacts != respond.Forbidden {
		return
	}
	r.checkData()
	r.checkFacts(privateFact, 3, privateNumber)
	r.checkFacts(visitFact, 1, privateVisit)
	r.checkFacts(towards, 5, privateNumber) // "we rang you on 07700 900143"
	r.checkCodes()
}

// checkCodes looks for codes like "HX7781" that are not in the feedback: letters
// and digits in one word, in a sentence that speaks to the customer.
func (r *reply) checkCodes() {
	const fewest = 3 // digits
	tokens := r.text.Tokens()
	for _, s := range r.text.Sentences() {
		addressed := false
		for i := s.First; i < s.End; i++ {
			word := r.text.Bytes(tokens[i])
			addressed = addressed || ofCustomer[string(word)] || string(word) == "you" || string(word) == "您" || string(word) == "你"
			if tokens[i].Kind == text.Word && len(word) > fewest+1 && countDigits(word) >= fewest && addressed &&
				!r.published(string(word)) && !r.covered(r.span(i, i+1)) && !r.ours(string(word)) {
				r.report(privateCode, r.span(i, i+1))
			}
		}
	}
}

// covered reports whether a diagnostic about private facts has the span already.
func (r *reply) covered(at text.Span) bool {
	for _, d := range r.found {
		if d.Rule == privateCode.rule && d.Span.Overlaps(at) {
			return true
		}
	}
	return false
}

// ours reports whether the word is one of the business's own.
func (r *reply) ours(word string) bool {
	b := &r.brief.Business
	for _, s := range []string{b.Name, b.Contact.Phone, b.Contact.Email, b.Contact.URL, b.Contact.Department, r.brief.Answer} {
		if s != "" && strings.Contains(text.Fold(s), word) {
			return true
		}
	}
	return false
}

var (
	privateData = &fault{rule: "PRIV-01",
		message: text.Wording{En: "This is personal data that is not in the feedback: %s.", Hant: "這是評論中沒有的個人資料：%s。", Hans: "这是评价中没有的个人信息：%s。"},
		fix:     text.Wording{En: "Leave it out; talk about it in private.", Hant: "刪去，私下再談。", Hans: "删去，私下再谈。"}}
	otherContact = &fault{rule: "OFF-01", cap: respond.Warning,
		message: text.Wording{En: "This is not the contact that the business gave.", Hant: "這不是企業提供的聯絡方式。", Hans: "这不是企业提供的联系方式。"},
		fix:     text.Wording{En: "Give the business's contact.", Hant: "改用企業的聯絡方式。", Hans: "改用企业的联系方式。"}}
)

// checkData looks for personal data. Numbers and addresses to get in touch are
// taken for the business's own unless it has said which those are.
func (r *reply) checkData() {
	if !bytes.ContainsAny(r.text.Folded(), "0123456789@") {
		return
	}
	r.data = privacy.AppendIn(r.data[:0], &r.text)
	for _, d := range r.data {
		words := d.Span.Of(r.text.Source())
		switch d.Kind {
		case privacy.NationalID, privacy.Card, privacy.Passport, privacy.Plate, privacy.Account:
			if !r.published(words) {
				r.report(privateData, d.Span, kindNames[d.Kind].In(r.reader))
			}
		case privacy.Address, privacy.Phone, privacy.Email, privacy.Messenger:
			switch {
			case r.customers(d) && !r.published(words):
				r.report(privateData, d.Span, kindNames[d.Kind].In(r.reader))
			case r.foreignContact(d):
				r.report(otherContact, d.Span)
			}
		}
	}
}

// ofCustomer are words that make what follows the customer's, and ofBusiness such
// that make it the business's.
var (
	ofCustomer = map[string]bool{"your": true, "您的": true, "你的": true, "您留": true, "您登": true, "您填": true, "您用": true, "您住": true, "您绑": true}
	ofBusiness = map[string]bool{"us": true, "our": true, "we": true, "me": true, "my": true, "at": true, "to": true, "on": true, "via": true, "through": true, "regards": true, "我": true, "本": true, "专线": true, "客服": true, "热线": true}
)

// customers reports whether the words before a datum, in the same sentence, say
// that it is the customer's.
func (r *reply) customers(d privacy.Datum) bool {
	const farthest = 14 // tokens
	tokens := r.text.Tokens()
	i, _ := slices.BinarySearchFunc(tokens, d.Span.Start, func(t text.Token, at int) int {
		return cmp.Compare(r.text.Origin(t.Span()).Start, at)
	})
	// Where phrases overlap they are one hit, which may reach past the datum.
	if slices.ContainsFunc(r.hits(towards), func(h hit) bool { return h.first < i && i <= h.end+1 }) {
		return true
	}
	for n := 0; n < farthest && i > 0; n++ {
		i--
		word, pair := r.text.Bytes(tokens[i]), r.text.Bytes(tokens[i])
		if i+1 < len(tokens) {
			pair = r.text.Folded()[tokens[i].Start:tokens[i+1].End]
		}
		switch {
		case tokens[i].Kind == text.Break, string(word) == "。", string(word) == "!", string(word) == "?", ofBusiness[string(word)], ofBusiness[string(pair)]:
			return false
		case ofCustomer[string(word)], ofCustomer[string(pair)]:
			return true
		}
	}
	return false
}

// foreignContact reports whether a way to get in touch is not among those that
// the business has given.
func (r *reply) foreignContact(d privacy.Datum) bool {
	c := &r.brief.Business.Contact
	switch d.Kind {
	case privacy.Phone:
		return c.Phone != "" && !strings.Contains(digits(d.Value), lastDigits(c.Phone)) && !strings.Contains(digits(text.Fold(c.Phone)), lastDigits(d.Value))
	case privacy.Email:
		return c.Email != "" && d.Value != strings.ToLower(c.Email)
	}
	return false
}

// lastDigits are the digits of a number that do not depend on how its country and
// area are written.
func lastDigits(number string) string {
	const telling = 7
	n := strings.ReplaceAll(digits(text.Fold(number)), "|", "")
	return n[max(0, len(n)-telling):]
}

// kindNames are the kinds of personal data for people.
var kindNames = map[privacy.Kind]text.Wording{
	privacy.NationalID: {En: "identity number", Hant: "身分證字號", Hans: "身份证号"},
	privacy.Card:       {En: "card number", Hant: "卡號", Hans: "卡号"},
	privacy.Passport:   {En: "passport number", Hant: "護照號碼", Hans: "护照号码"},
	privacy.Plate:      {En: "number plate", Hant: "車牌", Hans: "车牌"},
	privacy.Account:    {En: "account number", Hant: "帳號", Hans: "账号"},
	privacy.Address:    {En: "address", Hant: "地址", Hans: "地址"},
	privacy.Phone:      {En: "telephone number", Hant: "電話號碼", Hans: "电话号码"},
	privacy.Email:      {En: "e-mail address", Hant: "電子郵件地址", Hans: "邮箱地址"},
	privacy.Messenger:  {En: "messenger account", Hant: "通訊軟體帳號", Hans: "通讯账号"},
}

// factGap is how many tokens may stand between what a number is of and the
// number.
const factGap = 3

// links are words and signs that may stand between what a number is of and the
// number.
var links = map[string]bool{"number": true, "no": true, "nr": true, "id": true, "is": true, "code": true, "of": true, "in": true, "on": true, "the": true, "from": true,
	"ending": true, ":": true, "#": true, ".": true, "(": true, "-": true, "\"": true, "为": true, "是": true, "号": true, "码": true, "编": true, "于": true, "在": true}

// checkFacts looks behind the cues of class c for numbers of so many digits that
// are not in the feedback.
func (r *reply) checkFacts(c class, digits int, f *fault) {
	tokens := r.text.Tokens()
	for _, h := range r.hits(c) {
		for i := h.end; i < len(tokens) && i <= h.end+factGap; i++ {
			word := r.text.Bytes(tokens[i])
			if countDigits(word) >= digits && !r.published(string(word)) {
				r.report(f, r.span(h.first, i+1))
				break
			}
			if !links[string(word)] {
				break
			}
		}
	}
}

func countDigits(word []byte) (n int) {
	for _, c := range word {
		if isDigit(c) {
			n++
		}
	}
	return n
}
