package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/loamlib/loam/classify/evaluate"
	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/classify/standard"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// A kindVerdict is what rules and model say of one text.
type kindVerdict struct {
	rules  float64 // confidence of the rules
	logit  float64 // of the model
	really bool
}

// A judged source is one with verdicts.
type judgedSource struct {
	name     string
	verdicts []kindVerdict
}

// asked is how many of the texts the rules see a sign in.
func (s judgedSource) asked() (n int) {
	for _, v := range s.verdicts {
		if v.rules > 0 {
			n++
		}
	}
	return n
}

// A kindResult is how a kind is told.
type kindResult struct {
	kind
	report            *linear.Report
	leftOut, measured []judgedSource
	strength          strength
}

// judge asks rules and model about rows.
func (c *collector) judge(k kind, m *linear.Model, path string, rows []linear.Example) judgedSource {
	out := judgedSource{name: path[strings.LastIndexByte(path, '/')+1:]}
	r := m.Reader()
	var t text.Text
	for _, e := range rows {
		t.Reset(e.Text)
		z := m.Logits(nil, r.Read(&t))
		out.verdicts = append(out.verdicts, kindVerdict{c.rules.read(e.Text)[k.category], z[0] - z[1], e.Labels[0] == holds})
	}
	return out
}

// tuned are the sources that the strength is fitted on: those left out; for
// suggestions, which people labelled in none that is trained on, the app reviews.
func (r *kindResult) tuned() []judgedSource {
	if len(r.leftOut) == 0 && r.category == feedback.Suggestion {
		return r.measured[:1]
	}
	return r.leftOut
}

// A strength is what a logit is multiplied by and raised by to stand beside the
// rules.
type strength struct{ scale, shift float64 }

// usual is the strength where no source can tell it, about the mean of the others.
var usual = strength{0.3, 0.5}

// singleShift is the shift where there is but one source, which cannot tell how
// common a kind is elsewhere. F1 of suggestions in app reviews is best with it.
const singleShift = 0.25

// fitStrength finds the strength that makes the verdicts of rules and model
// together likeliest, every source counting the same, by Newton's method. A weak
// pull towards what is usual keeps it finite.
//
// The shift is not fitted but the usual one where the sources were collected for
// the kind, or are none.
func fitStrength(sources []judgedSource, collected bool) strength {
	const pull, steps = 0.02, 30
	s := usual
	single := len(sources) == 1
	if single {
		s.shift = singleShift
	}
	for range steps {
		g0, g1 := pull*(usual.shift-s.shift), pull*(usual.scale-s.scale)
		h00, h01, h11 := pull, 0.0, pull
		for _, source := range sources {
			weight := 1 / float64(max(1, source.asked())*len(sources))
			for _, v := range source.verdicts {
				if v.rules == 0 {
					continue // the model is not asked
				}
				x := v.bounded()
				p := standard.Together(v.rules, s.shift+s.scale*x)
				truth := 0.0
				if v.really {
					truth = 1
				}
				g0, g1 = g0+weight*(truth-p), g1+weight*(truth-p)*x
				w := weight * p * (1 - p)
				h00, h01, h11 = h00+w, h01+w*x, h11+w*x*x
			}
		}
		if single || collected || len(sources) == 0 {
			s.scale = max(0, s.scale+g1/h11)
			continue
		}
		d := h00*h11 - h01*h01
		s.shift += (h11*g0 - h01*g1) / d
		s.scale = max(0, s.scale+(h00*g1-h01*g0)/d)
	}
	return s
}

// bounded is the logit within what one text may say for the fit.
func (v kindVerdict) bounded() float64 { return max(-6, min(6, v.logit)) }

func (v kindVerdict) together(s strength) float64 {
	return standard.Together(v.rules, s.shift+s.scale*v.logit)
}

// f1Of is precision, recall and F1 of what is said to hold.
func f1Of(list []kindVerdict, said func(kindVerdict) bool) string {
	c, err := evaluate.NewConfusion(holds, not)
	if err != nil {
		panic(err) // the classes are two names
	}
	name := map[bool]string{true: holds, false: not}
	for _, v := range list {
		if err := c.Add(name[v.really], name[said(v)]); err != nil {
			panic(err)
		}
	}
	r := c.Report()
	class := r.Classes[0]
	return fmt.Sprintf("%.2f %.2f %.2f", class.Precision.Value, class.Recall.Value, class.F1.Value)
}

// card writes what the model was made from and how well it judges.
func (o *kindOptions) card(results []kindResult, m *linear.Model) string {
	var b strings.Builder
	fmt.Fprintf(&b, "loam kinds of feedback %s, Chinese (both scripts) and English\n", o.version)
	fmt.Fprintf(&b, "made by: go run ./examples/train -task standard -data DIR -seed %d -version %s -out FILE\n", o.seed, o.version)
	fmt.Fprintf(&b, "%d grams, %d kinds\n", m.Grams(), len(results))
	for _, r := range results {
		r.show(&b)
	}
	return b.String()
}

func (r *kindResult) show(b *strings.Builder) {
	n := 0
	for _, count := range r.report.Sources {
		n += count
	}
	fmt.Fprintf(b, "\n%s: %d texts, %d of it; strength %.2f, shift %.2f\n", r.category, n, r.report.Labels[holds], r.strength.scale, r.strength.shift)
	for _, name := range sortedNames(r.report.Sources) {
		fmt.Fprintf(b, "  trained on %-60s %6d\n", name, r.report.Sources[name])
	}
	showJudged(b, "left out", r.leftOut, r.strength)
	showJudged(b, "never trained on", r.measured, r.strength)
	r.showReliability(b)
}

func showJudged(b *strings.Builder, what string, sources []judgedSource, s strength) {
	if len(sources) == 0 {
		return
	}
	fmt.Fprintf(b, "  sources %s: precision, recall, F1 of the rules; of both\n", what)
	for _, x := range sources {
		rules := f1Of(x.verdicts, func(v kindVerdict) bool { return v.rules >= 0.5 })
		both := f1Of(x.verdicts, func(v kindVerdict) bool { return v.together(s) >= 0.5 })
		fmt.Fprintf(b, "    %-34s %6d   %s   %s\n", x.name, len(x.verdicts), rules, both)
	}
}

// showReliability writes how often the kind holds, by how sure both are, on all
// sources that were not trained on.
func (r *kindResult) showReliability(b *strings.Builder) {
	var rules, both []evaluate.Scored
	for _, x := range append(append([]judgedSource{}, r.leftOut...), r.measured...) {
		for _, v := range x.verdicts {
			if v.rules >= 0.5 {
				rules = append(rules, evaluate.Scored{Score: v.rules, True: v.really})
			}
			if p := v.together(r.strength); p >= 0.5 {
				both = append(both, evaluate.Scored{Score: p, True: v.really})
			}
		}
	}
	for _, side := range []struct {
		name string
		said []evaluate.Scored
	}{{"rules", rules}, {"both", both}} {
		c, err := evaluate.Calibrate(side.said, nil)
		if err != nil {
			panic(err) // confidences are probabilities
		}
		if math.IsNaN(c.Error.Value) || len(side.said) == 0 {
			continue
		}
		fmt.Fprintf(b, "  confidence of %-5s → share right:", side.name)
		for _, bin := range c.Bins {
			fmt.Fprintf(b, " %.2f→%.2f (%d)", bin.Predicted, bin.Observed.Value, bin.Observed.N)
		}
		fmt.Fprintf(b, "; error %.3f\n", c.Error.Value)
	}
}
