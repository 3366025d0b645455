// Package decimal writes numbers with all the digits they take.
package decimal

import (
	"strconv"
	"strings"
)

// Percent writes a confidence with the digits it takes: rounded, 99.9999 % would be
// the 100 % that no interval has. The decimal point is moved in the digits, because
// 0.57 × 100 is no 57.
func Percent(confidence float64) string {
	digits, exponent, _ := strings.Cut(strconv.FormatFloat(confidence, 'e', -1, 64), "e")
	n, _ := strconv.Atoi(exponent)
	v, _ := strconv.ParseFloat(digits+"e"+strconv.Itoa(n+2), 64)
	return strconv.FormatFloat(v, 'f', -1, 64) + "%"
}
