package theme

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// A Wish is something that a customer would like to be otherwise: a suggestion, or
// a need that nobody serves.
type Wish struct {
	Text     string            `json:"text"`     // what is wished for, in the customer's words, without the polite frame
	Terms    []string          `json:"terms"`    // what it is about, in the customer's words, the most telling first
	Evidence feedback.Evidence `json:"evidence"` // the clause; Rule names the frame: "希望", "would be nice if"

	keys        []string // the terms and the parts of them, folded
	first, last int      // tokens
}

// frames open a wish. What follows is what is wished for, up to the end of the
// clause.
var frames = []string{
	"希望", "希望能", "希望可以", "希望能够", "希望商家", "希望店家", "希望你们", "希望以后", "希望下次", "希望改进", "希望改善", "希望增加", "希望贵公司", "盼望", "期望", "期待能", "但愿",
	"建议", "建议商家", "建议店家", "建议你们", "小建议", "建议可以", "建议能", "提个建议", "一点建议",
	"如果能", "如果可以", "如果有", "要是能", "要是有", "要是可以", "若能", "若是能", "假如能", "能不能", "可不可以", "能否", "可否", "是否可以", "什么时候能", "什么时候可以", "何时能",
	"最好能", "最好可以", "最好是能", "想要有", "很想要", "求增加", "求加", "求支持", "应该增加", "应该加", "应该有", "应该提供", "应该多", "可以增加", "可以加", "可以多", "可以再", "麻烦增加", "请增加", "请加", "请改善", "请改进", "拜托", "缺少",
	"it would be nice if", "it would be great if", "it would be good if", "it would be better if", "it would be helpful if", "it would be awesome if", "it would be cool if", "it would be lovely if", "it would be useful if", "it would be perfect if",
	"would be nice if", "would be great if", "would be good if", "would be better if", "would be helpful if", "would be awesome if", "would be cool if", "would be useful if", "would be perfect if", "would be amazing if", "be nice if", "be great if",
	"it would be nice to", "it would be nice to have", "it would be great to have", "it would be good to have", "it would be great to", "it would be good to", "it would be helpful to", "would be nice to", "would be great to", "would be good to", "would be helpful to", "would be useful to",
	"would be nice to have", "would be great to have", "would be good to have", "it'd be nice if", "it'd be great if", "it'd be nice to", "i wish", "i wish there was", "i wish there were", "i wish you", "i wish they", "wish there was", "wish there were", "wish it had", "wish you would", "wish they would", "just wish", "only wish",
	"i would like to see", "i'd like to see", "would like to see", "would love to see", "i'd love to see", "would love to have", "would like to have", "i would love", "i'd love",
	"please add", "please allow", "please make", "please let", "please bring back", "please provide", "please include", "please consider", "please enable", "please support", "please give us", "please improve", "pls add", "plz add",
	"should add", "should allow", "should have", "should provide", "should include", "should offer", "should be able to", "should be an option", "should be more", "could do with", "needs more", "needs a", "need more", "need to add", "need a way to", "needs an",
	"can you add", "could you add", "can you please add", "could you please add", "can we have", "can we get", "could we have", "why can't we", "why can't i", "why not", "my suggestion", "i suggest", "i would suggest", "i'd suggest", "one suggestion", "suggestion is", "suggest adding", "suggest you", "what about adding", "how about", "feature request", "there should be", "it should be possible to", "missing a", "lacks a", "lack of", "if only", "hope you add", "hope you can", "hope they add", "hope they can", "hope there will be", "hoping for",
	"please remove", "please change", "please implement", "please create", "please expose", "please build", "please increase", "please reduce", "please extend", "please develop", "please open", "please unlock",
	"allow us to", "allow users to", "allow me to", "let users", "would like the option", "would like to be able to", "want to be able to", "i want the option", "need to be able to", "we need a", "we need an", "give us an option", "give users the option",
	"would be very helpful", "would be very useful", "would be nice", "would be great", "it would be better",
}

// closers stand at the end of a wish whose matter comes before them, in the same
// clause.
var closers = []string{
	"就好了", "就更好了", "就更完美了", "就完美了", "就太好了", "就更棒了", "就好啦", "就更好啦", "会更好", "会更好的", "就最好了", "需要改进", "需要改善", "需要加强", "需要提高", "需要提升", "需要检讨", "有待改进", "有待加强", "有待提高", "有待改善", "有待提升",
	"还需改进", "还需加强", "要改进", "要改善", "应该改进", "应该改善", "应该检讨", "可以改进", "可以改善", "适当改进", "需要适当改进", "能再加强", "能再改进", "可以再加强", "可以再改进",
	"needs improvement", "need improvement", "needs to improve", "need to improve", "needs improving", "could be better", "could be improved", "needs to be improved", "needs to be better", "needs work", "would be a great feature", "would be a nice feature", "would be appreciated",
}

