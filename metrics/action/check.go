package action

import (
	"errors"
	"fmt"
	"math"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/effect"
	"github.com/loamlib/loam/metrics/internal/phrase"
	"github.com/loamlib/loam/metrics/stat"
)

// An Effect is what an action turned out to do.
type Effect string

// The effects.
const (
	Worked    Effect = "worked"
	Failed    Effect = "failed"    // not effective: less than was worth it, or the wrong way
	Uncertain Effect = "uncertain" // cannot be shown with this sample
	TooEarly  Effect = "too_early" // not done yet, or done too recently
)

var effectTerms = []phrase.Term{
	{Word: string(Worked), Names: text.Wording{En: "worked", Hant: "有效", Hans: "有效"}},
	{Word: string(Failed), Names: text.Wording{En: "did not work", Hant: "無效", Hans: "无效"}},
	{Word: string(Uncertain), Names: text.Wording{En: "cannot be shown with this sample", Hant: "樣本不足以判斷", Hans: "样本不足以判断"}},
	{Word: string(TooEarly), Names: text.Wording{En: "too early to tell", Hant: "為時尚早", Hans: "为时尚早"}},
}

// Effects lists the effects in their declared order.
func Effects() []Effect { return []Effect{Worked, Failed, Uncertain, TooEarly} }

// Name is the effect as people who read tag call it.
func (e Effect) Name(tag language.Tag) string { return phrase.Name(effectTerms, string(e)).In(tag) }

// A Check is a look at the effect of an action.
type Check struct {
	At      time.Time      `json:"at"`
	Effect  Effect         `json:"effect"`
	Found   effect.Result  `json:"found"` // what changed, and what that rests on
	Reasons []text.Wording `json:"reasons"`
}

// Why a check cannot be made.
var (
	ErrNotDone    = errors.New("action: the action has not been done, so it has no effect to look at")
	ErrNoRound    = errors.New("action: the action has no round: say by when it is done")
	ErrNoInterval = errors.New("action: the result has no confidence, want one that package effect made")
)

// Evaluate judges the effect of the current round as of now, by what package effect
// found for the expected metric: before against after, a series interrupted by the
// action, or a difference in differences with customers whom it did not reach. With d
// the change turned so that up is as expected,
//
//	worked      a change is shown, and d is at least Expected.Least
//	failed      the whole interval lies below Least; or a change the wrong way is shown
//	uncertain   neither: the sample does not tell the one from the other
//	too early   the action is not done, or the time of the review has not come
//
// A shown change that falls short of Least while its interval reaches it is uncertain,
// too. What the design of the comparison cannot show is among the reasons.
//
// Evaluate changes nothing; [Action.Record] keeps the check. The error is about a
// result of another metric, or an action without a round.
func (a Action) Evaluate(now time.Time, found effect.Result) (Check, error) {
	r, ok := a.round()
	switch {
	case !ok:
		return Check{}, ErrNoRound
	case found.Definition != a.Expected.Metric:
		return Check{}, &metrics.MismatchError{What: "definition", Got: string(found.Definition), Want: string(a.Expected.Metric)}
	case !(found.Confidence > 0 && found.Confidence < 1):
		return Check{}, ErrNoInterval
	}
	if size, least := a.Expected.Size, a.Expected.least(); !(size*least > 0) || math.IsInf(size, 0) {
		return Check{}, fmt.Errorf("action: action %q expects a change of %v, at least %v: want two numbers of the same sign", a.ID, size, least)
	}
	c := Check{At: now, Found: found, Effect: a.Expected.judge(found)}
	if r.Done.IsZero() || r.Done.After(now) || now.Before(r.Review) {
		c.Effect = TooEarly
	}
	c.Reasons = a.reasons(r, c)
	return c, nil
}

// EvaluateChange is [Action.Evaluate] of nothing but a comparison: after is its first
// side, before its second. The period before must not have been chosen because it was
// bad; where it was, [effect.BeforeAfter] takes off what comes back by itself.
func (a Action) EvaluateChange(now time.Time, change metrics.Comparison) (Check, error) {
	if change.A.Definition != change.B.Definition {
		return Check{}, &metrics.MismatchError{What: "definition", Got: string(change.B.Definition), Want: string(change.A.Definition)}
	}
	if stat.CheckConfidence(change.Confidence) != nil {
		return Check{}, ErrNoInterval
	}
	least := math.Abs(a.Expected.least())
	found, err := effect.BeforeAfter(change, effect.Baseline{}, effect.Options{Relevant: least})
	if err != nil {
		return Check{}, err
	}
	return a.Evaluate(now, found.Result)
}

// shown reports whether a result shows a change.
func shown(r effect.Result) bool {
	p, ok := r.Effect.P.Get()
	return ok && p < 1-r.Confidence && r.Effect.Value.Or(0) != 0
}

