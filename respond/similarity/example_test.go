package similarity_test

import (
	"fmt"
	"slices"

	"github.com/loamlib/loam/respond/similarity"
)

// The same text with another name is nearly the same; the same thing said in other
// words is not.
func ExampleOf() {
	a := "王小姐您好，謝謝您的來信。讓您久等了，我們很抱歉。"
	fmt.Printf("%.2f\n", similarity.Of(a, "陳先生您好，謝謝您的來信。讓您久等了，我們很抱歉。"))
	fmt.Printf("%.2f\n", similarity.Of(a, "陳先生您好，等那麼久一定很掃興，這是我們的錯，對不起。"))
	// Output:
	// 0.73
	// 0.00
}

// A memory of what was sent tells how near the next reply comes to it. It can be
// stored and merged, and does not hold the words.
func ExampleMemory() {
	var north, south similarity.Memory
	north.Add("Thank you for telling us about the cold soup. We have spoken with the kitchen.")
	south.Add("It is good to hear that you enjoyed your stay with us.")

	north.Merge(&south)
	fmt.Println(north.Len(), "replies remembered")
	fmt.Printf("%.2f\n", north.Nearest("It is good to hear that you enjoyed your dinner with us."))
	fmt.Printf("%.2f\n", north.Nearest("What a lovely review, thank you so much!"))

	stored, err := north.MarshalBinary()
	fmt.Println(len(stored), "bytes,", err)
	// Output:
	// 2 replies remembered
	// 0.69
	// 0.00
	// 118 bytes, <nil>
}

// A business wants to know how many of its replies are canned.
func ExampleSurvey() {
	replies := []string{
		"感谢您的宝贵意见，我们会持续改进，给您带来不便敬请谅解。客服小李",
		"汤端上来已经凉了，换成我们也会失望，厨房已经调整出餐的顺序。",
		"感谢您的宝贵意见，我们会持续改进，给您带来不便敬请谅解。客服小王",
		"停车的建议我们记下了，正在和隔壁的停车场谈合作。",
	}
	got, err := similarity.Survey(slices.Values(replies), similarity.Near)
	fmt.Println(got, err)
	// Output:
	// 50.0% canned (2 of 4 replies; 3 texts, one used 2 times) <nil>
}
