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
	names     []respond.Act // of the acts
	asked     [acts]bool    // which of them the brief asks for

	// Of the attempt at hand.
	random   rand.PCG
	values   [slots]string
	have     slotSet
	used     slotSet // that have been filled since the attempt began
	filled   int     // where the last value ends, if nothing follows it yet
	said     marks
	out      []byte
	passages []respond.Passage
	scratch  []candidate
	slab     []*wording          // where the lists of choices are
	fitting  [2][2][acts]choices // by lead and turn
}

// choices are the wordings that could be said, once somebody has looked.
type choices struct {
	list  []*wording
	known bool
}

// A candidate is a wording that could come next.
type candidate struct {
	w     *wording
	tells int
}

func newWriter(c *Catalog, b *respond.Brief) *writer {
	w := &writer{catalog: c, brief: b, seed: seedOf(b), situation: situationOf(b, c.tag), warnings: unnamed(c, b)}
	w.concerns = sortConcerns(c, b)
	w.names = respond.Acts()
	for i, name := range w.names {
		w.asked[i] = b.Asks(name)
	}
	w.slab, w.scratch = make([]*wording, 0, 256), make([]candidate, 0, 96)
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
	w.values, w.said, w.used, w.filled = w.fixed, marks{}, 0, -1
	w.out, w.passages = w.out[:0], make([]respond.Passage, 0, len(w.brief.Acts)+1)
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
		used := bits.OnesCount32(uint32(x.uses & w.have))
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
	t := turn{inline: 1}
	if len(steps) > 0 && steps[0].last {
		t.inline = 0
	}
	for i := 0; i < len(steps); {
		x, err := w.next(steps[i:], t)
		if err != nil {
			return err
		}
		start := len(w.out)
		w.render(x.pattern)
		w.finish(start, w.names[x.acts[0]])
		w.said = w.said.or(x.marks)
		if w.names[steps[i].act] != respond.Greet {
			t.later = 1
		}
		for _, a := range x.acts {
			w.passages = append(w.passages, respond.Passage{Span: text.Span{Start: start, End: len(w.out)}, Act: w.names[a]})
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
	var array [32]*order
	fit := array[:0]
	for i := range w.catalog.orders {
		if o := &w.catalog.orders[i]; o.when.holds(w.situation) {
			fit = append(fit, o)
		}
	}
	if len(fit) == 0 {
		return nil
	}
	out := make([]step, 0, acts)
	for _, s := range fit[w.n(len(fit))].steps {
		switch {
		case w.asked[s.act]:
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
func (w *writer) next(steps []step, t turn) (*wording, error) {
	a := steps[0].act
	list := w.scratch[:0]
	for _, x := range w.fits(a, t) {
		if leads(x.acts, steps) {
			list = append(list, candidate{w: x})
		}
	}
	w.scratch = list
	list = w.telling(list)
	if len(list) == 0 {
		return nil, w.missing(a, t)
	}
	best := list[w.n(len(list))].w
	for range tasters - 1 {
		if x := list[w.n(len(list))].w; x.marks.shared(w.said) < best.marks.shared(w.said) {
			best = x
		}
	}
	return best, nil
}

// fits lists the wordings of an act that hold and whose slots are there. That is
// the same for every attempt, as the slots of concerns are filled in each.
func (w *writer) fits(a act, t turn) []*wording {
	c := &w.fitting[t.inline][t.later][a]
	if c.known {
		return c.list
	}
	c.known = true
	s := w.situation | t.situation()
	all := w.catalog.wordings[a]
	start := len(w.slab)
	for i := range all {
		if x := &all[i]; x.when.holds(s) && x.pattern.fits(w.have) {
			w.slab = append(w.slab, x)
		}
	}
	c.list = w.slab[start:len(w.slab):len(w.slab)]
	return c.list
}

// A turn is where in the reply something is said: 1 for yes, 0 for no.
type turn struct {
	inline int // the greeting has no line of its own
	later  int // something was said before, the greeting aside
}

func (t turn) situation() situation {
	return either("lead", "inline", "line", t.inline == 1) | either("turn", "later", "first", t.later == 1)
}

// concernSlots and signSlots are what acts should use if it is there: who takes
// up a concern names it, and a signature says all that it can.
const (
	concernSlots slotSet = 1<<slotBad | 1<<slotGood | 1<<slotAbout | 1<<slotLiked
	signSlots    slotSet = 1<<slotSigner | 1<<slotRole | 1<<slotBusiness
)

// telling keeps the wordings that make most of what is there.
func (w *writer) telling(list []candidate) []candidate {
	most := 0
	for i := range list {
		list[i].tells = w.tells(list[i].w)
		most = max(most, list[i].tells)
	}
	return slices.DeleteFunc(list, func(c candidate) bool { return c.tells < most })
}

// tells is how well x uses what is there: a signature says all that it can, who
// takes up a concern names it, and nobody names it twice in the same words.
func (w *writer) tells(x *wording) int {
	concerns := x.uses & w.have & concernSlots
	again := concerns&w.used != 0
	switch last := w.names[x.acts[len(x.acts)-1]]; {
	case last == respond.Sign:
		return bits.OnesCount32(uint32(x.uses & w.have & signSlots))
	case last == respond.Acknowledge && concerns == 0 && len(x.acts) == 1:
		return 0
	case again:
		return 1
	}
	return 2
}

// leads reports whether the steps begin with the acts.
func leads(list []act, steps []step) bool {
	if len(list) > len(steps) {
		return false
	}
	for i, a := range list {
		if steps[i].act != a {
			return false
		}
	}
	return true
}

// missing says which field would let act be worded.
func (w *writer) missing(a act, t turn) error {
	act := a.name()
	s := w.situation | t.situation()
	for _, x := range w.catalog.wordings[a] {
		if need := x.pattern.needs(w.have) &^ w.have; need != 0 && len(x.acts) == 1 && x.when.holds(s) {
			return &respond.MissingError{Act: act, Field: slotTable[need.first()].field}
		}
	}
	if act == respond.Offer && w.brief.Remedy == nil {
		return &respond.MissingError{Act: act, Field: "Remedy"}
	}
	return &UnwordedError{Catalog: w.catalog.tag, Act: act}
}

// render appends a pattern, choosing among its alternatives.
func (w *writer) render(p pattern) {
	for i := range p {
		switch n := &p[i]; n.kind {
		case literal:
			w.literal(n.literal)
		case filled:
			w.fill(n.slot)
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

// literal appends words of the catalog.
func (w *writer) literal(s string) {
	if w.filled == len(w.out) {
		w.apart(s)
	}
	w.out = append(w.out, s...)
}

// fill appends a value.
func (w *writer) fill(s slot) {
	w.used = w.used.with(s)
	value := w.values[s]
	if clockSlots.with(slotBy).has(s) { // dates are set close
		w.out = append(w.out, value...)
		return
	}
	w.apart(value)
	w.out = append(w.out, value...)
	w.filled = len(w.out)
}

// apart appends a space if s would put an ideograph beside a letter or digit of
// another script, as people set it on either side.
func (w *writer) apart(s string) {
	last, _ := utf8.DecodeLastRune(w.out)
	first, _ := utf8.DecodeRuneInString(s)
	if meet(last, first) {
		w.out = append(w.out, ' ')
	}
}

// meet reports whether an ideograph stands beside a letter or digit that is
// none.
func meet(a, b rune) bool {
	return han(a) && word(b) || word(a) && han(b)
}

func han(r rune) bool  { return r >= 0x2e80 && unicode.Is(unicode.Han, r) }
func word(r rune) bool { return (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.') && !han(r) }

// finish tidies a passage: no space at its ends, where an option was left out,
// and a capital letter to begin with, unless that is a name's.
func (w *writer) finish(start int, act respond.Act) {
	end := len(w.out)
	for end > start && w.out[end-1] == ' ' {
		end--
	}
	w.out = w.out[:end]
	if end > start && w.out[start] == ' ' {
		w.out = slices.Delete(w.out, start, start+1)
	}
	if act == respond.Greet || act == respond.Sign {
		return
	}
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
