package classifytest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/feedback"
)

func checkCategory(_ *feedback.Feedback, l feedback.Label) error {
	if l.Dimension == "" || l.Category == "" {
		return errors.New("an empty dimension or category")
	}
	if allowed := l.Dimension.Categories(); allowed != nil && !slices.Contains(allowed, l.Category) {
		return fmt.Errorf("category is not one of %q", allowed)
	}
	return nil
}

func checkEvidence(f *feedback.Feedback, l feedback.Label) error {
	for _, e := range l.Evidence {
		part := f.Text
		switch e.Part {
		case feedback.InText:
		case feedback.InTitle:
			part = f.Title
		default:
			return fmt.Errorf("evidence is in a part %q, want %q or %q", e.Part, feedback.InText, feedback.InTitle)
		}
		switch {
		case e.Empty() || !e.In(len(part)):
			return fmt.Errorf("evidence %v is no passage of the %d bytes of its part", e.Span, len(part))
		case !between(part, e.Start) || !between(part, e.End):
			return fmt.Errorf("evidence %v cuts a character of %q", e.Span, e.Of(f))
		case math.IsNaN(e.Weight) || math.IsInf(e.Weight, 0):
			return fmt.Errorf("evidence has the weight %v", e.Weight)
		}
	}
	return nil
}

// between reports whether s can be cut at i without cutting a character.
func between(s string, i int) bool {
	if i == 0 || i == len(s) || utf8.RuneStart(s[i]) {
		return true
	}
	for start := i - 1; start >= 0 && i-start < utf8.UTFMax; start-- {
		if utf8.RuneStart(s[start]) {
			_, size := utf8.DecodeRuneInString(s[start:])
			return start+size <= i // a stray byte is a character of its own
		}
	}
	return true
}

// all classifies every sample with c, each in a document of its own.
func (k *kit) all(c classify.Classifier) ([][]feedback.Label, error) {
	out := make([][]feedback.Label, len(k.samples))
	for i := range k.samples {
		labels, err := k.classify(c, feedback.NewDocument(&k.samples[i]))
		if err != nil {
			return nil, err
		}
		out[i] = clone(labels)
	}
	return out, nil
}

func clone(labels []feedback.Label) []feedback.Label {
	out := slices.Clone(labels)
	for i := range out {
		out[i].Evidence = slices.Clone(out[i].Evidence)
	}
	return out
}

// same reports the first difference between two results for f.
func same(f *feedback.Feedback, want, got []feedback.Label) error {
	if len(want) != len(got) {
		return fmt.Errorf("%s: %d labels, then %d", excerpt(f), len(want), len(got))
	}
	for i := range want {
		a, b := want[i], got[i]
		if !slices.Equal(a.Evidence, b.Evidence) {
			return fmt.Errorf("%s: evidence for %s differs", excerpt(f), name(a))
		}
		a.Evidence, b.Evidence = nil, nil
		if !cmp.Equal(a, b) {
			return fmt.Errorf("%s: label %+v, then %+v", excerpt(f), a, b)
		}
	}
	return nil
}

func (k *kit) deterministic() error {
	want, err := k.all(k.c)
	if err != nil {
		return err
	}
	for _, c := range []classify.Classifier{k.c, k.create()} {
		for i := range slices.Backward(k.samples) { // another order
			got, err := k.classify(c, feedback.NewDocument(&k.samples[i]))
			if err != nil {
				return err
			}
			if err := same(&k.samples[i], want[i], got); err != nil {
				return err
			}
		}
	}
	return nil
}

