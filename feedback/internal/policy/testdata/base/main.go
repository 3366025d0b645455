// Command base uses package feedback and nothing else of the module.
package main

import (
	"fmt"

	"github.com/loamlib/loam/feedback"
)

func main() {
	d := feedback.NewDocument(&feedback.Feedback{Text: "很好"})
	fmt.Println(d.Language(), d.Feedback.Validate())
}
