package casework

import (
	"errors"
	"fmt"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/respond/internal/wording"
)

// An ActionKind is what an improvement changes.
type ActionKind string

// The kinds of action.
const (
	ProductImprovement ActionKind = "product_improvement" // of a product or service: function, design
	ProcessImprovement ActionKind = "process_improvement" // of service, ordering or delivery
	Training           ActionKind = "training"            // of staff or customers, and support
	Communication      ActionKind = "communication"       // with customers
	Quality            ActionKind = "quality"             // of what is delivered, and its control
	Personalisation    ActionKind = "personalisation"     // service by the needs of a customer
)

var actionKindTerms = []wording.Term{
	{Word: string(ProductImprovement), Hant: "產品與服務改善", Hans: "产品与服务改进", English: "product or service improvement"},
	{Word: string(ProcessImprovement), Hant: "流程改善", Hans: "流程优化", English: "process improvement"},
	{Word: string(Training), Hant: "訓練與支援", Hans: "培训与支持", English: "training and support"},
	{Word: string(Communication), Hant: "加強溝通", Hans: "加强沟通", English: "communication"},
	{Word: string(Quality), Hant: "品質提升", Hans: "质量改善", English: "quality"},
	{Word: string(Personalisation), Hant: "個人化服務", Hans: "个性化服务", English: "personal service"},
}

// ActionKinds lists the kinds in their declared order.
func ActionKinds() []ActionKind {
	return []ActionKind{ProductImprovement, ProcessImprovement, Training, Communication, Quality, Personalisation}
}

// Name is the kind as people who read tag call it.
func (k ActionKind) Name(tag language.Tag) string {
	return wording.Name(actionKindTerms, string(k), tag)
}

// An Effect is what an action turned out to do.
type Effect string

// The effects.
const (
	Worked    Effect = "worked"
	Failed    Effect = "failed"    // the problem is there as before
	Uncertain Effect = "uncertain" // too early or too few data: check again
)

var effectTerms = []wording.Term{
	{Word: string(Worked), Hant: "有效", Hans: "有效", English: "worked"},
	{Word: string(Failed), Hant: "無效", Hans: "无效", English: "did not work"},
	{Word: string(Uncertain), Hant: "尚無法判斷", Hans: "尚无法判断", English: "uncertain"},
}

// Name is the effect as people who read tag call it.
func (e Effect) Name(tag language.Tag) string { return wording.Name(effectTerms, string(e), tag) }

// An Action is an improvement that somebody answers for: what is done about the
// cause of one or more cases, so that it does not come back.
type Action struct {
	ID         string     `json:"id"`
	Kind       ActionKind `json:"kind"`
	What       string     `json:"what"`            // what will be different: "尖峰時段增派一名外場人員"
	Cause      string     `json:"cause,omitzero"`  // what was found to be the reason
	CaseIDs    []string   `json:"cases,omitempty"` // that it is about
	Department string     `json:"department,omitzero"`
	Owner      string     `json:"owner"`         // pseudonymous ID of who answers for it
	Due        time.Time  `json:"due"`           // by when it is done
	Done       time.Time  `json:"done,omitzero"` // when it was, the last time
	Checks     []Check    `json:"checks,omitempty"`
}

// A Check is a look at the effect of an action.
type Check struct {
	At     time.Time `json:"at"`
	Effect Effect    `json:"effect"`
	Note   string    `json:"note,omitzero"` // what it rests on: "等候抱怨率 4.1 % → 1.3 %，p = 0.004"
}

// An ActionState is how an action stands.
type ActionState string

// The states.
const (
	Planned     ActionState = "planned"
	Overdue     ActionState = "overdue"     // planned, and the due time has passed
	Implemented ActionState = "implemented" // done, its effect not known
	Verified    ActionState = "verified"    // done, and it worked
	Ineffective ActionState = "ineffective" // done, and it did not: look for the cause again
)

var actionStateTerms = []wording.Term{
	{Word: string(Planned), Hant: "已規劃", Hans: "已计划", English: "planned"},
	{Word: string(Overdue), Hant: "逾期未完成", Hans: "逾期未完成", English: "overdue"},
	{Word: string(Implemented), Hant: "已實施，待驗證成效", Hans: "已实施，待验证效果", English: "implemented, effect to be checked"},
	{Word: string(Verified), Hant: "成效已驗證", Hans: "效果已验证", English: "verified"},
	{Word: string(Ineffective), Hant: "成效不彰，須重新檢討", Hans: "效果不明显，需重新审视", English: "did not work, to be re-examined"},
}

// Name is the state as people who read tag call it.
func (s ActionState) Name(tag language.Tag) string {
	return wording.Name(actionStateTerms, string(s), tag)
}

// State is how the action stands at a time. Only what happened up to then counts. An
// action that was done once more after a check is to be checked again.
func (a *Action) State(now time.Time) ActionState {
	switch {
	case a.Done.IsZero() || a.Done.After(now):
		if now.After(a.Due) {
			return Overdue
		}
		return Planned
	}
	switch last, _ := a.lastCheck(now); last.Effect {
	case Worked:
		return Verified
	case Failed:
		return Ineffective
	}
	return Implemented
}

// lastCheck is the latest look at the effect since the action was done.
func (a *Action) lastCheck(now time.Time) (last Check, ok bool) {
	for _, c := range a.Checks {
		if !c.At.After(now) && !c.At.Before(a.Done) && (!ok || c.At.After(last.At)) {
			last, ok = c, true
		}
	}
	return last, ok
}

// A PlanError reports a part of an action or of a follow-up that cannot be right.
type PlanError struct {
	Of    string // what it is a part of: "action a-1"
	Field string
	Value string
	Want  string
}

// Error says which part it is, what was found and what is wanted.
func (e *PlanError) Error() string {
	return fmt.Sprintf("casework: %s: %s is %q, want %s", e.Of, e.Field, e.Value, e.Want)
}

// Validate reports everything that cannot be right, joined; each is a [*PlanError].
// An improvement without an owner or a date is a wish.
func (a *Action) Validate() error {
	p := problems{of: "action " + a.ID}
	p.check(a.ID != "", "id", a.ID, "an ID")
	p.check(wording.Has(actionKindTerms, string(a.Kind)), "kind", string(a.Kind), "one of "+wording.Words(actionKindTerms))
	p.check(a.What != "", "what", a.What, "what will be different")
	p.check(a.Owner != "", "owner", a.Owner, "who answers for it")
	p.check(!a.Due.IsZero(), "due", "", "by when it is done")
	for _, c := range a.Checks {
		p.check(wording.Has(effectTerms, string(c.Effect)), "check.effect", string(c.Effect), "one of "+wording.Words(effectTerms))
		p.check(!a.Done.IsZero(), "check.at", c.At.Format(time.RFC3339), "a time after the action was done; it was not")
		p.check(!c.At.IsZero(), "check.at", "", "a time")
	}
	return p.err()
}

// problems collects what cannot be right.
type problems struct {
	of   string
	errs []error
}

func (p *problems) check(ok bool, field, value, want string) {
	if !ok {
		p.errs = append(p.errs, &PlanError{Of: p.of, Field: field, Value: value, Want: want})
	}
}

func (p *problems) err() error { return errors.Join(p.errs...) }
