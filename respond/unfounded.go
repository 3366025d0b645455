package respond

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/loamlib/loam/feedback/text"
)

// UnfoundedID is the rule of [Unfounded]. It is none of [Rules], which hold for
// everybody: a person who replies may know more than the brief says, a generator
// does not.
const UnfoundedID RuleID = "FACT-01"

// Unfounded reports, as errors, what a generated reply says and the brief does
// not hold: numbers, addresses, sums of money, an offer although none was decided
// on, and an admission of fault although nobody has said who is at fault. What
// the customer wrote is no fact: a reply that offers the refund which the review
// demands is reported.
//
// It knows the words of offers and admissions in Chinese and English, and
// numbers and addresses in any language. A number in words is found if money or
// a percentage goes with it. A reply to feedback about refunds may speak of
// refunds, and not promise one.
func Unfounded(reply string, b *Brief) []Diagnostic {
	told := text.Prepare(reply)
	known := text.Prepare(b.known())
	numbers := numbersOf(known)
	var out []Diagnostic
	report := func(span text.Span, what text.Wording) {
		span = told.Origin(span)
		out = append(out, Diagnostic{
			Rule: UnfoundedID, Severity: Error, Grade: GradeD, Span: span,
			Message: fmt.Sprintf(what.In(b.Language), span.Of(reply)), Fix: leaveOut.In(b.Language),
		})
	}
	facts := string(known.Folded())
	for _, tok := range told.Tokens() {
		switch tok.Kind {
		case text.Number:
			if !slices.Contains(numbers, digitsOf(told.Bytes(tok))) {
				report(tok.Span(), unknownNumber)
			}
		case text.Link, text.Mention:
			if !strings.Contains(facts, string(told.Bytes(tok))) {
				report(tok.Span(), unknownAddress)
			}
		}
	}
	for m := range promises.phrases().Matches(told) {
		span := m.Span(told)
		if promise(m.ID) == noPromise {
			continue
		}
		if !b.backs(promise(m.ID)) && !strings.Contains(facts, span.Of(string(told.Folded()))) {
			report(span, unbacked[m.ID])
		}
	}
	b.reportCommitments(told, facts, out, func(span text.Span) { report(span, unknownOffer) })
	slices.SortStableFunc(out, func(x, y Diagnostic) int { return x.Span.Start - y.Span.Start })
	return out
}

var (
	unknownNumber = text.Wording{
		En: "The number %s is not among the facts.", Hant: "數字 %s 不在已知的事實中。", Hans: "数字 %s 不在已知的事实中。"}
	unknownSum = text.Wording{
		En: "%s: no such sum or rate is among the facts.", Hant: "「%s」：已知的事實中沒有這樣的金額或比例。", Hans: "“%s”：已知的事实中没有这样的金额或比例。"}
	unknownAddress = text.Wording{
		En: "The address %s is not among the facts.", Hant: "位址 %s 不在已知的事實中。", Hans: "地址 %s 不在已知的事实中。"}
	unknownOffer = text.Wording{
		En: "%s: no such offer was decided on.", Hant: "「%s」：並未決定提供。", Hans: "“%s”：并未决定提供。"}
	unknownFault = text.Wording{
		En: "%s: nobody has said that the business is at fault.", Hant: "「%s」：尚未認定責任在我方。", Hans: "“%s”：尚未认定责任在我方。"}
	leaveOut = text.Wording{
		En: "Leave it out; use only the facts of the brief.", Hant: "刪去；只使用已知的事實。", Hans: "删去；只使用已知的事实。"}
)

// known is all that the brief lets a reply say, the customer's words left out.
func (b *Brief) known() string {
	c := b.Business.Contact
	list := []string{
		b.Name, b.Business.Name, b.Business.Signer.Name, b.Business.Signer.Role,
		c.Department, c.Phone, c.Email, c.URL, c.Hours,
		b.Finding, b.Answer, b.Prevention,
	}
	list = append(list, b.Missing...)
	if b.Remedy != nil && b.Asks(Offer) {
		list = append(list, b.Remedy.Detail)
	}
	if t := b.NextUpdate; !t.IsZero() {
		list = append(list, t.Format("2006 1 2 15 3 4 15:04 3:04 2006-01-02 2006/1/2 1/2 2/1"), t.Format(time.RFC3339))
	}
	return strings.Join(list, "\n")
}

