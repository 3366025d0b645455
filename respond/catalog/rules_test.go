package catalog_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/loamlib/loam/respond"
	"github.com/loamlib/loam/respond/catalog"
	"github.com/loamlib/loam/respond/lint"
)

// TestRulesAreKept words a thousand random requests in each language and has
// them checked: not one may break a rule at the level of an error or state what is
// not known, and warnings must be rare: there is none now, but a linter that
// learns a new excuse may find one.
func TestRulesAreKept(t *testing.T) {
	topics := shippedTopics(t)
	g, l := catalog.Default(), lint.Default()
	for _, tag := range tongues {
		t.Run(tag.String(), func(t *testing.T) {
			r := rand.New(rand.NewPCG(7, 1))
			warnings := 0
			for i := range 1000 {
				req := randomRequest(r, tag, topics, i)
				b, err := respond.Plan(&req)
				if err != nil {
					t.Fatalf("request %d: %v", i, err)
				}
				d, err := g.Generate(t.Context(), b)
				if err != nil {
					t.Fatalf("request %d: %v", i, err)
				}
				found, err := l.Lint(t.Context(), d.Text, b)
				if err != nil {
					t.Fatal(err)
				}
				for _, x := range append(found, respond.Unfounded(d.Text, b)...) {
					if x.Severity == respond.Warning {
						warnings++
						t.Logf("%s: %q: %s", x.Rule, x.Span.Of(d.Text), x.Message)
					}
					if x.Severity >= respond.Error {
						t.Errorf("request %d (%s, %s, %v): %s %s: %s\n\t%q in\n%s", i, b.Profile.ID, b.Tone, b.Acts, x.Severity, x.Rule, x.Message, x.Span.Of(d.Text), d.Text)
					}
				}
			}
			if warnings > 20 {
				t.Errorf("%d warnings in 1000 replies", warnings)
			}
		})
	}
}

// TestEveryActIsPerformed demands that the passages of a draft are the acts of its
// brief, each once, and cover the text but for the space between them.
func TestEveryActIsPerformed(t *testing.T) {
	topics := shippedTopics(t)
	for _, tag := range tongues {
		r := rand.New(rand.NewPCG(8, 1))
		for i := range 500 {
			req := randomRequest(r, tag, topics, i)
			b, d := planned(t, catalog.Default(), req)
			var acts []respond.Act
			end := 0
			for _, p := range d.Passages {
				acts = append(acts, p.Act)
				if p.Start < end && p.End != end || !p.In(len(d.Text)) || p.Empty() {
					t.Fatalf("passage %v of %d bytes lies wrong in\n%s", p, len(d.Text), d.Text)
				}
				if p.Start >= end && strings.TrimSpace(d.Text[end:p.Start]) != "" {
					t.Fatalf("%q is in no passage of\n%s", d.Text[end:p.Start], d.Text)
				}
				end = p.End
			}
			slices.Sort(acts)
			want := slices.Sorted(slices.Values(b.Acts))
			if end != len(d.Text) || !slices.Equal(acts, want) {
				t.Fatalf("acts are %v, want %v, in\n%s", acts, want, d.Text)
			}
		}
	}
}
