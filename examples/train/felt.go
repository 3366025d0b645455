package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"github.com/loamlib/loam/examples/internal/tsv"
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
	path := "felt/" + source + ".tsv"
	data, err := feltFiles.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	table, err := tsv.Parse(string(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	out := map[uint64][]feedback.Emotion{}
	for _, r := range table.Rows {
		f, err := strconv.ParseUint(r.Cell("text"), 16, 64)
		if err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", path, r.Line, err)
		}
		if out[f], err = parseEmotions(r.Cell("emotions")); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", path, r.Line, err)
		}
	}
	return out, nil
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
