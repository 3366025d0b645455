package respond

import (
	"fmt"
	"slices"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
)

// An Act is one thing that a reply does.
type Act string

// The acts, in the order a reply performs them.
const (
	Greet        Act = "greet"         // address the customer
	Thank        Act = "thank"         // thank for the feedback
	Acknowledge  Act = "acknowledge"   // say in own words what the customer raised
	Empathise    Act = "empathise"     // show that the feeling was understood
	Apologise    Act = "apologise"     // admit and say sorry; only when a person has said who is at fault
	AskDetail    Act = "ask_detail"    // ask for what is needed to look into it
	Answer       Act = "answer"        // answer the question that was asked
	Report       Act = "report"        // say what was found or what is being done
	Offer        Act = "offer"         // offer to make it right
	Prevent      Act = "prevent"       // say what keeps it from happening again
	MoveOffline  Act = "move_offline"  // give the business's contact
	InviteBack   Act = "invite_back"   // invite to visit
	PromiseNext  Act = "promise_next"  // say when the customer hears again
	AskSatisfied Act = "ask_satisfied" // ask whether the solution holds
	Close        Act = "close"         // a closing line
	Sign         Act = "sign"          // who writes
)

// actNames are the acts in order, with what people call them.
var actNames = []struct {
	act        Act
	hant, hans string
	en         string
	do         string // for those who write from a brief
}{
	{Greet, "稱呼", "称呼", "greeting", "Address the customer by customer_name; if there is none, without a name."},
	{Thank, "致謝", "致谢", "thanks", "Thank the customer for the feedback."},
	{Acknowledge, "回應問題", "回应问题", "acknowledgement", "Say in your own words what the customer raised (concerns). Do not quote."},
	{Empathise, "同理", "共情", "empathy", "Show that the feeling was understood, without admitting anything."},
	{Apologise, "道歉", "致歉", "apology", "Admit the fault and apologise, without conditions and excuses."},
	{AskDetail, "詢問細節", "询问细节", "request for details", "Ask the customer for what ask_for lists."},
	{Answer, "回答提問", "回答提问", "answer", "Give the answer to the customer's question."},
	{Report, "處理說明", "处理说明", "findings", "Say what was found and where the case stands (finding, progress)."},
	{Offer, "補償方案", "补偿方案", "offer", "Offer the remedy, and nothing else."},
	{Prevent, "預防措施", "预防措施", "prevention", "Say what keeps it from happening again (prevention). Guarantee nothing."},
	{MoveOffline, "私下聯繫", "私下联系", "private contact", "Give the contact of the business and invite the customer to talk in private. Promise nothing."},
	{InviteBack, "邀請再訪", "邀请再访", "invitation", "Invite the customer to visit."},
	{PromiseNext, "後續進度", "后续进展", "next step", "Say that the customer hears again by next_update."},
	{AskSatisfied, "滿意度詢問", "满意度询问", "satisfaction question", "Ask whether the solution holds."},
	{Close, "結語", "结语", "closing", "Close with a short line."},
	{Sign, "署名", "署名", "signature", "Sign as the business does (signer, role, name)."},
}

// Acts lists all acts in the order a reply performs them.
func Acts() []Act {
	out := make([]Act, len(actNames))
	for i, n := range actNames {
		out[i] = n.act
	}
	return out
}

// Name is the act as people who read tag call it; its own word if it is none of
// [Acts].
func (a Act) Name(tag language.Tag) string {
	for _, n := range actNames {
		if n.act != a {
			continue
		}
		return text.Wording{En: n.en, Hant: n.hant, Hans: n.hans}.In(tag)
	}
	return string(a)
}

// instruction tells a writer what to do.
func (a Act) instruction() string {
	for _, n := range actNames {
		if n.act == a {
			return n.do
		}
	}
	return ""
}

// UnmarshalText reads an act by its word.
func (a *Act) UnmarshalText(b []byte) error {
	act := Act(b)
	if !slices.Contains(Acts(), act) {
		return fmt.Errorf("respond: no act %q, want one of %v", b, Acts())
	}
	*a = act
	return nil
}