func (k *kit) concurrent() error {
	want, err := k.all(k.c)
	if err != nil {
		return err
	}
	docs := make([]*feedback.Document, len(k.samples))
	for i := range k.samples {
		docs[i] = feedback.NewDocument(&k.samples[i])
	}
	const goroutines = 4
	errs := make([]error, goroutines)
	var wg sync.WaitGroup
	for g := range goroutines {
		wg.Go(func() {
			for i := range docs {
				i := (i + g) % len(docs)
				got, err := k.classify(k.c, docs[i])
				if err == nil {
					err = same(&k.samples[i], want[i], got)
				}
				if err != nil {
					errs[g] = err
					return
				}
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

func (k *kit) readOnly() error {
	for i := range k.samples {
		f := k.samples[i]
		f.Ratings = slices.Clone(f.Ratings)
		f.Attributes = map[string]string{"branch": "3"}
		d, untouched := feedback.NewDocument(&f), feedback.NewDocument(&k.samples[i])
		if _, err := k.classify(k.c, d); err != nil {
			return err
		}
		want := k.samples[i]
		want.Attributes = map[string]string{"branch": "3"}
		switch {
		case d.Feedback != &f || !cmp.Equal(want, f, tags):
			return fmt.Errorf("%s: the feedback was changed", excerpt(&want))
		case string(d.Text.Folded()) != string(untouched.Text.Folded()),
			!slices.Equal(d.Text.Tokens(), untouched.Text.Tokens()),
			!slices.Equal(d.Text.Sentences(), untouched.Text.Sentences()):
			return fmt.Errorf("%s: the prepared text was changed", excerpt(&want))
		}
	}
	return nil
}

// tags lets cmp compare language tags, whose fields are not exported.
var tags = cmp.Comparer(func(a, b language.Tag) bool { return a == b })

func (k *kit) reuse() error {
	want, err := k.all(k.c)
	if err != nil {
		return err
	}
	var d feedback.Document
	var before []feedback.Label
	for i := range k.samples {
		d.Reset(&k.samples[i])
		got, err := k.classify(k.c, &d)
		if err != nil {
			return err
		}
		if err := same(&k.samples[i], want[i], got); err != nil {
			return err
		}
		if i > 0 {
			if err := same(&k.samples[i-1], want[i-1], before); err != nil {
				return fmt.Errorf("labels given out earlier changed: %w", err)
			}
		}
		before = got
	}
	return nil
}

func (k *kit) givenAway() error {
	for i := range k.samples {
		d := feedback.NewDocument(&k.samples[i])
		got, err := k.classify(k.c, d)
		if err != nil {
			return err
		}
		want := clone(got)
		for i := range got {
			for e := range got[i].Evidence {
				got[i].Evidence[e] = feedback.Evidence{Rule: "changed by the caller"}
			}
			got[i] = feedback.Label{Category: "changed by the caller"}
		}
		again, err := k.classify(k.c, d)
		if err != nil {
			return err
		}
		if err := same(&k.samples[i], want, again); err != nil {
			return err
		}
	}
	return nil
}

// onlyMetadata checks that feedback gets no labels that need a text.
func (k *kit) onlyMetadata(list []feedback.Feedback) error {
	for i := range list {
		labels, err := k.classify(k.c, feedback.NewDocument(&list[i]))
		if err != nil {
			return err
		}
		for _, l := range labels {
			if !slices.Contains(k.metadata, l.Dimension) {
				return fmt.Errorf("%s: label %s", excerpt(&list[i]), name(l))
			}
		}
	}
	return nil
}

func (k *kit) otherLanguages() error {
	list := foreign()
	for _, p := range pairs {
		if !k.reads(language.TraditionalChinese) && !k.reads(language.SimplifiedChinese) {
			list = append(list, feedback.Feedback{Text: p.hant}, feedback.Feedback{Text: p.hans})
		}
	}
	if !k.reads(language.English) {
		list = append(list, feedback.Feedback{Text: "The waiter was rude and the food was cold when it arrived."})
	}
	return k.onlyMetadata(list)
}

func (k *kit) bothScripts() error {
	if !k.reads(language.TraditionalChinese) || !k.reads(language.SimplifiedChinese) {
		return nil
	}
	for _, p := range pairs {
		var got [2][]string
		for i, s := range []string{p.hant, p.hans} {
			labels, err := k.classify(k.c, feedback.NewDocument(&feedback.Feedback{Text: s}))
			if err != nil {
				return err
			}
			for _, l := range labels {
				got[i] = append(got[i], fmt.Sprintf("%s %.6f", name(l), l.Confidence))
			}
			slices.Sort(got[i])
		}
		if diff := cmp.Diff(got[0], got[1]); diff != "" {
			return fmt.Errorf("%q: -Traditional +Simplified:\n%s", p.hant, diff)
		}
	}
	return nil
}

func (k *kit) cancelled() error {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := inTime(ctx, k.c, feedback.NewDocument(&k.samples[0]))
	if err != nil && !errors.Is(err, context.Canceled) {
		return fmt.Errorf("error %w, want none or one that is context.Canceled", err)
	}
	return nil
}

func (k *kit) described() error {
	describer, ok := k.c.(classify.Describer)
	if !ok {
		return nil
	}
	d := describer.Describe()
	if d.Name == "" {
		return errors.New("the name is empty")
	}
	return k.eachLabel(func(_ *feedback.Feedback, l feedback.Label) error {
		if !slices.Contains(d.Dimensions, l.Dimension) {
			return fmt.Errorf("the description says that labels are in %q", d.Dimensions)
		}
		return nil
	})
}

// name is a label as errors show it.
func name(l feedback.Label) string { return fmt.Sprintf("%s=%s", l.Dimension, l.Category) }

// excerpt is feedback as errors show it.
func excerpt(f *feedback.Feedback) string {
	const most = 40
	s := strings.ToValidUTF8(strings.TrimSpace(f.Title+" "+f.Text), "?")
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return fmt.Sprintf("%q", s)
}
