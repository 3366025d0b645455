package privacy_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/loamlib/loam/feedback/privacy"
)

// found is what a case wants: kind and the words that it covers.
type found struct{ Kind, Words, Value string }

func foundIn(s string) (out []found) {
	for _, d := range privacy.Find(s) {
		out = append(out, found{d.Kind.String(), d.Span.Of(s), d.Value})
	}
	return out
}

// The identity numbers are made up; their check digits are right by the rule of
// each country, worked out by hand or taken from the published examples: Taiwan
// A123456789 (the Ministry of the Interior's sample), the mainland
// 11010519491231002X (GB 11643-1999), Hong Kong A123456(3) (the Immigration
// Department's sample). Card numbers are the test numbers of the networks.
func TestFind(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []found
	}{
		{"Taiwan mobile", "請打0912-345-678給我", []found{{"phone", "0912-345-678", "+886912345678"}}},
		{"Taiwan mobile, full width", "電話：０９１２３４５６７８", []found{{"phone", "０９１２３４５６７８", "+886912345678"}}},
		{"Taiwan mobile, international", "call +886 912 345 678 please", []found{{"phone", "+886 912 345 678", "+886912345678"}}},
		{"Taiwan landline", "(02)2345-6789 分機 12", []found{{"phone", "(02)2345-6789", "+886223456789"}}},
		{"Taiwan landline, three digits", "04-22345678", []found{{"phone", "04-22345678", "+886422345678"}}},
		{"mainland mobile", "手机13812345678没人接", []found{{"phone", "13812345678", "+8613812345678"}}},
		{"mainland mobile, grouped", "138 1234 5678", []found{{"phone", "138 1234 5678", "+8613812345678"}}},
		{"mainland landline", "请拨010-12345678", []found{{"phone", "010-12345678", "01012345678"}}},
		{"service number", "客服400-820-8820", []found{{"phone", "400-820-8820", "4008208820"}}},
		{"American", "Call me at (415) 555-2671.", []found{{"phone", "(415) 555-2671", "+14155552671"}}},
		{"American, dots", "212.555.0187 is my number", []found{{"phone", "212.555.0187", "+12125550187"}}},
		{"British", "ring 07911 123456", []found{{"phone", "07911 123456", "07911123456"}}},
		{"international, with zeros", "00 44 20 7946 0018", []found{{"phone", "00 44 20 7946 0018", "+442079460018"}}},
		{"Hong Kong, announced", "電話 2345 6789", []found{{"phone", "2345 6789", "23456789"}}},
		{"followed by another number", "0912345678 500元", []found{{"phone", "0912345678", "+886912345678"}}},

		{"e-mail", "write to Mei.Lin+shop@example.com.tw, thanks", []found{{"email", "Mei.Lin+shop@example.com.tw", "mei.lin+shop@example.com.tw"}}},
		{"e-mail in Chinese text", "请寄12345@qq.com谢谢", []found{{"email", "12345@qq.com", "12345@qq.com"}}},
		{"e-mail, full width sign", "寄到amy＠example.com", []found{{"email", "amy＠example.com", "amy＠example.com"}}},
		{"e-mail, veiled", "write to amy.lin (at) example.com.", []found{{"email", "amy.lin (at) example.com", "amy.lin@example.com"}}},
		{"profile", "see https://www.facebook.com/jane.doe.99", []found{{"profile", "https://www.facebook.com/jane.doe.99", "https://www.facebook.com/jane.doe.99"}}},
		{"shop's page is none", "see https://example.com/menu", nil},

		{"Taiwan ID", "身分證A123456789", []found{{"national_id", "A123456789", "a123456789"}}},
		{"Taiwan ID, wrong check digit", "型號A123456788", nil},
		{"Taiwan resident, new", "統一證號A800000014", []found{{"national_id", "A800000014", "a800000014"}}},
		{"mainland ID", "身份证11010519491231002X", []found{{"national_id", "11010519491231002X", "11010519491231002x"}}},
		{"mainland ID, wrong check digit, not announced", "流水110105194912310021元", nil},
		{"Hong Kong ID", "HKID A123456(3)", []found{{"national_id", "A123456(3)", "a1234563"}}},
		{"Social Security", "SSN 219-09-9998", []found{{"national_id", "219-09-9998", "219099998"}}},

		{"Visa", "charged 4111 1111 1111 1111 twice", []found{{"card", "4111 1111 1111 1111", "4111111111111111"}}},
		{"American Express", "378282246310005", []found{{"card", "378282246310005", "378282246310005"}}},
		{"fails Luhn", "4111 1111 1111 1112", nil},
		{"last digits", "信用卡末四碼 4321 被盜刷", []found{{"card", "4321", "4321"}}},

		{"order", "訂單編號：TW20391847 還沒到", []found{{"order", "TW20391847", "tw20391847"}}},
		{"order, English", "My order #48-2291 never came", []found{{"order", "48-2291", "482291"}}},
		{"order of a quantity", "order 2000 pieces, 訂單1500元", nil},
		{"year of an order", "my order 2025 was fine", nil},
		{"membership", "會員編號 88120345", []found{{"account", "88120345", "88120345"}}},
		{"passport", "护照号码E12345678丢了", []found{{"passport", "E12345678", "e12345678"}}},

		{"LINE", "加我 LINE ID：amy_0912", []found{{"messenger", "amy_0912", "amy_0912"}}},
		{"WeChat", "加微信 wx20871 聊", []found{{"messenger", "wx20871", "wx20871"}}},
		{"QQ", "QQ：123456789", []found{{"messenger", "123456789", "123456789"}}},
		{"name of a messenger alone", "用 LINE 通知, WeChat works, 微信支付", nil},

		{"mainland plate", "京A·12345停在门口", []found{{"plate", "京A·12345", "京a12345"}}},
		{"Taiwan plate", "車牌 ABC-1234 的司機", []found{{"plate", "ABC-1234", "abc1234"}}},
		{"model that looks like a plate", "型號 ABC-1234 很好用", nil},

		{"Taiwan address", "我住台北市大安區忠孝東路四段100號5樓之2", []found{{"address", "台北市大安區忠孝東路四段100號5樓之2", "台北市大安区忠孝东路四段100号5楼之2"}}},
		{"mainland address", "寄到上海市徐汇区漕溪北路398号3单元501室", []found{{"address", "上海市徐汇区漕溪北路398号3单元501室", "上海市徐汇区漕溪北路398号3单元501室"}}},
		{"estate", "阳光花园3栋2单元501室漏水", []found{{"address", "阳光花园3栋2单元501室", "阳光花园3栋2单元501室"}}},
		{"English address", "I live at 221 Baker Street in London", []found{{"address", "221 Baker Street", "221bakerstreet"}}},
		{"no address", "3號線很擠，走路5分鐘，1號店，the 5 star way", nil},

		{"title", "Mr. John Smith was rude", []found{{"name", "Mr. John Smith", "john smith"}}},
		{"Chinese title", "請找王先生", []found{{"name", "王先生", "王"}}},
		{"full Chinese name", "王小明先生很親切", []found{{"name", "王小明先生", "王小明"}}},
		{"introduction", "我叫陳美玲，上週來過", []found{{"name", "陳美玲", "陈美玲"}}},
		{"introduction, English", "my name is Amy Chen and I", []found{{"name", "Amy Chen", "amy chen"}}},
		{"no name", "先生小姐們都好，the ms office", nil},

		{"prices and dates", "2026-03-12 18:30 花了 NT$1,280，RM 12.50，3.5 折，10-12 點，2025/1/1，20260312", nil},
		{"quantities and models", "買了 1000 個 iPhone 15 Pro Max 256GB，SM-G9910，RTX 4090，5000mAh，1080p", nil},
		{"scores and years", "10/10, 9.5 out of 10, 1999-2024, room 305, flight 12", nil},
		{"empty", "", nil},
	} {
		if diff := cmp.Diff(tt.want, foundIn(tt.text)); diff != "" {
			t.Errorf("%s: %s\n%s", tt.name, tt.text, diff)
		}
	}
}