// notWishes look like frames: hopes that are lost, and advice to other customers.
var notWishes = []string{
	"希望工程", "希望小学", "没有希望", "没希望", "失去希望", "充满希望", "的希望", "let us down", "let us know", "抱希望", "抱着希望", "希望越大", "希望对", "希望大家", "希望各位", "希望如此", "建议大家", "建议各位", "建议购买", "建议入手", "建议买", "建议不要", "建议别", "建议点", "建议早点", "建议提前", "建议谨慎", "建议慎重", "建议去", "不建议",
	"建议都", "建议选", "建议亲", "建议想", "建议看", "强烈建议大家", "希望继续", "希望能继续", "希望下次继续", "希望以后继续", "希望一直", "希望能一直", "希望保持", "希望能保持", "希望越来越", "希望越办越", "希望越做越", "希望再接再厉",
	"希望好用", "希望耐用", "希望有效", "希望有用", "希望效果", "希望质量能", "希望质量好", "希望质量不", "希望是正品", "希望用着", "希望能用", "希望用得", "希望喜欢", "希望不会", "希望别坏", "希望不要让我失望", "希望不要失望",
	"希望自己", "希望我", "希望能够持续", "希望持续", "希望能坚持", "希望坚持", "希望孩子", "希望宝宝", "希望所有", "希望更多的人", "希望早日", "本来希望", "原本希望", "一直希望",
	"如果有人", "如果有机会", "如果可以的话我", "能不能吃", "接受建议", "采纳建议", "建议被",
	"why not just go", "i wish i had", "i wish i could give", "wish i had", "i wish you all", "i wish them", "i wish you the best", "should have been", "should have known", "should have gone", "should have read", "should have listened", "should have bought", "how about no", "lack of a better",
}

// sharedFrames are compiled when they are first asked for.
var sharedFrames struct {
	once    sync.Once
	matcher *text.Matcher
	words   *Extractor
	rules   []string // by the ID of the match: frames, then closers
}

const noWish = -1

func wishFrames() (*text.Matcher, *Extractor, []string) {
	sharedFrames.once.Do(func() {
		var phrases []text.Phrase
		sharedFrames.rules = slices.Concat(frames, closers)
		for i, s := range sharedFrames.rules {
			phrases = append(phrases, text.Phrase{Text: s, ID: i})
		}
		for _, s := range notWishes {
			phrases = append(phrases, text.Phrase{Text: s, ID: noWish})
		}
		m, err := text.NewMatcher(phrases)
		if err != nil {
			panic(err) // the phrases are constants
		}
		e, err := NewExtractor(nil)
		if err != nil {
			panic(err)
		}
		sharedFrames.matcher, sharedFrames.words = m, e
	})
	return sharedFrames.matcher, sharedFrames.words, sharedFrames.rules
}

// endings close a wish in Chinese: "要是有夜间模式就好了".
var endings = []string{"就更好了", "就好了", "就更完美了", "就完美了", "就太好了", "就更棒了", "那就更好了", "那就好了", "更好了", "会更好", "就最好了", "就好", "吧", "呢", "吗", "啊", "哦", "呀", "啦", "了"}

// Wishes finds what the customer wishes for, in the order of the text. A wish is
// opened by a frame, such as "希望能", "要是有", "it would be great if", "please
// add", and goes to the end of the clause. What is advice to other customers, as
// in "建议大家", is none.
func Wishes(d *feedback.Document) []Wish {
	if !reads(d) {
		return nil
	}
	m, words, rules := wishFrames()
	t := &d.Text
	var out []Wish
	done := 0 // tokens that belong to a wish already
	in := 0   // the sentence of the frame
	for f := range m.Matches(t) {
		if f.First < done || f.ID == noWish {
			continue
		}
		for f.First >= t.Sentences()[in].End {
			in++
		}
		w, end := frameWish(d, f, done, t.Sentences()[in].End)
		if done = end; w.Text == "" {
			continue
		}
		w.Evidence.Rule = rules[f.ID]
		if w.Terms, w.keys = words.terms(d, w.first, w.last); len(w.Terms) > 0 || saysSomething(w.Text, rules[f.ID]) {
			out = append(out, w)
		}
	}
	return out
}

// saysSomething reports whether a wish that names nothing can stay: "再增加一些"
// and the "醋" of "要是有醋" do, "this" does not.
func saysSomething(s, frame string) bool {
	return isHan(s) && (utf8.RuneCountInString(s) > 1 || strings.HasSuffix(frame, "有"))
}

