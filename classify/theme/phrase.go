package theme

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Phrase is a word or phrase that recurs.
type Phrase struct {
	Text      string `json:"text"` // as it is most often written
	Documents int    `json:"documents"`
	Cases     int    `json:"cases"` // different cases; feedback without one is a case of its own

	// Association is how strongly its parts belong together: the normalised
	// pointwise mutual information ln(p(ab)/(p(a)p(b)))/-ln p(ab) of its weakest
	// division, p being shares of documents (Bouma 2009); 1 for one word. A division
	// into fragments, which stand nearly always together, counts by that share.
	Association float64 `json:"association"`

	// Entropy is the choice of what stands before and behind it, in bits, the
	// lesser of the two, every edge of a clause and word of grammar being another
	// choice: a fragment of a longer word has little (Jin and Tanaka-Ishii 2006).
	Entropy float64 `json:"entropy"`

	tokens []uint32 // folded
	in     []int32  // entries
}

// A neighbour that stands beside a phrase in more than mostNeighbour of its
// documents makes the phrase a fragment.
const mostNeighbour = 0.6

// betweenWords is by how much less words must belong together than characters.
const betweenWords = 0.1

// maxWords is how many words a phrase in Latin letters has at most.
const maxWords = 4

// shortestLatin is how many letters a single word in Latin letters has at least.
const shortestLatin = 3

// A candidate is a row that may be a phrase.
type candidate struct {
	tokens      []uint32
	df          int
	variants    [][]uint32 // plurals
	association float64
	entropy     float64
}

// minDocuments is the least number of documents of a phrase among n.
func (o *Options) minDocuments(n int) int {
	if o.MinDocuments > 0 {
		return o.MinDocuments
	}
	return max(3, int(math.Round(math.Sqrt(float64(n))/4)))
}

// folded is the corpus in folded tokens, and where its documents end.
func (m *Miner) folded() (tokens []uint32, ends []int) {
	tokens = make([]uint32, len(m.tokens))
	for i, t := range m.tokens {
		tokens[i] = m.words.folded[t]
	}
	for _, e := range m.entries {
		ends = append(ends, e.end)
	}
	return tokens, ends
}

// candidates are the rows that pass for phrases.
func (m *Miner) candidates() []candidate {
	tokens, ends := m.folded()
	free := make([]bool, len(m.words.surface))
	for t, w := range m.words.surface {
		free[t] = t > 0 && m.stop.free(w)
	}
	c := count(tokens, ends, free, m.options.minDocuments(len(ends)))
	var out []candidate
	for n := 1; n <= len(c.levels); n++ {
		l := &c.levels[n-1]
		for id := range l.df {
			if l.freedom[0] == nil { // the last level was not looked at from outside
				break
			}
			x := candidate{tokens: c.row(n, int32(id)), df: int(l.df[id]), entropy: min(l.freedom[0][id], l.freedom[1][id])}
			if x.entropy < m.options.MinEntropy || max(l.strength[0][id], l.strength[1][id]) > mostNeighbour || !m.named(x.tokens) {
				continue
			}
			if x.association = c.association(x.tokens, l.df[id]); x.association >= m.leastAssociation(x.tokens) {
				out = append(out, x)
			}
		}
	}
	return out
}

// leastAssociation is what the parts of a row must have at least: of words less
// than of characters, because a space parts words already.
func (m *Miner) leastAssociation(tokens []uint32) float64 {
	for _, t := range tokens {
		if m.words.han[t] {
			return m.options.MinAssociation
		}
	}
	return m.options.MinAssociation - betweenWords
}

// named reports whether a row of folded tokens looks like the name of something.
func (m *Miner) named(tokens []uint32) bool {
	words := make([]string, len(tokens))
	latin := 0
	for i, t := range tokens {
		words[i] = m.words.surface[t]
		if !m.words.han[t] {
			latin++
		}
	}
	switch {
	case latin > maxWords || latin == 0 && len(tokens) == 1:
		return false
	case len(tokens) == 1 && utf8.RuneCountInString(words[0]) < shortestLatin:
		return false
	case latin == 0 && len(tokens) > 1 && allSame(words):
		return false
	}
	return !m.stop.refuses(words)
}

func allSame(words []string) bool {
	for _, w := range words[1:] {
		if w != words[0] {
			return false
		}
	}
	return true
}

// Phrases lists the phrases that recur, the weightiest first: by documents, those
// that stand alone before those that are mostly part of a longer phrase, and
// longer ones before shorter ones of equal use. A limit of 0 lists all.
func (m *Miner) Phrases(limit int) []Phrase {
	found := m.phrases()
	if limit > 0 && len(found) > limit {
		found = found[:limit]
	}
	return found
}

func (m *Miner) phrases() []Phrase {
	m.ready()
	list := m.candidates()
	slices.SortFunc(list, func(a, b candidate) int { return strings.Compare(m.name(a.tokens), m.name(b.tokens)) })
	list = m.withoutPlurals(list)
	o := m.occurrences(list)
	own := o.outside
	order := make([]int, 0, len(list))
	for i := range list {
		if own[i] > 0 {
			order = append(order, i)
		}
	}
	weight := func(i int) float64 { return float64(own[i]) * math.Log2(1+float64(len(list[i].tokens))) }
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(weight(b), weight(a)), cmp.Compare(a, b))
	})
	out := make([]Phrase, 0, len(order))
	for _, i := range order {
		c := list[i]
		out = append(out, Phrase{
			Text: o.surface(i), Documents: len(o.documents[i]), Cases: m.cases(o.documents[i]),
			Association: c.association, Entropy: c.entropy, tokens: c.tokens, in: o.documents[i],
		})
	}
	return out
}

// name is a row of tokens as a phrase.
func (m *Miner) name(tokens []uint32) string {
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = m.words.surface[t]
	}
	return join(words)
}
