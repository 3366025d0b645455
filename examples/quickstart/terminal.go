package main

import (
	"strings"

	"golang.org/x/text/width"
)

// columns is how many columns of a terminal r takes: two for Chinese characters,
// full-width forms and emoji.
func columns(r rune) int {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// wrap breaks each line of s into lines of at most room columns, at spaces in
// English and between any two Chinese characters but before punctuation, and
// indents all lines but the first.
func wrap(s string, room int, indent string) string {
	var lines []string
	for line := range strings.SplitSeq(s, "\n") {
		lines = append(lines, broken(line, room)...)
	}
	return strings.Join(lines, "\n"+indent)
}

// broken is one line broken into several.
func broken(s string, room int) (lines []string) {
	var line, word strings.Builder
	used, pending := 0, 0
	place := func() {
		if used+pending > room && used > 0 {
			lines = append(lines, strings.TrimRight(line.String(), " "))
			line.Reset()
			used = 0
		}
		line.WriteString(word.String())
		used += pending
		word.Reset()
		pending = 0
	}
	for _, r := range s {
		if opens(r) {
			place()
		}
		if used+pending > 0 || r != ' ' {
			word.WriteRune(r)
			pending += columns(r)
		}
		if r == ' ' {
			place()
		}
	}
	place()
	return append(lines, strings.TrimRight(line.String(), " "))
}

// opens reports whether a line may break before r.
func opens(r rune) bool {
	return columns(r) == 2 && !strings.ContainsRune("，。！？；：、）」』】”’", r)
}
