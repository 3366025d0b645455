package main

import (
	"embed"
	"strings"

	"github.com/loamlib/loam/feedback"
)

// feltFiles have the emotions that rows of the collections show, each found by
// reading the row for loam: remarks of customers, whom the published sets of
// emotions have none of, and posts whose labels are those of their hashtags. A row
// is named by its fingerprint; "none" stands for no emotion, bars between several.
//
//go:embed felt/*.tsv
var feltFiles embed.FS

// feltIn are the emotions of rows of a source, by fingerprint; none if its rows were
// not read.
func feltIn(source string) (map[uint64][]feedback.Emotion, error) {
	return byFingerprint(feltFiles, "felt/"+source+".tsv", "emotions", parseEmotions)
}

// parseEmotions reads "joy|surprise", or "none".
func parseEmotions(cell string) ([]feedback.Emotion, error) {
	if cell == "none" {
		return nil, nil
	}
	var out []feedback.Emotion
	for name := range strings.SplitSeq(cell, "|") {
		e, err := feedback.ParseEmotion(name)
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}
