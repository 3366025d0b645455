package text_test

import (
	"fmt"

	"github.com/loamlib/loam/feedback/text"
)

func ExampleMatcher() {
	const waiting, attitude = 1, 2
	m, err := text.NewMatcher([]text.Phrase{
		{"waiting time", waiting},
		{"等太久", waiting},
		{"服務態度", attitude}, // finds both scripts
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, words := range []string{"The waiting time is a joke.", "等太久了，服务态度也差。"} {
		t := text.Prepare(words)
		for match := range m.Matches(t) {
			fmt.Println(match.ID, t.Origin(match.Span(t)).Of(words))
		}
	}
	// Output:
	// 1 waiting time
	// 1 等太久
	// 2 服务态度
}
