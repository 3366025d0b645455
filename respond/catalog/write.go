package catalog

import (
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/respond"
)

// A writer words one brief, as often as it is asked to.
type writer struct {
	catalog   *Catalog
	brief     *respond.Brief
	seed      uint64
	situation situation      // without the lead, which is the order's
	fixed     [slots]string  // values that do not depend on chance
	concerns  sortedConcerns // whose words do
	warnings  []feedback.Warning

	// Of the attempt at hand.
	random   rand.PCG
	values   [slots]string
	have     slotSet
	said     marks
	out      []byte
	passages []respond.Passage
	scratch  []candidate
}

// A candidate is a wording that could come next.
type candidate struct{ w *wording }

func newWriter(c *Catalog, b *respond.Brief) *writer {
	w := &writer{catalog: c, brief: b, seed: seedOf(b), situation: situationOf(b, c.tag), warnings: unnamed(c, b)}
	w.concerns = sortConcerns(c, b)
	f, v := &c.forms, &w.fixed
	v[slotName], v[slotBusiness] = b.Name, line(b.Business.Name)
	v[slotRole] = line(b.Business.Signer.Role)
	if b.Profile.SignerName != respond.Forbidden {
		v[slotSigner] = line(b.Business.Signer.Name)
	}
	v[slotFinding], v[slotAnswer], v[slotPrevention] = f.sentence(b.Finding), f.sentence(b.Answer), f.sentence(b.Prevention)
	if b.Remedy != nil {
		v[slotRemedy] = f.sentence(b.Remedy.Detail)
	}
	var asked []string
	for _, m := range b.Missing {
		if m = line(m); m != "" {
			asked = append(asked, m)
		}
	}
	v[slotAsked] = enumerate(asked, f.list)
	contact := b.Business.Contact
	v[slotDepartment], v[slotPhone], v[slotEmail], v[slotHours] = line(contact.Department), line(contact.Phone), line(contact.Email), line(contact.Hours)
	if b.Profile.Link != respond.Forbidden {
		v[slotURL] = line(contact.URL)
	}
	if !b.NextUpdate.IsZero() {
		f.clock(b.NextUpdate, &c.digits, v)
		if !b.Now.IsZero() && b.Now.Year() == b.NextUpdate.Year() {
			v[slotYear] = ""
		}
	}
	return w
}

// write words the brief; other attempts choose otherwise.
func (w *writer) write(attempt uint64) (respond.Draft, error) {
	w.random.Seed(w.seed, attempt)
	w.values, w.said = w.fixed, marks{}
	w.out, w.passages = w.out[:0], nil
	w.concerns.word(w)
	w.note()
	for _, part := range []struct {
		name string
		into slot
	}{{"reach", slotReach}, {"by", slotBy}} {
		w.values[part.into] = w.part(part.name)
	}
	w.note()
	if err := w.body(); err != nil {
		return respond.Draft{}, err
	}
	return respond.Draft{
		Text: string(w.out), Language: w.catalog.tag, Passages: w.passages, Generator: version, Warnings: w.warnings,
	}, nil
}

// note notes down which slots have values.
func (w *writer) note() {
	w.have = 0
	for i, v := range w.values {
		if v != "" {
			w.have = w.have.with(slot(i))
		}
	}
}

// n is a number in [0, below).
func (w *writer) n(below int) int {
	hi, _ := bits.Mul64(w.random.Uint64(), uint64(below))
	return int(hi)
}

// part words a part with the wordings that use most of what is there.
func (w *writer) part(name string) string {
	var list []*wording
	most := 0
	for i := range w.catalog.parts[name] {
		x := &w.catalog.parts[name][i]
		if !x.when.holds(w.situation) || !x.pattern.fits(w.have) {
			continue
		}
		used := bits.OnesCount32(uint32(x.pattern.uses() & w.have))
		if used > most {
			list, most = list[:0], used
		}
		if used == most {
			list = append(list, x)
		}
	}
	if len(list) == 0 {
		return ""
	}
	start := len(w.out)
	w.render(list[w.n(len(list))].pattern)
	s := string(w.out[start:])
	w.out = w.out[:start]
	return s
}

// body writes passage after passage in one of the orders.
func (w *writer) body() error {
	steps := w.steps()
	situation := w.situation | either("lead", "line", "inline", len(steps) > 0 && steps[0].last)
	for i := 0; i < len(steps); {
		x, err := w.next(steps[i:], situation)
		if err != nil {
			return err
		}
		start := len(w.out)
		w.render(x.pattern)
		w.capital(start)
		w.said = w.said.or(x.marks)
		for _, act := range x.acts {
			w.passages = append(w.passages, respond.Passage{Span: text.Span{Start: start, End: len(w.out)}, Act: act})
		}
		last := slices.ContainsFunc(steps[i:i+len(x.acts)], func(s step) bool { return s.last })
		if i += len(x.acts); i < len(steps) {
			gap := w.catalog.forms.space
			if last {
				gap = w.catalog.forms.paragraph
			}
			w.out = append(w.out, gap...)
		}
	}
	return nil
}

