package privacy

import (
	"strings"

	"github.com/loamlib/loam/feedback/text"
)

// addresses looks for streets with a number, Chinese around "號" and "室",
// English around words like "Street".
func (f *finder) addresses() {
	tokens := f.text.Tokens()
	done := 0 // tokens before it belong to an address already
	for i, tok := range tokens {
		if i < done {
			continue
		}
		switch tok.Kind {
		case text.Han1:
			word := string(f.text.Bytes(tok))
			if word != "号" && word != "室" && word != "栋" && word != "幢" {
				continue
			}
			if first, ok := f.chineseAddress(i, word); ok && first >= done {
				done = f.unitsBehind(i + 1)
				f.addAddress(first, done)
			}
		case text.Word:
			if first, ok := f.englishAddress(i); ok && first >= done {
				f.addAddress(first, i+1)
				done = i + 1
			}
		}
	}
}

func (f *finder) word(i int) string {
	if i < 0 || i >= len(f.text.Tokens()) {
		return ""
	}
	return string(f.text.Bytes(f.text.Tokens()[i]))
}

func (f *finder) addAddress(first, end int) {
	tokens := f.text.Tokens()
	from, to := int(tokens[first].Start), int(tokens[end-1].End)
	f.add(Address, from, to, strings.ReplaceAll(string(f.fold[from:to]), " ", ""))
}

// The bounds of a Chinese address, in characters.
const (
	farthestStreet = 14 // between the street and the number of the house
	longestArea    = 20 // before the street
)

const (
	numerals = "一二三四五六七八九十百千零〇甲乙丙丁"
	between  = "段巷弄之号楼栋幢座室单元层邻"                   // parts of an address that come with numbers
	before   = "在住到是于寄送往址至从离去的了和与及有为我你您他她找来近靠,家店" // no part of the name of a place
)

// chineseAddress finds where the address begins that has its house number right
// before token i.
func (f *finder) chineseAddress(i int, house string) (first int, ok bool) {
	j := i - 1
	if !f.numeral(j) {
		return 0, false
	}
	buildings := 0
	for ; j >= 0 && i-j <= farthestStreet; j-- {
		word := f.word(j)
		switch {
		case f.numeral(j), word == "-", word == "之":
		case strings.Contains("栋幢座", word), word == "元" && f.word(j-1) == "单":
			buildings++
		case word == "路", word == "街", word == "道", house != "室" && (word == "村" || word == "巷" || word == "弄") && f.named(j):
			if !f.named(j) {
				return 0, false
			}
			return f.areaBefore(j), true
		case strings.Contains(between, word):
		case buildings > 0 && house == "室" || house != "室" && house != "号" && strings.Contains("区苑园城庭府湾里", word):
			// "阳光花园3栋2单元501室"
			return f.areaBefore(j), f.word(j) != "" && f.text.Tokens()[j].Kind == text.Han1
		default:
			return 0, false
		}
	}
	return 0, false
}

// numeral reports whether token i is a number, Chinese ones included.
func (f *finder) numeral(i int) bool {
	if i < 0 {
		return false
	}
	tok := f.text.Tokens()[i]
	return tok.Kind == text.Number || tok.Kind == text.Han1 && strings.Contains(numerals, f.word(i))
}

// named reports whether the street at token i has a name before it: two
// characters that are not numerals, or one and a numeral ("中山一路").
func (f *finder) named(i int) bool {
	tokens := f.text.Tokens()
	han := 0
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		if tokens[j].Kind != text.Han1 || strings.Contains(before, f.word(j)) {
			break
		}
		if !f.numeral(j) {
			han++
		}
	}
	return han >= 1 && i >= 2 && tokens[i-1].Kind == text.Han1 && tokens[i-2].Kind == text.Han1 && !strings.Contains(before, f.word(i-1))
}

// areaBefore is the first token of the name that ends at token i.
func (f *finder) areaBefore(i int) int {
	tokens := f.text.Tokens()
	first := i
	for j := i - 1; j >= 0 && i-j <= longestArea; j-- {
		if tokens[j].Kind != text.Han1 || strings.Contains(before, f.word(j)) {
			break
		}
		first = j
		if tokens[j].Has(text.SpaceBefore) {
			break
		}
	}
	return first
}

// unitsBehind is where the floors and rooms behind token i end: "5樓之2", "3单元
// 501室".
func (f *finder) unitsBehind(i int) int {
	tokens := f.text.Tokens()
	end := i
	for n := 0; n < 12 && i < len(tokens); n, i = n+1, i+1 {
		switch word := f.word(i); {
		case f.numeral(i), word == "-":
			continue
		case word == "之":
			if f.numeral(i + 1) {
				end = i + 2
				i++
				continue
			}
			return end
		case word == "f" && f.numeral(i-1), f.numeral(i-1) && strings.Contains(between, word):
			end = i + 1
			if word == "单" && f.word(i+1) == "元" {
				end, i = i+2, i+1
			}
		default:
			return end
		}
	}
	return end
}

// streets are what English streets are called.
var streets = map[string]bool{
	"street": true, "st": true, "road": true, "rd": true, "avenue": true, "ave": true, "lane": true, "ln": true, "drive": true, "boulevard": true, "blvd": true,
	"court": true, "terrace": true, "crescent": true, "highway": true, "hwy": true, "parkway": true, "square": true, "place": true, "close": true, "way": true,
}

// englishAddress finds where the address begins that ends with the word for a
// street at token i: a number and one to four capitalised words.
func (f *finder) englishAddress(i int) (first int, ok bool) {
	tokens := f.text.Tokens()
	if !streets[string(f.text.Bytes(tokens[i]))] || !f.capital(i) {
		return 0, false
	}
	for j := i - 1; j >= 0 && i-j <= 5; j-- {
		switch {
		case tokens[j].Kind == text.Number:
			n := tokens[j].End - tokens[j].Start
			return j, i-j >= 2 && n <= 5 && digitsIn(f.text.Bytes(tokens[j])) == int(n)
		case tokens[j].Kind != text.Word, !f.capital(j) && !isDigit(f.word(j)[0]):
			return 0, false
		}
	}
	return 0, false
}

// capital reports whether the word at token i begins with a capital.
func (f *finder) capital(i int) bool {
	at := f.text.Origin(f.text.Tokens()[i].Span())
	c := f.text.Source()[at.Start]
	return 'A' <= c && c <= 'Z'
}
