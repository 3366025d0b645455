package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/loamlib/loam/feedback"
)

// A record is one row of a file, by the names of its columns.
type record func(column string) string

// A reading makes a text and its polarity of a record; ok is false for one that
// tells nothing about polarity.
type reading func(r record) (text string, p feedback.Polarity, ok bool)

// words are the title, if there is one, and the text.
func words(r record) string {
	if title := r("title"); title != "" {
		return title + "\n" + r("text")
	}
	return r("text")
}

// binary reads 1 as positive and 0 as negative.
func binary(r record) (string, feedback.Polarity, bool) {
	switch r("label") {
	case "1":
		return words(r), feedback.Positive, true
	case "0":
		return words(r), feedback.Negative, true
	}
	return words(r), 0, false
}

// number reads a number: up to low is negative, from high on positive, between
// them neutral. Numbers below -5 mean "no answer".
func number(column string, low, high float64) reading {
	return func(r record) (string, feedback.Polarity, bool) {
		x, err := strconv.ParseFloat(r(column), 64)
		switch {
		case err != nil || x < -5:
			return words(r), 0, false
		case x <= low:
			return words(r), feedback.Negative, true
		case x >= high:
			return words(r), feedback.Positive, true
		}
		return words(r), feedback.Neutral, true
	}
}

// named reads labels, one or several with bars between them, by lists of their
// names. A record with labels on both sides tells nothing.
func named(column, good, bad, neither string) reading {
	return func(r record) (string, feedback.Polarity, bool) {
		var found [3]bool
		for _, l := range strings.Split(r(column), "|") {
			for i, list := range []string{good, bad, neither} {
				found[i] = found[i] || slices.Contains(strings.Fields(list), l)
			}
		}
		switch {
		case found[0] && !found[1]:
			return words(r), feedback.Positive, true
		case found[1] && !found[0]:
			return words(r), feedback.Negative, true
		case found[2] && !found[0]:
			return words(r), feedback.Neutral, true
		}
		return words(r), 0, false
	}
}

// aspects reads the polarities of aspects, "term=POS|term=NEG": all on one side
// are that side, some on either are mixed.
func aspects(r record) (string, feedback.Polarity, bool) {
	var good, bad, neither int
	for _, a := range strings.Split(r("aspects"), "|") {
		switch strings.ToLower(a[strings.LastIndexByte(a, '=')+1:]) {
		case "positive", "pos", "1":
			good++
		case "negative", "neg", "-1":
			bad++
		case "neutral", "neu", "0":
			neither++
		}
	}
	text := strings.ReplaceAll(r("text"), "#", "") // marks of the annotators
	switch {
	case good > 0 && bad > 0:
		return text, feedback.Mixed, true
	case good > 0 && neither <= good:
		return text, feedback.Positive, true
	case bad > 0 && neither <= bad:
		return text, feedback.Negative, true
	case good == 0 && bad == 0 && neither > 0:
		return text, feedback.Neutral, true
	}
	return text, 0, false
}

// courses is aspects for the file of courses and shampoo, in which what is
// called neutral is negative for shampoo.
func courses(r record) (string, feedback.Polarity, bool) {
	text, p, ok := aspects(r)
	if p == feedback.Neutral {
		return text, feedback.Negative, ok && r("domain") == "shampoo"
	}
	return text, p, ok
}

// signed reads "feature[+2]" annotations written as "feature=+2|feature=-1". A
// sentence without any is neutral.
func signed(r record) (string, feedback.Polarity, bool) {
	list := r("aspects")
	good, bad := strings.Contains(list, "=+"), strings.Contains(list, "=-")
	switch {
	case list == "":
		return r("text"), feedback.Neutral, true
	case good && bad:
		return r("text"), feedback.Mixed, true
	case good:
		return r("text"), feedback.Positive, true
	case bad:
		return r("text"), feedback.Negative, true
	}
	return r("text"), 0, false
}

// onlyNeutral reads every record with the label as neutral, of a file in which
// the others may be anything; an empty label is all of them.
func onlyNeutral(label string) reading {
	return func(r record) (string, feedback.Polarity, bool) {
		return words(r), feedback.Neutral, label == "" || r("label") == label
	}
}

// complaints reads tweets to companies: complaints are negative, the others,
// mostly questions, neutral.
func complaints(r record) (string, feedback.Polarity, bool) {
	if r("label") == "1" {
		return r("text"), feedback.Negative, true
	}
	return r("text"), feedback.Neutral, true
}

// bugs reads bug reports as negative.
func bugs(r record) (string, feedback.Polarity, bool) {
	return r("text"), feedback.Negative, r("label") == "bug report"
}

// unlabelled reads a text that comes without a polarity.
func unlabelled(r record) (string, feedback.Polarity, bool) { return words(r), 0, false }
