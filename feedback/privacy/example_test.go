package privacy_test

import (
	"fmt"

	"github.com/loamlib/loam/feedback/privacy"
)

func ExampleFind() {
	s := "我是王小姐，手機０９１２－３４５－６７８，訂單編號 TW20391847 到現在還沒出貨，花了 1280 元"
	for _, d := range privacy.Find(s) {
		fmt.Println(d.Kind, d.Span.Of(s), d.Value)
	}
	// Output:
	// name 王小姐 王
	// phone ０９１２－３４５－６７８ +886912345678
	// order TW20391847 tw20391847
}

func ExampleFind_english() {
	s := "I was charged twice on 4111 1111 1111 1111, ref 2231-7, and nobody at 221 Baker Street answers (020) 7946 0018."
	for _, d := range privacy.Find(s) {
		fmt.Println(d.Kind, d.Span.Of(s))
	}
	// Output:
	// card 4111 1111 1111 1111
	// order 2231-7
	// address 221 Baker Street
	// phone (020) 7946 0018
}

func ExampleRedact() {
	r := privacy.Redact("快递员打13812345678没人接，又打 138-1234-5678，最后加了微信 wx20871。")
	fmt.Println(r.Text)
	// Output:
	// 快递员打[phone-1]没人接，又打 [phone-1]，最后加了微信 [messenger-1]。
}

// With a key the pseudonym of a customer's number is the same in all texts, and
// only who has the key can tell which number it is.
func ExampleRedactor() {
	r, err := privacy.NewRedactor(&privacy.RedactOptions{Key: []byte("keep this key in your secret store")})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(r.Redact("My number is 0912 345 678.").Text)
	fmt.Println(r.Redact("上次留的是 0912345678").Text)
	// Output:
	// My number is [phone-4e31e89aad23].
	// 上次留的是 [phone-4e31e89aad23]
}
