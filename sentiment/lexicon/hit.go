package lexicon

import (
	"strings"
)

// Reading says what rules were applied to a passage, as a set of bits.
type Reading uint16

// The readings.
const (
	Negated     Reading = 1 << iota // a negator turned it
	Intensified                     // a degree made it stronger
	Weakened                        // a degree made it weaker
	Conceded                        // it stands before "but" or behind "although"
	Stressed                        // it stands behind "but", or sums up
	Wished                          // it is asked for
	Supposed                        // it stands behind "if"
	Bygone                          // it is no more
	Asked                           // it stands in a question
	Emphasised                      // capitals, drawn-out letters, exclamation marks
	Ironic                          // praise that mocks
	Answering                       // the survey question gives it its side
	Factual                         // it tells what happened
	Compared                        // it compares
	Several                         // several passages taken together
	readings    = 15
)

var readingWords = [readings]string{
	"negated", "intensified", "weakened", "conceded", "stressed", "wished", "supposed", "bygone", "asked", "emphasised",
	"ironic", "answering", "fact", "compared", "several",
}

// String lists the readings, separated by commas: "negated,stressed".
func (r Reading) String() string {
	var words []string
	for i, w := range readingWords {
		if r&(1<<i) != 0 {
			words = append(words, w)
		}
	}
	return strings.Join(words, ",")
}

// A Hit is a passage that speaks for or against, and what the rules made of it.
type Hit struct {
	Entry      Entry   // the word or phrase of the lexicon at its core
	First, End int     // the passage with its negators and degrees: tokens [First, End) of the text
	Sentence   int     // which of the text's sentences it stands in
	Clause     int     // which clause, counted through the text
	Factor     float64 // what the rules multiplied the weight of the entry by
	Reading    Reading
}

// Weight is what the passage contributes, in log-odds of praise.
func (h Hit) Weight() float64 { return h.Entry.Weight * h.Factor }
