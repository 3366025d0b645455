package lint

import (
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/respond"
)

// What a reply must not say: the class of the phrases, when it counts, and what is
// wrong with it.
var spotted = []struct {
	class class
	when  func(*respond.Brief) bool // nil is always
	fault *fault
}{
	{insult, nil, &fault{rule: "TONE-01",
		message: text.Wording{En: "This insults the customer.", Hant: "這裡侮辱了客戶。", Hans: "这里侮辱了客户。"},
		fix:     text.Wording{En: "Speak of the matter, not of the person; wait until you are calm.", Hant: "對事不對人，冷靜後再回覆。", Hans: "对事不对人，冷静后再回复。"}}},
	{profanity, nil, &fault{rule: "TONE-01",
		message: text.Wording{En: "This is profanity.", Hant: "這是粗話。", Hans: "这是脏话。"},
		fix:     text.Wording{En: "Leave it out; wait until you are calm.", Hant: "刪去，冷靜後再回覆。", Hans: "删去，冷静后再回复。"}}},
	{threat, nil, &fault{rule: "TONE-01",
		message: text.Wording{En: "This threatens the customer.", Hant: "這裡威脅了客戶。", Hans: "这里威胁了客户。"},
		fix:     text.Wording{En: "Leave it out; take legal questions to counsel, not to the customer.", Hant: "刪去；法律問題交由法務，不對客戶說。", Hans: "删去；法律问题交由法务，不对客户说。"}}},
	{argue, nil, &fault{rule: "TONE-01", cap: respond.Warning,
		message: text.Wording{En: "This argues with the customer.", Hant: "這裡與客戶爭辯。", Hans: "这里与客户争辩。"},
		fix:     text.Wording{En: "Accept how the customer saw it; say what you will do.", Hant: "接受客戶的感受，說明您會怎麼做。", Hans: "接受客户的感受，说明您会怎么做。"}}},
	{blame, nil, &fault{rule: "TONE-01", cap: respond.Warning,
		message: text.Wording{En: "This reproaches the customer.", Hant: "這裡在責怪客戶。", Hans: "这里在责怪客户。"},
		fix:     text.Wording{En: "Say what the business can do better.", Hant: "說明企業可以改進之處。", Hans: "说明企业可以改进之处。"}}},
	{sarcasm, nil, &fault{rule: "TONE-01", cap: respond.Warning,
		message: text.Wording{En: "This reads as sarcasm.", Hant: "這讀起來像嘲諷。", Hans: "这读起来像嘲讽。"},
		fix:     text.Wording{En: "Say it plainly or leave it out.", Hant: "直接說明，或刪去。", Hans: "直接说明，或删去。"}}},
	{argue, nil, &fault{rule: "APOL-02",
		message: text.Wording{En: "This denies what the customer said.", Hant: "這裡否認了客戶說的情形。", Hans: "这里否认了客户说的情况。"},
		fix:     text.Wording{En: "Accept how the customer saw it; say what you will do.", Hant: "接受客戶的感受，說明您會怎麼做。", Hans: "接受客户的感受，说明您会怎么做。"}}},
	{blame, nil, &fault{rule: "APOL-02",
		message: text.Wording{En: "This shifts the blame to the customer.", Hant: "這裡把責任推給客戶。", Hans: "这里把责任推给客户。"},
		fix:     text.Wording{En: "Say what the business can do better.", Hant: "說明企業可以改進之處。", Hans: "说明企业可以改进之处。"}}},
	{fakeReview, nil, &fault{rule: "TONE-02",
		message: text.Wording{En: "This accuses the customer of a false review.", Hant: "這裡指控客戶發假評論。", Hans: "这里指控客户发虚假评价。"},
		fix:     text.Wording{En: "Report the review to the platform instead.", Hant: "改向平台檢舉該評論。", Hans: "改向平台举报该评价。"}}},
	{officialese, nil, &fault{rule: "TONE-03", cap: respond.Info,
		message: text.Wording{En: "This sounds like an office, not like a person.", Hant: "這像公文，不像人說的話。", Hans: "这像公文，不像人说的话。"},
		fix:     text.Wording{En: "Say it as you would to the customer's face.", Hant: "用當面對客戶說話的方式寫。", Hans: "用当面对客户说话的方式写。"}}},
	{conditionalApology, nil, &fault{rule: "APOL-03",
		message: text.Wording{En: "This apology is conditional: it doubts what the customer said.", Hant: "道歉附了條件，等於懷疑客戶說的話。", Hans: "道歉附了条件，等于怀疑客户说的话。"},
		fix:     text.Wording{En: "Apologise for what happened: \"I am sorry that you had this experience.\"", Hant: "為發生的事道歉：「我很抱歉您有這樣的體驗」。", Hans: "为发生的事道歉：“很抱歉让您有这样的体验”。"}}},
	{excuse, nil, &fault{rule: "APOL-02",
		message: text.Wording{En: "This reads as an excuse or shifts the blame.", Hant: "這像藉口或推卸責任。", Hans: "这像借口或推卸责任。"},
		fix:     text.Wording{En: "Leave the reason out, or say what will be different.", Hant: "不提理由，或說明將如何改變。", Hans: "不提理由，或说明将如何改变。"}}},
	{guarantee, nil, &fault{rule: "PROM-01",
		message: text.Wording{En: "This guarantees what nobody can guarantee.", Hant: "這裡打了無法保證的包票。", Hans: "这里打了无法保证的包票。"},
		fix:     text.Wording{En: "Say what is being done to keep it from happening again.", Hant: "說明為避免再次發生做了什麼。", Hans: "说明为避免再次发生做了什么。"}}},
	{offer, func(b *respond.Brief) bool { return b.Profile.Offer == respond.Forbidden }, &fault{rule: "SOL-02",
		message: text.Wording{En: "This offers a gift, money or a discount in public, which is not allowed here.", Hant: "這裡公開提供贈品、金錢或折扣，此處不允許。", Hans: "这里公开提供赠品、金钱或折扣，此处不允许。"},
		fix:     text.Wording{En: "Invite the customer to get in touch, and make the offer there.", Hant: "請客戶私下聯繫，再提出補償。", Hans: "请客户私下联系，再提出补偿。"}}},
	{changeReview, nil, &fault{rule: "SOL-03",
		message: text.Wording{En: "This asks for the review to be changed, or trades something for it.", Hant: "這裡要求更動評論，或以好處交換。", Hans: "这里要求改动评价，或以好处交换。"},
		fix:     text.Wording{En: "Leave it out.", Hant: "刪去。", Hans: "删去。"}}},
	{guessIdentity, nil, &fault{rule: "PRIV-03",
		message: text.Wording{En: "This guesses who the reviewer is.", Hant: "這裡猜測評論者是誰。", Hans: "这里猜测评价者是谁。"},
		fix:     text.Wording{En: "Invite the reviewer to get in touch instead.", Hant: "改為邀請對方私下聯繫。", Hans: "改为邀请对方私下联系。"}}},
	{relationship, func(b *respond.Brief) bool { return b.Profile.Relationship == respond.Forbidden }, &fault{rule: "PRIV-02",
		message: text.Wording{En: "This confirms that the writer is a customer or patient.", Hant: "這裡證實了對方是客戶或病患。", Hans: "这里证实了对方是客户或患者。"},
		fix:     text.Wording{En: "Speak of how you work in general; invite to a private talk.", Hant: "只談一般作法，邀請對方私下聯繫。", Hans: "只谈一般做法，邀请对方私下联系。"}}},
	{promotion, nil, &fault{rule: "FORM-02",
		message: text.Wording{En: "This is promotion.", Hant: "這是宣傳。", Hans: "这是宣传。"},
		fix:     text.Wording{En: "Leave it out.", Hant: "刪去。", Hans: "删去。"}}},
	{privateContact, nil, &fault{rule: "OFF-01",
		message: text.Wording{En: "This gives a person's private contact.", Hant: "這裡給了個人的私人聯絡方式。", Hans: "这里给了个人的私人联系方式。"},
		fix:     text.Wording{En: "Give the business's contact.", Hant: "改用企業的聯絡方式。", Hans: "改用企业的联系方式。"}}},
	{toolTrace, nil, &fault{rule: "FORM-03",
		message: text.Wording{En: "This is left over from a template or from what wrote the reply.", Hant: "這是範本或撰寫工具留下的痕跡。", Hans: "这是模板或撰写工具留下的痕迹。"},
		fix:     text.Wording{En: "Fill it in or leave it out.", Hant: "填上內容，或刪去。", Hans: "填上内容，或删去。"}}},
	{thirdParty, nil, &fault{rule: "FORM-04", cap: respond.Warning,
		message: text.Wording{En: "This quotes somebody's message.", Hant: "這裡引用了他人的訊息。", Hans: "这里引用了他人的消息。"},
		fix:     text.Wording{En: "Say it in your own words, or leave it out.", Hant: "用自己的話說，或刪去。", Hans: "用自己的话说，或删去。"}}},
	{liability, nil, &fault{rule: "LEGAL-01",
		message: text.Wording{En: "This admits legal liability.", Hant: "這裡承認了法律責任。", Hans: "这里承认了法律责任。"},
		fix:     text.Wording{En: "Apologise for what happened; have liability settled by counsel.", Hant: "為發生的事道歉；責任歸屬交由法務處理。", Hans: "为发生的事道歉；责任归属交由法务处理。"}}},
	{personalFact, func(b *respond.Brief) bool { return b.Profile.PrivateFacts == respond.Forbidden }, &fault{rule: "PRIV-01", cap: respond.Warning,
		message: text.Wording{En: "This tells something about the customer that may not be public.", Hant: "這裡透露了可能未公開的客戶資料。", Hans: "这里透露了可能未公开的客户信息。"},
		fix:     text.Wording{En: "Leave it out; talk about it in private.", Hant: "刪去，私下再談。", Hans: "删去，私下再谈。"}}},
	{invite, func(b *respond.Brief) bool { return b.Profile.Invitation == respond.Forbidden }, &fault{rule: "OFF-02",
		message: text.Wording{En: "Invitations are not wanted here.", Hant: "此處不宜邀請到訪。", Hans: "此处不宜邀请到访。"},
		fix:     text.Wording{En: "Leave it out.", Hant: "刪去。", Hans: "删去。"}}},
	{boast, praised, boasting},
	{promotion, praised, boasting},
}

var boasting = &fault{rule: "POS-01", cap: respond.Info,
	message: text.Wording{En: "This uses the customer's praise to promote the business.", Hant: "這裡藉好評自我宣傳。", Hans: "这里借好评自我宣传。"},
	fix:     text.Wording{En: "Leave it out.", Hant: "刪去。", Hans: "删去。"}}

// praised reports whether the reply answers praise.
func praised(b *respond.Brief) bool { return b.Tone == respond.Grateful }

// checkPhrases looks for what must not be said.
func checkPhrases(r *reply) {
	for _, s := range spotted {
		if s.when != nil && !s.when(&r.brief) {
			continue
		}
		for _, h := range r.hits(s.class) {
			r.report(s.fault, r.span(h.first, h.end))
		}
	}
}
