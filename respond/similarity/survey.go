package similarity

import (
	"fmt"
	"iter"
	"slices"
)

// A Repetition says how much a set of replies repeats itself.
type Repetition struct {
	Replies int // how many there are
	Canned  int // that are near another one of them
	Texts   int // that remain when replies that are near one another, directly or through others, count as one
	Most    int // replies behind one of those texts, at most
}

// Share is the share of canned replies, in [0, 1]; ok is false if there are no
// replies.
func (r Repetition) Share() (share float64, ok bool) {
	if r.Replies == 0 {
		return 0, false
	}
	return float64(r.Canned) / float64(r.Replies), true
}

// String is the result in a line.
func (r Repetition) String() string {
	share, ok := r.Share()
	if !ok {
		return "no replies"
	}
	return fmt.Sprintf("%.1f%% canned (%d of %d replies; %d texts, one used %d times)", 100*share, r.Canned, r.Replies, r.Texts, r.Most)
}

// Survey finds the replies that are near another one: at a similarity of near or
// more, in (0, 1]; 0 is [Near]. Pairs are found as a [Memory] finds them and
// judged by their signatures. Memory is up to 1.3 kB a reply.
func Survey(replies iter.Seq[string], near float64) (Repetition, error) {
	if near == 0 {
		near = Near
	}
	if !(near > 0 && near <= 1) {
		return Repetition{}, fmt.Errorf("similarity: near is %v, want more than 0 and up to 1", near)
	}
	var sent []Signature
	for reply := range replies {
		sent = append(sent, Sign(reply))
	}
	if len(sent) > MaxSize {
		return Repetition{}, fmt.Errorf("similarity: %d replies are more than Survey takes, %d", len(sent), MaxSize)
	}
	g := newGroups(len(sent))
	index := newIndex(len(sent))
	var found []uint32
	for i := range sent {
		found = index.candidates(&sent[i], found[:0])
		slices.Sort(found)
		for _, j := range slices.Compact(found) {
			if sent[i].Similarity(&sent[j]) >= near {
				g.join(i, int(j))
			}
		}
		index.add(&sent[i], i)
	}
	return g.repetition(), nil
}

// groups are sets that can be joined (union-find).
type groups []int

func newGroups(n int) groups {
	g := make(groups, n)
	for i := range g {
		g[i] = i
	}
	return g
}

// of is the group of i, by its smallest member.
func (g groups) of(i int) int {
	for g[i] != i {
		g[i] = g[g[i]]
		i = g[i]
	}
	return i
}

func (g groups) join(i, j int) {
	i, j = g.of(i), g.of(j)
	g[max(i, j)] = min(i, j)
}

func (g groups) repetition() Repetition {
	size := make([]int, len(g))
	for i := range g {
		size[g.of(i)]++
	}
	r := Repetition{Replies: len(g)}
	for _, n := range size {
		if n > 0 {
			r.Texts++
			r.Most = max(r.Most, n)
		}
		if n > 1 {
			r.Canned += n
		}
	}
	return r
}
