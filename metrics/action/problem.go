package action

import (
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/phrase"
)

// A Problem is something that an action lacks, or that cannot be right.
type Problem struct {
	Action string       `json:"action"` // its ID
	Field  string       `json:"field"`  // as JSON has it, with an index if it is one of several
	Text   text.Wording `json:"text"`   // what is wrong and what to do
}

// Error says which field of which action is wrong, and how.
func (p *Problem) Error() string {
	return fmt.Sprintf("action: action %q: %s: %s", p.Action, p.Field, p.Text.En)
}

// Validate reports everything that is missing or cannot be right, joined; each is a
// [*Problem]. An improvement without an owner, a date or an effect that one could look
// for is a wish.
func (a Action) Validate() error {
	var errs []error
	need := func(ok bool, field string, w text.Wording) {
		if !ok {
			errs = append(errs, &Problem{Action: a.ID, Field: field, Text: w})
		}
	}
	need(a.ID != "", "id", text.Wording{En: "the ID is missing", Hant: "缺少編號", Hans: "缺少编号"})
	need(phrase.Has(kindTerms, string(a.Kind)), "kind", phrase.Fill(text.Wording{
		En: "%q is no kind, want one of %s", Hant: "%q 不是措施類型，請用 %s 之一", Hans: "%q 不是措施类型，请用 %s 之一",
	}, string(a.Kind), phrase.Words(kindTerms)))
	need(a.What != "", "what", text.Wording{En: "say what will be different", Hant: "請寫明要改變什麼", Hans: "请写明要改变什么"})
	need(a.Cause != "", "cause", text.Wording{En: "say which cause it is against", Hant: "請寫明針對哪個原因", Hans: "请写明针对哪个原因"})
	need(a.Department != "", "department", text.Wording{En: "the department is missing", Hant: "缺少負責部門", Hans: "缺少责任部门"})
	need(a.Owner != "", "owner", text.Wording{En: "say who answers for it", Hant: "請指定負責人", Hans: "请指定责任人"})
	need(len(a.Rounds) > 0, "rounds", text.Wording{En: "say by when it is done", Hant: "請寫明何時完成", Hans: "请写明何时完成"})
	a.Expected.check(need)
	for i, r := range a.Rounds {
		var before time.Time
		if i > 0 {
			before = a.Rounds[i-1].Done
		}
		r.check(fmt.Sprintf("rounds[%d]", i), before, need)
	}
	return errors.Join(errs...)
}

// check reports what is wrong with the effect.
func (e Expected) check(need func(ok bool, field string, w text.Wording)) {
	need(metrics.CheckDefinition(e.Metric, unit(e.Metric)) == nil, "expected.metric", text.Wording{
		En:   "say which number it is to change",
		Hant: "請指定要改善哪個指標",
		Hans: "请指明要改善哪个指标",
	})
	finite := func(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }
	need(finite(e.Size) && e.Size != 0, "expected.size", text.Wording{
		En:   "say how large a change is expected, with its sign",
		Hant: "請寫明預期的改變幅度，並帶正負號",
		Hans: "请写明预期的变化幅度，并带正负号",
	})
	need(finite(e.Least) && e.Least*e.Size >= 0 && math.Abs(e.Least) <= math.Abs(e.Size), "expected.least", text.Wording{
		En:   "the smallest change that is worth it must have the sign of the size and not be larger",
		Hant: "值得的最小改變須與預期幅度同號，且不大於預期幅度",
		Hans: "值得的最小变化须与预期幅度同号，且不大于预期幅度",
	})
	d, _ := metrics.Lookup(e.Metric)
	need(d.Better == 0 || e.Size*float64(d.Better) >= 0, "expected.size", text.Wording{
		En:   "the change would make the metric worse: check its sign",
		Hant: "這樣的改變會讓指標變差：請檢查正負號",
		Hans: "这样的变化会使指标变差：请检查正负号",
	})
}

// unit is that of a metric of loam.
func unit(id metrics.ID) metrics.Unit {
	d, _ := metrics.Lookup(id)
	return d.Unit
}

// check reports what is wrong with a round; before is when the round before was done.
func (r Round) check(field string, before time.Time, need func(ok bool, field string, w text.Wording)) {
	need(!r.Due.IsZero(), field+".due", text.Wording{En: "say by when it is done", Hant: "請寫明何時完成", Hans: "请写明何时完成"})
	need(!r.Review.IsZero(), field+".review", text.Wording{En: "say from when on its effect can be seen", Hant: "請寫明何時可以驗收成效", Hans: "请写明何时可以验证效果"})
	need(r.Review.IsZero() || r.Review.After(r.Due), field+".review", text.Wording{
		En:   "the effect cannot be seen before it is done: the review must come after the due date",
		Hant: "還沒完成就看不到成效：驗收日期必須晚於完成期限",
		Hans: "尚未完成就看不到效果：验证日期必须晚于完成期限",
	})
	need(r.Done.IsZero() || r.Done.After(before), field+".done", text.Wording{
		En:   "it was done before the round before it was",
		Hant: "完成時間早於前一輪",
		Hans: "完成时间早于上一轮",
	})
	for i, c := range r.Checks {
		need(!r.Done.IsZero() && !c.At.Before(r.Done), fmt.Sprintf("%s.checks[%d].at", field, i), text.Wording{
			En:   "the effect was looked at before it was done",
			Hant: "尚未完成就檢查成效",
			Hans: "尚未完成就检查效果",
		})
		need(phrase.Has(effectTerms, string(c.Effect)), fmt.Sprintf("%s.checks[%d].effect", field, i), phrase.Fill(text.Wording{
			En: "%q is no effect, want one of %s", Hant: "%q 不是成效類型，請用 %s 之一", Hans: "%q 不是效果类型，请用 %s 之一",
		}, string(c.Effect), phrase.Words(effectTerms)))
	}
}
