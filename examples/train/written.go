package main

import (
	_ "embed"
	"strings"

	"github.com/loamlib/loam/feedback"
)

// written are sentences made up for loam: questions and plain statements in
// Chinese, praise in the words of blame and blame in the words of praise, of
// which the collections have little.
//
//go:embed written.tsv
var written string

// writtenCorpus are these sentences as a corpus for a language.
func writtenCorpus(language string) *corpus {
	c := &corpus{source: source{path: language + "/written", family: "written", licence: "loam's own", shipped: true}}
	for line := range strings.Lines(written) {
		word, text, _ := strings.Cut(strings.TrimSpace(line), "\t")
		p, err := feedback.ParsePolarity(word)
		chinese := strings.ContainsFunc(text, func(r rune) bool { return r >= 0x3400 })
		if err == nil && chinese == (language == "zh") {
			c.train = append(c.train, row{text, p})
		}
	}
	return c
}
