package theme

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// KeywordOptions change what an [Extractor] gives. The zero value, and a nil
// pointer, are the recommended setup.
type KeywordOptions struct {
	Limit   int      // keywords a feedback at most; 0 is 10
	Phrases []string // the caller's own words: products, departments, places
	Stop    []string // words that are no keywords
}

// An Extractor finds the keywords of one piece of feedback by itself: the words
// that name something, cut out of Chinese without spaces by the background of
// the package, out of English at words that name nothing.
//
// The weight of a keyword, in (0, 1], grows with its rarity in feedback, with its
// length and, to three times, with the number of sentences it is in; words of the
// title count more. It is for ranking, no probability. The cost is linear in the
// text.
//
// An Extractor is a [classify.KeywordExtractor], immutable and safe for concurrent
// use.
type Extractor struct {
	limit int
	stop  *stopWords
	words *background
}

// NewExtractor returns an Extractor; nil options are the recommended ones.
func NewExtractor(o *KeywordOptions) (*Extractor, error) {
	if o == nil {
		o = &KeywordOptions{}
	}
	if o.Limit < 0 {
		return nil, fmt.Errorf("theme: Limit is %d, want 0 for the default or more", o.Limit)
	}
	e := &Extractor{limit: cmp.Or(o.Limit, 10), stop: newStopWords(o.Stop)}
	if len(o.Phrases)+len(o.Stop) == 0 {
		e.words = sharedWords()
		return e, nil
	}
	phrases := make([]string, len(o.Phrases))
	for i, p := range o.Phrases {
		if phrases[i] = text.Fold(strings.TrimSpace(p)); phrases[i] == "" {
			return nil, fmt.Errorf("theme: Phrases[%d] is %q, want a word", i, p)
		}
	}
	e.words = newBackground(e.stop, phrases)
	return e, nil
}

var _ classify.KeywordExtractor = (*Extractor)(nil)

// Describe says which version of the background is used.
func (e *Extractor) Describe() classify.Description {
	return classify.Description{
		Name: "theme", Version: "1",
		Languages: []language.Tag{language.TraditionalChinese, language.SimplifiedChinese, language.English},
	}
}

// longestRead is how many tokens are read: what a text of a megabyte is about
// shows in its beginning.
const longestRead = 50_000

// mostEvidence is how many places of a keyword are given.
const mostEvidence = 20

// A find is a keyword on its way.
type find struct {
	text.Span     // where it stands first, in the folded text
	places    int // kept of those where it stands
	sentences int
	last      int // sentence
	rarity    float64
	tokens    int
	weight    float64
}

// Keywords finds the keywords of d, the weightiest first. Text in a language that
// loam does not read has none.
func (e *Extractor) Keywords(_ context.Context, d *feedback.Document) ([]feedback.Keyword, error) {
	if !reads(d) {
		return nil, nil
	}
	x := extraction{e: e, t: &d.Text}
	x.run()
	order := x.rank(func(s text.Span) bool { return d.Evidence(s).Part == feedback.InTitle })
	order = order[:min(len(order), e.limit)]
	total, rank := 0, make([]int, len(x.finds)) // rank is the place in order plus 1
	for i, f := range order {
		total += x.finds[f].places
		rank[f] = i + 1
	}
	out, evidence := make([]feedback.Keyword, len(order)), make([]feedback.Evidence, total)
	for i, f := range order {
		n := x.finds[f].places
		out[i] = feedback.Keyword{Weight: x.finds[f].weight, Evidence: evidence[:0:n]}
		evidence = evidence[n:]
	}
	for _, p := range x.places {
		if i := rank[p.find] - 1; i >= 0 {
			out[i].Evidence = append(out[i].Evidence, d.Evidence(p.Span))
		}
	}
	for i := range out {
		out[i].Text = out[i].Evidence[0].Of(d.Feedback)
	}
	return slices.DeleteFunc(out, func(k feedback.Keyword) bool { return k.Text == "" }), nil
}

// rank lists the finds, the weightiest first.
func (x *extraction) rank(inTitle func(text.Span) bool) []int {
	order := make([]int, len(x.finds))
	for i := range x.finds {
		order[i] = i
		x.finds[i].weight = x.finds[i].weigh(inTitle(x.finds[i].Span))
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(x.finds[b].weight, x.finds[a].weight), cmp.Compare(x.finds[a].Start, x.finds[b].Start))
	})
	return order
}

// weigh is the rarity as a share of that of a word in one of 2^16 documents,
// raised by what else speaks for the keyword, cut to 1.
func (f *find) weigh(inTitle bool) float64 {
	w := f.rarity / 16 * (1 + 0.15*float64(min(f.tokens, 4)-1)) * (1 + 0.3*float64(min(f.sentences, 3)-1))
	if inTitle {
		w *= 1.3
	}
	return math.Min(1, w*0.6)
}
