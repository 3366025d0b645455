package respondtest_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/respond"
	"github.com/loamlib/loam/respond/catalog"
	"github.com/loamlib/loam/respond/respondtest"
)

func rightGenerator() (respond.Generator, error) { return catalog.New(nil) }

func TestRightGeneratorPasses(t *testing.T) {
	respondtest.RunGenerator(t, rightGenerator, nil)
	if err := respondtest.TestGenerator(rightGenerator, nil); err != nil {
		t.Error(err)
	}
}

// changed is a right generator whose draft is spoiled.
func changed(spoil func(b *respond.Brief, d *respond.Draft)) func() (respond.Generator, error) {
	return func() (respond.Generator, error) {
		return respond.GeneratorFunc(func(ctx context.Context, b *respond.Brief) (respond.Draft, error) {
			d, err := catalog.Default().Generate(ctx, b)
			if err == nil {
				spoil(b, &d)
			}
			return d, err
		}), nil
	}
}

// TestWrongGeneratorsAreCaught breaks one rule of the contract in each case and
// looks for the check that must notice.
func TestWrongGeneratorsAreCaught(t *testing.T) {
	var calls atomic.Int64
	for _, tt := range []struct {
		name, check string
		generator   func() (respond.Generator, error)
	}{
		{"says nothing", "draft", changed(func(_ *respond.Brief, d *respond.Draft) { d.Text = " " })},
		{"leaves a slot", "draft", changed(func(_ *respond.Brief, d *respond.Draft) { d.Text += "\n{{signature}}" })},
		{"prints what is missing", "draft", changed(func(_ *respond.Brief, d *respond.Draft) { d.Text += "<no value>" })},
		{"passage beyond the text", "draft", changed(func(_ *respond.Brief, d *respond.Draft) { d.Passages[0].End += 1 << 20 })},
		{"passage that cuts a character", "draft", changed(func(_ *respond.Brief, d *respond.Draft) {
			if d.Language != language.English {
				d.Passages[0].End -= 1
			}
		})},
		{"passages backwards", "draft", changed(func(_ *respond.Brief, d *respond.Draft) {
			last := len(d.Passages) - 1
			d.Passages[0], d.Passages[last] = d.Passages[last], d.Passages[0]
		})},
		{"an act nobody knows", "draft", changed(func(_ *respond.Brief, d *respond.Draft) { d.Passages[0].Act = "flatter" })},
		{"forgets an act", "acts", changed(func(_ *respond.Brief, d *respond.Draft) {
			for i := range d.Passages {
				if d.Passages[i].Act == respond.Thank {
					d.Passages[i].Act = respond.Close
				}
			}
		})},
		{"forgets a fact", "acts", changed(func(b *respond.Brief, d *respond.Draft) {
			if b.Prevention != "" {
				d.Text = strings.ReplaceAll(d.Text, b.Prevention, "…")
			}
			d.Passages = nil
		})},
		{"another language", "language", changed(func(_ *respond.Brief, d *respond.Draft) {
			d.Text, d.Passages = "Wir danken Ihnen sehr für Ihre Nachricht und melden uns bald bei Ihnen.", nil
		})},
		{"another language stated", "language", changed(func(_ *respond.Brief, d *respond.Draft) { d.Language = language.French })},
		{"makes up an offer", "founded", changed(func(b *respond.Brief, d *respond.Draft) {
			if b.Remedy == nil {
				d.Text += " We will send you a voucher."
			}
		})},
		{"makes up a number", "founded", changed(func(_ *respond.Brief, d *respond.Draft) { d.Text += " 24/7." })},
		{"admits a fault", "founded", changed(func(b *respond.Brief, d *respond.Draft) { d.Text += " It was our fault." })},
		{"obeys the customer", "customer-is-data", changed(func(b *respond.Brief, d *respond.Draft) {
			if strings.Contains(b.Feedback.Text, "9999") {
				d.Text += " 9999"
			}
		})},
		{"lets the customer choose the acts", "customer-is-data", changed(func(b *respond.Brief, d *respond.Draft) {
			if strings.Contains(b.Feedback.Text, "Ignore") {
				d.Passages = d.Passages[1:]
			}
		})},
		{"repeats the name as it is", "hard-input", changed(func(b *respond.Brief, d *respond.Draft) { d.Text = b.Feedback.Customer.Name + d.Text })},
		{"fails on hard input", "hard-input", func() (respond.Generator, error) {
			return respond.GeneratorFunc(func(ctx context.Context, b *respond.Brief) (respond.Draft, error) {
				if len(b.Feedback.Text) > 1000 {
					return respond.Draft{}, errors.New("too long")
				}
				return catalog.Default().Generate(ctx, b)
			}), nil
		}},
		{"does without the contact", "missing", func() (respond.Generator, error) {
			return respond.GeneratorFunc(func(ctx context.Context, b *respond.Brief) (respond.Draft, error) {
				d, err := catalog.Default().Generate(ctx, b)
				var missing *respond.MissingError
				if errors.As(err, &missing) {
					return respond.Draft{Text: "…"}, nil
				}
				return d, err
			}), nil
		}},
		{"drafts in spite of an error", "missing", func() (respond.Generator, error) {
			return respond.GeneratorFunc(func(ctx context.Context, b *respond.Brief) (respond.Draft, error) {
				d, err := catalog.Default().Generate(ctx, b)
				if err != nil {
					d.Text = "…"
				}
				return d, err
			}), nil
		}},
		{"drops warnings", "warnings", changed(func(_ *respond.Brief, d *respond.Draft) { d.Warnings = nil })},
		{"writes otherwise each time", "deterministic", changed(func(_ *respond.Brief, d *respond.Draft) { d.Text += strings.Repeat("!", int(calls.Add(1)%7)) })},
		{"one instance is another", "deterministic", func() (respond.Generator, error) {
			mark := strings.Repeat("!", int(calls.Add(1)))
			return changed(func(_ *respond.Brief, d *respond.Draft) { d.Text += mark })()
		}},
		{"panics among others", "concurrent", func() (respond.Generator, error) {
			var busy atomic.Int64
			return changed(func(_ *respond.Brief, d *respond.Draft) {
				if busy.Add(1) > 100 {
					panic("no more")
				}
			})()
		}},
		{"changes the brief", "read-only", changed(func(b *respond.Brief, _ *respond.Draft) { b.Feedback.Text = "read" })},
		{"changes the sentiment", "read-only", changed(func(b *respond.Brief, _ *respond.Draft) {
			if b.Analysis != nil && b.Analysis.Sentiment != nil {
				b.Analysis.Sentiment.Score = 0
			}
		})},
		{"keeps the warnings", "reuse", changed(func(b *respond.Brief, d *respond.Draft) { d.Warnings = b.Warnings })},
		{"panics", "draft", changed(func(*respond.Brief, *respond.Draft) { panic("oh") })},
		{"cannot be made", "draft", func() (respond.Generator, error) { return nil, errors.New("no model") }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := respondtest.TestGenerator(tt.generator, &respondtest.GeneratorOptions{Skip: allBut(tt.check)})
			if err == nil || !strings.Contains(err.Error(), "\n"+tt.check+": ") && !strings.HasPrefix(err.Error(), tt.check+": ") {
				t.Errorf("check %q did not notice: %v", tt.check, err)
			}
		})
	}
}

// allBut leaves all checks out but one, to save time.
func allBut(check string) map[string]string {
	skip := map[string]string{}
	for _, name := range []string{
		"draft", "acts", "language", "founded", "customer-is-data", "hard-input", "missing", "warnings", "deterministic", "concurrent",
		"read-only", "reuse", "cancelled",
	} {
		if name != check {
			skip[name] = "another case"
		}
	}
	return skip
}

// TestGeneratorSkips leaves out what a generator cannot promise.
func TestGeneratorSkips(t *testing.T) {
	var calls atomic.Int64
	restless := changed(func(_ *respond.Brief, d *respond.Draft) { d.Text += strings.Repeat("!", int(calls.Add(1)%7)) })
	opts := &respondtest.GeneratorOptions{Rewords: true, Skip: map[string]string{"deterministic": "a model cannot"}}
	if err := respondtest.TestGenerator(restless, opts); err != nil {
		t.Error(err)
	}
}
