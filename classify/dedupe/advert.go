package dedupe

import (
	"fmt"
	"sync"

	"github.com/loamlib/loam/feedback/text"
)

// An advert needs both an offer and a contact: a customer who complains that a
// shop asked for a review by WeChat names one of the two. A lure, which customers
// may write of, needs more than a contact.
const (
	offer = iota
	contact
	lure
	phone
)

// offers are what adverts in reviews are for, in words that those who sell use and
// not those who complain: "贷款" and "casino" alone are what customers of banks and
// hotels write of.
var offers = []string{
	"日赚", "日入过千", "月入过万", "轻松赚", "赚零花", "兼职刷单", "刷单兼职", "高薪兼职", "轻松兼职", "手机兼职", "在家兼职", "网赚", "招代理", "诚招", "诚聘", "招聘兼职", "代理加盟",
	"代开发票", "代办证件", "代写论文", "代刷", "收徒", "无抵押贷款", "秒批", "低息贷款", "办理贷款", "信用卡套现", "棋牌游戏", "博彩", "百家乐", "时时彩", "彩金", "娱乐城", "壮阳", "一夜情", "荐股", "带你赚",
	"earn money", "make money online", "make money from home", "make money fast", "extra income", "passive income", "guaranteed profit", "online casino", "free spins", "viagra", "cialis", "weight loss pills",
	"cheap followers", "buy followers", "buy reviews", "seo services", "backlinks", "free gift card", "free iphone", "hot singles", "recovered my money", "recover your funds", "lost your crypto", "spell caster", "hire a hacker",
	"loan offer", "investment opportunity", "trading signals",
}

// contacts are how adverts want to be reached, beside links and numbers.
var contacts = []string{
	"加微信", "加微", "加薇", "加v", "加vx", "加我", "微信号", "vx", "wx", "v信", "薇信", "扣扣", "qq群", "加群", "加q", "加qq", "私聊", "私信我", "加line", "line id", "加赖",
	"whatsapp", "telegram", "dm me", "visit my", "visit our", "check my profile", "link in bio", "sign up at", "register at", "join now", "click here",
	"subscribe to my",
}

// phones are contacts that customers give too, when they want to be called.
var phones = []string{"联系电话", "详询", "咨询电话", "text me", "contact me", "email me", "call me on"}

// lures make an advert only beside a handle: a contact with the name or number of an
// account, which customers who complain of adverts leave out.
var lures = []string{
	"红包", "优惠", "返现", "福利", "兼职", "免费领", "赚钱", "贷款", "代购", "高仿", "折扣", "get rich", "cheap watches", "replica", "free money", "double your", "big profit",
}

// sharedAdvert is compiled when it is first asked for.
var sharedAdvert struct {
	once    sync.Once
	matcher *text.Matcher
}

func advertWords() *text.Matcher {
	sharedAdvert.once.Do(func() {
		var phrases []text.Phrase
		for id, list := range [][]string{offer: offers, contact: contacts, lure: lures, phone: phones} {
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
	var seen [4]int
	handles := 0
	for m := range advertWords().Matches(t) {
		seen[m.ID]++
		if m.ID == contact && handleFollows(t, m.End) {
			handles++
		}
	}
	for _, tok := range t.Tokens() {
		if tok.Kind == text.Link || tok.Kind == text.Number && digits(t.Bytes(tok)) >= longNumber {
			seen[contact]++
		}
	}
	seen[contact] += seen[phone]
	switch {
	case seen[offer] > 0 && seen[contact] > 0:
		return finding{Advert, fmt.Sprintf("%d offers, %d contacts", seen[offer], seen[contact])}
	case seen[lure] > 0 && handles > 0:
		return finding{Advert, fmt.Sprintf("%d lures, %d accounts", seen[lure], handles)}
	}
	return finding{}
}

// A handle is a word with a digit or a number, of shortestHandle signs or more,
// among the next few tokens.
const (
	shortestHandle = 5
	handleReach    = 3
)

func handleFollows(t *text.Text, i int) bool {
	tokens := t.Tokens()
	for _, tok := range tokens[i:min(i+handleReach, len(tokens))] {
		b := t.Bytes(tok)
		if (tok.Kind == text.Word && tok.Script == text.Latin || tok.Kind == text.Number) && len(b) >= shortestHandle && digits(b) > 0 {
			return true
		}
	}
	return false
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
