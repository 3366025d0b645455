package text

import (
	"strings"

	"golang.org/x/text/language"
)

// Supported is the language loam writes that serves readers of tag: one of
// [language.TraditionalChinese], [language.SimplifiedChinese] and
// [language.English], or [language.Und] if none does. Chinese as written in
// Taiwan, Hong Kong and Macao is Traditional, other Chinese Simplified unless
// the tag says so.
func Supported(tag language.Tag) language.Tag {
	switch tag {
	case language.TraditionalChinese, language.SimplifiedChinese, language.English:
		return tag // as guesses are; taking a tag apart takes its time
	}
	base, confidence := tag.Base()
	if confidence != language.Exact { // "und-Latn" is no English
		return language.Und
	}
	switch base.String() {
	case "en":
		if script, c := tag.Script(); c == language.Exact && script.String() != "Latn" {
			return language.Und
		}
		return language.English
	case "zh", "yue", "cmn", "nan", "hak", "wuu":
		if script, _ := tag.Script(); script.String() == "Hant" {
			return language.TraditionalChinese
		}
		return language.SimplifiedChinese
	}
	return language.Und
}

// A Guess is what a text is probably written in.
type Guess struct {
	Tag        language.Tag // und if it cannot be told
	Script     string       // ISO 15924: Hant, Hans, Hani (Chinese that fits both), Latn, Kana, …; Zyyy without letters
	Confidence float64      // in [0, 1]
}

// Language is what the text is probably written in. Chinese that has no
// character of one script only is "zh" in script "Hani". Languages in the Latin
// script other than English are named where their common words give them away,
// and und otherwise: unknown stays unknown.
func (t *Text) Language() Guess { return t.language }

// Chinese characters carry about as much as hanWeight Latin letters.
const hanWeight = 4

// guess weighs the scripts against each other, then looks closer at the one
// that prevails.
func (t *Text) guess() Guess {
	total, best, most := 0, Common, 0
	for s := Latin; s <= Other; s++ {
		n := t.letters[s]
		if s == Han || s == Kana || s == Hangul {
			n *= hanWeight
		}
		total += n
		if n > most {
			best, most = s, n
		}
	}
	if total == 0 {
		return Guess{Tag: language.Und, Script: Common.String()}
	}
	confidence := float64(most) / float64(total)
	switch best {
	case Han, Kana:
		return t.guessHan(confidence)
	case Latin:
		return t.guessLatin(confidence)
	}
	return Guess{Tag: scriptLanguage(best), Script: best.String(), Confidence: confidence}
}

// scriptLanguage is the language a script is used for nearly always.
func scriptLanguage(s Script) language.Tag {
	switch s {
	case Hangul:
		return language.Korean
	case Thai:
		return language.Thai
	case Hebrew:
		return language.Hebrew
	case Greek:
		return language.Greek
	}
	return language.Und
}

// japaneseForms are the particles and endings that Japanese remarks have, and
// characters as only Japanese simplified them: neither GB 2312 nor Big5 has any.
// What Chinese shops put on their signs as decoration (の, 焼肉, 駅前) is left out.
const japaneseForms = "がをはでにへいくかっ" +
	"対応悪満気変発売読帰転単検権歓払込戻働価続総覚酔鉄録険雑霊顔験騒髪図囲圧壊専帯弾徳恵悩懐戦抜択挙捜揺渇獣粋経絵継繊脳臓薬遅"

// chineseForms are characters that Chinese remarks lean on and Japanese has not.
const chineseForms = "很這这們们嗎吗沒还给你她啦吧呢啊嘛"

// longestRemark is up to how many Chinese characters the forms are looked at; a
// longer text shows by its kana what it is.
const longestRemark = 32

// japanese is how many characters more a remark has in Japanese form than in
// Chinese: 1 for 対応最悪, below 0 for 這家ラーメン很好吃.
func (t *Text) japanese() (n int) {
	if t.letters[Han] > longestRemark || t.letters[Kana] == 0 && t.hant+t.hans > 0 {
		return 0 // long, or Chinese without a doubt
	}
	for _, r := range t.source {
		switch {
		case r < 'ぁ':
		case strings.ContainsRune(japaneseForms, r):
			n++
		case strings.ContainsRune(chineseForms, r):
			n--
		}
	}
	return n
}

// guessHan tells Chinese from Japanese, and one Chinese script from the other.
// Japanese prose is at least a third kana; Chinese shop names and decoration
// have a の or two. A remark without kana has its forms of characters.
func (t *Text) guessHan(confidence float64) Guess {
	han, kana := t.letters[Han], t.letters[Kana]
	if signs := kana + 2*t.japanese(); signs > 1 && signs*5 > han+kana || han == 0 {
		return Guess{Tag: language.Japanese, Script: "Jpan", Confidence: confidence}
	}
	switch one, other := max(t.hant, t.hans), min(t.hant, t.hans); {
	case one == other:
		return Guess{Tag: language.Chinese, Script: Han.String(), Confidence: confidence}
	default:
		confidence *= float64(one) / float64(one+other)
	}
	if t.hant > t.hans {
		return Guess{Tag: language.TraditionalChinese, Script: "Hant", Confidence: confidence}
	}
	return Guess{Tag: language.SimplifiedChinese, Script: "Hans", Confidence: confidence}
}
