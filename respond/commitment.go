package respond

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/loamlib/loam/feedback/text"
)

// commitments are words that give something away. Where the feedback is about
// refunds a reply may speak of them, as the single words of promises do; it
// still must not promise one: what the customer wants decides nothing.
var commitments commitmentWords

type commitmentWords struct {
	once    sync.Once
	matcher *text.Matcher
}

// reportCommitments reports what of the reply gives something away, but for what
// is reported already and what stands in the facts.
func (b *Brief) reportCommitments(told *text.Text, facts string, out []Diagnostic, report func(text.Span)) {
	if b.Asks(Offer) {
		return
	}
	for m := range commitments.phrases().Matches(told) {
		span := m.Span(told)
		if m.ID == 0 || strings.Contains(facts, span.Of(string(told.Folded()))) {
			continue
		}
		origin := told.Origin(span)
		if !slices.ContainsFunc(out, func(d Diagnostic) bool { return d.Span.Start < origin.End && origin.Start < d.Span.End }) {
			report(span)
		}
	}
}

// commitmentPatterns are in the notation of [text.Expand]. Chinese is looked for
// in either script.
var commitmentPatterns = []string{
	"(will|we'll|i'll|can|going to|happy to|glad to|like to|let us|let me|have|we've|i've) (also |now |gladly |fully |of course )?(refund|refunded|reimburse|reimbursed|compensate|compensated|repay|repaid|credit|credited|waive|waived)",
	"(will|you'll|to) be (fully )?(refunded|reimbursed|compensated|repaid|credited|waived)",
	"(refund|reimburse|compensate|repay) you",
	"(your money|the money|your payment|the amount) (back|will be returned|will be paid back|is on its way|has been returned)",
	"(get|have|give you) (your|the) (money|cash) back",
	"(is|are|it's) on us(,)?( next time)?",
	"(waive|waiving) (the|your)", "credit your account", "credited to your", "owe us nothing", "full refund",
	"(free|complimentary) (night|nights|meal|meals|drink|drinks|dessert|coffee|stay|room|upgrade|dinner|lunch|breakfast|ticket|month|delivery|shipping)",
	"(退|退还|退回|返还|归还|赔|赔偿|补偿)(给)?(您|你)", "(还|送|赠送)给(您|你)", "送(您|你)(一|两|个|份|张)",
	"(会|将|给您|为您|给你|为你|替您|替你|立即|马上|立刻)(全额)?(退款|退费|退钱|赔偿|赔付|补偿|免单|打折)",
	"(原路|全数|全额)(退回|退还|返还|奉还)", "(我们|本店|小店)(来)?(请客|请了|买单|招待)", "算我们的", "算本店的", "小礼物", "小礼品",
}

// harmless are words that only look like it.
var harmless = []string{"不会退款", "不会赔偿", "不会补偿", "depends on us", "depend on us", "is on us to", "it's on us to"}

func (w *commitmentWords) phrases() *text.Matcher {
	w.once.Do(func() {
		var list []text.Phrase
		for _, pattern := range commitmentPatterns {
			words, err := text.Expand(pattern, nil)
			if err != nil {
				panic(fmt.Sprintf("respond: the words of commitments are broken: %v", err))
			}
			for _, word := range words {
				list = append(list, text.Phrase{Text: word, ID: 1})
			}
		}
		for _, word := range harmless {
			list = append(list, text.Phrase{Text: word})
		}
		matcher, err := text.NewMatcher(list)
		if err != nil {
			panic(fmt.Sprintf("respond: the words of commitments are broken: %v", err))
		}
		w.matcher = matcher
	})
	return w.matcher
}
