package lint

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"sync"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/privacy"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/respond"
)

// Options changes how a [Linter] works. The zero value, and a nil pointer, are
// the recommended setup.
type Options struct {
	// Language is what messages are written in; und is that of the reply.
	Language language.Tag

	// Severity overrides the rules and profiles: what counts how much for this
	// caller. LEGAL-01, admissions of liability, is off unless set here or in the
	// profile.
	Severity map[respond.RuleID]respond.Severity

	// Banned are further phrases that the caller wants kept out of replies.
	Banned []Banned
}

// Banned is a phrase that the caller does not want in replies.
type Banned struct {
	Pattern  string         // in the notation of [text.Expand]
	Rule     respond.RuleID // the caller's own, or one of [respond.Rules]
	Severity respond.Severity
	Message  text.Wording // why
	Fix      text.Wording // what to write instead; may be empty
}

// A Linter checks replies against the rules. It is a [respond.Linter], immutable
// and safe for concurrent use.
type Linter struct {
	cues     *cueSet
	rules    map[respond.RuleID]respond.Rule
	severity map[respond.RuleID]respond.Severity
	language language.Tag
	banned   *bannedSet
	memory   sync.Pool // of *reply
}

// Default is a linter with the recommended setup.
func Default() *Linter {
	l, err := New(nil)
	if err != nil {
		panic(err) // nothing can be wrong with no options
	}
	return l
}

// New returns a linter. An error names the option that cannot be used.
func New(o *Options) (*Linter, error) {
	if o == nil {
		o = &Options{}
	}
	l := &Linter{cues: cues(), rules: map[respond.RuleID]respond.Rule{}, severity: map[respond.RuleID]respond.Severity{}, language: o.Language}
	for _, r := range respond.Rules() {
		l.rules[r.ID] = r
	}
	if err := l.override(o.Severity); err != nil {
		return nil, err
	}
	var err error
	l.banned, err = compileBanned(o.Banned)
	l.memory.New = func() any { return new(reply) }
	return l, err
}

// Lint implements [respond.Linter]. A nil brief is one that holds nothing. The
// cost is linear in the length of the reply and of the feedback.
func (l *Linter) Lint(ctx context.Context, s string, b *respond.Brief) ([]respond.Diagnostic, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r := l.memory.Get().(*reply)
	r.reset(l, s, b)
	for _, check := range checks {
		check(r)
	}
	found := r.found
	r.release()
	l.memory.Put(r)
	slices.SortStableFunc(found, func(a, b respond.Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End), cmp.Compare(a.Rule, b.Rule))
	})
	return found, nil
}

// checks are run one after another. Each looks after some rules, and adds to
// what was found.
var checks = []func(*reply){
	checkTime,
	checkSimilarity,
	checkName,
	checkSignature,
	checkConcern,
	checkActs,
	checkPhrases,
	checkShouting,
	checkContact,
	checkPrivate,
	checkLanguage,
	checkMarkup,
	checkLength,
	checkLinks,
	checkSlots,
	checkQuotes,
	checkPraise,
	checkBanned,
}

// severityOf is how much a rule counts for a reply under this profile.
func (l *Linter) severityOf(id respond.RuleID, p *respond.Profile) respond.Severity {
	if s, ok := l.severity[id]; ok {
		return s
	}
	if s, ok := p.Severity[id]; ok && s != 0 {
		return s
	}
	return l.rules[id].Severity
}

// A reply is one that is being checked.
type reply struct {
	linter *Linter
	brief  respond.Brief // a copy, with a profile and acts
	text   text.Text
	review *text.Text // the feedback, title and text; nil if there is none
	scan   scan
	reader language.Tag // of the messages
	found  []respond.Diagnostic

	reviewMemory text.Text
	grams        grams
	data         []privacy.Datum
}

// reset begins a new reply in the memory of another.
func (r *reply) reset(l *Linter, s string, b *respond.Brief) {
	r.linter, r.found, r.brief, r.review = l, nil, respond.Brief{}, nil
	if b != nil {
		r.brief = *b
	}
	r.text.Reset(s)
	l.cues.find(&r.scan, &r.text)
	r.prepareBrief()
	r.reader = cmp.Or(l.language, r.text.Language().Tag)
	if text.Supported(r.reader) == language.Und {
		r.reader = r.brief.Language
	}
}

// prepareBrief fills in what the brief leaves to be derived: the profile, the
// language and the acts.
func (r *reply) prepareBrief() {
	b := &r.brief
	b.Profile = b.Profile.OrNeutral()
	if f := b.Feedback; f != nil {
		r.review = &r.reviewMemory
		r.review.Reset(joinTitle(f.Title, f.Text))
		if b.Language == language.Und {
			b.Language = r.review.Language().Tag
		}
	}
	if b.Acts == nil && b.Feedback != nil {
		request := b.Request
		request.Language = cmp.Or(b.Language, language.English) // it makes no difference to the acts
		if planned, _ := respond.Plan(&request); planned != nil {
			b.Acts, b.Tone, b.Concerns = planned.Acts, planned.Tone, planned.Concerns
		}
	}
}

func joinTitle(title, body string) string {
	if title == "" {
		return body
	}
	return title + "\n" + body
}

// release lets go of what belongs to the caller.
func (r *reply) release() {
	r.found, r.brief, r.linter = nil, respond.Brief{}, nil
}

// span is the part of the reply that tokens [first, end) stand for.
func (r *reply) span(first, end int) text.Span {
	tokens := r.text.Tokens()
	return r.text.Origin(text.Span{Start: int(tokens[first].Start), End: int(tokens[end-1].End)})
}

// hits are the phrases of class c that were found, in order.
func (r *reply) hits(c class) []hit {
	all := r.scan.hits
	i, _ := slices.BinarySearchFunc(all, c, func(h hit, c class) int { return cmp.Compare(h.class, c) })
	j := i
	for j < len(all) && all[j].class == c {
		j++
	}
	return all[i:j]
}

// has reports whether a phrase of class c was found.
func (r *reply) has(c class) bool { return len(r.hits(c)) > 0 }

// mentions reports whether s, in any script, case and width, stands in the reply.
func (r *reply) mentions(s string) bool { return holds(&r.text, s) }

// published reports whether s stands in the feedback.
func (r *reply) published(s string) bool { return r.review != nil && holds(r.review, s) }

func holds(t *text.Text, s string) bool {
	folded := text.Fold(s)
	return folded != "" && bytes.Contains(t.Folded(), []byte(folded))
}
