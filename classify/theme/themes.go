package theme

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// A Theme is what several pieces of feedback have in common: phrases that name it,
// the leading one first.
type Theme struct {
	Name      string   `json:"name"` // the leading phrase
	Phrases   []Phrase `json:"phrases"`
	Documents int      `json:"documents"` // feedback with at least one of the phrases
	Cases     int      `json:"cases"`     // different cases of it; feedback without one is a case of its own
	Share     float64  `json:"share"`     // of all feedback, in [0, 1]
	Related   []string `json:"related"`   // phrases outside that stand in its feedback more often than chance has it, the surest first
	IDs       []string `json:"ids"`       // of the feedback, in the order of the alphabet; without those that have none
}

// Two phrases are of one theme if one is a part of the other, or if they share
// feedback: by the cosine of the sets of feedback that they are in, and surely more
// than by chance.
const sharedFeedback = 0.4

// mostPhrases is how many phrases are put into themes, the weightiest: what is
// rarer does not recur.
const mostPhrases = 400

// Themes groups the phrases that recur into themes, those of most cases first. A
// limit of 0 lists all.
//
// Going from the phrase of most feedback down, each joins the first theme whose
// leading phrase is a part of it, or shares at least 0.4 of its feedback by the
// cosine |A∩B|/√(|A||B|) and surely more than by chance, or else leads a theme of
// its own: so a theme is never a chain of phrases that have nothing to do with its
// name. Feedback may be of several themes. Equal sets of feedback give equal
// themes. The cost is that of counting, and of the square of the number of themes.
func (m *Miner) Themes(limit int) []Theme {
	phrases := m.phrases()
	phrases = phrases[:min(len(phrases), mostPhrases)]
	byUse := slices.Clone(phrases)
	slices.SortFunc(byUse, func(a, b Phrase) int {
		return cmp.Or(cmp.Compare(b.Documents, a.Documents), strings.Compare(a.Text, b.Text))
	})
	var groups []*group
	for _, p := range byUse {
		var own *group
		for _, g := range groups {
			if g.takes(p, len(m.entries)) {
				own = g
				break
			}
		}
		if own == nil {
			own = &group{}
			groups = append(groups, own)
		}
		own.phrases = append(own.phrases, p)
		own.documents = union(own.documents, p.in)
	}
	out := make([]Theme, 0, len(groups))
	related := m.related(groups, phrases)
	for i, g := range groups {
		out = append(out, m.theme(g))
		out[i].Related = related[i]
	}
	slices.SortFunc(out, func(a, b Theme) int {
		return cmp.Or(cmp.Compare(b.Cases, a.Cases), cmp.Compare(b.Documents, a.Documents), strings.Compare(a.Name, b.Name))
	})
	if limit > 0 && len(out) > limit {
		out = out[:limit]
	}
	return out
}

// A group is a theme that is being put together.
type group struct {
	phrases   []Phrase
	documents []int32
}

// takes reports whether p belongs with the leading phrase, among so many
// documents.
func (g *group) takes(p Phrase, documents int) bool {
	lead := g.phrases[0]
	if within(lead.tokens, p.tokens) {
		return true
	}
	common, a, b := intersection(lead.in, p.in), len(lead.in), len(p.in)
	cosine := float64(common) / math.Sqrt(float64(a)*float64(b))
	return cosine >= sharedFeedback && surely(common, a, b, documents)
}

// surely reports whether two sets of a and b of n documents have more in common than
// by chance.
func surely(common, a, b, n int) bool {
	return float64(common)*float64(n) >= leastLift*float64(a)*float64(b) &&
		likelihoodRatio(common, a-common, b-common, n-a-b+common) >= surelyRelated
}

func (m *Miner) theme(g *group) Theme {
	t := Theme{Name: g.phrases[0].Text, Phrases: g.phrases, IDs: []string{}, Documents: len(g.documents), Cases: m.cases(g.documents)}
	t.Share = float64(t.Documents) / float64(len(m.entries))
	for _, e := range g.documents {
		if id := m.entries[e].id; id != "" {
			t.IDs = append(t.IDs, id)
		}
	}
	slices.Sort(t.IDs)
	return t
}

// Phrases and themes share feedback surely more than by chance with a likelihood
// ratio G² of at least surelyRelated, which chance reaches once in a thousand
// (Dunning 1993), and half as often again as if they had nothing to do with each
// other.
const (
	surelyRelated = 10.83
	leastLift     = 1.5
	mostRelated   = 6
)

// related lists the phrases that are related to each group.
func (m *Miner) related(groups []*group, phrases []Phrase) [][]string {
	here := make([][]int32, len(m.entries)) // by entry: phrases
	for i, p := range phrases {
		for _, e := range p.in {
			here[e] = append(here[e], int32(i))
		}
	}
	out := make([][]string, len(groups))
	for g, group := range groups {
		together := make([]int, len(phrases))
		for _, e := range group.documents {
			for _, i := range here[e] {
				together[i]++
			}
		}
		type relation struct {
			text string
			g2   float64
		}
		var found []relation
		for i, p := range phrases {
			both, a, b, n := together[i], len(group.documents), len(p.in), len(m.entries)
			if surely(both, a, b, n) && !group.has(p) {
				g2 := likelihoodRatio(both, a-both, b-both, n-a-b+both)
				found = append(found, relation{p.Text, g2})
			}
		}
		slices.SortFunc(found, func(a, b relation) int { return cmp.Or(cmp.Compare(b.g2, a.g2), strings.Compare(a.text, b.text)) })
		out[g] = []string{}
		for _, f := range found[:min(len(found), mostRelated)] {
			out[g] = append(out[g], f.text)
		}
	}
	return out
}

// has reports whether p is in the group, or a part of one of its phrases.
func (g *group) has(p Phrase) bool {
	return slices.ContainsFunc(g.phrases, func(q Phrase) bool { return within(p.tokens, q.tokens) })
}

// likelihoodRatio is G² = 2 Σ O ln(O/E) of a two by two table.
func likelihoodRatio(a, b, c, d int) float64 {
	n := float64(a + b + c + d)
	var sum float64
	for _, x := range [][3]int{{a, a + b, a + c}, {b, a + b, b + d}, {c, c + d, a + c}, {d, c + d, b + d}} {
		if o := float64(x[0]); o > 0 {
			sum += o * math.Log(o*n/(float64(x[1])*float64(x[2])))
		}
	}
	return max(0, 2*sum)
}

// within reports whether part is a row of tokens of whole.
func within(part, whole []uint32) bool {
	for i := 0; i+len(part) <= len(whole); i++ {
		if slices.Equal(part, whole[i:i+len(part)]) {
			return true
		}
	}
	return false
}

// intersection is how many entries two sorted lists have in common.
func intersection(a, b []int32) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case b[j] < a[i]:
			j++
		default:
			n++
			i++
			j++
		}
	}
	return n
}

// union merges two sorted lists.
func union(a, b []int32) []int32 {
	out := append(slices.Clone(a), b...)
	slices.Sort(out)
	return slices.Compact(out)
}
