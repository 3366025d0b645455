package casework

import (
	"fmt"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/respond/internal/wording"
	"github.com/loamlib/loam/respond/sla"
)

// A DutyKind is something that somebody owes a case.
type DutyKind string

// The duties.
const (
	ToAssign      DutyKind = "assign"       // nobody is responsible
	ToAcknowledge DutyKind = "acknowledge"  // tell the customer that it arrived
	ToReply       DutyKind = "reply"        // the first response
	ToAnswer      DutyKind = "answer"       // the customer wrote again
	ToPublish     DutyKind = "publish"      // see that the reply becomes visible
	ToReport      DutyKind = "report"       // tell the customer how far it is
	ToResolve     DutyKind = "resolve"      // solve the problem
	ToInform      DutyKind = "inform"       // tell the customer what was done
	ToFollowUp    DutyKind = "follow_up"    // ask whether the solution holds
	ToReconcile   DutyKind = "reconcile"    // talk to a customer who is unsatisfied with the handling
	ToClose       DutyKind = "close"        // nothing more is owed
	ToReopen      DutyKind = "reopen"       // the solution did not hold
	ToImplement   DutyKind = "implement"    // do what an action says
	ToCheckEffect DutyKind = "check_effect" // see whether an action worked
	ToReexamine   DutyKind = "reexamine"    // it did not: look for the cause again
	ToMeet        DutyKind = "meet"         // whatever a clock of the caller's own is about
	ToUntangle    DutyKind = "untangle"     // the events contradict one another: correct the record
)

// dutyTerms are in the order in which duties of the same due time stand.
var dutyTerms = []wording.Term{
	{Word: string(ToUntangle), Hant: "核對紀錄", Hans: "核对记录", English: "Correct the record"},
	{Word: string(ToAssign), Hant: "指派負責單位", Hans: "分派责任部门", English: "Assign it"},
	{Word: string(ToAcknowledge), Hant: "告知客戶已收件", Hans: "告知客户已收到", English: "Acknowledge it"},
	{Word: string(ToReply), Hant: "回覆客戶", Hans: "回复客户", English: "Reply to the customer"},
	{Word: string(ToAnswer), Hant: "回覆客戶的新訊息", Hans: "回复客户的新消息", English: "Answer what the customer wrote"},
	{Word: string(ToPublish), Hant: "確認回覆已公開", Hans: "确认回复已发布", English: "See that the reply is published"},
	{Word: string(ToReport), Hant: "向客戶報告處理進度", Hans: "向客户反馈处理进度", English: "Report progress to the customer"},
	{Word: string(ToReopen), Hant: "重新開案", Hans: "重新打开工单", English: "Reopen it"},
	{Word: string(ToResolve), Hant: "解決問題", Hans: "解决问题", English: "Resolve it"},
	{Word: string(ToInform), Hant: "告知客戶處理結果", Hans: "告知客户处理结果", English: "Tell the customer the outcome"},
	{Word: string(ToFollowUp), Hant: "回訪客戶", Hans: "回访客户", English: "Follow up with the customer"},
	{Word: string(ToReconcile), Hant: "聯繫不滿意的客戶", Hans: "联系不满意的客户", English: "Talk to the unsatisfied customer"},
	{Word: string(ToClose), Hant: "結案", Hans: "关闭工单", English: "Close it"},
	{Word: string(ToImplement), Hant: "落實改善措施", Hans: "落实改进措施", English: "Implement the action"},
	{Word: string(ToCheckEffect), Hant: "驗證改善成效", Hans: "验证改进效果", English: "Check the effect of the action"},
	{Word: string(ToReexamine), Hant: "重新檢討原因與措施", Hans: "重新审视原因与措施", English: "Re-examine cause and action"},
	{Word: string(ToMeet), Hant: "如期完成", Hans: "按时完成", English: "Meet the deadline"},
}

