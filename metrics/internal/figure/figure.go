// Package figure writes the numbers of results, and fills them into sentences that say
// in braces where they go.
package figure

import (
	"math"
	"strconv"
	"strings"

	"github.com/loamlib/loam/metrics"
)

// A List is what a language says for words of the code. Lists need no work when a
// program starts, as maps would.
type List []struct{ Word, Text string }

// Find is the text for a word, and whether there is one.
func (l List) Find(word string) (string, bool) {
	for _, p := range l {
		if p.Word == word {
			return p.Text, true
		}
	}
	return "", false
}

// Fill puts values, each given after its name, where the names stand in braces.
func Fill(form string, values ...string) string {
	pairs := make([]string, len(values))
	for i := 0; i+1 < len(values); i += 2 {
		pairs[i], pairs[i+1] = "{"+values[i]+"}", values[i+1]
	}
	return strings.NewReplacer(pairs...).Replace(form)
}

// Count fills {n} into the form for one or for any other number.
func Count(n int, one, many string) string {
	if n == 1 {
		many = one
	}
	return Fill(many, "n", strconv.Itoa(n))
}

// None stands for a number that is none.
const None = "–"

// Percent is a share in whole percent.
func Percent(share float64) string { return strconv.FormatFloat(100*share, 'f', 0, 64) + "%" }

// P is a p-value with what stands before it.
func P(p float64) string {
	if p < 0.001 {
		return "< 0.001"
	}
	return "= " + strconv.FormatFloat(p, 'f', 3, 64)
}

// Signed has a sign and two decimals, or one digit more than the zeros if that is
// less than a hundredth.
func Signed(n metrics.Number) string {
	v, ok := n.Get()
	if !ok {
		return None
	}
	if a := math.Abs(v); a > 0 && a < 0.01 {
		return withSign(v, 1-int(math.Floor(math.Log10(a))))
	}
	return withSign(v, 2)
}

// Points has a sign and one decimal.
func Points(n metrics.Number) string {
	v, ok := n.Get()
	if !ok {
		return None
	}
	return withSign(v, 1)
}

// withSign is v with its sign; what rounds to nothing is no fall: "+0.0".
func withSign(v float64, decimals int) string {
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	if v >= 0 {
		return "+" + s
	}
	if strings.Trim(s, "-0.") == "" {
		return "+" + s[1:]
	}
	return s
}

// Ratio has three digits; one that is no number is infinite.
func Ratio(n metrics.Number) string {
	v, ok := n.Get()
	if !ok {
		return "∞"
	}
	if v >= 100 {
		return strconv.FormatFloat(v, 'f', 0, 64)
	}
	return strconv.FormatFloat(v, 'g', 3, 64)
}
