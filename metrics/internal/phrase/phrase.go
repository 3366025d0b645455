// Package phrase puts sentences together in the three languages loam writes, for
// the packages that explain a number in words.
package phrase

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
)

// Each is what write says to the readers of each language.
func Each(write func(tag language.Tag) string) text.Wording {
	return text.Wording{En: write(language.English), Hant: write(language.TraditionalChinese), Hans: write(language.SimplifiedChinese)}
}

// Fill replaces the verbs of a wording, as fmt.Sprintf does. An argument that is a
// wording itself is taken in the language of the sentence, and a space between it and
// the sentence dropped where both are Chinese: "6 月 30 日" and " 前" make "6 月 30 日前".
func Fill(w text.Wording, args ...any) text.Wording {
	return Each(func(tag language.Tag) string {
		own := make([]any, len(args))
		for i, a := range args {
			if a, ok := a.(text.Wording); ok {
				own[i] = string(begin) + a.In(tag) + string(end)
				continue
			}
			own[i] = a
		}
		return seams(fmt.Sprintf(w.In(tag), own...))
	})
}

// Where an argument begins and ends, until seams takes them out.
const begin, end = '\uE000', '\uE001'

// seams takes the marks out, and with them a space between two Chinese characters.
func seams(s string) string {
	var out []rune
	gap := false // whether the last rune of out is a space at a mark
	for _, r := range s {
		last := len(out) - 1
		switch {
		case r == begin:
			gap = gap || last >= 0 && out[last] == ' '
			continue
		case r == end:
			gap = true
			continue
		case r == ' ' && gap:
			out = append(out, r)
			continue
		case gap && last > 0 && out[last] == ' ' && unicode.Is(unicode.Han, out[last-1]) && unicode.Is(unicode.Han, r):
			out = out[:last]
		}
		gap = false
		out = append(out, r)
	}
	return string(out)
}

// Same is a text that is written alike in all languages: a name, an ID.
func Same(s string) text.Wording { return text.Wording{En: s, Hant: s, Hans: s} }

// Join puts sentences one after the other, with a space between English ones. Empty
// ones leave no gap.
func Join(sentences ...text.Wording) text.Wording {
	var en, hant, hans []string
	for _, s := range sentences {
		if s != (text.Wording{}) {
			en, hant, hans = append(en, s.En), append(hant, s.Hant), append(hans, s.Hans)
		}
	}
	return text.Wording{En: strings.Join(en, " "), Hant: strings.Join(hant, ""), Hans: strings.Join(hans, "")}
}

// List is an enumeration: "impact, trend and effort", "影響、趨勢與投入".
func List(items ...text.Wording) text.Wording {
	return Each(func(tag language.Tag) string {
		comma, and := ", ", " and "
		switch tag {
		case language.TraditionalChinese:
			comma, and = "、", "與"
		case language.SimplifiedChinese:
			comma, and = "、", "和"
		}
		words := make([]string, len(items))
		for i, w := range items {
			words[i] = w.In(tag)
		}
		if last := len(words) - 1; last > 0 {
			return strings.Join(words[:last], comma) + and + words[last]
		}
		return strings.Join(words, comma)
	})
}

// Sentence begins the English text with a capital letter.
func Sentence(w text.Wording) text.Wording {
	if w.En != "" {
		w.En = strings.ToUpper(w.En[:1]) + w.En[1:]
	}
	return w
}

// Span is "low to high", with a unit that both have written once.
func Span(low, high text.Wording) text.Wording {
	return Fill(text.Wording{En: "%s to %s", Hant: "%s 至 %s", Hans: "%s 至 %s"}, Each(func(tag language.Tag) string {
		l, h := low.In(tag), high.In(tag)
		if i := strings.IndexByte(l, ' '); i > 0 && strings.HasSuffix(h, l[i:]) {
			return l[:i]
		}
		return l
	}), high)
}

// Count writes a whole number with its thousands apart: "14,926".
func Count(n float64) string {
	s := strconv.FormatFloat(n, 'f', 0, 64)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Date is a day in the zone of t: "31 December 2026", "2026 年 12 月 31 日".
func Date(t time.Time) text.Wording {
	return text.Wording{
		En:   t.Format("2 January 2006"),
		Hant: fmt.Sprintf("%d 年 %d 月 %d 日", t.Year(), t.Month(), t.Day()),
		Hans: fmt.Sprintf("%d年%d月%d日", t.Year(), t.Month(), t.Day()),
	}
}

// Percent writes a share without decimals. A probability that is not quite 0 or 1
// is not written as if it were.
func Percent(share float64) string {
	switch {
	case share > 0 && share < 0.01:
		return "<1%"
	case share > 0.99 && share < 1:
		return ">99%"
	}
	return fmt.Sprintf("%.0f%%", 100*share)
}

// Chance is a probability in words that never say 0 or 1 of what is not.
func Chance(p float64) text.Wording {
	switch {
	case p > 0 && p < 0.01:
		return text.Wording{En: "less than 1%", Hant: "不到 1%", Hans: "不到 1%"}
	case p > 0.99 && p < 1:
		return text.Wording{En: "more than 99%", Hant: "超過 99%", Hans: "超过 99%"}
	}
	return Same(Percent(p))
}

// P writes a p-value with its sign: "p = 0.004", "p < 0.001".
func P(p float64) string {
	switch {
	case p < 0.001:
		return "p < 0.001"
	case p < 0.1:
		return fmt.Sprintf("p = %.3f", p)
	}
	return fmt.Sprintf("p = %.2f", p)
}

// A Term is a word of the code and its names for people.
type Term struct {
	Word  string
	Names text.Wording
}

// Name is the names of a word; the word itself if no term has it.
func Name(terms []Term, word string) text.Wording {
	for _, t := range terms {
		if t.Word == word {
			return t.Names
		}
	}
	return Same(word)
}

// Has reports whether a term has the word.
func Has(terms []Term, word string) bool {
	for _, t := range terms {
		if t.Word == word {
			return true
		}
	}
	return false
}

// Words lists the words of the terms, for errors.
func Words(terms []Term) string {
	out := make([]string, len(terms))
	for i, t := range terms {
		out[i] = t.Word
	}
	return strings.Join(out, ", ")
}
