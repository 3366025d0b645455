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
}{
	{Greet, "稱呼", "称呼", "greeting"},
	{Thank, "致謝", "致谢", "thanks"},
	{Acknowledge, "回應問題", "回应问题", "acknowledgement"},
	{Empathise, "同理", "共情", "empathy"},
	{Apologise, "道歉", "致歉", "apology"},
	{AskDetail, "詢問細節", "询问细节", "request for details"},
	{Answer, "回答提問", "回答提问", "answer"},
	{Report, "處理說明", "处理说明", "findings"},
	{Offer, "補償方案", "补偿方案", "offer"},
	{Prevent, "預防措施", "预防措施", "prevention"},
	{MoveOffline, "私下聯繫", "私下联系", "private contact"},
	{InviteBack, "邀請再訪", "邀请再访", "invitation"},
	{PromiseNext, "後續進度", "后续进展", "next step"},
	{AskSatisfied, "滿意度詢問", "满意度询问", "satisfaction question"},
	{Close, "結語", "结语", "closing"},
	{Sign, "署名", "署名", "signature"},
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
		switch text.Supported(tag) {
		case language.TraditionalChinese:
			return n.hant
		case language.SimplifiedChinese:
			return n.hans
		}
		return n.en
	}
	return string(a)
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
