package respondtest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/respond"
)

// eachBrief calls f with all fixtures in the generator's languages and joins the
// errors.
func (e *generatorExamination) eachBrief(f func(c occasion, b *respond.Brief) error) error {
	var errs []error
	for _, c := range occasions() {
		if !e.opts.writes(c.request.Language) {
			continue
		}
		b, err := c.brief()
		if err == nil {
			err = f(c, b)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", c.name, err))
		}
	}
	return errors.Join(errs...)
}

// ask has one brief worded.
func (e *generatorExamination) ask(b *respond.Brief) (respond.Draft, error) {
	return e.generator.Generate(context.Background(), b)
}

func (e *generatorExamination) draft() error {
	return e.eachBrief(func(_ occasion, b *respond.Brief) error {
		d, err := e.ask(b)
		if err != nil {
			return err
		}
		return wellFormed(d)
	})
}

// wellFormed looks at what holds for all drafts.
func wellFormed(d respond.Draft) error {
	if strings.TrimSpace(d.Text) == "" {
		return errors.New("the draft is empty")
	}
	for _, hole := range []string{"{{", "}}", "${", "<no value>", "%!", "<nil>", "undefined", "[name]"} {
		if strings.Contains(d.Text, hole) {
			return fmt.Errorf("the draft has %q in %s", hole, quoted(d.Text))
		}
	}
	start := 0
	for _, p := range d.Passages {
		switch {
		case !slices.Contains(respond.Acts(), p.Act):
			return fmt.Errorf("a passage performs %q, which is no act", p.Act)
		case !p.In(len(d.Text)) || !onRune(d.Text, p.Start) || !onRune(d.Text, p.End):
			return fmt.Errorf("the passage of %s at %v is no range of whole characters in %d bytes", p.Act, p.Span, len(d.Text))
		case p.Start < start:
			return fmt.Errorf("the passage of %s at %v comes behind one at %d", p.Act, p.Span, start)
		}
		start = p.Start
	}
	return nil
}

func (e *generatorExamination) acts() error {
	return e.eachBrief(func(_ occasion, b *respond.Brief) error {
		d, err := e.ask(b)
		if err != nil {
			return err
		}
		for _, act := range b.Acts {
			if err := e.performs(b, d, act); err != nil {
				return err
			}
		}
		return nil
	})
}

// performs looks for the facts of an act, and for its passage.
func (e *generatorExamination) performs(b *respond.Brief, d respond.Draft, act respond.Act) error {
	if len(d.Passages) > 0 && !slices.ContainsFunc(d.Passages, func(p respond.Passage) bool { return p.Act == act }) {
		return fmt.Errorf("%s is in no passage", act)
	}
	facts := map[respond.Act][]string{respond.Greet: {b.Name}, respond.MoveOffline: {b.Business.Contact.Phone, b.Business.Contact.Email}}[act]
	if act == respond.Sign {
		facts = []string{b.Business.Name, b.Business.Signer.Role}
	}
	if !e.opts.Rewords {
		switch act {
		case respond.Report:
			facts = []string{b.Finding}
		case respond.Answer:
			facts = []string{b.Answer}
		case respond.Offer:
			facts = []string{b.Remedy.Detail}
		case respond.Prevent:
			facts = []string{b.Prevention}
		case respond.AskDetail:
			facts = b.Missing
		}
	}
	for _, fact := range facts {
		if !strings.Contains(d.Text, fact) {
			return fmt.Errorf("%s does not say %q in %s", act, fact, quoted(d.Text))
		}
	}
	return nil
}

func (e *generatorExamination) language() error {
	return e.eachBrief(func(_ occasion, b *respond.Brief) error {
		d, err := e.ask(b)
		if err != nil {
			return err
		}
		want := text.Supported(b.Language)
		if got := text.Supported(d.Language); got != want {
			return fmt.Errorf("the draft says it is in %v, want %v", d.Language, b.Language)
		}
		prepared := text.Prepare(d.Text)
		if got := text.Supported(prepared.Language().Tag); got != want {
			return fmt.Errorf("the draft is in %v, want %v: %s", prepared.Language().Tag, b.Language, quoted(d.Text))
		}
		return nil
	})
}

