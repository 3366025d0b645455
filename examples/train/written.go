package main

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/loamlib/loam/examples/internal/tsv"
	"github.com/loamlib/loam/feedback"
)

// written are texts made up for loam, one by one, with the judgement of whoever
// wrote them: trades and ways of speaking of which the collections have little,
// praise told in the words of trouble, blame in polite ones, questions and plain
// statements. A file has what belongs to one ground, in one language and script.
//
//go:embed written/*.tsv
var written embed.FS

// writtenFamily is the family of these texts.
const writtenFamily = "written"

// writtenCorpora are these texts, each file a corpus. One in ten is held back.
func writtenCorpora() ([]*corpus, error) {
	names, err := fs.Glob(written, "written/*.tsv")
	if err != nil {
		return nil, err
	}
	var out []*corpus
	for _, name := range names {
		c, err := readWritten(name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, c)
	}
	return out, nil
}

func readWritten(name string) (*corpus, error) {
	data, err := written.ReadFile(name)
	if err != nil {
		return nil, err
	}
	table, err := tsv.Parse(string(data))
	if err != nil {
		return nil, err
	}
	title := strings.TrimSuffix(path.Base(name), ".tsv")
	c := &corpus{source: source{path: title[:2] + "/written " + title, family: writtenFamily, licence: "loam's own", shipped: true}}
	for _, r := range table.Rows {
		p, err := feedback.ParsePolarity(r.Cell("label"))
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", r.Line, err)
		}
		x := row{text: r.Cell("text"), polarity: p, want: p, domain: writtenFamily}
		const heldBack = 10
		if fingerprint(x.text)%heldBack == 0 {
			c.dev = append(c.dev, x)
		} else {
			c.train = append(c.train, x)
		}
	}
	return c, nil
}
