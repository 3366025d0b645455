package privacy

import (
	"cmp"
	"slices"
	"strings"

	"github.com/loamlib/loam/feedback/text"
)

// surnames are the most frequent Chinese surnames, in Simplified characters.
const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚简游詹庄柯翁颜温"

// notNames are words that follow a title or a name, with a capital perhaps,
// without being one.
var notNames = map[string]bool{
	"office": true, "word": true, "excel": true, "teams": true, "windows": true, "right": true, "perfect": true, "take": true, "independent": true,
	"they": true, "he": true, "she": true, "we": true, "it": true, "the": true, "and": true, "is": true, "was": true, "are": true, "for": true, "in": true, "at": true,
	"of": true, "so": true, "thank": true, "thanks": true, "who": true, "from": true, "has": true, "had": true, "very": true, "my": true, "our": true, "your": true,
	"this": true, "that": true, "with": true, "also": true, "all": true, "manager": true, "general": true, "reservation": true, "best": true, "great": true,
}

// names looks for titles and introductions.
func (f *finder) names() {
	for _, c := range f.cue {
		switch {
		case c.set&(1<<cueTitle) != 0:
			f.titled(c)
		case c.set&(1<<cueName) != 0:
			f.introduced(c)
		}
	}
	tokens := f.text.Tokens()
	for i := 1; i+1 < len(tokens); i++ {
		if tokens[i].Kind == text.Han1 && tokens[i+1].Kind == text.Han1 && title(f.fold[tokens[i].Start:tokens[i+1].End]) {
			if first, ok := f.chineseName(i); ok {
				f.add(Name, int(tokens[first].Start), int(tokens[i+1].End), string(f.fold[tokens[first].Start:tokens[i].Start]))
			}
		}
	}
}

// title reports whether a pair of characters stands behind Chinese names.
func title(pair []byte) bool {
	switch string(pair) {
	case "先生", "小姐", "女士", "太太":
		return true
	}
	return false
}

// chineseName finds where the name before the title at token i begins: a surname
// alone, or one or two characters before a given name.
func (f *finder) chineseName(i int) (first int, ok bool) {
	tokens := f.text.Tokens()
	for _, n := range []int{1, 3, 2} {
		j := i - n
		if j < 0 {
			continue
		}
		run := true
		for k := j; k < i; k++ {
			run = run && tokens[k].Kind == text.Han1
		}
		if run && strings.Contains(surnames, f.word(j)) {
			return j, true
		}
	}
	return 0, false
}

// titled adds the name behind an English title: one or two capitalised words.
func (f *finder) titled(c cueAt) {
	i := f.tokenAt(c.end)
	if f.word(i) == "." {
		i++
	}
	end := f.capitals(i, 2)
	if end == i {
		return
	}
	f.addName(c.start, i, end)
}

// introduced adds the name behind "my name is", "我叫" and the like.
func (f *finder) introduced(c cueAt) {
	i := f.tokenAt(c.end)
	for f.word(i) == ":" || f.word(i) == "是" || f.word(i) == "," {
		i++
	}
	if end := f.capitals(i, 3); end > i {
		f.addName(-1, i, end)
		return
	}
	tokens := f.text.Tokens()
	end := i
	for end < len(tokens) && end-i < 3 && tokens[end].Kind == text.Han1 && (end == i || !tokens[end].Has(text.SpaceBefore)) {
		end++
	}
	if end-i >= 2 && strings.Contains(surnames, f.word(i)) {
		f.addName(-1, i, end)
	}
}

// addName adds tokens [i, end), with what stands before them from byte start on
// if start is not negative.
func (f *finder) addName(start, i, end int) {
	tokens := f.text.Tokens()
	from, to := int(tokens[i].Start), int(tokens[end-1].End)
	value := string(f.fold[from:to])
	if start >= 0 {
		from = start
	}
	f.add(Name, from, to, value)
}

// capitals is where the row of at most n capitalised words at token i ends.
func (f *finder) capitals(i, n int) int {
	tokens := f.text.Tokens()
	end := i
	for end < len(tokens) && end-i < n && tokens[end].Kind == text.Word && tokens[end].Script == text.Latin && f.capital(end) &&
		tokens[end].End-tokens[end].Start > 1 && !notNames[string(f.text.Bytes(tokens[end]))] && (end == i || tokens[end].Has(text.SpaceBefore)) {
		end++
	}
	return end
}

// tokenAt is the first token that begins at byte i or behind it.
func (f *finder) tokenAt(i int) int {
	at, _ := slices.BinarySearchFunc(f.text.Tokens(), i, func(t text.Token, i int) int { return cmp.Compare(int(t.Start), i) })
	return at
}
