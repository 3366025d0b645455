package lint

import (
	"slices"
	"time"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/respond"
)

// What a reply lacks: for each act the classes that show that it was done.
var shows = []struct {
	act     respond.Act
	classes []class
	lack    *fault
}{
	{respond.Thank, []class{thanks}, &fault{rule: "THANK-01",
		message: text.Wording{En: "The customer is not thanked.", Hant: "沒有感謝客戶。", Hans: "没有感谢客户。"},
		fix:     text.Wording{En: "Thank the customer for taking the time to write.", Hant: "感謝客戶花時間提出意見。", Hans: "感谢客户花时间提出意见。"}}},
	{respond.Apologise, []class{apology}, &fault{rule: "APOL-01",
		message: text.Wording{En: "The business is at fault, but the reply does not apologise.", Hant: "企業有錯，但回覆沒有道歉。", Hans: "企业有错，但回复没有道歉。"},
		fix:     text.Wording{En: "Admit what went wrong and say sorry for it.", Hant: "承認哪裡出了錯，並為此道歉。", Hans: "承认哪里出了错，并为此道歉。"}}},
	// Sympathy can be put in more ways than phrases tell: not to find it is worth
	// knowing, no more.
	{respond.Empathise, []class{empathy}, &fault{rule: "TONE-03", cap: respond.Info,
		message: text.Wording{En: "Nothing shows that the customer's feeling was understood.", Hant: "看不出體會了客戶的感受。", Hans: "看不出体会了客户的感受。"},
		fix:     text.Wording{En: "Say that you understand how this must have felt.", Hant: "說明您理解客戶的感受。", Hans: "说明您理解客户的感受。"}}},
	{respond.AskDetail, []class{askDetail}, &fault{rule: "INV-01",
		message: text.Wording{En: "Facts are missing, but the reply does not ask for them.", Hant: "經過尚不清楚，回覆卻沒有詢問細節。", Hans: "经过尚不清楚，回复却没有询问细节。"},
		fix:     text.Wording{En: "Ask for what is needed to look into it.", Hant: "詢問調查所需的資訊。", Hans: "询问调查所需的信息。"}}},
	{respond.Report, []class{status, remedy}, &fault{rule: "SOL-01",
		message: text.Wording{En: "The reply does not say what was found or what is being done.", Hant: "沒有說明查到了什麼或正在做什麼。", Hans: "没有说明查到了什么或正在做什么。"},
		fix:     text.Wording{En: "Say where the case stands.", Hant: "說明目前的處理情形。", Hans: "说明目前的处理情况。"}}},
	{respond.Offer, []class{remedy}, &fault{rule: "SOL-01",
		message: text.Wording{En: "The remedy that was decided on is not named.", Hant: "沒有提出已決定的補償。", Hans: "没有提出已决定的补偿。"},
		fix:     text.Wording{En: "Name the remedy.", Hant: "寫明補償方式。", Hans: "写明补偿方式。"}}},
	{respond.Prevent, []class{prevention}, &fault{rule: "PROM-01",
		message: text.Wording{En: "The preventive measure is not stated.", Hant: "沒有說明預防措施。", Hans: "没有说明预防措施。"},
		fix:     text.Wording{En: "Say what keeps it from happening again.", Hant: "說明如何避免再次發生。", Hans: "说明如何避免再次发生。"}}},
	{respond.InviteBack, []class{invite}, &fault{rule: "OFF-02",
		message: text.Wording{En: "The customer is not invited to visit.", Hant: "沒有邀請客戶到訪。", Hans: "没有邀请客户到访。"},
		fix:     text.Wording{En: "Invite the customer to visit.", Hant: "邀請客戶到訪。", Hans: "邀请客户到访。"}}},
	{respond.PromiseNext, []class{update}, &fault{rule: "LOOP-01",
		message: text.Wording{En: "The reply does not say when the customer hears again.", Hant: "沒有說明何時再與客戶聯繫。", Hans: "没有说明何时再与客户联系。"},
		fix:     text.Wording{En: "Say when the next news comes.", Hant: "說明何時會有後續消息。", Hans: "说明何时会有后续消息。"}}},
	{respond.AskSatisfied, []class{askSatisfied}, &fault{rule: "LOOP-02",
		message: text.Wording{En: "The problem is solved, but the reply does not ask whether the solution holds.", Hant: "問題已解決，卻沒有詢問客戶是否滿意。", Hans: "问题已解决，却没有询问客户是否满意。"},
		fix:     text.Wording{En: "Ask whether it works now and whether the customer is satisfied.", Hant: "詢問現在是否正常、客戶是否滿意。", Hans: "询问现在是否正常、客户是否满意。"}}},
}

// checkActs looks for what the brief asks of the reply and the reply does not do.
func checkActs(r *reply) {
	for _, s := range shows {
		if r.brief.Asks(s.act) && !slices.ContainsFunc(s.classes, r.has) && !r.says(s.act) {
			r.report(s.lack, missing)
		}
	}
	checkOutcome(r)
}

// says reports whether the reply holds the words that the brief has for an act.
func (r *reply) says(act respond.Act) bool {
	b := &r.brief
	switch act {
	case respond.Report:
		return r.mentions(b.Finding)
	case respond.Offer:
		return b.Remedy != nil && r.mentions(b.Remedy.Detail)
	case respond.Prevent:
		return r.mentions(b.Prevention)
	case respond.AskDetail:
		return slices.ContainsFunc(b.Missing, r.mentions)
	case respond.PromiseNext:
		return slices.ContainsFunc(days(b.NextUpdate), r.mentions)
	}
	return false
}

// days are the ways to write the day of t.
func days(t time.Time) []string {
	if t.IsZero() {
		return nil
	}
	return []string{t.Format("1月2日"), t.Format("1月2号"), t.Format("2 January"), t.Format("January 2"), t.Format("2 Jan"), t.Format("Jan 2"), t.Format("2006-01-02"), t.Format("1/2")}
}

var noOutcome = &fault{rule: "SOL-01",
	message: text.Wording{En: "A complaint is answered without a remedy, a status or a way to reach you.", Hant: "回覆客訴卻沒有補償、處理情形或聯絡方式。", Hans: "回复投诉却没有补偿、处理情况或联系方式。"},
	fix:     text.Wording{En: "Say what is being done, or where the customer can turn.", Hant: "說明正在做什麼，或客戶可以找誰。", Hans: "说明正在做什么，或客户可以找谁。"}}

// checkOutcome looks for complaints that are answered with words only.
func checkOutcome(r *reply) {
	unhappy := r.brief.Tone == respond.Sorry || r.brief.Tone == respond.Balanced
	if !unhappy || r.brief.Asks(respond.Report) || r.brief.Asks(respond.Offer) {
		return
	}
	if !slices.ContainsFunc([]class{status, remedy, prevention, contact, askDetail, update}, r.has) && !r.givesContact() {
		r.report(noOutcome, missing)
	}
}
