package dedupe

import (
	"fmt"
	"sync"

	"github.com/loamlib/loam/feedback/text"
)

// An advert needs both an offer and a contact: a customer who complains that a
// shop asked for a review by WeChat names one of the two.
const (
	offer = iota
	contact
)

// offers are what adverts in reviews are for.
var offers = []string{
	"刷单", "兼职", "日赚", "日入", "月入过万", "轻松赚", "赚钱", "代开发票", "办证", "贷款", "低息", "秒批", "棋牌", "博彩", "彩票", "投注", "时时彩",
	"百家乐", "娱乐城", "开户", "炒股", "荐股", "返利", "领红包", "优惠券群", "内部券", "代购", "高仿", "原单", "减肥药", "壮阳", "代理加盟", "诚招",
	"招代理", "网赚", "挂机", "外挂", "代写", "代刷", "收徒", "借钱", "借款", "小额信贷", "贷款利率", "投资理财", "娱乐平台", "免费领取", "算命",
	"earn money", "make money", "work from home", "extra income", "passive income", "casino", "betting", "slots", "viagra", "cialis",
	"bitcoin", "crypto", "forex", "investment opportunity", "loan offer", "personal loan", "weight loss pills", "replica", "cheap followers",
	"buy followers", "buy reviews", "seo services", "backlinks", "free gift card", "free iphone", "click here", "hot singles", "recovered my money",
	"recover your funds", "spell caster", "hacker", "100% guaranteed", "promo code", "limited offer", "dm for",
}

// contacts are how adverts want to be reached, beside links and numbers.
var contacts = []string{
	"加微信", "加微", "加薇", "加v", "加vx", "加我", "微信号", "vx", "wx", "v信", "薇信", "威信", "扣扣", "qq群", "加群", "加q", "私聊", "私信我", "加line", "line id",
	"联系电话", "详询", "咨询电话", "whatsapp", "telegram", "text me", "contact me", "dm me", "email me", "call me on", "visit my", "visit our", "visit www",
	"check my profile", "link in bio", "sign up at", "register at", "join now", "subscribe to my", "赖id", "赖",
}

// sharedAdvert is compiled when it is first asked for.
var sharedAdvert struct {
	once    sync.Once
	matcher *text.Matcher
}

func advertWords() *text.Matcher {
	sharedAdvert.once.Do(func() {
		var phrases []text.Phrase
		for id, list := range [][]string{offer: offers, contact: contacts} {
			for _, s := range list {
				phrases = append(phrases, text.Phrase{Text: s, ID: id})
			}
		}
		m, err := text.NewMatcher(phrases)
		if err != nil {
			panic(err) // the phrases are constants
		}
		sharedAdvert.matcher = m
	})
	return sharedAdvert.matcher
}

// longNumber is how many digits a number must have to be a telephone or
// account number.
const longNumber = 7

// longestAdvert is how many tokens are read.
const longestAdvert = 300

func advert(t *text.Text) finding {
	if len(t.Tokens()) > longestAdvert {
		return finding{}
	}
	var seen [2]int
	for m := range advertWords().Matches(t) {
		seen[m.ID]++
	}
	if seen[offer] == 0 {
		return finding{}
	}
	for _, tok := range t.Tokens() {
		if tok.Kind == text.Link || tok.Kind == text.Number && digits(t.Bytes(tok)) >= longNumber {
			seen[contact]++
		}
	}
	if seen[contact] == 0 {
		return finding{}
	}
	return finding{Advert, fmt.Sprintf("%d offers, %d contacts", seen[offer], seen[contact])}
}

func digits(b []byte) int {
	n := 0
	for _, c := range b {
		if '0' <= c && c <= '9' {
			n++
		}
	}
	return n
}
