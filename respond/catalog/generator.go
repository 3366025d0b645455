package catalog

import (
	"context"
	_ "embed" // for the catalogs
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/respond"
)

// Options changes what a [Generator] writes from. The zero value, and a nil
// pointer, are the shipped catalogs.
type Options struct {
	// Catalogs are those of further languages, and additions to the shipped
	// ones: topics, wordings.
	Catalogs []*Catalog

	// WithoutShipped leaves the shipped catalogs out.
	WithoutShipped bool

	// Tries is how many replies are worded when the brief knows what was sent
	// before or the place limits their length, to take the best; 0 is 48, at
	// most 1000.
	Tries int
}

const defaultTries = 48

// A Generator writes drafts from catalogs. It is a [respond.Generator] and, like
// those, safe for concurrent use.
type Generator struct {
	catalogs []*Catalog
	matcher  language.Matcher
	tries    int
}

// New makes a generator. The error says which catalog lacks what: every act must
// be worded whatever the situation.
func New(o *Options) (*Generator, error) {
	if o == nil {
		o = &Options{}
	}
	g := &Generator{tries: o.Tries}
	switch {
	case o.Tries < 0 || o.Tries > 1000:
		return nil, fmt.Errorf("catalog: Options.Tries is %d, want 0 to 1000", o.Tries)
	case o.Tries == 0:
		g.tries = defaultTries
	}
	if !o.WithoutShipped {
		g.catalogs = Shipped()
	}
	for i, c := range o.Catalogs {
		if c == nil {
			return nil, fmt.Errorf("catalog: Options.Catalogs[%d] is nil", i)
		}
		g.add(c)
	}
	if len(g.catalogs) == 0 {
		return nil, errors.New("catalog: Options leave no catalog to write from")
	}
	var errs []error
	tags := make([]language.Tag, len(g.catalogs))
	for i, c := range g.catalogs {
		tags[i] = c.tag
		errs = append(errs, c.check())
	}
	g.matcher = language.NewMatcher(tags)
	return g, errors.Join(errs...)
}

// add takes c to the catalogs, or to the one of its language.
func (g *Generator) add(c *Catalog) {
	for i, d := range g.catalogs {
		if d.tag == c.tag {
			g.catalogs[i] = d.with(c)
			return
		}
	}
	g.catalogs = append(g.catalogs, c)
}

// Default is the generator of the shipped catalogs.
func Default() *Generator {
	shippedCatalogs.load()
	return shippedCatalogs.generator
}

// Shipped lists the catalogs that loam has: zh-Hant, zh-Hans and en.
func Shipped() []*Catalog {
	shippedCatalogs.load()
	return slices.Clone(shippedCatalogs.catalogs)
}

var (
	//go:embed data/zh-Hant.txt
	hantData string
	//go:embed data/zh-Hant.topics.txt
	hantTopics string
	//go:embed data/zh-Hans.txt
	hansData string
	//go:embed data/zh-Hans.topics.txt
	hansTopics string
	//go:embed data/en.txt
	enData string
	//go:embed data/en.topics.txt
	enTopics string
)

// shippedCatalogs are parsed when first needed.
var shippedCatalogs catalogFiles

type catalogFiles struct {
	once      sync.Once
	catalogs  []*Catalog
	generator *Generator
}

// load parses the embedded data, which the tests know to be right.
func (f *catalogFiles) load() {
	f.once.Do(func() {
		for _, file := range []struct{ name, wordings, topics string }{
			{"zh-Hant", hantData, hantTopics}, {"zh-Hans", hansData, hansTopics}, {"en", enData, enTopics},
		} {
			c, err := Parse(file.name, file.wordings+"\n"+file.topics)
			if err != nil {
				panic(fmt.Sprintf("catalog: the embedded data is broken: %v", err))
			}
			f.catalogs = append(f.catalogs, c)
		}
		g, err := New(&Options{Catalogs: f.catalogs, WithoutShipped: true})
		if err != nil {
			panic(fmt.Sprintf("catalog: the embedded data is broken: %v", err))
		}
		f.generator = g
	})
}

// A LanguageError means that there is no catalog whose language readers of the
// wanted one read.
type LanguageError struct {
	Language language.Tag
	Have     []language.Tag
}

// Error says what was wanted and what there is.
func (e *LanguageError) Error() string {
	return fmt.Sprintf("catalog: no catalog for readers of %v, only for %v; add one to Options.Catalogs", e.Language, e.Have)
}

// Version names the generator in its drafts.
const version = "loam/catalog 1"

// errNoBrief means that the brief is not one of [respond.Plan].
var errNoBrief = errors.New("catalog: the brief has no feedback or no acts; make it with respond.Plan")