// numbersOf lists the numbers of t, digits alone.
func numbersOf(t *text.Text) []string {
	var out []string
	for _, tok := range t.Tokens() {
		if tok.Kind == text.Number {
			out = append(out, digitsOf(t.Bytes(tok)))
		}
	}
	return out
}

// digitsOf is a number without what stands between its digits, and without
// zeros before and after a decimal point: "9,999.00" and "9999" are one.
func digitsOf(b []byte) string {
	plain := strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' || r == '.' {
			return r
		}
		return -1
	}, string(b))
	if x, err := strconv.ParseFloat(plain, 64); err == nil && len(plain) < 16 {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return plain
}

// A promise is a kind of thing that only people decide.
type promise int

const (
	promisedOffer promise = iota
	promisedGift
	promisedMoney
	admittedFault
	noPromise // words that only look like one
)

// backs reports whether the brief lets a reply promise it. Words of offers are
// also the words of feedback about refunds, returns and discounts.
func (b *Brief) backs(p promise) bool {
	switch p {
	case promisedOffer:
		return b.Asks(Offer) || b.isAbout("refund", "returns", "promotion", "after_sales", "billing", "policy")
	case promisedGift:
		return b.Asks(Offer) || b.isAbout("promotion", "policy")
	case admittedFault:
		return b.Fault == AtFault
	}
	return false
}

// isAbout reports whether the customer raised one of the topics.
func (b *Brief) isAbout(topics ...string) bool {
	return slices.ContainsFunc(b.Concerns, func(c Concern) bool {
		return slices.ContainsFunc(topics, func(s string) bool { return strings.Contains(string(c.Topic), s) })
	})
}

// promises are the words of promises, compiled when first needed.
var promises promiseWords

// unbacked are the messages about promises.
var unbacked = [...]text.Wording{promisedOffer: unknownOffer, promisedGift: unknownOffer, promisedMoney: unknownSum, admittedFault: unknownFault}

type promiseWords struct {
	once    sync.Once
	matcher *text.Matcher
}

func (w *promiseWords) phrases() *text.Matcher {
	w.once.Do(func() {
		var list []text.Phrase
		for _, group := range []struct {
			promise promise
			words   string
		}{
			{promisedOffer, "refund, refunds, refunded, refunding, reimburse, reimbursed, reimbursement, compensation, compensate, " +
				"discount, discounts, free of charge, at no cost, at no charge, money back, cashback, replacement, " +
				"退款, 退费, 退钱, 全额退, 赔偿, 理赔, 补偿, 折扣, 打折, 优惠价, 免费, 免收, 换新, 更换新品, 补寄"},
			{promisedGift, "voucher, vouchers, coupon, coupons, gift card, gift cards, gift certificate, complimentary, on the house, store credit, promo code, " +
				"优惠券, 代金券, 礼券, 抵用券, 折价券, 购物金, 红包, 赠送, 赠品, 免单"},
			{promisedMoney, "dollar, dollars, usd, euros, percent, per cent, 块钱, 美元, 美金, 台币, 人民币, 百元, 千元, 万元, 十元, 九元, 八元, 五元, 五折, 六折, 七折, 八折, 九折, 半价, half price"},
			{noPromise, "打了折扣, 大打折扣, 打折扣, 不打折扣, 没有折扣地"},
			{admittedFault, "we messed up, we screwed up, we dropped the ball, we made a mistake, we got this wrong, we got it wrong, we let you down, we are liable, we take the blame, i admit, " +
				"our fault, our mistake, our error, our negligence, we were at fault, we are at fault, we were wrong, we are to blame, full responsibility, we admit, " +
				"我们的锅, 是我们不对, 我们搞砸, 我们做错, 我们承认, 我们的错, 我们的疏失, 我们的失误, 我们的过失, 我们的过错, 我们的责任, 责任在我们, 错在我们, 过错在我们, 我方的责任, 我方疏失, 我方过失"},
		} {
			for word := range strings.SplitSeq(group.words, ", ") {
				list = append(list, text.Phrase{Text: word, ID: int(group.promise)})
			}
		}
		matcher, err := text.NewMatcher(list)
		if err != nil {
			panic(fmt.Sprintf("respond: the words of promises are broken: %v", err))
		}
		w.matcher = matcher
	})
	return w.matcher
}
