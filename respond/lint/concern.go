package lint

import (
	"bytes"
	"slices"
	"strings"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/respond"
)

var concernIgnored = &fault{rule: "PERS-04",
	message: text.Wording{En: "Nothing of what the customer raised is taken up.", Hant: "沒有回應客戶提出的任何一點。", Hans: "没有回应客户提出的任何一点。"},
	fix:     text.Wording{En: "Say in your own words what it is about.", Hant: "用自己的話說出客戶提的是什麼事。", Hans: "用自己的话说出客户提的是什么事。"}}

// checkConcern looks whether the reply takes up what the customer raised: a word
// of the feedback that is not in everybody's mouth, a thing that the analysis
// names, or a word for its topic.
func checkConcern(r *reply) {
	if r.review == nil || !r.brief.Asks(respond.Acknowledge) {
		return
	}
	if r.namesTarget() || r.namesTopic() {
		return
	}
	if shared, told := r.sharesWord(); told && !shared {
		r.report(concernIgnored, missing)
	}
}

// namesTarget reports whether the reply names something that an aspect or
// keyword is about.
func (r *reply) namesTarget() bool {
	a := r.brief.Analysis
	if a == nil {
		return false
	}
	for _, x := range a.Aspects {
		if r.mentions(x.Target) {
			return true
		}
	}
	for _, k := range a.Keywords {
		if r.mentions(k.Text) {
			return true
		}
	}
	return false
}

// namesTopic reports whether a word for one of the concerns stands in the reply:
// of the topic itself or of a wider one.
func (r *reply) namesTopic() bool {
	v := theVocabulary()
	for _, c := range r.brief.Concerns {
		for part := range strings.SplitSeq(string(c.Topic), "/") {
			if slices.ContainsFunc(v.topics[part], r.takesUp) {
				return true
			}
			for name := range strings.SplitSeq(part, "_") {
				if r.takesUp(text.Fold(name)) {
					return true
				}
			}
		}
	}
	return false
}

// setPhrases are phrases of every reply, whose words take up nothing.
var setPhrases = []string{
	"优质的服务", "优质服务", "更好的服务", "更佳的服务", "最好的服务", "完善的服务", "贴心的服务", "为您服务", "为你服务", "竭诚服务", "客服", "提升服务", "改善服务", "服务时间",
	"更好的体验", "优质的体验", "用户体验", "消费体验", "better service", "best service", "excellent service", "quality service", "great service",
	"best possible service", "customer service", "better experience", "best experience", "guest experience", "customer experience",
}

// takesUp reports whether the folded word stands in the reply outside of set
// phrases.
func (r *reply) takesUp(word string) bool {
	if word == "" {
		return false
	}
	reply := r.text.Folded()
	left := bytes.Count(reply, []byte(word))
	for _, phrase := range setPhrases {
		if left == 0 {
			break
		}
		if strings.Contains(phrase, word) {
			left -= bytes.Count(reply, []byte(phrase))
		}
	}
	return left > 0
}

// sharesWord reports whether the reply has a telling word of the feedback, and
// whether the feedback has any: an English word of four letters and more or two
// Chinese characters, that not every reply has. Of a single one ("Garbage.",
// "垃圾") nothing can be taken up but the feeling.
func (r *reply) sharesWord() (shared, told bool) {
	var wanted []uint32
	v := theVocabulary()
	eachWord(r.review, func(w []byte) {
		if v.tells(w) {
			wanted = append(wanted, hashWord(w))
		}
	})
	if len(wanted) < 2 {
		return false, false
	}
	slices.Sort(wanted)
	eachWord(&r.text, func(w []byte) {
		if !shared {
			_, shared = slices.BinarySearch(wanted, hashWord(w))
		}
	})
	return shared, true
}

// stem is how many letters of an English word are compared, and how many it has
// at least.
const stem = 4

// eachWord calls f with the words of t, English ones by their first letters
// ("waited" and "waiting" are the same), Chinese ones as pairs of characters.
func eachWord(t *text.Text, f func([]byte)) {
	tokens := t.Tokens()
	for i, tok := range tokens {
		switch tok.Kind {
		case text.Word:
			if w := t.Bytes(tok); len(w) >= stem {
				f(w[:stem])
			}
		case text.Han1:
			if i+1 < len(tokens) && tokens[i+1].Kind == text.Han1 {
				f(t.Folded()[tok.Start:tokens[i+1].End])
			}
		}
	}
}