// frameWish is the wish that a frame or closer belongs to, without text if it is
// none, and the token where it ends. Tokens up to done are of another wish.
func frameWish(d *feedback.Document, f text.Match, done, sentenceEnd int) (w Wish, end int) {
	t := &d.Text
	tokens := t.Tokens()
	first, end := f.End, f.First
	switch {
	case f.ID >= len(frames): // a closer
		first = clauseStart(t, f.First, done)
	case f.End < sentenceEnd && strings.Contains("的地和之", string(t.Bytes(tokens[f.End]))): // the noun: "希望的田野"
		return w, f.End
	default:
		end = clauseEnd(t, f.End, sentenceEnd)
	}
	for first < end && tokens[first].Kind == text.Punct {
		first++
	}
	last := withoutEnding(t, first, end)
	if last <= first {
		return w, f.End
	}
	w.first, w.last = first, last
	w.Evidence = d.Evidence(spanOf(t, min(f.First, first), max(f.End, end)))
	w.Text = d.Evidence(spanOf(t, first, last)).Of(d.Feedback)
	return w, max(f.End, end)
}

// clauseStart is where the clause before token i begins, but not before least.
func clauseStart(t *text.Text, i, least int) int {
	tokens := t.Tokens()
	for i > least && !clauseBreak(t, tokens[i-1]) && !(tokens[i].Kind == text.Han1 && tokens[i].Has(text.SpaceBefore)) {
		i--
	}
	return i
}

func clauseBreak(t *text.Text, tok text.Token) bool {
	return tok.Kind == text.Break || tok.Kind == text.Punct && strings.ContainsAny(string(t.Bytes(tok)), ",;.!?，；。")
}

// clauseEnd is where the clause that goes on at token i ends, at most at end.
func clauseEnd(t *text.Text, i, end int) int {
	tokens := t.Tokens()
	for j := i; j < end; j++ {
		if j > i && (clauseBreak(t, tokens[j]) || tokens[j].Kind == text.Han1 && tokens[j].Has(text.SpaceBefore)) {
			return j
		}
	}
	return end
}

// withoutEnding is where tokens [first, end) end without the particles that close
// a wish.
func withoutEnding(t *text.Text, first, end int) int {
	tokens := t.Tokens()
	for cut := true; cut; {
		cut = false
		for _, e := range endings {
			n := len([]rune(e))
			if end-n >= first && string(t.Folded()[tokens[end-n].Start:tokens[end-1].End]) == e {
				end -= n
				cut = true
				break
			}
		}
	}
	return end
}

// terms are the keywords of tokens [first, end), the weightiest first, and their
// folded forms with those of their parts.
func (e *Extractor) terms(d *feedback.Document, first, end int) (terms, keys []string) {
	x := extraction{e: e, t: &d.Text, sentence: 1}
	x.rows(first, end)
	for _, i := range x.rank(func(text.Span) bool { return false }) {
		keys = append(keys, x.word(i))
		terms = append(terms, d.Evidence(x.finds[i].Span).Of(d.Feedback))
	}
	for _, k := range keys[:len(terms)] {
		keys = append(keys, e.parts(k)...)
	}
	for i, k := range keys {
		keys[i] = singular(k)
	}
	if telling := slices.DeleteFunc(slices.Clone(keys), func(k string) bool { return strings.Contains(everyWish, " "+k+" ") }); len(telling) > 0 {
		keys = telling
	}
	if len(keys) == 0 { // what names nothing is grouped by its words
		keys = append(keys, string(d.Text.Folded()[d.Text.Tokens()[first].Start:d.Text.Tokens()[end-1].End]))
	}
	slices.Sort(keys)
	return terms, slices.Compact(keys)
}

// everyWish are words that wishes of any kind have.
const everyWish = " option feature ability version app function add improve improvement update change user " +
	"改进 改善 加强 提高 提升 注意 增加 增强 完善 解决 功能 "

// singular is the English singular of a term that looks like a plural.
func singular(term string) string {
	if list := singulars(term); len(list) > 0 && len(term) > 4 {
		if strings.HasSuffix(term, "ies") {
			return list[0]
		}
		return list[len(list)-1]
	}
	return term
}

// parts are the rows of words in an English term that name something.
func (e *Extractor) parts(term string) (out []string) {
	words := strings.Fields(term)
	for i := range words {
		for j := i + 1; j <= len(words); j++ {
			if part := words[i:j]; len(part) < len(words) && len(part[0]) >= shortestLatin && !e.stop.refuses(part) {
				out = append(out, strings.Join(part, " "))
			}
		}
	}
	return out
}
