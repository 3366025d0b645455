package main

import (
	"context"
	"fmt"
	"log"
	"strings"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond"
	"github.com/loamlib/loam/respond/catalog"
	"github.com/loamlib/loam/respond/lint"
)

// reply prints a draft of a reply, which breaks no rule that matters, and what the
// rules say of a reply that somebody wrote in anger.
func reply(ctx context.Context, f feedback.Feedback, a feedback.Analysis) {
	write, err := respond.Guard(catalog.Default(), lint.Default(), nil)
	if err != nil {
		log.Fatal(err)
	}
	brief, err := respond.Plan(&respond.Request{
		Feedback: &f, Analysis: &a,
		Business: respond.Business{Name: "巷口牛肉麵", Contact: respond.Contact{Phone: "02-2345-6789"}, Signer: respond.Signer{Role: "店長"}},
		Fault:    respond.AtFault, // a person looked into it and said so
		Finding:  "當天有兩位同仁臨時請假，候位時間沒有即時向您說明。",
	})
	if err != nil {
		log.Fatal(err)
	}
	draft, err := write.Generate(ctx, brief)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("\nA reply to %s, checked:\n\n     %s\n", f.ID, wrap(draft.Text, 74, "     "))

	angry := "如果造成您的不便我們很抱歉，但是當天是您自己遲到，請刪除評論，我們會退費給您。"
	found, err := lint.Default().Lint(ctx, angry, brief)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("\nWhat the rules say of another:\n\n     %s\n\n", wrap(angry, 74, "     "))
	for _, d := range found {
		fmt.Printf("     %-8s %-8s %s\n", d.Rule, d.Severity, wrap(d.Message, 56, strings.Repeat(" ", 23)))
	}
}
