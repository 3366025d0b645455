package theme

import "math"

// longestRow is how many tokens a row has at most. A phrase has one less, so that
// what stands beside it is known.
const longestRow = 6

// A level has the rows of n tokens that are in enough documents.
type level struct {
	prefix   []int32  // by row: its first n-1 tokens, a row of the level before
	last     []uint32 // by row: its last token
	df       []int32  // by row: documents
	ids      map[uint64]int32
	freedom  [2][]float64 // by row: bits of choice before and behind it
	strength [2][]float64 // by row: share of the most frequent neighbour before and behind it
}

// Counts are the rows of up to longestRow tokens of a corpus that are in at
// least min documents, found level by level: a row is in no more documents than
// its beginning (Agrawal and Srikant 1994).
type counts struct {
	documents int
	free      []bool // by token: stands for an end of what is beside it
	min       int
	levels    []level
}

// A cell counts the documents of a row and a neighbour.
type cell struct{ documents, last int32 }

func pair(row int32, token uint32) uint64 { return uint64(uint32(row))<<32 | uint64(token) }

// count counts rows of folded tokens. ends are the ends of the documents.
func count(tokens []uint32, ends []int, free []bool, min int) *counts {
	c := &counts{documents: len(ends), free: free, min: min}
	at := c.single(tokens, ends, len(free))
	for n := 1; n < longestRow; n++ {
		if !c.extend(tokens, ends, at, n) {
			break
		}
	}
	return c
}

// single makes the first level and returns the row that begins at each token, -1
// for those that are in too few documents.
func (c *counts) single(tokens []uint32, ends []int, words int) []int32 {
	cells := make([]cell, words)
	from := 0
	for d, end := range ends {
		for _, t := range tokens[from:end] {
			if t != 0 && cells[t].last != int32(d+1) {
				cells[t] = cell{cells[t].documents + 1, int32(d + 1)}
			}
		}
		from = end
	}
	l := level{ids: map[uint64]int32{}}
	row := make([]int32, words)
	for t := range cells {
		row[t] = -1
		if int(cells[t].documents) >= c.min {
			row[t] = l.add(-1, uint32(t), cells[t].documents)
		}
	}
	c.levels = append(c.levels, l)
	at := make([]int32, len(tokens))
	for i, t := range tokens {
		at[i] = row[t]
	}
	return at
}

func (l *level) add(prefix int32, last uint32, df int32) int32 {
	id := int32(len(l.df))
	l.prefix, l.last, l.df = append(l.prefix, prefix), append(l.last, last), append(l.df, df)
	l.ids[pair(prefix, last)] = id
	return id
}

// extend counts what stands before and behind the rows of n tokens, makes the
// next level of what does often enough, and leads at over to it.
func (c *counts) extend(tokens []uint32, ends []int, at []int32, n int) bool {
	l := &c.levels[n-1]
	var edge [2][]cell
	edge[0], edge[1] = make([]cell, len(l.df)), make([]cell, len(l.df))
	beside := [2]map[uint64]cell{{}, {}}
	from := 0
	for d, end := range ends {
		stamp := int32(d + 1)
		for i := from; i < end; i++ {
			row := at[i]
			if row < 0 {
				continue
			}
			for side, place := range [2]int{i - 1, i + n} {
				if t := tokens[place]; t == 0 {
					edge[side][row] = edge[side][row].see(stamp)
				} else {
					k := pair(row, t)
					beside[side][k] = beside[side][k].see(stamp)
				}
			}
		}
		from = end
	}
	for side := range beside {
		l.freedom[side], l.strength[side] = c.choice(edge[side], beside[side])
	}
	next := level{ids: map[uint64]int32{}}
	for k, x := range beside[1] {
		if int(x.documents) >= c.min {
			next.add(int32(k>>32), uint32(k), x.documents)
		}
	}
	if len(next.df) == 0 {
		return false
	}
	for i, row := range at {
		if row >= 0 {
			at[i] = -1
			if id, ok := next.ids[pair(row, tokens[i+n])]; ok && tokens[i+n] != 0 {
				at[i] = id
			}
		}
	}
	c.levels = append(c.levels, next)
	return true
}

func (x cell) see(stamp int32) cell {
	if x.last == stamp {
		return x
	}
	return cell{x.documents + 1, stamp}
}

// choice is the entropy in bits of what stands on one side of each row, every
// edge of a clause and every word of grammar being another, and the share of the
// most frequent other neighbour. Sums are of whole numbers, so that their order does
// not matter.
func (c *counts) choice(edges []cell, beside map[uint64]cell) (entropy, strength []float64) {
	const scale = 1 << 20
	total, logs, most := make([]int64, len(edges)), make([]int64, len(edges)), make([]int32, len(edges))
	for row, e := range edges {
		total[row] = int64(e.documents)
	}
	for k, x := range beside {
		row := k >> 32
		total[row] += int64(x.documents)
		if c.free[uint32(k)] {
			continue
		}
		logs[row] += int64(math.Round(scale * float64(x.documents) * math.Log2(float64(x.documents))))
		most[row] = max(most[row], x.documents)
	}
	entropy, strength = make([]float64, len(edges)), make([]float64, len(edges))
	for row, n := range total {
		if n > 0 {
			entropy[row] = max(0, math.Log2(float64(n))-float64(logs[row])/scale/float64(n))
			strength[row] = float64(most[row]) / float64(n)
		}
	}
	return entropy, strength
}

// find is the row of tokens at its level, or false if it is in too few documents.
func (c *counts) find(tokens []uint32) (int32, bool) {
	row := int32(-1)
	for n, t := range tokens {
		if n >= len(c.levels) {
			return 0, false
		}
		id, ok := c.levels[n].ids[pair(row, t)]
		if !ok {
			return 0, false
		}
		row = id
	}
	return row, true
}

// row is the tokens of a row of n.
func (c *counts) row(n int, id int32) []uint32 {
	out := make([]uint32, n)
	for ; n > 0; n-- {
		l := &c.levels[n-1]
		out[n-1] = l.last[id]
		id = l.prefix[id]
	}
	return out
}

// alwaysTogether is the share of its documents in which a part of a row stands in
// the row, from which on the part is a fragment and not a word that happens to be
// beside another.
const alwaysTogether = 0.75

// association is the normalised pointwise mutual information of the two parts
// of a row, by documents, at its weakest division. A division that makes a
// fragment of one of the parts counts by the share of its documents in which that
// part is in the row: so a common last character does not part a word.
func (c *counts) association(tokens []uint32, df int32) float64 {
	n := float64(c.documents)
	p := float64(df) / n
	least := 1.0
	for cut := 1; cut < len(tokens); cut++ {
		a, okA := c.find(tokens[:cut])
		b, okB := c.find(tokens[cut:])
		if !okA || !okB {
			continue // cannot be: a part is in no fewer documents
		}
		if df == int32(c.documents) {
			return 0 // in every document: nothing can be said
		}
		pa, pb := float64(c.levels[cut-1].df[a])/n, float64(c.levels[len(tokens)-cut-1].df[b])/n
		strength := math.Log2(p/(pa*pb)) / -math.Log2(p)
		if together := max(p/pa, p/pb); len(tokens) > 2 && together >= alwaysTogether {
			strength = max(strength, together)
		}
		least = min(least, strength)
	}
	return least
}