// judge applies the rule of [Action.Evaluate] to a result.
func (e Expected) judge(r effect.Result) Effect {
	sign := math.Copysign(1, e.Size)
	least := math.Abs(e.least())
	d, ok := r.Effect.Value.Get()
	best := r.Effect.High // end of the interval on the side that is expected
	if sign < 0 {
		best = r.Effect.Low
	}
	end, bounded := best.Get()
	switch {
	case !ok:
		return Uncertain
	case shown(r) && sign*d >= least:
		return Worked
	case shown(r) && sign*d < 0, bounded && sign*end < least:
		return Failed
	}
	return Uncertain
}

// reasons are the judgement in words.
func (a Action) reasons(r Round, c Check) []text.Wording {
	if c.Effect == TooEarly {
		return []text.Wording{a.early(r, c.At)}
	}
	write := func(d metrics.Number) text.Wording {
		return phrase.Each(func(tag language.Tag) string {
			return metrics.Estimate{Definition: a.Expected.Metric}.FormatDifference(d.Or(math.NaN()), tag)
		})
	}
	e := c.Found.Effect
	found := write(e.Value)
	if p, ok := e.P.Get(); ok && e.Low.Defined() && e.High.Defined() {
		found = phrase.Fill(text.Wording{
			En:   "%s (%s CI %s, %s)",
			Hant: "%s（%s 信賴區間 %s，%s）",
			Hans: "%s（%s 置信区间 %s，%s）",
		}, found, phrase.Percent(c.Found.Confidence), phrase.Span(write(e.Low), write(e.High)), phrase.P(p))
	}
	out := []text.Wording{
		phrase.Fill(text.Wording{
			En:   "%s: a change of %s was expected, worth it from %s on; found was %s.",
			Hant: "%s：預期改變 %s，達 %s 才算值得；實際為 %s。",
			Hans: "%s：预期变化 %s，达 %s 才算值得；实际为 %s。",
		}, phrase.Each(a.Expected.Metric.Name), write(metrics.NumberOf(a.Expected.Size)), write(metrics.NumberOf(a.Expected.least())), found),
		a.verdict(c),
	}
	if c.Effect == Uncertain && c.Found.Detectable.Defined() {
		out = append(out, phrase.Fill(text.Wording{
			En:   "A sample of this size shows a change of %s or more in %s of cases.",
			Hant: "這樣的樣本，變化達 %s 以上才有 %s 的機會看得出來。",
			Hans: "这样的样本，变化达 %s 以上才有 %s 的机会看得出来。",
		}, write(c.Found.Detectable), phrase.Percent(c.Found.Power)))
	}
	if caveat := phrase.Each(c.Found.Design.Caveat); c.Effect != Uncertain {
		out = append(out, phrase.Sentence(phrase.Fill(text.Wording{En: "%s.", Hant: "%s。", Hans: "%s。"}, caveat)))
	}
	return out
}

// early says since when, and when to look.
func (a Action) early(r Round, now time.Time) text.Wording {
	if r.Done.IsZero() || r.Done.After(now) {
		return text.Wording{
			En:   "The action is not done yet.",
			Hant: "這項措施尚未實施。",
			Hans: "该措施尚未实施。",
		}
	}
	return phrase.Fill(text.Wording{
		En:   "The action was done on %s; its effect can be judged from %s on.",
		Hant: "這項措施於 %s 實施，%s 起才能判斷成效。",
		Hans: "该措施于%s实施，%s起才能判断效果。",
	}, phrase.Date(r.Done), phrase.Date(r.Review))
}

// verdict is the effect in a sentence.
func (a Action) verdict(c Check) text.Wording {
	d, ok := c.Found.Effect.Value.Get()
	switch {
	case c.Effect == Worked:
		return text.Wording{
			En:   "The change expected is there.",
			Hant: "預期的改變確實出現了。",
			Hans: "预期的变化确实出现了。",
		}
	case c.Effect == Failed && shown(c.Found) && d*a.Expected.Size < 0:
		return text.Wording{
			En:   "It went the wrong way: look for the cause again, and reopen the action.",
			Hant: "結果反而變差：請重新檢討原因，並重啟措施。",
			Hans: "结果反而变差：请重新查找原因，并重启措施。",
		}
	case c.Effect == Failed:
		return text.Wording{
			En:   "The data rule out a change that was worth it: look for the cause again, and reopen the action.",
			Hant: "資料已排除值得的改善幅度：請重新檢討原因，並重啟措施。",
			Hans: "数据已排除值得的改善幅度：请重新查找原因，并重启措施。",
		}
	case !ok:
		return text.Wording{
			En:   "There are no data to compare.",
			Hant: "沒有可供比較的資料。",
			Hans: "没有可供比较的数据。",
		}
	case shown(c.Found):
		return text.Wording{
			En:   "There is a change, but whether it is large enough to be worth it cannot be told yet: collect more answers.",
			Hant: "確實有改變，但還看不出是否夠大：請收集更多回答。",
			Hans: "确有变化，但还看不出是否足够大：请收集更多回答。",
		}
	}
	return text.Wording{
		En:   "The sample shows neither that it worked nor that it did not: collect more answers.",
		Hant: "樣本既不能證明有效，也不能證明無效：請收集更多回答。",
		Hans: "样本既不能证明有效，也不能证明无效：请收集更多回答。",
	}
}
