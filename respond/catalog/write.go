package catalog

import (
	"math/bits"
	"math/rand/v2"
	"slices"

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

func newWriter(c *Catalog, b *respond.Brief) *writer {
	w := &writer{catalog: c, brief: b, seed: seedOf(b), situation: situationOf(b, c.tag), warnings: unnamed(c, b)}
	w.concerns = sortConcerns(c, b)
	w.names = respond.Acts()
	for i, name := range w.names {
		w.asked[i] = b.Asks(name)
	}
	w.slab, w.scratch = make([]*wording, 0, 256), make([]candidate, 0, 96)
	f, v := &c.forms, &w.fixed
	v[slotName], _ = respond.UsableName(b.Name) // briefs may be made by hand
	v[slotBusiness] = line(b.Business.Name)
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
