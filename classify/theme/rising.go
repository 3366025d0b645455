package theme

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/gonum/stat/distuv"

	"github.com/loamlib/loam/metrics/stat"
)

// A Change is a phrase whose share of feedback differs between now and a
// baseline.
type Change struct {
	Text             string  `json:"text"`
	Documents        int     `json:"documents"`         // with it now
	Baseline         int     `json:"baseline"`          // with it in the baseline
	Share            float64 `json:"share"`             // of the feedback now, in [0, 1]
	BaselineShare    float64 `json:"baseline_share"`    // of that of the baseline
	LogOdds          float64 `json:"log_odds"`          // by how much the odds differ, shrunk; above 0 is more than before
	Z                float64 `json:"z"`                 // LogOdds in standard errors
	P                float64 `json:"p"`                 // two-sided p-value
	AdjustedP        float64 `json:"adjusted_p"`        // share of false findings among those with this or a lower p
	New              bool    `json:"new"`               // in no feedback of the baseline
	BaselineFeedback int     `json:"baseline_feedback"` // how much feedback the baseline has in all
}

// LogOdds compares a share of a in n with one of b in m by the difference of their
// log odds under a prior of strength in all, of which with for the phrase:
//
//	δ = ln((a+α)/(n+α₀-a-α)) - ln((b+α)/(m+α₀-b-α))
//	z = δ/√(1/(a+α) + 1/(b+α))
//
// α is with and α₀ all (Monroe, Colaresi and Quinn 2008, equations 15, 20 and 22).
// Counts must be from 0 to their total, with above 0 and below all.
func LogOdds(a, n, b, m, with, all float64) (delta, z float64, err error) {
	for _, f := range []struct {
		name    string
		part    float64
		whole   float64
		between bool
	}{{"a", a, n, false}, {"b", b, m, false}, {"with", with, all, true}} {
		if !(f.part >= 0 && f.part <= f.whole && f.whole < math.MaxFloat64) || f.between && (f.part == 0 || f.part == f.whole) {
			return 0, 0, fmt.Errorf("theme: %s is %v of %v, want a part of the whole", f.name, f.part, f.whole)
		}
	}
	delta = math.Log((a+with)/(n+all-a-with)) - math.Log((b+with)/(m+all-b-with))
	return delta, delta / math.Sqrt(1/(a+with)+1/(b+with)), nil
}

// Compare says which phrases have become more or less frequent than in a baseline:
// last week against the quarter before, one shop against all others. Phrases are
// those that recur in either; feedback counts once for each.
//
// The prior is the share in both together, with the weight of a tenth of the
// smaller side, at least 10 pieces of feedback: so a phrase that turned up twice
// does not head the list. P-values are adjusted for the number of phrases
// (Benjamini and Hochberg 1995); findings with AdjustedP up to 0.05 are to be taken
// seriously. The list is ordered by Z, what rises first; it is empty if either side
// has no feedback. Both Miners must have the same options.
func (m *Miner) Compare(baseline *Miner) ([]Change, error) {
	m.ready()
	baseline.ready()
	if !m.options.equal(&baseline.options) {
		return nil, errOptions
	}
	n, k := len(m.entries), len(baseline.entries)
	if n == 0 || k == 0 {
		return nil, nil
	}
	all := max(10, 0.1*float64(min(n, k)))
	var out []Change
	for _, p := range m.inEither(baseline) {
		share := (float64(p.now) + float64(p.before)) / float64(n+k)
		delta, z, err := LogOdds(float64(p.now), float64(n), float64(p.before), float64(k), all*share, all)
		if err != nil { // in all feedback: nothing to compare
			continue
		}
		out = append(out, Change{
			Text: p.text, Documents: p.now, Baseline: p.before, Share: float64(p.now) / float64(n), BaselineShare: float64(p.before) / float64(k),
			LogOdds: delta, Z: z, P: 2 * distuv.UnitNormal.Survival(math.Abs(z)), New: p.before == 0, BaselineFeedback: k,
		})
	}
	if err := adjust(out); err != nil {
		return nil, err
	}
	slices.SortFunc(out, func(a, b Change) int {
		return cmp.Or(cmp.Compare(b.Z, a.Z), strings.Compare(a.Text, b.Text))
	})
	return out, nil
}

// A presence is a phrase and how much feedback has it.
type presence struct {
	text        string
	now, before int
}

// inEither lists the phrases of both Miners with their use in each.
func (m *Miner) inEither(baseline *Miner) []presence {
	both := &Miner{options: m.options, stop: m.stop, words: newVocabulary()}
	_ = both.Merge(m) // the options are the same
	split := len(both.entries)
	_ = both.Merge(baseline)
	seen := map[string]bool{}
	var list []candidate
	for _, side := range []*Miner{m, baseline} {
		for _, p := range side.phrases() {
			tokens := make([]uint32, len(p.tokens))
			for i, t := range p.tokens {
				tokens[i] = both.words.number[side.words.key(t)]
			}
			if name := both.name(tokens); !seen[name] {
				seen[name] = true
				list = append(list, candidate{tokens: tokens})
			}
		}
	}
	slices.SortFunc(list, func(a, b candidate) int { return strings.Compare(both.name(a.tokens), both.name(b.tokens)) })
	list = both.withoutPlurals(list)
	o := both.occurrences(list)
	out := make([]presence, len(list))
	for i := range list {
		now, _ := slices.BinarySearch(o.documents[i], int32(split))
		out[i] = presence{o.surface(i), now, len(o.documents[i]) - now}
	}
	return out
}

// adjust sets the adjusted p-values of all changes.
func adjust(changes []Change) error {
	p := make([]float64, len(changes))
	for i, c := range changes {
		p[i] = c.P
	}
	adjusted, err := stat.BenjaminiHochberg(p)
	for i := range adjusted {
		changes[i].AdjustedP = adjusted[i]
	}
	return err
}
