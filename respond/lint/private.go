package lint

import (
	"github.com/loamlib/loam/respond"
)

var (
	privateNumber = &fault{rule: "PRIV-01",
		message: respond.Wording{En: "This number of the customer's is not in the feedback.", Hant: "客戶的這個號碼並未出現在評論中。", Hans: "客户的这个号码并未出现在评价中。"},
		fix:     respond.Wording{En: "Leave it out; ask for it in private.", Hant: "刪去，私下再詢問。", Hans: "删去，私下再询问。"}}
	privateVisit = &fault{rule: "PRIV-01", cap: respond.Warning,
		message: respond.Wording{En: "When the customer came is not in the feedback.", Hant: "客戶到訪的時間並未出現在評論中。", Hans: "客户到访的时间并未出现在评价中。"},
		fix:     respond.Wording{En: "Leave it out.", Hant: "刪去。", Hans: "删去。"}}
)

// checkPrivate looks for facts about the customer that the customer did not
// publish, where the profile forbids them.
func checkPrivate(r *reply) {
	if r.brief.Profile.PrivateFacts != respond.Forbidden {
		return
	}
	r.checkFacts(privateFact, 3, privateNumber)
	r.checkFacts(visitFact, 1, privateVisit)
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
