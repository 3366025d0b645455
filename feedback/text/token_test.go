package text_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/loamlib/loam/feedback/text"
)

var kindNames = map[text.Kind]string{
	text.Word: "word", text.Han1: "han", text.Number: "number", text.Punct: "punct", text.Emoji: "emoji",
	text.Emoticon: "emoticon", text.Link: "link", text.Mention: "mention", text.Break: "break",
}

func TestTokens(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"words", "Nice, isn't it?", "word:nice punct:, word:isn't word:it punct:?"},
		{"typographic apostrophe", "don’t", "word:don't"},
		{"quoted", "'good' food", "punct:' word:good punct:' word:food"},
		{"hyphen", "well-made", "word:well punct:- word:made"},
		{"Chinese", "太慢了", "han:太 han:慢 han:了"},
		{"mixed", "CP值高wifi快", "word:cp han:值 han:高 word:wifi han:快"},
		{"numbers", "3.5 1,000 10:30 2024/01/02 40min", "number:3.5 number:1,000 number:10:30 number:2024/01/02 number:40 word:min"},
		{"number at the end of a sentence", "took 3. Then", "word:took number:3 punct:. word:then"},
		{"letters with digits", "mp3 iPhone15", "word:mp3 word:iphone15"},
		{"emoji", "😋😋👍🏽👩‍💻🇹🇼", "emoji:😋 emoji:😋 emoji:👍 emoji:👩‍💻 emoji:🇹🇼"},
		{"emoticons", ":) :-( ;D ^_^ <3 :'(", "emoticon::) emoticon::-( emoticon:;d emoticon:^_^ emoticon:<3 emoticon::'("},
		{"no emoticons", "time:30 note:(see) 評分：（5分） a:d", "word:time punct:: number:30 word:note punct:: punct:( word:see punct:) " +
			"han:评 han:分 punct:: punct:( number:5 han:分 punct:) word:a punct:: word:d"},
		{"links", "see https://www.example.com/a?b=1. or www.example.com!", "word:see link:https://ww.example.com/a?b=1 punct:. word:or link:ww.example.com punct:!"},
		{"mail", "write jo.smith@example.org now", "word:write link:jo.smith@example.org word:now"},
		{"mention and tag", "@loam thanks #fail", "mention:@loam word:thanks punct:# word:fail"},
		{"marks in a row", "what?!?!!!!", "word:what punct:? punct:! punct:? punct:!!"},
		{"line break", "a\n\nb", "word:a break:\n word:b"},
		{"other scripts", "とても味 очень ไทย", "word:とても han:味 word:очень word:ไทย"},
		{"Latin with accents", "café crème", "word:café word:crème"},
		{"underscore face", "T_T", "word:t_t"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := text.Prepare(test.in)
			var got []string
			for _, tok := range p.Tokens() {
				got = append(got, kindNames[tok.Kind]+":"+string(p.Bytes(tok)))
			}
			if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("tokens of %q (-want +got):\n%s", test.in, diff)
			}
		})
	}
}

func TestFlags(t *testing.T) {
	tests := []struct {
		in, token string
		want      text.Flag
	}{
		{"VERY good", "very", text.SpaceBefore | text.Caps},
		{"VERY good", "good", text.SpaceBefore},
		{"I said", "i", text.SpaceBefore}, // a single letter shouts nothing
		{"Very good", "very", text.SpaceBefore},
		{"it is SOOOO good", "soo", text.SpaceBefore | text.Caps | text.Stretched},
		{"it is sooo good", "soo", text.SpaceBefore | text.Stretched},
		{"ＶＥＲＹ good", "very", text.SpaceBefore},
		{"ok ＧＯＯＤ！", "!", 0},
		{"nice!!!!", "!!", text.Stretched},
		{"nice!!", "!!", 0},
		{"不错 好吃", "好", text.SpaceBefore},
		{"不错好吃", "好", 0},
		{"a\u200bb NOT c", "not", text.SpaceBefore | text.Caps},
	}
	for _, test := range tests {
		p := text.Prepare(test.in)
		found := false
		for _, tok := range p.Tokens() {
			if string(p.Bytes(tok)) == test.token && !found {
				found = true
				if tok.Flags != test.want {
					t.Errorf("flags of %q in %q are %b, want %b", test.token, test.in, tok.Flags, test.want)
				}
			}
		}
		if !found {
			t.Errorf("%q has no token %q", test.in, test.token)
		}
	}
}

func TestSentences(t *testing.T) {
	tests := []struct {
		name, in string
		want     []string
	}{
		{"English", "It broke. I want my money back! Why? No answer.", []string{"It broke.", "I want my money back!", "Why?", "No answer."}},
		{"Chinese", "味道不錯。送餐太慢！為什麼？算了", []string{"味道不錯。", "送餐太慢！", "為什麼？", "算了"}},
		{"decimals and versions", "Rated 3.5 of 5. Version 2.0.1 is fine.", []string{"Rated 3.5 of 5.", "Version 2.0.1 is fine."}},
		{"abbreviations", "Mr. Lin helped, e.g. with bags. Thanks", []string{"Mr. Lin helped, e.g. with bags.", "Thanks"}},
		{"initials", "J. Smith was rude. Bye", []string{"J. Smith was rude.", "Bye"}},
		{"I at the end", "It was me and I. Then", []string{"It was me and I.", "Then"}},
		{"marks and quotes close", "“好吃！！”他說。真的?!", []string{"“好吃！！”", "他說。", "真的?!"}},
		{"emoji closes", "Great!👍 Bad.", []string{"Great!👍", "Bad."}},
		{"dots", "well... ok", []string{"well...", "ok"}},
		{"line breaks", "好吃\n服務差\n\nOK", []string{"好吃", "服務差", "OK"}},
		{"wrapped line", "the food was\nnot good", []string{"the food was\nnot good"}},
		{"list", "Pros:\nCheap\nCons:\nSlow", []string{"Pros:", "Cheap", "Cons:", "Slow"}},
		{"no space between", "Bad service.Never again", []string{"Bad service.Never again"}},
		{"Chinese after a full stop", "很好.下次再來", []string{"很好.", "下次再來"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := text.Prepare(test.in)
			var got []string
			for _, s := range p.Sentences() {
				tokens := p.Tokens()[s.First:s.End]
				span := text.Span{Start: int(tokens[0].Start), End: int(tokens[len(tokens)-1].End)}
				if part := strings.TrimSpace(p.Origin(span).Of(test.in)); part != "" {
					got = append(got, part)
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("sentences (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRuns(t *testing.T) {
	p := text.Prepare("服務 very good，好！")
	var got []string
	for _, r := range p.Runs() {
		first, last := p.Tokens()[r.First], p.Tokens()[r.End-1]
		got = append(got, r.Script.String()+":"+string(p.Folded()[first.Start:last.End]))
	}
	want := []string{"Hani:服务", "Latn:very good,", "Hani:好!"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("runs (-want +got):\n%s", diff)
	}
}