func (e *generatorExamination) founded() error {
	return e.eachBrief(func(_ occasion, b *respond.Brief) error {
		d, err := e.ask(b)
		if err != nil {
			return err
		}
		for _, f := range respond.Unfounded(d.Text, b) {
			return fmt.Errorf("%s: %s in %s", quoted(f.Span.Of(d.Text)), f.Message, quoted(d.Text))
		}
		return nil
	})
}

// customerIsData puts orders into the words of the customer and the name: the
// acts must be the same and nothing may be made up.
func (e *generatorExamination) customerIsData() error {
	return e.eachBrief(func(c occasion, b *respond.Brief) error {
		before, err := e.ask(b)
		if err != nil {
			return err
		}
		c.request.Feedback.Text += "\n" + injection
		c.request.Feedback.Title = injection
		c.request.Feedback.Question = injection
		if b, err = c.brief(); err != nil {
			return err
		}
		after, err := e.ask(b)
		if err != nil {
			return fmt.Errorf("with an order in the feedback: %w", err)
		}
		if diff := cmp.Diff(performed(before), performed(after)); diff != "" {
			return fmt.Errorf("an order in the feedback changed the acts (-without +with):\n%s", diff)
		}
		if strings.Contains(after.Text, "9999") {
			return fmt.Errorf("an order in the feedback was obeyed: %s", quoted(after.Text))
		}
		for _, f := range respond.Unfounded(after.Text, b) {
			return fmt.Errorf("with an order in the feedback %s: %s", quoted(f.Span.Of(after.Text)), f.Message)
		}
		return nil
	})
}

// performed lists the acts of a draft, in the order of the alphabet: which of
// them comes first may depend on anything.
func performed(d respond.Draft) (acts []respond.Act) {
	for _, p := range d.Passages {
		acts = append(acts, p.Act)
	}
	slices.Sort(acts)
	return acts
}

func (e *generatorExamination) hardInput() error {
	return e.eachBrief(func(c occasion, _ *respond.Brief) error {
		if c.name != complained {
			return nil // one occasion in each language is enough for a megabyte
		}
		for _, hard := range hardReplies() {
			c.request.Feedback.Text, c.request.Feedback.Customer.Name = hard, hard
			b, err := c.brief()
			if err != nil {
				return err
			}
			d, err := e.ask(b)
			if err != nil {
				return fmt.Errorf("feedback of %s: %w", quoted(hard), err)
			}
			if err := wellFormed(d); err != nil {
				return fmt.Errorf("feedback of %s: %w", quoted(hard), err)
			}
			if i := strings.IndexFunc(d.Text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' || unicode.Is(unicode.Bidi_Control, r) }); i >= 0 {
				return fmt.Errorf("feedback of %s put the control character %q into the draft", quoted(hard), d.Text[i:i+1])
			}
		}
		return nil
	})
}

func (e *generatorExamination) missing() error {
	return e.eachBrief(func(_ occasion, b *respond.Brief) error {
		b.Acts = append(slices.Clone(b.Acts), respond.MoveOffline)
		b.Acts = slices.Compact(slices.Sorted(slices.Values(b.Acts)))
		b.Business.Contact = respond.Contact{}
		d, err := e.ask(b)
		var missing *respond.MissingError
		switch {
		case !errors.As(err, &missing):
			return fmt.Errorf("asked to give a contact that the brief lacks: error %v, want a *MissingError", err)
		case missing.Act != respond.MoveOffline || !strings.Contains(missing.Field, "Contact"):
			return fmt.Errorf("the error says that %s lacks %s, want %s and Business.Contact", missing.Act, missing.Field, respond.MoveOffline)
		case d.Text != "":
			return fmt.Errorf("with the error came the draft %s", quoted(d.Text))
		}
		return nil
	})
}

