package standard

import (
	"strconv"
	"strings"
	"time"

	"github.com/loamlib/loam/feedback/text"
)

// How much quantities of each kind speak for a fact.
const (
	durationFact = 0.5
	moneyFact    = 0.5
	countFact    = 0.35
	clockFact    = 0.35
)

// A quantity is a number with its unit: tokens [first, end).
type quantity struct {
	first, end int32
	hit        *hit
	amount     float64 // 0 if it is not told exactly
}

// quantities counts numbers with units, prices and clock times as facts, and
// long waits as complaints, too.
func (j *judgement) quantities() {
	for i := range j.hits {
		h := &j.hits[i]
		switch h.cue {
		case hours, spell:
			if q, ok := j.quantity(h); ok {
				j.factual.add(q.passage(durationFact))
				j.waited(i, q)
			}
		case money:
			if q, ok := j.quantity(h); ok {
				j.factual.add(q.passage(moneyFact))
			}
		case count:
			if q, ok := j.quantity(h); ok {
				j.factual.add(q.passage(countFact))
			}
		case priced:
			if q, ok := j.price(h); ok {
				j.factual.add(q.passage(moneyFact))
			}
		}
	}
	j.written()
}

func (q quantity) passage(weight float64) passage {
	return passage{q.first, q.end, q.hit.phrase, float32(weight), "quantity"}
}

// Waits shorter than these are not told as complaints.
const (
	shortWait  = 10 * time.Minute
	shortTaken = 30 * time.Minute
)

// waited counts the time q, of the hit at index i, as a complaint if a word for
// waiting stands close before it in its clause.
func (j *judgement) waited(i int, q quantity) {
	const close = 4
	for k := i - 1; k >= 0 && q.first-j.hits[k].end <= close; k-- {
		h := &j.hits[k]
		if h.cue != wait || h.end > q.first || h.clause != q.hit.clause {
			continue
		}
		weight, short := longWait, shortWait
		if h.weight < 1 {
			weight, short = longTaken, shortTaken
		}
		if d := q.duration(); d == 0 || d >= short {
			j.complaint.add(passage{h.first, q.end, h.phrase, float32(weight), "together"})
		}
		return
	}
}

// price is the number right after a word such as "收了" or "cost".
func (j *judgement) price(h *hit) (quantity, bool) {
	tokens := j.text.Tokens()
	first := int(h.end)
	end := first
	for end < len(tokens) && tokens[end].Kind == text.Han1 && hanDigit(j.text.Bytes(tokens[end])) >= 0 {
		end++
	}
	if end == first && end < len(tokens) && tokens[end].Kind == text.Number {
		end++
		return quantity{h.first, int32(end), h, 0}, true
	}
	return quantity{h.first, int32(end), h, 0}, end-first >= 2
}

// written counts amounts that need no word for their unit: "$30", "10:30".
func (j *judgement) written() {
	tokens := j.text.Tokens()
	for i, tok := range tokens {
		if tok.Kind != text.Number {
			continue
		}
		at := int32(i)
		switch {
		case i > 0 && currency(j.text.Bytes(tokens[i-1])):
			j.factual.add(passage{at - 1, at + 1, -3, moneyFact, "quantity"})
			return
		case strings.IndexByte(string(j.text.Bytes(tok)), ':') > 0:
			j.factual.add(passage{at, at + 1, -4, clockFact, "quantity"})
			return
		}
	}
}

func currency(sign []byte) bool {
	switch string(sign) {
	case "$", "€", "£", "¥", "nt$", "hk$", "us$":
		return true
	}
	return false
}

// quantity is the number before the unit h, if there is one.
func (j *judgement) quantity(h *hit) (quantity, bool) {
	if h.cue == spell {
		return quantity{h.first, h.end, h, 1}, true
	}
	tokens := j.text.Tokens()
	i := int(h.first) - 1
	if i >= 0 && tokens[i].Kind == text.Punct && string(j.text.Bytes(tokens[i])) == "-" { // "40-minute wait"
		i--
	}
	if i < 0 {
		return quantity{}, false
	}
	switch tok := tokens[i]; tok.Kind {
	case text.Number:
		amount, _ := strconv.ParseFloat(strings.ReplaceAll(string(j.text.Bytes(tok)), ",", ""), 64)
		return quantity{int32(i), h.end, h, amount}, true
	case text.Han1:
		return j.hanQuantity(i, h)
	case text.Word:
		amount, ok := englishNumbers[string(j.text.Bytes(tok))]
		return quantity{int32(i), h.end, h, amount}, ok
	}
	return quantity{}, false
}

// hanQuantity reads the row of Chinese numerals that ends at token i.
func (j *judgement) hanQuantity(i int, h *hit) (quantity, bool) {
	tokens := j.text.Tokens()
	first := i + 1
	for first > 0 && tokens[first-1].Kind == text.Han1 && hanDigit(j.text.Bytes(tokens[first-1])) >= 0 {
		first--
	}
	if first > i || first > 0 && string(j.text.Bytes(tokens[first-1])) == "第" {
		return quantity{}, false
	}
	if one := string(j.text.Bytes(tokens[i])) == "一"; one && first == i && h.cue == count {
		return quantity{}, false // "一个", "一件" are articles
	}
	return quantity{int32(first), h.end, h, j.hanNumber(first, i+1)}, true
}

// hanNumber is the value of the numerals [first, end), 0 if they are vague.
func (j *judgement) hanNumber(first, end int) float64 {
	var total, digit float64
	for _, tok := range j.text.Tokens()[first:end] {
		switch v := hanDigit(j.text.Bytes(tok)); {
		case v == vague:
			return 0
		case v >= 10:
			total += max(digit, 1) * v
			digit = 0
		default:
			digit = v
		}
	}
	return total + digit
}

// vague is the value of numerals that tell no number: "几".
const vague = 0.1

// hanDigit is the value of a Chinese numeral, -1 if it is none.
func hanDigit(b []byte) float64 {
	switch string(b) {
	case "一":
		return 1
	case "二", "两", "俩":
		return 2
	case "三", "仨":
		return 3
	case "四":
		return 4
	case "五":
		return 5
	case "六":
		return 6
	case "七":
		return 7
	case "八":
		return 8
	case "九":
		return 9
	case "十":
		return 10
	case "百":
		return 100
	case "千":
		return 1000
	case "万":
		return 10000
	case "半":
		return 0.5
	case "几", "数", "多", "余":
		return vague
	}
	return -1
}

// englishNumbers are the numbers that people write as words; 0 is vague.
var englishNumbers = map[string]float64{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
	"ninety": 90, "hundred": 100, "several": 0, "few": 0, "couple": 2, "dozen": 12, "many": 0, "half": 0.5,
}

// duration is the time that a quantity of an hours hit tells, 0 if it is vague.
func (q quantity) duration() time.Duration {
	return time.Duration(q.amount * float64(q.hit.weight) * float64(time.Hour))
}
