// Package privacy finds personal data in what customers and companies write, and
// replaces it by pseudonyms.
//
//	for _, d := range privacy.Find("請打 0912-345-678 找王先生") {
//		fmt.Println(d.Kind, d.Span) // phone [10,22), name [26,35)
//	}
//	privacy.Redact("請打 0912-345-678").Text // 請打 [phone-1]
//
// A [Datum] is one piece: its [Kind], where it stands and its value in one
// spelling, so that "0912345678" and "+886 912 345 678" are the same. A
// [Redactor] replaces the same value by the same pseudonym: numbered within one
// text, or by a keyed hash across all texts of a caller who keeps a key.
//
// It knows the forms of Taiwan, the mainland, Hong Kong and the English-speaking
// countries. Numbers that carry a check digit must pass it; where a form alone
// could as well be a price, a date, a quantity or the name of a model, a word
// beside it has to say what it is ("訂單編號", "plate", "LINE ID"). So a bare number
// is left alone, and a name without a title or "my name is" is, too: this finds
// what is sure, not all that may identify somebody.
//
// Time and memory are linear in the text.
package privacy
