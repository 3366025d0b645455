package respond

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/loamlib/loam/feedback/text"
)

// Longest name that a greeting uses, in characters and in words. What people
// call themselves is shorter; what is longer is a sentence, a slogan or an
// attack.
const (
	nameRunes = 24
	nameWords = 4
	nameDigit = 4 // more digits are a number of somebody or something
)

// UsableName is the name that a greeting can use of what a channel shows as the
// customer's name: without emoji, decoration and surplus space. It is empty, and
// the error says why, if a reply should not repeat what stands there: markup, a
// template or an instruction, control characters, an e-mail or web address, a
// number, a slur, more than 24 characters or four words, writing from right to
// left, or no letters at all. An empty name gives neither name nor error, and so
// does what a channel shows of customers who gave no name ("A Google User", "t***8").
func UsableName(name string) (string, error) {
	if len(name) > nameRunes*utf8.UTFMax*4 {
		return "", errors.New("longer than a name")
	}
	if strings.Contains(name, "**") { // "t***8" is what a channel leaves of a name
		return "", nil
	}
	clean, err := lettersOf(name)
	if err != nil || clean == "" {
		return "", err
	}
	switch {
	case utf8.RuneCountInString(clean) > nameRunes:
		return "", fmt.Errorf("longer than %d characters", nameRunes)
	case len(strings.Fields(clean)) > nameWords:
		return "", fmt.Errorf("more than %d words", nameWords)
	}
	folded := text.Fold(clean)
	if addressed(folded) {
		return "", errors.New("a web address")
	}
	if anonymous(folded) {
		return "", nil
	}
	if slur(folded) {
		return "", errors.New("an insult")
	}
	return clean, nil
}

// lettersOf keeps what names are made of and refuses what they are not.
func lettersOf(name string) (string, error) {
	var b strings.Builder
	letters, digits := 0, 0
	for _, r := range name {
		switch {
		case r == utf8.RuneError:
			return "", errors.New("not valid UTF-8")
		case unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam):
			return "", errors.New("written from right to left")
		case unicode.IsLetter(r), unicode.Is(unicode.Mn, r) && letters > 0 && !variation(r):
			letters++
			b.WriteRune(r)
		case unicode.IsDigit(r):
			digits++
			b.WriteRune(r)
		case unicode.IsSpace(r) && r != '\n' && r != '\r' && r != '\v' && r != '\f', r == '_':
			b.WriteByte(' ')
		case strings.ContainsRune("'’.-·‧・", r):
			b.WriteRune(r)
		case unicode.In(r, unicode.So, unicode.Sk, unicode.Me), r == '\u200d', variation(r): // emoji and their joints
		case strings.ContainsRune("~～*♪!！", r): // decoration
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == '\u2028', r == '\u2029':
			return "", fmt.Errorf("with the control character %U", r)
		case r == '@':
			return "", errors.New("an e-mail address or a handle")
		default:
			return "", fmt.Errorf("with the character %q, which names do not have", r)
		}
	}
	switch {
	case letters == 0 && strings.TrimSpace(name) != "":
		return "", errors.New("without letters")
	case digits > nameDigit:
		return "", errors.New("a number")
	}
	return strings.Trim(strings.Join(strings.Fields(b.String()), " "), "'’-·‧・ "), nil
}

// variation reports whether r only chooses how an emoji is drawn.
func variation(r rune) bool { return '\ufe00' <= r && r <= '\ufe0f' }

// addressed reports whether the folded name has a dot as addresses have it: with two
// letters or more on either side and no space. Initials ("J.R. Smith") have one.
func addressed(folded string) bool {
	for _, word := range strings.Fields(folded) {
		parts := strings.Split(word, ".")
		for i := 1; i < len(parts); i++ {
			if utf8.RuneCountInString(parts[i-1]) > 1 && utf8.RuneCountInString(parts[i]) > 1 {
				return true
			}
		}
	}
	return strings.HasPrefix(folded, "ww.") // folding cuts the third of three equal letters
}

// anonymous reports whether the folded name is what channels show, or customers
// write, in place of a name.
func anonymous(folded string) bool {
	for _, word := range []string{
		"匿名", "用户", "网友", "访客", "顾客", "客人", "旅客", "会员", "路人", "无名", "不具名",
	} {
		if strings.Contains(folded, word) {
			return true
		}
	}
	switch folded {
	case "dear", "hi", "hello", "hey", "sir", "madam", "亲爱的", "您好", "你好", "亲":
		return true
	}
	for _, word := range strings.Fields(folded) {
		switch strings.TrimRight(word, "0123456789.") {
		case "anonymous", "anon", "user", "guest", "customer", "visitor", "member", "reviewer", "traveler", "traveller",
			"unknown", "nobody", "admin", "administrator", "null", "undefined", "none", "nil", "test", "n/a":
			return true
		}
	}
	return false
}

// slur reports whether the folded name has a word that no reply should repeat.
// The list is short on purpose: it keeps a business from greeting somebody with
// the commonest insults, also with digits for letters, and is no filter of language.
func slur(folded string) bool {
	together := strings.Map(undisguised, folded)
	for _, word := range []string{
		"fuck", "nigger", "nigga", "faggot", "bitch", "asshole", "motherf", "bastard", "whore", "wanker", "retard",
		"shithead", "bullshit", "tranny", "hitler",
		"操你", "草你妈", "他妈的", "你妈的", "干你", "去死", "王八", "婊子", "贱人", "贱货", "白痴", "智障", "脑残", "傻逼", "傻b", "煞笔",
		"沙比", "支那", "鸡掰", "机掰", "妓女", "狗屎", "垃圾", "废物", "死全家", "畜生", "混蛋", "台巴子", "死gay", "靠北", "靠腰", "希特勒",
		"骗子", "黑店", "烂店",
	} {
		if strings.Contains(together, word) {
			return true
		}
	}
	for _, word := range strings.Fields(folded) {
		switch word {
		case "shit", "cunt", "dick", "cock", "slut", "fag", "kike", "spic", "chink", "gook", "twat", "prick", "nazi", "sb", "nmsl", "cnm", "tmd":
			return true
		}
	}
	return false
}

// undisguised is the letter that a digit stands for; -1 for what parts letters.
func undisguised(r rune) rune {
	switch r {
	case ' ', '.', '-', '\'', '·':
		return -1
	case '0':
		return 'o'
	case '1':
		return 'i'
	case '3':
		return 'e'
	case '4':
		return 'a'
	case '5':
		return 's'
	case '7':
		return 't'
	}
	return r
}
