package theme

import (
	"fmt"
	"strings"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// A Competitor is somebody that customers may go to instead.
type Competitor struct {
	Name    string   `json:"name"`
	Aliases []string `json:"aliases,omitempty"` // other ways in which customers write it
}

// Stance is how a competitor stands in a comparison.
type Stance string

// The stances.
const (
	Mentioned Stance = "mentioned" // named, without a comparison that could be read
	Ahead     Stance = "ahead"     // said to be better, or where the customer goes: a threat
	Behind    Stance = "behind"    // said to be worse, or where the customer comes from: an opportunity
)

// A Mention is a competitor in a piece of feedback.
type Mention struct {
	Competitor string            `json:"competitor"`
	Stance     Stance            `json:"stance"`
	Evidence   feedback.Evidence `json:"evidence"` // the name; Rule says what decided the stance
	Sentence   feedback.Evidence `json:"sentence"` // the sentence around it, for those who judge its sentiment
}

// A Watch finds competitors in feedback. It is immutable and safe for concurrent
// use.
type Watch struct {
	names   []string
	matcher *text.Matcher
}

// NewWatch looks out for competitors. The error names an empty name, and a name or
// alias that two of them have.
func NewWatch(competitors []Competitor) (*Watch, error) {
	w := &Watch{}
	var phrases []text.Phrase
	of := map[string]int{}
	for i, c := range competitors {
		w.names = append(w.names, c.Name)
		for _, name := range append([]string{c.Name}, c.Aliases...) {
			key := text.Fold(strings.TrimSpace(name))
			if key == "" {
				return nil, fmt.Errorf("theme: competitor %d (%q) has an empty name", i, c.Name)
			}
			if j, ok := of[key]; ok {
				if j != i {
					return nil, fmt.Errorf("theme: %q is a name of both %q and %q", name, w.names[j], c.Name)
				}
				continue
			}
			of[key] = i
			phrases = append(phrases, text.Phrase{Text: name, ID: i})
		}
	}
	m, err := text.NewMatcher(phrases)
	if err != nil {
		return nil, fmt.Errorf("theme: %w", err)
	}
	w.matcher = m
	return w, nil
}

// Mentions finds the competitors in d, in the order of the text. The stance comes
// from phrases of comparison beside the name, in Chinese and English; what they
// cannot tell is [Mentioned]. It does not know irony.
func (w *Watch) Mentions(d *feedback.Document) []Mention {
	var out []Mention
	t := &d.Text
	in := 0 // the sentence of the mention before
	for m := range w.matcher.Matches(t) {
		for m.First >= t.Sentences()[in].End {
			in++
		}
		s := t.Sentences()[in]
		stance, cue := stanceOf(t, s, m)
		mention := Mention{Competitor: w.names[m.ID], Stance: stance, Evidence: d.Evidence(m.Span(t))}
		mention.Evidence.Rule = cue
		mention.Sentence = around(d, s, m)
		out = append(out, mention)
	}
	return out
}

// longestLine is how many tokens of a line are shown on either side of a mention.
const longestLine = 200

// around is the sentence of a mention, without line breaks at its ends; of one that
// goes on from the title into the text, the line of the mention.
func around(d *feedback.Document, s text.Sentence, m text.Match) feedback.Evidence {
	tokens := d.Text.Tokens()
	for tokens[s.First].Kind == text.Break {
		s.First++
	}
	for tokens[s.End-1].Kind == text.Break {
		s.End--
	}
	first, last := d.Evidence(spanOf(&d.Text, s.First, s.First+1)), d.Evidence(spanOf(&d.Text, s.End-1, s.End))
	if first.Part != last.Part {
		line := text.Sentence{First: m.First, End: m.End}
		for line.First > s.First && m.First-line.First < longestLine && tokens[line.First-1].Kind != text.Break {
			line.First--
		}
		for line.End < s.End && line.End-m.End < longestLine && tokens[line.End].Kind != text.Break {
			line.End++
		}
		s = line
	}
	return d.Evidence(spanOf(&d.Text, s.First, s.End))
}

func spanOf(t *text.Text, first, end int) text.Span {
	return text.Span{Start: int(t.Tokens()[first].Start), End: int(t.Tokens()[end-1].End)}
}

// A comparison is a phrase beside a competitor's name and what it says of it.
type comparison struct {
	phrase string
	stance Stance
}

// before stand right before the name, longer ones first. "比" and "than" are not
// here: what they say comes behind and before them.
var before = []comparison{
	{"远不如", Ahead}, {"不如", Ahead}, {"比不上", Ahead}, {"不及", Ahead}, {"还是", Ahead}, {"改用", Ahead}, {"换成", Ahead}, {"换到", Ahead}, {"转投", Ahead},
	{"转到", Ahead}, {"改去", Ahead}, {"改买", Ahead}, {"宁愿去", Ahead}, {"宁可去", Ahead}, {"宁愿用", Ahead}, {"宁可用", Ahead}, {"宁愿买", Ahead}, {"下次去", Ahead},
	{"以后去", Ahead}, {"跳槽到", Ahead}, {"回头用", Ahead}, {"跑去", Ahead}, {"已经换", Ahead}, {"要换", Ahead}, {"想换", Ahead}, {"准备换", Ahead},
	{"以前用", Behind}, {"之前用", Behind}, {"原来用", Behind}, {"从", Behind}, {"秒杀", Behind}, {"完胜", Behind}, {"甩", Behind}, {"碾压", Behind},
	{"not as good as", Ahead}, {"nowhere near as good as", Ahead}, {"worse than", Ahead}, {"slower than", Ahead}, {"more expensive than", Ahead}, {"pricier than", Ahead},
	{"not better than", Ahead}, {"no better than", Ahead}, {"switch to", Ahead}, {"switched to", Ahead}, {"switching to", Ahead}, {"switched back to", Ahead}, {"go back to", Ahead}, {"going back to", Ahead},
	{"went back to", Ahead}, {"move to", Ahead}, {"moving to", Ahead}, {"moved to", Ahead}, {"go to", Ahead}, {"going to", Ahead}, {"go with", Ahead}, {"gone with", Ahead}, {"going with", Ahead},
	{"prefer", Ahead}, {"stick with", Ahead}, {"stick to", Ahead}, {"sticking with", Ahead}, {"unlike", Ahead}, {"fly", Ahead}, {"flying", Ahead}, {"use", Ahead}, {"using", Ahead}, {"try", Ahead}, {"from now on", Ahead},
	{"better than", Behind}, {"cheaper than", Behind}, {"faster than", Behind}, {"quicker than", Behind}, {"nicer than", Behind}, {"easier than", Behind}, {"friendlier than", Behind},
	{"fresher than", Behind}, {"cleaner than", Behind}, {"as good as", Behind}, {"switched from", Behind}, {"switching from", Behind}, {"moved from", Behind}, {"came from", Behind}, {"coming from", Behind},
	{"beats", Behind}, {"left", Behind}, {"ditched", Behind}, {"over", Behind},
}

// behind stand right behind the name.
var behind = []comparison{
	{"更", Ahead}, {"好多了", Ahead}, {"强多了", Ahead}, {"便宜", Ahead}, {"比你们", Ahead}, {"比贵", Ahead}, {"比这", Ahead}, {"比他们", Ahead}, {"就不会", Ahead}, {"都不会", Ahead}, {"就好", Ahead},
	{"比较好", Ahead}, {"比较便宜", Ahead}, {"好用", Ahead}, {"靠谱", Ahead}, {"快多了", Ahead}, {"至少", Ahead}, {"的好", Ahead}, {"的服务好", Ahead}, {"的便宜", Ahead}, {"的快", Ahead}, {"好", Ahead},
	{"不如", Behind}, {"比不上", Behind}, {"差", Behind}, {"更差", Behind}, {"更贵", Behind}, {"更慢", Behind}, {"太差", Behind}, {"太贵", Behind}, {"太慢", Behind}, {"转", Behind}, {"换过来", Behind}, {"没得比", Behind}, {"没法比", Behind},
	{"is better", Ahead}, {"are better", Ahead}, {"was better", Ahead}, {"is much better", Ahead}, {"is far better", Ahead}, {"are much better", Ahead}, {"is cheaper", Ahead}, {"are cheaper", Ahead},
	{"is faster", Ahead}, {"is way better", Ahead}, {"does it better", Ahead}, {"does this better", Ahead}, {"do it better", Ahead}, {"instead", Ahead}, {"from now on", Ahead}, {"next time", Ahead}, {"would never", Ahead}, {"at least", Ahead},
	{"is worse", Behind}, {"are worse", Behind}, {"was worse", Behind}, {"is more expensive", Behind}, {"is slower", Behind}, {"can't compete", Behind}, {"can't match", Behind},
}

// What stands behind "比" and the name says who is better: in "比 X 好" X is behind.
var (
	betterThan = []string{"好", "便宜", "快", "强", "香", "划算", "干净", "实惠", "新鲜", "方便", "贴心", "专业", "值", "高级", "舒服", "用心", "稳", "多"}
	worseThan  = []string{"差", "贵", "慢", "难", "脏", "少", "烂", "糟", "吵", "旧", "麻烦", "小", "低"}
)

// reach is how many tokens may stand between a phrase of comparison and the name,
// or between a name and what is said of it.
const reach = 3

// stanceOf reads how a name stands in its sentence, and by which phrase.
func stanceOf(t *text.Text, s text.Sentence, m text.Match) (Stance, string) {
	first, last := max(s.First, m.First-longestCue-reach), min(s.End, m.End+longestCue+reach)
	head, tail := plainWords(t, first, m.First), plainWords(t, m.End, last)
	if strings.HasSuffix(head, "比") || strings.HasSuffix(head, "比起") {
		good, bad := earliest(tail, betterThan), earliest(tail, worseThan)
		negated := strings.HasSuffix(head, "不比")
		switch {
		case good < 0 && bad < 0:
			return Mentioned, ""
		case bad < 0 || good >= 0 && good < bad:
			return flip(Behind, negated), "比"
		}
		return flip(Ahead, negated), "比"
	}
	if c, ok := nearest(head, before, true); ok {
		return c.stance, c.phrase
	}
	if strings.HasSuffix(head, "没有") && earliest(tail, betterThan) >= 0 {
		return Ahead, "没有"
	}
	if c, ok := nearest(tail, behind, false); ok {
		return c.stance, c.phrase
	}
	return Mentioned, ""
}

func flip(s Stance, negated bool) Stance {
	switch {
	case !negated:
		return s
	case s == Ahead:
		return Behind
	}
	return Ahead
}

// longestCue is how many tokens a phrase of comparison has at most.
const longestCue = 5

// plainWords writes tokens [first, end) up to what parts them from the name: words
// with spaces around them, Chinese characters without.
func plainWords(t *text.Text, first, end int) string {
	var b strings.Builder
	for _, tok := range t.Tokens()[first:end] {
		switch tok.Kind {
		case text.Han1:
			b.Write(t.Bytes(tok))
		case text.Word, text.Number:
			b.WriteByte(' ')
			b.Write(t.Bytes(tok))
			b.WriteByte(' ')
		default:
			b.WriteByte('|')
		}
	}
	return strings.ReplaceAll(b.String(), "  ", " ")
}

// nearest is the phrase of comparison that stands nearest to the name, of equals the
// longest.
func nearest(words string, list []comparison, atEnd bool) (comparison, bool) {
	best, gap := comparison{}, reach+1
	for _, c := range list {
		phrase := c.phrase
		if !isHan(phrase) {
			phrase = " " + phrase + " "
		}
		var between string
		if atEnd {
			i := strings.LastIndex(words, phrase)
			if i < 0 {
				continue
			}
			between = words[i+len(phrase):]
		} else {
			i := strings.Index(words, phrase)
			if i < 0 {
				continue
			}
			between = words[:i]
		}
		n := tokensIn(between)
		if strings.Contains(between, "|") || n > gap || n == gap && len(c.phrase) <= len(best.phrase) {
			continue
		}
		best, gap = c, n
	}
	return best, gap <= reach
}

// tokensIn counts words and Chinese characters.
func tokensIn(words string) int {
	n := 0
	for _, f := range strings.Fields(words) {
		if isHan(f) {
			n += len([]rune(f))
		} else {
			n++
		}
	}
	return n
}

// earliest is where the first of list stands in words, -1 if none does.
func earliest(words string, list []string) int {
	words, _, _ = strings.Cut(words, "|")
	first := -1
	for _, w := range list {
		if i := strings.Index(words, w); i >= 0 && (first < 0 || i < first) {
			first = i
		}
	}
	return first
}
