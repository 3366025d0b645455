package privacy

import (
	"cmp"
	"slices"

	"github.com/loamlib/loam/feedback/text"
)

// A Datum is a piece of personal data.
type Datum struct {
	Kind  Kind      `json:"kind"`
	Span  text.Span `json:"span"`  // in bytes of the original text
	Value string    `json:"value"` // in one spelling: lower case, no separators, with the country where it is clear
}

// Find lists the personal data in s, in order. Spans do not overlap.
func Find(s string) []Datum { return AppendIn(nil, text.Prepare(s)) }

// AppendIn appends the personal data of a prepared text to dst, in order.
func AppendIn(dst []Datum, t *text.Text) []Datum {
	f := finder{text: t, fold: t.Folded()}
	f.findCues()
	for _, look := range looks {
		look(&f)
	}
	return append(dst, f.settle()...)
}

// looks are run one after another; each knows some kinds.
var looks = []func(*finder){
	(*finder).addresses,
	(*finder).mails,
	(*finder).numbers,
	(*finder).documents,
	(*finder).codes,
	(*finder).handles,
	(*finder).plates,
	(*finder).names,
}

// A finder looks for personal data in the folded form of a text.
type finder struct {
	text  *text.Text
	fold  []byte
	cue   []cueAt // words that say what stands beside them, in order
	found []finding
}

// A finding is a range of the folded form.
type finding struct {
	kind       Kind
	start, end int
	value      string
}

func (f *finder) add(k Kind, start, end int, value string) {
	f.found = append(f.found, finding{k, start, end, value})
}

// settle drops findings that lie across an earlier kind and leads the others
// back to the original.
func (f *finder) settle() []Datum {
	slices.SortFunc(f.found, func(a, b finding) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.kind, b.kind), cmp.Compare(b.end, a.end))
	})
	kept := f.found[:0]
	for _, x := range f.found {
		k := len(kept) - 1
		switch {
		case k < 0 || x.start >= kept[k].end:
			kept = append(kept, x)
		case x.kind < kept[k].kind:
			kept[k] = x
		}
	}
	out := make([]Datum, len(kept))
	for i, x := range kept {
		out[i] = Datum{x.kind, f.text.Origin(text.Span{Start: x.start, End: x.end}), x.value}
	}
	return out
}

// at is the byte at i of the folded form; 0 outside.
func (f *finder) at(i int) byte {
	if i < 0 || i >= len(f.fold) {
		return 0
	}
	return f.fold[i]
}

func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isLetter(c byte) bool { return 'a' <= c && c <= 'z' }
func isAlnum(c byte) bool  { return isDigit(c) || isLetter(c) }
