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
	key       string // folded
	first     int    // token
	spans     []text.Span
	sentences int
	last      int // sentence
	rarity    float64
	tokens    int
	title     bool
}

// Keywords finds the keywords of d, the weightiest first. Text in a language that
// loam does not read has none.
func (e *Extractor) Keywords(_ context.Context, d *feedback.Document) ([]feedback.Keyword, error) {
	if !reads(d) {
		return nil, nil
	}
	x := extraction{e: e, t: &d.Text, places: map[string]int{}}
	x.run()
	for i := range x.finds {
		x.finds[i].title = d.Evidence(x.finds[i].spans[0]).Part == feedback.InTitle
	}
	x.rank()
	out := make([]feedback.Keyword, 0, min(len(x.finds), e.limit))
	for i := range x.finds[:cap(out)] {
		f := &x.finds[i]
		word := feedback.Keyword{Weight: f.weight(), Evidence: make([]feedback.Evidence, len(f.spans))}
		for j, s := range f.spans {
			word.Evidence[j] = d.Evidence(s)
		}
		if word.Text = word.Evidence[0].Of(d.Feedback); word.Text != "" {
			out = append(out, word)
		}
	}
	return out, nil
}

// rank puts the weightiest finds first.
func (x *extraction) rank() {
	slices.SortFunc(x.finds, func(a, b find) int {
		return cmp.Or(cmp.Compare(b.weight(), a.weight()), cmp.Compare(a.first, b.first))
	})
}

// weight is the rarity as a share of that of a word in one of 2^16 documents,
// raised by what else speaks for the keyword, cut to 1.
func (f find) weight() float64 {
	w := f.rarity / 16 * (1 + 0.15*float64(min(f.tokens, 4)-1)) * (1 + 0.3*float64(min(f.sentences, 3)-1))
	if f.title {
		w *= 1.3
	}
	return math.Min(1, w*0.6)
}
