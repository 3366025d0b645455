package theme

import (
	"cmp"
	"container/heap"
	"strings"
)

// A queue hands out terms, the one of most wishes left first. The number only
// falls, so a term that is found with an old one goes back.
type queue struct {
	heap []ranked
	left map[string]int
}

type ranked struct {
	term string
	n    int
}

func newQueue(left map[string]int) *queue {
	q := &queue{left: left}
	for t, n := range left {
		q.heap = append(q.heap, ranked{t, n})
	}
	heap.Init(q)
	return q
}

// next is the term of most wishes left, false if no wish is.
func (q *queue) next() (string, bool) {
	for len(q.heap) > 0 {
		top := q.heap[0]
		n := q.left[top.term]
		switch {
		case n == top.n:
			heap.Pop(q)
			return top.term, true
		case n <= 0:
			heap.Pop(q)
		default:
			q.heap[0].n = n
			heap.Fix(q, 0)
		}
	}
	return "", false
}

// Len, Less, Swap, Push and Pop implement [heap.Interface].
func (q *queue) Len() int { return len(q.heap) }

// Less says which term goes first.
func (q *queue) Less(i, j int) bool {
	a, b := q.heap[i], q.heap[j]
	return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(len(b.term), len(a.term)), strings.Compare(a.term, b.term)) < 0
}

// Swap exchanges two terms.
func (q *queue) Swap(i, j int) { q.heap[i], q.heap[j] = q.heap[j], q.heap[i] }

// Push appends a term.
func (q *queue) Push(x any) { q.heap = append(q.heap, x.(ranked)) }

// Pop takes the last term.
func (q *queue) Pop() any {
	last := q.heap[len(q.heap)-1]
	q.heap = q.heap[:len(q.heap)-1]
	return last
}