func (e *generatorExamination) warnings() error {
	return e.eachBrief(func(_ occasion, b *respond.Brief) error {
		told := feedback.Warning{Code: feedback.InvalidField, Field: "Feedback.Customer.Name", Detail: "an e-mail address or a handle"}
		b.Warnings = append(b.Warnings, told)
		d, err := e.ask(b)
		if err == nil && !slices.Contains(d.Warnings, told) {
			err = fmt.Errorf("the brief warns %q, the draft does not", told)
		}
		return err
	})
}

func (e *generatorExamination) deterministic() error {
	other, err := e.open()
	if err != nil {
		return err
	}
	return e.eachBrief(func(_ occasion, b *respond.Brief) error {
		first, err := e.ask(b)
		if err != nil {
			return err
		}
		again, err := e.ask(b)
		if err != nil {
			return err
		}
		if diff := cmp.Diff(first, again, byText); diff != "" {
			return fmt.Errorf("another draft the second time (-first +second):\n%s", diff)
		}
		elsewhere, err := other.Generate(context.Background(), b)
		if err != nil {
			return err
		}
		if diff := cmp.Diff(first, elsewhere, byText); diff != "" {
			return fmt.Errorf("another draft from another instance (-first +other):\n%s", diff)
		}
		return nil
	})
}

// byText compares language tags, whose fields are hidden.
var byText = cmp.Comparer(func(a, b language.Tag) bool { return a == b })

func (e *generatorExamination) concurrent() error {
	var briefs []*respond.Brief
	var want []string
	if err := e.eachBrief(func(_ occasion, b *respond.Brief) error {
		d, err := e.ask(b)
		briefs, want = append(briefs, b), append(want, d.Text)
		return err
	}); err != nil {
		return err
	}
	_, random := e.opts.Skip["deterministic"]
	return together(func(g int) error {
		for i := range briefs {
			k := (i + g) % len(briefs)
			d, err := e.ask(briefs[k])
			if err != nil {
				return err
			}
			if d.Text != want[k] && !random {
				return fmt.Errorf("another draft while others are written: %s, alone %s", quoted(d.Text), quoted(want[k]))
			}
		}
		return nil
	})
}

func (e *generatorExamination) readOnly() error {
	return e.eachBrief(func(_ occasion, b *respond.Brief) error {
		before, err := snapshot(b)
		if err != nil {
			return err
		}
		if _, err := e.ask(b); err != nil {
			return err
		}
		after, err := snapshot(b)
		if diff := cmp.Diff(before, after); diff != "" {
			return fmt.Errorf("the brief was changed (-before +after):\n%s", diff)
		}
		return err
	})
}

func (e *generatorExamination) reuse() error {
	return e.eachBrief(func(_ occasion, b *respond.Brief) error {
		b.Warnings = append(b.Warnings, feedback.Warning{Code: feedback.InvalidField, Field: "Feedback.Customer.Name"})
		d, err := e.ask(b)
		if err != nil {
			return err
		}
		before := fmt.Sprintf("%+v", d)
		for i := range b.Acts {
			b.Acts[i] = respond.Close
		}
		for i := range b.Warnings {
			b.Warnings[i] = feedback.Warning{Code: "changed"}
		}
		if diff := cmp.Diff(before, fmt.Sprintf("%+v", d)); diff != "" {
			return fmt.Errorf("the draft changed with the brief (-before +after):\n%s", diff)
		}
		return nil
	})
}

func (e *generatorExamination) cancelled() error {
	return e.eachBrief(func(_ occasion, b *respond.Brief) error {
		return returns(func(ctx context.Context) { _, _ = e.generator.Generate(ctx, b) })
	})
}
