package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment/lexicon"
)

// induce makes the entries of a lexicon from labelled rows, on top of the
// curated entries.
func induce(dir, lang string, curated []lexicon.Entry, sources []source) ([]weight, error) {
	all := count(sources, lang)
	if err := list(dir, lang, all); err != nil {
		return nil, err
	}
	chosen := choose(all, sources, curated)
	if lang == "zh" {
		chosen = cohesive(chosen, all)
	}
	hand, err := engine(lang, curated, nil)
	if err != nil {
		return nil, err
	}
	chosen = slices.DeleteFunc(chosen, func(c *candidate) bool { return covers(hand, lang, c.phrase) })
	weights := start(curated, chosen)
	for round := range 3 {
		if err := refit(lang, curated, weights, sources); err != nil {
			return nil, err
		}
		if round < 2 {
			before := len(weights)
			weights = prune(weights, round)
			fmt.Printf("  round %d: %d candidates, %d kept\n", round, before, len(weights))
		}
	}
	return weights, nil
}

// covers reports whether a handwritten pattern is the whole of phrase, which
// must not be hidden then.
func covers(hand *lexicon.Analyzer, lang, phrase string) bool {
	d := feedback.NewDocument(&feedback.Feedback{Text: phrase, Language: tags[lang][0]})
	for _, h := range hand.AppendHits(nil, d) {
		const plain = lexicon.Factual | lexicon.Ironic | lexicon.Compared
		if h.First == 0 && h.End == len(d.Text.Tokens()) && h.Reading&^plain == 0 && strings.ContainsAny(h.Entry.Phrase, "(<") {
			return true
		}
	}
	return false
}

// start gives curated valences and chosen candidates the weights they begin
// with.
func start(curated []lexicon.Entry, chosen []*candidate) []weight {
	var out []weight
	taken := map[string]bool{}
	for _, e := range curated {
		key := text.Fold(e.Phrase)
		if e.Role == lexicon.Asks || e.Role == lexicon.Answer {
			continue // read in surveys only
		}
		taken[key] = true
		switch e.Role {
		case lexicon.Valence, lexicon.Fact, lexicon.Inferior, lexicon.Neutral, lexicon.Booster:
			signed := e.Role != lexicon.Neutral && e.Role != lexicon.Booster
			out = append(out, weight{entry: lexicon.Entry{Phrase: key, Role: e.Role, Weight: e.Weight}, prior: e.Weight, pull: *pullCurated, signed: signed})
		}
	}
	for _, c := range chosen {
		if taken[c.phrase] {
			continue
		}
		w := weight{entry: lexicon.Entry{Phrase: c.phrase, Role: lexicon.Valence, Weight: c.mean}, pull: *pull}
		if c.listed != 0 {
			w.prior = c.listed * *listScale
			w.entry.Weight = w.prior
			w.signed = true
		}
		w.entry.Weight = math.Max(-4, math.Min(4, w.entry.Weight))
		out = append(out, w)
	}
	// A phrase given twice counts as given last.
	last := map[string]int{}
	for i, w := range out {
		last[w.entry.Phrase] = i
	}
	kept := out[:0]
	for i, w := range out {
		if last[w.entry.Phrase] == i {
			kept = append(kept, w)
		}
	}
	return kept
}

func refit(lang string, curated []lexicon.Entry, weights []weight, sources []source) error {
	a, err := engine(lang, curated, weights)
	if err != nil {
		return err
	}
	at := make(map[string]int, len(weights))
	for i, w := range weights {
		at[w.entry.Phrase] = i
	}
	read(a, at, sources).fit(weights)
	return nil
}

func engine(lang string, curated []lexicon.Entry, weights []weight) (*lexicon.Analyzer, error) {
	entries := slices.Clone(curated)
	for _, w := range weights {
		entries = append(entries, w.entry)
	}
	l, err := lexicon.NewLexicon(lang, tags[lang], entries)
	if err != nil {
		return nil, err
	}
	return lexicon.New(nil, l)
}

// prune drops candidates whose weight came out small. Curated ones stay.
func prune(weights []weight, round int) []weight {
	return slices.DeleteFunc(weights, func(w weight) bool {
		if w.pull == *pullCurated {
			return false
		}
		return math.Abs(w.entry.Weight) < *minWeight || w.n == 0 && w.prior == 0
	})
}

// write is the lexicon file of weights, by falling weight.
func write(header string, weights []weight) string {
	type group struct {
		role  lexicon.Role
		tenth int
	}
	groups := map[group][]string{}
	for _, w := range weights {
		if w.pull == *pullCurated && math.Abs(w.entry.Weight-w.prior) < 0.05 {
			continue // as written by hand
		}
		g := group{w.entry.Role, int(math.Round(w.entry.Weight * 10))}
		groups[g] = append(groups[g], w.entry.Phrase)
	}
	var keys []group
	for g := range groups {
		keys = append(keys, g)
	}
	slices.SortFunc(keys, func(a, b group) int {
		return cmp.Or(cmp.Compare(a.role, b.role), -cmp.Compare(a.tenth, b.tenth))
	})
	var b strings.Builder
	b.WriteString(header)
	for _, g := range keys {
		slices.Sort(groups[g])
		fmt.Fprintf(&b, "@%v %.1f\n%s\n", g.role, float64(g.tenth)/10, strings.Join(groups[g], ", "))
	}
	return b.String()
}
