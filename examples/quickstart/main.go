// Command quickstart judges ten reviews in three languages, prints what was judged
// and why, the scores with their intervals, and a reply to the worst of them. Last
// it reads eight months of feedback, and says what to do first and why.
package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"log"
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/pipeline"
	"github.com/loamlib/loam/metrics"
)

//go:embed reviews.jsonl
var reviews string

func main() {
	ctx := context.Background()
	judge := pipeline.Default()
	var nps metrics.NPS
	var mood metrics.NetSentiment
	defer whatFirst(ctx, judge) // eight months of feedback: what to do first, and why

	fmt.Print("Passages in brackets tell most: + speaks for praise, - for blame.\n\n")
	for line := range strings.Lines(reviews) {
		var f feedback.Feedback
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			log.Fatal(err)
		}
		a, err := judge.Analyze(ctx, &f)
		if err != nil {
			log.Fatal(err)
		}
		show(f, a)

		if r, ok := f.Rating(feedback.NPS); ok {
			nps.AddRating(r) // 11 is no answer: it is counted as rejected, not as a promoter
		}
		mood.AddAnalysis(&a) // what could not be judged is counted as that
		if f.ID == "r1" {
			defer reply(ctx, f, a)
		}
	}
	fmt.Println("NPS          ", wrap(nps.Estimate().Format(language.English), 65, "              "))
	fmt.Println("Judged       ", wrap(mood.Coverage().Format(language.English), 65, "              "))
	fmt.Println("Net sentiment", wrap(mood.Estimate().Format(language.English), 65, "              "))
}
