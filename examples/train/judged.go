package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strconv"

	"github.com/loamlib/loam/examples/internal/tsv"
	"github.com/loamlib/loam/feedback"
)

// judgedFiles have the polarities of rows of the collections, each found by reading the
// row for loam: of those that come without any, of those whose labels are of
// something else (how urgent a remark is, what a reader felt, which hashtag a post
// carries), and of some that a model would not believe. A row is named by its
// fingerprint. Unknown stands for what says nothing, or in another language.
//
//go:embed judged/*.tsv
var judgedFiles embed.FS

// judgements are the polarities of the rows of a source, by fingerprint; none if
// its rows were not read.
func judgements(source string) (map[uint64]feedback.Polarity, error) {
	return byFingerprint(judgedFiles, "judged/"+source+".tsv", "label", feedback.ParsePolarity)
}

// byFingerprint reads what was found of rows from a file, if there is one: their
// fingerprints in the column "text", and in another what parse makes of it.
func byFingerprint[V any](files embed.FS, path, column string, parse func(string) (V, error)) (map[uint64]V, error) {
	data, err := files.ReadFile(path)
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
	out := map[uint64]V{}
	for _, r := range table.Rows {
		f, err := strconv.ParseUint(r.Cell("text"), 16, 64)
		if err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", path, r.Line, err)
		}
		if out[f], err = parse(r.Cell(column)); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", path, r.Line, err)
		}
	}
	return out, nil
}

// An agreement is what reading rows said of the labels that they came with.
type agreement struct {
	read   int // rows read whose label is praise or blame
	sided  int // of those, praise or blame by both
	agreed int // of those, the same by both
}

// compare counts the rows of a rated source that were read.
func compare(rows []row, judged map[uint64]feedback.Polarity) (out agreement) {
	sided := func(p feedback.Polarity) bool { return p == feedback.Positive || p == feedback.Negative }
	for _, r := range rows {
		p, read := judged[fingerprint(r.text)]
		if !read || !sided(r.want) {
			continue
		}
		out.read++
		if sided(p) {
			out.sided++
			if p == r.want {
				out.agreed++
			}
		}
	}
	return out
}
