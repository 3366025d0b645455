package theme

import (
	"cmp"
	"slices"
	"strings"
)

// Occurrences say where candidates are.
type occurrences struct {
	documents [][]int32        // by candidate: entries, in order
	outside   []int            // by candidate: entries in which it stands outside of longer ones at least once
	surfaces  []map[string]int // by candidate: entries by how it is first written there
}

// A trie finds rows of tokens.
type trie struct {
	edges  map[uint64]int32 // from a node by a token
	accept []int32          // by node: the row that ends there plus 1
}

func newTrie() *trie { return &trie{edges: map[uint64]int32{}, accept: make([]int32, 1)} }

// add makes tokens lead to id; the first to claim a row keeps it.
func (t *trie) add(tokens []uint32, id int) {
	node := int32(0)
	for _, w := range tokens {
		next, ok := t.edges[pair(node, w)]
		if !ok {
			next = int32(len(t.accept))
			t.accept = append(t.accept, 0)
			t.edges[pair(node, w)] = next
		}
		node = next
	}
	if t.accept[node] == 0 {
		t.accept[node] = int32(id) + 1
	}
}

// A match is a row found: tokens [start, end) of a document.
type match struct{ start, end, id int }

// appendMatches appends all rows in a document, those inside others included, in
// the order of where they begin, the longest first.
func (t *trie) appendMatches(dst []match, tokens []uint32) []match {
	for i := range tokens {
		from := len(dst)
		node := int32(0)
		for j := i; j < len(tokens) && tokens[j] != 0; j++ {
			next, ok := t.edges[pair(node, tokens[j])]
			if !ok {
				break
			}
			if node = next; t.accept[node] != 0 {
				dst = append(dst, match{i, j + 1, int(t.accept[node]) - 1})
			}
		}
		slices.Reverse(dst[from:])
	}
	return dst
}

// occurrences finds candidates in all entries.
func (m *Miner) occurrences(list []candidate) *occurrences {
	t := newTrie()
	for i, c := range list {
		t.add(c.tokens, i)
	}
	for i, c := range list {
		for _, v := range c.variants {
			t.add(v, i)
		}
	}
	o := &occurrences{documents: make([][]int32, len(list)), outside: make([]int, len(list)), surfaces: make([]map[string]int, len(list))}
	var folded []uint32
	var found []match
	seen, alone := make([]int, len(list)), make([]int, len(list))
	for e := range m.entries {
		surface := m.of(e)
		folded = folded[:0]
		for _, w := range surface {
			folded = append(folded, m.words.folded[w])
		}
		found = t.appendMatches(found[:0], folded)
		reach := 0 // how far the longest match so far goes
		for _, f := range found {
			if seen[f.id] != e+1 {
				seen[f.id] = e + 1
				o.documents[f.id] = append(o.documents[f.id], int32(e))
				o.write(f.id, m.name(surface[f.start:f.end]))
			}
			if f.end > reach {
				reach = f.end
				if alone[f.id] != e+1 {
					alone[f.id] = e + 1
					o.outside[f.id]++
				}
			}
		}
	}
	return o
}

func (o *occurrences) write(id int, surface string) {
	if o.surfaces[id] == nil {
		o.surfaces[id] = map[string]int{}
	}
	o.surfaces[id][surface]++
}

// surface is how a candidate is most often written.
func (o *occurrences) surface(id int) string {
	best, most := "", 0
	for s, n := range o.surfaces[id] {
		if c := cmp.Or(cmp.Compare(n, most), strings.Compare(best, s)); c > 0 {
			best, most = s, n
		}
	}
	return best
}

// cases counts the different cases of entries.
func (m *Miner) cases(entries []int32) int {
	return countCases(entries, func(e int32) string { return m.entries[e].theCase })
}

// countCases counts the different cases of entries, those without one each by
// itself.
func countCases[E any](entries []E, of func(E) string) int {
	n, seen := 0, map[string]bool{}
	for _, e := range entries {
		c := of(e)
		if c == "" || !seen[c] {
			n++
		}
		seen[c] = true
	}
	return n
}

// withoutPlurals leaves out English plurals whose singular recurs, and puts the
// plurals that there are, frequent or not, to the singulars. List is sorted by name
// and stays so.
func (m *Miner) withoutPlurals(list []candidate) []candidate {
	names := make(map[string]bool, len(list))
	for _, c := range list {
		names[m.name(c.tokens)] = true
	}
	out := list[:0]
	for _, c := range list {
		last := c.tokens[len(c.tokens)-1]
		if m.words.han[last] {
			out = append(out, c)
			continue
		}
		if slices.ContainsFunc(singulars(m.name(c.tokens)), func(s string) bool { return names[s] }) {
			continue
		}
		for _, p := range plurals(m.words.surface[last]) {
			if n, ok := m.words.number[key(p, p)]; ok {
				v := slices.Clone(c.tokens)
				v[len(v)-1] = n
				c.variants = append(c.variants, v)
			}
		}
		out = append(out, c)
	}
	return out
}

// plurals are what an English word may be the singular of.
func plurals(word string) []string {
	out := []string{word + "s", word + "es"}
	if s, ok := strings.CutSuffix(word, "y"); ok {
		out = append(out, s+"ies")
	}
	return out
}

// singulars are what an English word may be the plural of.
func singulars(word string) []string {
	var out []string
	if strings.HasSuffix(word, "ss") {
		return nil
	}
	if s, ok := strings.CutSuffix(word, "ies"); ok {
		out = append(out, s+"y")
	}
	if s, ok := strings.CutSuffix(word, "es"); ok {
		out = append(out, s)
	}
	if s, ok := strings.CutSuffix(word, "s"); ok {
		out = append(out, s)
	}
	return out
}