// Generate implements [respond.Generator]. The error is a [*LanguageError] or a
// [*respond.MissingError].
//
// Wording depends on the brief's seed and on the feedback's ID and text, so that
// different reviews get different replies from one seed. If the brief knows what
// was sent before, several replies are worded and the one least like it is
// taken.
func (g *Generator) Generate(_ context.Context, b *respond.Brief) (respond.Draft, error) {
	if b == nil || b.Feedback == nil || len(b.Acts) == 0 {
		return respond.Draft{}, errNoBrief
	}
	c, err := g.catalogFor(b.Language)
	if err != nil {
		return respond.Draft{}, err
	}
	w := newWriter(c, b)
	best, err := w.write(0)
	least := grade(b, &best)
	for i := 1; err == nil && i < g.tries && !least.enough(i); i++ {
		var draft respond.Draft
		draft, err = w.write(uint64(i))
		if m := grade(b, &draft); m.less(least) {
			best, least = draft, m
		}
	}
	if err != nil {
		return respond.Draft{}, err
	}
	if least.over > 0 {
		best.Warnings = append(best.Warnings, feedback.Warning{Code: TooLong, Field: "Profile.MaxRunes",
			Detail: fmt.Sprintf("the shortest wording found is %d characters over", least.over)})
	}
	return best, nil
}

// A mark says how good a draft is beside others: how many characters it is over
// the limit of the place, then how near it is to what was sent.
type mark struct {
	over int
	near float64
}

func grade(b *respond.Brief, d *respond.Draft) (m mark) {
	if most := b.Profile.MaxRunes; most > 0 {
		m.over = max(0, utf8.RuneCountInString(d.Text)-most)
	}
	if b.Recent != nil {
		m.near = b.Recent.Nearest(d.Text)
	}
	return m
}

func (m mark) less(o mark) bool {
	return m.over < o.over || m.over == o.over && m.near < o.near
}

// enough reports whether a draft is good enough after so many tries: a third in
// common is what replies have that share a sentence and the signature, half is
// a sentence more.
func (m mark) enough(tries int) bool {
	if m.over > 0 {
		return false
	}
	if tries < defaultTries/3 {
		return m.near <= 0.35
	}
	return m.near <= 0.45
}

// catalogFor finds the catalog whose language readers of tag read.
func (g *Generator) catalogFor(tag language.Tag) (*Catalog, error) {
	if known := text.Supported(tag); known != language.Und {
		for _, c := range g.catalogs {
			if c.tag == known {
				return c, nil
			}
		}
	}
	_, base := tag.Base()
	if _, i, confidence := g.matcher.Match(tag); base == language.Exact && confidence >= language.High {
		return g.catalogs[i], nil
	}
	e := &LanguageError{Language: tag}
	for _, c := range g.catalogs {
		e.Have = append(e.Have, c.tag)
	}
	return nil, e
}

// seedOf is what the choices depend on: what identifies the feedback, and the
// caller's seed.
func seedOf(b *respond.Brief) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211 // FNV-1a
	h := uint64(offset) ^ b.Seed*prime
	for _, s := range [...]string{b.Feedback.ID, b.Feedback.Customer.Name, b.Feedback.Title, b.Feedback.Text} {
		for i := range len(s) {
			h = (h ^ uint64(s[i])) * prime
		}
		h = (h ^ 0xff) * prime
	}
	return h
}

// sentence is s with an end, if it has none.
func (f *forms) sentence(s string) string {
	s = strings.TrimSpace(strings.Map(visible, s))
	if s == "" || strings.HasSuffix(s, f.end) {
		return s
	}
	for _, end := range []string{".", "!", "?", "。", "！", "？", "…", "」", "”", "\"", ")", "）", "~", "～"} {
		if strings.HasSuffix(s, end) {
			return s
		}
	}
	return s + f.end
}

// unnamed tells of concerns that the catalog cannot call by name.
func unnamed(c *Catalog, b *respond.Brief) []feedback.Warning {
	out := slices.Clone(b.Warnings)
	for _, x := range b.Concerns {
		if _, ok := c.topic(x.Topic); !ok {
			out = append(out, feedback.Warning{Code: NoWords, Field: "Analysis.Aspects", Detail: fmt.Sprintf("%s has no words for topic %q", c.tag, x.Topic)})
		}
	}
	return out
}

// Codes of warnings on drafts.
const (
	NoWords feedback.WarningCode = "no_words" // the catalog has no words for a topic, which the reply passes over
	TooLong feedback.WarningCode = "too_long" // the reply is longer than the place allows; leave out some of what it has to do
)
