package action

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/phrase"
)

// A Kind is what an improvement changes.
type Kind string

// The kinds of action.
const (
	ProductImprovement Kind = "product_improvement" // of a product or service: function, design
	ProcessImprovement Kind = "process_improvement" // of service, ordering or delivery
	Training           Kind = "training"            // of staff or customers, and support
	Communication      Kind = "communication"       // with customers
	Quality            Kind = "quality"             // of what is delivered, and its control
	Personalisation    Kind = "personalisation"     // service by the needs of a customer
)

var kindTerms = []phrase.Term{
	{Word: string(ProductImprovement), Names: text.Wording{En: "product or service improvement", Hant: "產品與服務改善", Hans: "产品与服务改进"}},
	{Word: string(ProcessImprovement), Names: text.Wording{En: "process improvement", Hant: "流程改善", Hans: "流程优化"}},
	{Word: string(Training), Names: text.Wording{En: "training and support", Hant: "訓練與支援", Hans: "培训与支持"}},
	{Word: string(Communication), Names: text.Wording{En: "communication", Hant: "加強溝通", Hans: "加强沟通"}},
	{Word: string(Quality), Names: text.Wording{En: "quality", Hant: "品質提升", Hans: "质量改善"}},
	{Word: string(Personalisation), Names: text.Wording{En: "personal service", Hant: "個人化服務", Hans: "个性化服务"}},
}

// Kinds lists the kinds in their declared order.
func Kinds() []Kind {
	return []Kind{ProductImprovement, ProcessImprovement, Training, Communication, Quality, Personalisation}
}

// Name is the kind as people who read tag call it.
func (k Kind) Name(tag language.Tag) string { return phrase.Name(kindTerms, string(k)).In(tag) }

// An Action is an improvement that somebody answers for: what is done, because of
// which feedback, and what it is expected to change.
type Action struct {
	ID          string   `json:"id"`
	Kind        Kind     `json:"kind"`
	What        string   `json:"what"`               // what will be different: "尖峰時段增派一名外場人員"
	Cause       string   `json:"cause"`              // what was found to be the reason
	FeedbackIDs []string `json:"feedback,omitempty"` // that it rests on
	Department  string   `json:"department"`
	Owner       string   `json:"owner"` // pseudonymous ID of who answers for it
	Expected    Expected `json:"expected"`
	Rounds      []Round  `json:"rounds"` // the first try, and one more for each time it did not work
}

// Expected is the change that an action is for.
type Expected struct {
	Metric  metrics.ID `json:"metric"`
	Segment string     `json:"segment,omitzero"` // whose number is to change; empty means all customers'
	Size    float64    `json:"size"`             // of the change, with its sign, in the unit of the metric: -0.03 for three points less of a share
	Least   float64    `json:"least,omitzero"`   // smallest change that was worth it, of the same sign; 0 means half of Size
}

// least is the smallest change that was worth it.
func (e Expected) least() float64 {
	if e.Least == 0 {
		return e.Size / 2
	}
	return e.Least
}

// A Round is one try: when it is to be done, when it was, when its effect can be seen,
// and what was seen.
type Round struct {
	Due    time.Time `json:"due"`           // by when it is done
	Done   time.Time `json:"done,omitzero"` // when it was
	Review time.Time `json:"review"`        // from when on its effect can be judged
	Checks []Check   `json:"checks,omitempty"`
}

// A State is how an action stands.
type State string

// The states.
const (
	Planned     State = "planned"
	Overdue     State = "overdue"     // planned, and the due time has passed
	Implemented State = "implemented" // done, its effect not known
	Verified    State = "verified"    // done, and it worked
	Ineffective State = "ineffective" // done, and it did not: look for the cause again, and reopen it
)

var stateTerms = []phrase.Term{
	{Word: string(Planned), Names: text.Wording{En: "planned", Hant: "已規劃", Hans: "已计划"}},
	{Word: string(Overdue), Names: text.Wording{En: "overdue", Hant: "逾期未完成", Hans: "逾期未完成"}},
	{Word: string(Implemented), Names: text.Wording{En: "implemented, effect to be checked", Hant: "已實施，待驗證成效", Hans: "已实施，待验证效果"}},
	{Word: string(Verified), Names: text.Wording{En: "verified", Hant: "成效已驗證", Hans: "效果已验证"}},
	{Word: string(Ineffective), Names: text.Wording{En: "did not work, to be re-examined", Hant: "成效不彰，須重新檢討", Hans: "效果不明显，需重新审视"}},
}

// Name is the state as people who read tag call it.
func (s State) Name(tag language.Tag) string { return phrase.Name(stateTerms, string(s)).In(tag) }

// State is how the action stands at a time. Only what happened up to then counts, and
// of several checks the last.
func (a Action) State(now time.Time) State {
	r, ok := a.round()
	switch {
	case !ok:
		return Planned
	case r.Done.IsZero() || r.Done.After(now):
		if now.After(r.Due) {
			return Overdue
		}
		return Planned
	}
	switch r.last(now).Effect {
	case Worked:
		return Verified
	case Failed:
		return Ineffective
	}
	return Implemented
}

// round is the current one.
func (a Action) round() (Round, bool) {
	if len(a.Rounds) == 0 {
		return Round{}, false
	}
	return a.Rounds[len(a.Rounds)-1], true
}

// last is the latest check up to a time.
func (r Round) last(now time.Time) (last Check) {
	for _, c := range r.Checks {
		if !c.At.After(now) && !c.At.Before(r.Done) && !c.At.Before(last.At) {
			last = c
		}
	}
	return last
}

// IsDue reports whether the effect is to be judged: the action is done, the time of
// its review has come, and no check has settled it.
func (a Action) IsDue(now time.Time) bool {
	r, ok := a.round()
	return ok && a.State(now) == Implemented && !now.Before(r.Review)
}

// ErrNotIneffective says that an action cannot be reopened, because nobody has found
// that it did not work.
var ErrNotIneffective = errors.New("action: only an action that did not work is reopened")

// Reopen is the action with a new round, after it did not work: what is tried next and
// why goes into What and Cause of the result. The rounds before stay as they are. It
// fails with [ErrNotIneffective] in any other state.
func (a Action) Reopen(now, due, review time.Time) (Action, error) {
	if s := a.State(now); s != Ineffective {
		return a, fmt.Errorf("action %q is %s: %w", a.ID, s, ErrNotIneffective)
	}
	a.Rounds = append(slices.Clip(a.Rounds), Round{Due: due, Review: review})
	return a, nil
}

// Record is the action with a check in its current round; a itself stays as it is.
func (a Action) Record(c Check) (Action, error) {
	r, ok := a.round()
	if !ok || r.Done.IsZero() {
		return a, ErrNotDone
	}
	r.Checks = append(slices.Clip(r.Checks), c)
	a.Rounds = append(slices.Clone(a.Rounds[:len(a.Rounds)-1]), r)
	return a, nil
}
