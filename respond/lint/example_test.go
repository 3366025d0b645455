package lint_test

import (
	"context"
	"fmt"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/respond"
	"github.com/loamlib/loam/respond/lint"
)

// A reply in which much goes wrong.
func ExampleLinter_Lint() {
	reply := "Hi , we are sorry if you felt ignored. You should have told the waiter. Please change your rating."
	found, err := lint.Default().Lint(context.Background(), reply, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range found {
		fmt.Printf("%s %v %q: %s\n", d.Rule, d.Severity, d.Span.Of(reply), d.Message)
	}
	// Output:
	// FORM-03 error "Hi ,": The greeting addresses nobody.
	// APOL-03 warning "sorry if you felt": This apology is conditional: it doubts what the customer said.
	// APOL-02 warning "You should have told": This shifts the blame to the customer.
	// TONE-01 warning "You should have told": This reproaches the customer.
	// SOL-03 error "change your rating": This asks for the review to be changed, or trades something for it.
}

// What is allowed depends on where the reply will stand.
func ExampleLinter_Lint_profile() {
	reply := "謝謝您的意見，很抱歉讓您久等。下次來店將招待您一份甜點。"
	for _, p := range []respond.Profile{respond.TripAdvisor(), respond.PrivateMessage()} {
		found, err := lint.Default().Lint(context.Background(), reply, &respond.Brief{Request: respond.Request{Profile: p}})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(p.ID, len(found))
		for _, d := range found {
			fmt.Println(" ", d.Rule, d.Severity, d.Span.Of(reply), d.Message, d.Fix)
		}
	}
	// Output:
	// tripadvisor 1
	//   SOL-02 error 下次來店將招待您一份甜點 這裡公開提供贈品、金錢或折扣，此處不允許。 請客戶私下聯繫，再提出補償。
	// private 0
}

// With the feedback at hand more can be checked: what the reply leaves out, and
// what it should not know.
func ExampleLinter_Lint_brief() {
	brief := &respond.Brief{
		Request: respond.Request{
			Feedback: &feedback.Feedback{Text: "快递晚了四天才到，箱子都压扁了。", Customer: feedback.Customer{Name: "小雨"}},
			Business: respond.Business{Name: "枫与雨"},
			Fault:    respond.AtFault,
		},
	}
	reply := "小雨您好，您的订单号 20391847 已签收，请您理解。"
	found, err := lint.Default().Lint(context.Background(), reply, brief)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range found {
		fmt.Println(d.Rule, d.Severity, d.Message)
	}
	// Output:
	// APOL-01 warning 企业有错，但回复没有道歉。
	// PERS-03 warning 回复没有署名。
	// PERS-04 warning 没有回应客户提出的任何一点。
	// THANK-01 warning 没有感谢客户。
	// PRIV-01 error 客户的这个号码并未出现在评价中。
}

// A caller's own rules stand beside the shipped ones, and messages may come in
// the language of who reads them.
func ExampleNew() {
	l, err := lint.New(&lint.Options{
		Language: language.English,
		Severity: map[respond.RuleID]respond.Severity{"LEGAL-01": respond.Error},
		Banned: []lint.Banned{{
			Pattern: "親愛的", Rule: "HOUSE-01", Severity: respond.Warning,
			Message: text.Wording{En: "We address customers by name only."},
		}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	reply := "親愛的顧客您好，感謝來信，我們承認有重大過失。"
	found, err := l.Lint(context.Background(), reply, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range found {
		fmt.Println(d.Rule, d.Severity, d.Message)
	}
	// Output:
	// HOUSE-01 warning We address customers by name only.
	// LEGAL-01 error This admits legal liability.
}