// sinceTerms say what a duty follows from; %s is when that was.
var sinceTerms = []wording.Term{
	{Word: string(ToAssign), Hant: "%s 收件，尚無負責單位", Hans: "%s 收到，尚无责任部门", English: "nobody has been responsible for it since %s"},
	{Word: string(ToReport), Hant: "上次聯繫客戶是 %s", Hans: "上次联系客户是 %s", English: "the customer last heard from us on %s"},
	{Word: string(ToReopen), Hant: "%s 得知問題並未真正解決", Hans: "%s 得知问题并未真正解决", English: "on %s it turned out not to be solved"},
	{Word: string(ToInform), Hant: "問題已於 %s 解決，尚未告知客戶", Hans: "问题已于 %s 解决，尚未告知客户", English: "it was resolved on %s, and the customer has not heard"},
	{Word: string(ToFollowUp), Hant: "問題已於 %s 解決", Hans: "问题已于 %s 解决", English: "it was resolved on %s"},
	{Word: string(ToReconcile), Hant: "客戶於 %s 表示不滿意處理方式", Hans: "客户于 %s 表示对处理方式不满意", English: "the customer was not satisfied on %s"},
	{Word: string(ToClose), Hant: "最近一次回訪為 %s", Hans: "最近一次回访为 %s", English: "the last follow-up was on %s"},
	{Word: string(ToCheckEffect), Hant: "措施已於 %s 實施", Hans: "措施已于 %s 实施", English: "the action was done on %s"},
	{Word: string(ToReexamine), Hant: "%s 的檢視顯示成效不彰", Hans: "%s 的检查显示效果不明显", English: "the check of %s showed no effect"},
}

// Name is the duty as people who read tag call it.
func (k DutyKind) Name(tag language.Tag) string { return wording.Name(dutyTerms, string(k), tag) }

func (k DutyKind) order() int {
	for i, t := range dutyTerms {
		if t.Word == string(k) {
			return i
		}
	}
	return len(dutyTerms)
}

// A Duty is what is owed to a case next, by when and by whom.
type Duty struct {
	Kind       DutyKind     `json:"kind"`
	CaseID     string       `json:"case_id"`
	ActionID   string       `json:"action_id,omitzero"` // the improvement it is about
	Due        time.Time    `json:"due,omitzero"`       // zero only if it cannot be told; see Clock
	Overdue    bool         `json:"overdue,omitzero"`
	Waiting    bool         `json:"waiting,omitzero"` // for the customer: Due moves on until the answer is there
	Department string       `json:"department,omitzero"`
	Owner      string       `json:"owner,omitzero"`
	Since      time.Time    `json:"since,omitzero"` // when what it follows from happened
	Clock      *sla.Reading `json:"clock,omitzero"` // the clock by which it is due, if it is by one
	AsOf       time.Time    `json:"as_of"`
}

// Explanation is the duty in a few sentences for people who read tag: what, by when,
// by whom, and why. Times are in the zone of the due time.
func (d *Duty) Explanation(tag language.Tag) string {
	in := func(hant, hans, english string) string { return wording.In(tag, hant, hans, english) }
	stop := in("。", "。", ". ")
	s := d.Kind.Name(tag)
	if d.ActionID != "" {
		s += fmt.Sprintf(in("（%s）", "（%s）", " (%s)"), d.ActionID)
	}
	if d.Clock == nil && !d.Due.IsZero() { // a clock says so itself
		s += in("：期限 ", "：截止 ", " by ") + wording.Time(d.Due, tag)
		if d.Overdue {
			s += fmt.Sprintf(in("，已逾期 %s", "，已逾期 %s", ", %s overdue"), wording.Duration(d.AsOf.Sub(d.Due), tag))
		}
	}
	if who := d.who(tag); who != "" {
		s += in("，負責：", "，负责：", ", responsible: ") + who
	}
	s += stop
	switch why := wording.Name(sinceTerms, string(d.Kind), tag); {
	case d.Clock != nil:
		s += d.Clock.Explanation(tag)
	case !d.Since.IsZero() && why != string(d.Kind):
		s += in("原因：", "原因：", "Reason: ") + fmt.Sprintf(why, wording.Time(d.Since.In(d.Due.Location()), tag)) + in("。", "。", ".")
	}
	return s
}

func (d *Duty) who(tag language.Tag) string {
	if d.Department != "" && d.Owner != "" {
		return fmt.Sprintf(wording.In(tag, "%s（%s）", "%s（%s）", "%s (%s)"), d.Department, d.Owner)
	}
	return d.Department + d.Owner
}
