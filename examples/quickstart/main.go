// Command quickstart judges ten reviews in three languages, prints what was judged
// and why, the scores with their intervals, and one reply.
package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"log"
	"strings"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/pipeline"
	"github.com/loamlib/loam/metrics"
)

//go:embed reviews.jsonl
var reviews string

func main() {
	judge := pipeline.Default()
	var nps metrics.NPS
	var mood metrics.NetSentiment

	for line := range strings.Lines(reviews) {
		var f feedback.Feedback
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			log.Fatal(err)
		}
		a, err := judge.Analyze(context.Background(), &f)
		if err != nil {
			log.Fatal(err)
		}
		show(f, a)

		if r, ok := f.Rating(feedback.NPS); ok {
			nps.AddRating(r) // 11 is no answer: it is counted as rejected, not as a promoter
		}
		mood.AddAnalysis(&a)
	}
	fmt.Println("NPS          ", &nps)
	fmt.Println("Net sentiment", &mood)
}
