package text_test

import (
	"fmt"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
)

func ExamplePrepare() {
	t := text.Prepare("ＳＯ good!!!! 服務態度很差，等了40分鐘")
	fmt.Printf("%s\n", t.Folded())
	for _, s := range t.Sentences() {
		fmt.Println(s.End-s.First, "tokens")
	}
	// Output:
	// so good!! 服务态度很差,等了40分钟
	// 3 tokens
	// 12 tokens
}

// A match in the folded form is shown as the customer wrote it.
func ExampleText_Origin() {
	t := text.Prepare("客服態度\u200b超————級好")
	fmt.Printf("%s\n", t.Folded())
	fmt.Println(t.Origin(text.Span{Start: 6, End: 12}).Of(t.Source()))
	// Output:
	// 客服态度超--级好
	// 態度
}

func ExampleText_Language() {
	for _, s := range []string{
		"外送員很有禮貌", "外卖员很有礼貌", "很好吃", "The rider was polite", "配達員が親切でした", "Le livreur est en retard et les plats sont froids", "👍👍",
	} {
		g := text.Prepare(s).Language()
		fmt.Println(g.Tag, g.Script)
	}
	// Output:
	// zh-Hant Hant
	// zh-Hans Hans
	// zh Hani
	// en Latn
	// ja Jpan
	// fr Latn
	// und Zyyy
}

func ExampleText_Runs() {
	t := text.Prepare("房間 super clean，推薦！")
	for _, r := range t.Runs() {
		fmt.Println(r.Script, r.End-r.First)
	}
	// Output:
	// Hani 2
	// Latn 3
	// Hani 3
}

func ExampleSupported() {
	for _, tag := range []string{"zh-TW", "zh-HK", "zh-CN", "zh", "en-AU", "ja"} {
		fmt.Println(tag, text.Supported(language.MustParse(tag)))
	}
	// Output:
	// zh-TW zh-Hant
	// zh-HK zh-Hant
	// zh-CN zh-Hans
	// zh zh-Hans
	// en-AU en
	// ja und
}

func ExampleFold() {
	fmt.Println(text.Fold("網路品質"), text.Fold("ＣＰ值"), text.Fold("Sooooo GOOD"))
	// Output:
	// 网路品质 cp值 soo good
}
