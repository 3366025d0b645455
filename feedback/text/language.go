package text

import (
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

// japaneseForm is 1 for the particles and endings that Japanese remarks have and
// for characters as only Japanese simplified them, which neither GB 2312 nor Big5
// has; -1 for characters that Chinese remarks lean on and Japanese has not; else 0.
// What Chinese shops put on their signs as decoration (の, 焼肉, 駅前) is left out.
func japaneseForm(r rune) int {
	switch r {
	case 'が', 'を', 'は', 'で', 'に', 'へ', 'い', 'く', 'か', 'っ', '対', '応', '悪', '満', '気', '変', '発', '売', '読', '帰',
		'転', '単', '検', '権', '歓', '払', '込', '戻', '働', '価', '続', '総', '覚', '酔', '鉄', '録', '険', '雑', '霊', '顔',
		'験', '騒', '髪', '図', '囲', '圧', '壊', '専', '帯', '弾', '徳', '恵', '悩', '懐', '戦', '抜', '択', '挙', '捜', '揺',
		'渇', '獣', '粋', '経', '絵', '継', '繊', '脳', '臓', '薬', '遅':
		return 1
	case '很', '這', '这', '們', '们', '嗎', '吗', '沒', '还', '给', '你', '她', '啦', '吧', '呢', '啊', '嘛':
		return -1
	}
	return 0
}

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
		n += japaneseForm(r)
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
