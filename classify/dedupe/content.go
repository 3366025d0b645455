package dedupe

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// A finding is a rule that a record breaks by itself.
type finding struct {
	rule   Rule
	detail string
}

// content looks for the first rule that a record breaks whatever the others are.
func (s *settings) content(d *feedback.Document, seconds float64) finding {
	for _, f := range s.findings(d, seconds) {
		if f.rule != "" && !s.skip[f.rule] {
			return f
		}
	}
	return finding{}
}

func (s *settings) findings(d *feedback.Document, seconds float64) [8]finding {
	f, t := d.Feedback, &d.Text
	rated := len(f.Ratings) > 0
	key := letters(t)
	var out [8]finding
	if t.Blank() && !rated {
		out[0] = finding{Empty, "no words and no rating"}
	}
	if !rated {
		out[1] = placeholder(t, key, f.Question != "")
	}
	if isBoilerplate(key) {
		out[2] = finding{Boilerplate, "the platform's words for no review"}
	}
	if why := gibberish(t); why != "" {
		out[3] = finding{Gibberish, why}
	}
	out[4] = linkFarm(t)
	out[5] = advert(t)
	if name := botName(f.Attributes[s.UserAgentAttribute]); name != "" {
		out[6] = finding{Bot, fmt.Sprintf("%s names a %s", s.UserAgentAttribute, name)}
	}
	if n := utf8.RuneCountInString(strings.TrimSpace(f.Text)); seconds >= 0 && n >= fewestTyped && float64(n) > fastestTyping*seconds {
		out[7] = finding{Speeder, fmt.Sprintf("%d characters in %v s", n, seconds)}
	}
	return out
}

// letters is the folded text without what stands between letters and digits.
func letters(t *text.Text) string {
	var b strings.Builder
	for _, tok := range t.Tokens() {
		switch tok.Kind {
		case text.Word, text.Han1, text.Number:
			b.Write(t.Bytes(tok))
		}
		if b.Len() > longestPhrase {
			return ""
		}
	}
	return b.String()
}

// longestPhrase is more than any placeholder or boilerplate has bytes.
const longestPhrase = 120

// placeholders say nothing in any context; answers say something only behind a
// question. Both are in folded form, which leaves two of more equal characters,
// without spaces.
const (
	placeholders = " na nil test testing testtest asdf xx abc 123 blah 测试 测试测试 略 同上 占位 x "
	answers      = " none nothing no nocomment nocomments nope 无 没有 没 暂无 无意见 没意见 没有意见 无评论 无建议 没有建议 "
)

func placeholder(t *text.Text, key string, asked bool) finding {
	if t.Blank() {
		return finding{}
	}
	if key == "" {
		for _, tok := range t.Tokens() {
			if k := tok.Kind; k != text.Punct && k != text.Break {
				return finding{}
			}
			if b := t.Bytes(tok); b[0] == '?' || b[0] == '!' { // somebody wonders or shouts
				return finding{}
			}
		}
		return finding{Placeholder, "punctuation only"}
	}
	if strings.Contains(placeholders, " "+key+" ") || !asked && strings.Contains(answers, " "+key+" ") {
		return finding{Placeholder, "words that only fill a field"}
	}
	return finding{}
}

// boilerplate are texts that platforms write for customers, in folded form
// without spaces and punctuation.
var boilerplate = map[string]bool{
	"此用户没有填写评价": true, "此用户没有填写评价内容": true, "该用户没有填写评价": true, "用户未填写评价": true, "用户未填写评价内容": true,
	"此用户未填写评价内容": true, "该用户未填写评价内容": true, "此用户没有填写评论": true, "系统默认好评": true, "默认好评": true,
	"评价方未及时做出评价系统默认好评": true, "用户未及时评价系统默认好评": true, "买家未及时做出评价系统默认好评": true,
	"未及时评价系统默认好评": true, "买家没有留下评价": true, "该用户觉得商品很好给出了5星好评": true, "这个用户没有留下评论": true,
	"此使用者没有填写评价": true, "该买家未留下评论": true, "买家未留下评论": true, "使用者未留下评论": true,
	"nocommentprovided": true, "nocommentsprovided": true, "noreviewtext": true, "noreviewprovided": true,
	"thisuserdidnotleaveacomment": true, "theuserdidnotleaveareview": true, "thisuserhasnotwrittenareview": true,
	"thereviewerleftnocomment": true, "buyerdidnotleaveacomment": true, "thebuyerdidnotleaveacomment": true, "commentremoved": true,
	"thiscommenthasbeenremoved": true, "reviewremovedbymoderator": true, "translatedbygoogle": true,
}

func isBoilerplate(key string) bool { return boilerplate[key] }

// Links make a farm from manyLinks on, or with fewer words than wordsPerLink
// beside each; a single link without words too.
const (
	manyLinks    = 3
	wordsPerLink = 2
)

func linkFarm(t *text.Text) finding {
	links, words := 0, 0
	for _, tok := range t.Tokens() {
		switch tok.Kind {
		case text.Link:
			links++
		case text.Word, text.Han1:
			words++
		}
	}
	if links >= manyLinks || links > 0 && words < wordsPerLink*links {
		return finding{LinkFarm, fmt.Sprintf("%d links, %d words", links, words)}
	}
	return finding{}
}

// botNames are what programs that are no people's call themselves in a user
// agent, in lower case.
var botNames = []string{"bot", "crawler", "spider", "scraper", "headless", "curl/", "python-", "wget", "selenium", "phantomjs", "puppeteer", "httpclient"}

func botName(agent string) string {
	agent = strings.ToLower(agent)
	for _, name := range botNames {
		if i := strings.Index(agent, name); i >= 0 && !strings.HasSuffix(agent[:i], "cu") {
			return strings.TrimRight(name, "/-")
		}
	}
	return ""
}

// Nobody types faster than fastestTyping characters a second for fewestTyped
// characters: the fastest typists reach 18.
const (
	fastestTyping = 20
	fewestTyped   = 20
)

// seconds is how long an answer took, -1 if that is not known.
func (s *settings) seconds(f *feedback.Feedback) float64 {
	v, err := strconv.ParseFloat(strings.TrimSpace(f.Attributes[s.DurationAttribute]), 64)
	if err != nil || !(v >= 0 && v < 1e9) {
		return -1
	}
	return v
}
