// Command everything uses the default pipeline.
package main

import (
	"context"
	"fmt"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/pipeline"
)

func main() {
	fmt.Println(pipeline.Default().Analyze(context.Background(), &feedback.Feedback{Text: "很好"}))
}
