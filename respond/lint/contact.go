package lint

import (
	"bytes"
	"strings"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/respond"
)

var (
	noContact = &fault{rule: "OFF-01",
		message: text.Wording{En: "The business's contact is not given.", Hant: "沒有提供企業的聯絡方式。", Hans: "没有提供企业的联系方式。"},
		fix:     text.Wording{En: "Give it and invite the customer to talk in private.", Hant: "提供聯絡方式，邀請客戶私下聯繫。", Hans: "提供联系方式，邀请客户私下联系。"}}
	contactForbidden = &fault{rule: "OFF-01",
		message: text.Wording{En: "Contacts are not allowed here.", Hant: "此處不可放聯絡方式。", Hans: "此处不可放联系方式。"},
		fix:     text.Wording{En: "Leave it out.", Hant: "刪去。", Hans: "删去。"}}
)

// checkContact looks whether the customer learns where to turn.
func checkContact(r *reply) {
	c := &r.brief.Business.Contact
	given := r.givesContact()
	switch {
	case r.brief.Profile.Contact == respond.Forbidden && given:
		r.report(contactForbidden, missing)
	case r.brief.Asks(respond.MoveOffline) && !given && (!c.IsZero() || !r.has(contact)):
		r.report(noContact, missing)
	}
}

// givesContact reports whether one of the business's ways to get in touch stands
// in the reply, whatever words lead to it.
func (r *reply) givesContact() bool {
	c := &r.brief.Business.Contact
	return r.givesPhone(c.Phone) || r.mentions(c.Email) || c.URL != "" && r.mentions(host(text.Fold(c.URL)))
}

// givesPhone reports whether the digits of the number stand in the reply,
// however they are grouped.
func (r *reply) givesPhone(number string) bool {
	if number == "" || !bytes.ContainsAny(r.text.Folded(), "0123456789") {
		return false
	}
	want := digits(text.Fold(number))
	return want != "" && strings.Contains(digits(string(r.text.Folded())), want)
}

// digits keeps the digits of s, with "|" where more than signs stands between two.
func digits(s string) string {
	var b strings.Builder
	parted := false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case isDigit(c):
			if parted && b.Len() > 0 {
				b.WriteByte('|')
			}
			b.WriteByte(c)
			parted = false
		case strings.IndexByte(" -()./+#", c) < 0:
			parted = true
		}
	}
	return b.String()
}
