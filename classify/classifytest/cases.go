package classifytest

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/feedback"
)

var cases = []testCase{
	{"categories", "a label in a standard dimension has one of its categories, and no label has an empty one", func(k *kit) error {
		return k.eachLabel(checkCategory)
	}},
	{"confidence", "the confidence of a label is a probability above 0", func(k *kit) error {
		return k.eachLabel(func(_ *feedback.Feedback, l feedback.Label) error {
			if !(l.Confidence > 0 && l.Confidence <= 1) {
				return fmt.Errorf("confidence %v", l.Confidence)
			}
			return nil
		})
	}},
	{"evidence", "evidence is a passage of the title or the text as the customer wrote it, cut between characters", func(k *kit) error {
		return k.eachLabel(checkEvidence)
	}},
	{"once", "each label is given at most once", func(k *kit) error {
		return k.eachResult(func(_ *feedback.Feedback, labels []feedback.Label) error {
			seen := map[string]bool{}
			for _, l := range labels {
				if seen[name(l)] {
					return fmt.Errorf("label %s twice", name(l))
				}
				seen[name(l)] = true
			}
			return nil
		})
	}},
	{"deterministic", "the same document gives the same labels, whatever was classified before and by whichever instance", func(k *kit) error {
		return k.deterministic()
	}},
	{"concurrent", "Classify may be called by several goroutines at once", func(k *kit) error {
		return k.concurrent()
	}},
	{"read-only", "Classify must not change the document or its feedback", func(k *kit) error {
		return k.readOnly()
	}},
	{"not kept", "Classify must not keep the document after it returns, which may then be reused for another feedback", func(k *kit) error {
		return k.reuse()
	}},
	{"given away", "labels belong to the caller, who may change them", func(k *kit) error {
		return k.givenAway()
	}},
	{"no text", "feedback without words gets no labels but those that metadata tells", func(k *kit) error {
		return k.onlyMetadata([]feedback.Feedback{{}, {Text: " \n\t "}, {Channel: feedback.Survey, Ratings: []feedback.Rating{{Scale: feedback.NPS, Value: 3}}}})
	}},
	{"other languages", "a language that the classifier does not read gives no labels but those that metadata tells, and no error", func(k *kit) error {
		return k.otherLanguages()
	}},
	{"both scripts", "a sentence gets the same labels in Traditional and in Simplified Chinese", func(k *kit) error {
		return k.bothScripts()
	}},
	{"long text", "a megabyte of one character, or of one word, is feedback like any other", func(k *kit) error {
		k.samples = long()
		return k.eachLabel(func(f *feedback.Feedback, l feedback.Label) error {
			return errors.Join(checkCategory(f, l), checkEvidence(f, l))
		})
	}},
	{"context", "a classifier must return when its context is done", func(k *kit) error {
		return k.cancelled()
	}},
	{"description", "what a classifier tells about itself holds for the labels it gives", func(k *kit) error {
		return k.described()
	}},
}

// maxTime is how long a megabyte may take: far more than any classifier of
// linear cost needs, far less than one of quadratic cost does.
const maxTime = 20 * time.Second

// classify runs c, which must neither fail nor hang.
func (k *kit) classify(c classify.Classifier, d *feedback.Document) ([]feedback.Label, error) {
	labels, err := inTime(context.Background(), c, d)
	if err != nil {
		return nil, fmt.Errorf("%s: error: %w", excerpt(d.Feedback), err)
	}
	return labels, nil
}

// inTime runs c for maxTime at most. A panic is an error.
func inTime(ctx context.Context, c classify.Classifier, d *feedback.Document) (labels []feedback.Label, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if v := recover(); v != nil {
				err = fmt.Errorf("panic: %v", v)
			}
		}()
		labels, err = c.Classify(ctx, d)
	}()
	select {
	case <-done:
		return labels, err
	case <-time.After(maxTime):
		return nil, fmt.Errorf("had not returned after %v", maxTime)
	}
}

// eachResult checks the labels of every sample.
func (k *kit) eachResult(check func(*feedback.Feedback, []feedback.Label) error) error {
	for i := range k.samples {
		f := &k.samples[i]
		labels, err := k.classify(k.c, feedback.NewDocument(f))
		if err != nil {
			return err
		}
		if err := check(f, labels); err != nil {
			return fmt.Errorf("%s: %w", excerpt(f), err)
		}
	}
	return nil
}

// eachLabel checks every label of every sample.
func (k *kit) eachLabel(check func(*feedback.Feedback, feedback.Label) error) error {
	return k.eachResult(func(f *feedback.Feedback, labels []feedback.Label) error {
		for _, l := range labels {
			if err := check(f, l); err != nil {
				return fmt.Errorf("label %s: %w", name(l), err)
			}
		}
		return nil
	})
}

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
