// Command contracts uses the contract packages and none of their engines.
package main

import (
	"context"
	"fmt"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/sentiment"
)

func main() {
	d := feedback.NewDocument(&feedback.Feedback{Text: "很好"})
	s, err := sentiment.FirstKnown().Analyze(context.Background(), d)
	labels, _ := classify.All().Classify(context.Background(), d)
	var nps metrics.NPS
	nps.Add(9)
	fmt.Println(s, err, labels, nps.Estimate())
}
