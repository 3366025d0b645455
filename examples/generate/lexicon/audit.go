package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment/lexicon"
)

// audit prints the entries that the labels contradict: those that are found, with
// the rules applied, on the side of the row less often than chance would have.
func audit(a *lexicon.Analyzer, sources []source) {
	type record struct {
		entry       lexicon.Entry
		right, rows float64
		agreement   float64 // log-odds of being right, against the share of sides in the source
	}
	records := map[string]*record{}
	var d feedback.Document
	var hits []lexicon.Hit
	for _, src := range sources {
		share := [3]float64{}
		for _, r := range src.rows {
			share[r.side+1]++
		}
		for _, r := range src.rows {
			if r.side == 0 || share[0] == 0 || share[2] == 0 {
				continue
			}
			d.Reset(&feedback.Feedback{Text: r.text})
			hits = a.AppendHits(hits[:0], &d)
			for _, h := range hits {
				if h.Weight() == 0 || math.Abs(h.Weight()) < 0.3 {
					continue
				}
				k := h.Entry.Phrase
				if records[k] == nil {
					records[k] = &record{entry: h.Entry}
				}
				weight := (share[0] + share[2]) / (2 * share[r.side+1]) // sides count alike
				records[k].rows += weight
				if h.Weight()*float64(r.side) > 0 {
					records[k].right += weight
				}
			}
		}
	}
	var list []*record
	for _, r := range records {
		r.agreement = math.Log((r.right + 0.5) / (r.rows - r.right + 0.5))
		if r.rows >= 6 && r.agreement < 0.3 {
			list = append(list, r)
		}
	}
	slices.SortFunc(list, func(x, y *record) int { return cmp.Compare(y.rows*(y.agreement-0.5), x.rows*(x.agreement-0.5)) })
	slices.Reverse(list)
	for _, r := range list {
		fmt.Printf("%7.1f rows, %.2f right  %-10v %+.1f %s\n", r.rows, r.right/r.rows, r.entry.Role, r.entry.Weight, r.entry.Phrase)
	}
}