// steps chooses an order and leaves out what the brief does not ask for. The end
// of a paragraph moves to the act before, if the last one is left out.
func (w *writer) steps() []step {
	var fit []*order
	for i := range w.catalog.orders {
		if o := &w.catalog.orders[i]; o.when.holds(w.situation) {
			fit = append(fit, o)
		}
	}
	if len(fit) == 0 {
		return nil
	}
	var out []step
	for _, s := range fit[w.n(len(fit))].steps {
		switch {
		case w.brief.Asks(s.act):
			out = append(out, s)
		case s.last && len(out) > 0:
			out[len(out)-1].last = true
		}
	}
	return out
}

// tasters is how many wordings are looked at for one that repeats little.
const tasters = 3

// next chooses what to say next.
func (w *writer) next(steps []step, s situation) (*wording, error) {
	act := steps[0].act
	list := w.scratch[:0]
	for i := range w.catalog.wordings[act] {
		x := &w.catalog.wordings[act][i]
		if x.when.holds(s) && leads(x.acts, steps) && x.pattern.fits(w.have) {
			list = append(list, candidate{x})
		}
	}
	w.scratch = list
	if len(list) == 0 {
		return nil, w.missing(act, s)
	}
	best := list[w.n(len(list))].w
	for range tasters - 1 {
		if x := list[w.n(len(list))].w; x.marks.shared(w.said) < best.marks.shared(w.said) {
			best = x
		}
	}
	return best, nil
}

// leads reports whether the steps begin with the acts.
func leads(acts []respond.Act, steps []step) bool {
	if len(acts) > len(steps) {
		return false
	}
	for i, act := range acts {
		if steps[i].act != act {
			return false
		}
	}
	return true
}

// missing says which field would let act be worded.
func (w *writer) missing(act respond.Act, s situation) error {
	for _, x := range w.catalog.wordings[act] {
		if need := x.pattern.needs(w.have) &^ w.have; need != 0 && len(x.acts) == 1 && x.when.holds(s) {
			return &respond.MissingError{Act: act, Field: slotTable[need.first()].field}
		}
	}
	return &UnwordedError{Catalog: w.catalog.tag, Act: act}
}

// render appends a pattern, choosing among its alternatives.
func (w *writer) render(p pattern) {
	for i := range p {
		switch n := &p[i]; n.kind {
		case literal:
			w.out = append(w.out, n.literal...)
		case filled:
			w.fill(w.values[n.slot], p[i+1:])
		case option:
			if n.of[0].fits(w.have) {
				w.render(n.of[0])
			}
		case choice:
			w.choose(n.of)
		}
	}
}

// choose renders one of the alternatives that can be.
func (w *writer) choose(of []pattern) {
	fit := 0
	for _, p := range of {
		if p.fits(w.have) {
			fit++
		}
	}
	k := w.n(fit)
	for _, p := range of {
		if p.fits(w.have) {
			if k--; k < 0 {
				w.render(p)
				return
			}
		}
	}
}

// fill appends a value, with a space where ideographs meet letters or digits of
// other scripts, as people set it in both Chinas.
func (w *writer) fill(value string, after pattern) {
	last, _ := utf8.DecodeLastRune(w.out)
	first, _ := utf8.DecodeRuneInString(value)
	if meet(last, first) {
		w.out = append(w.out, ' ')
	}
	w.out = append(w.out, value...)
	if len(after) > 0 && after[0].kind == literal {
		last, _ = utf8.DecodeLastRuneInString(value)
		first, _ = utf8.DecodeRuneInString(after[0].literal)
		if meet(last, first) {
			w.out = append(w.out, ' ')
		}
	}
}

// meet reports whether an ideograph stands beside a letter or digit that is
// none.
func meet(a, b rune) bool {
	return han(a) && word(b) || word(a) && han(b)
}

func han(r rune) bool  { return r >= 0x2e80 && unicode.Is(unicode.Han, r) }
func word(r rune) bool { return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !han(r) }

// capital begins a passage with a capital letter.
func (w *writer) capital(start int) {
	r, n := utf8.DecodeRune(w.out[start:])
	if up := unicode.ToTitle(r); up != r && utf8.RuneLen(up) == n {
		utf8.EncodeRune(w.out[start:], up)
	}
}

// line is s on one line and without what cannot be seen.
func line(s string) string {
	return strings.Join(strings.Fields(strings.Map(visible, s)), " ")
}

// visible drops control and format characters, which no reply needs.
func visible(r rune) rune {
	switch {
	case r == '\n', r == '\t':
		return ' '
	case r == utf8.RuneError, unicode.IsControl(r), unicode.Is(unicode.Cf, r) && r != '\u200d':
		return -1
	}
	return r
}

// enumerate joins a list as the language does.
func enumerate(list []string, by [2]string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], by[0]) + by[1] + list[len(list)-1]
}
