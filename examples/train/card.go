package main

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/loamlib/loam/classify/evaluate"
	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback"
)

func sortedNames[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// card writes what the model was made from and how well it judges.
func (o *sentimentOptions) card(corpora []*corpus, report *linear.Report, out map[string][]verdict, c calibration, m *linear.Model) string {
	var b strings.Builder
	fmt.Fprintf(&b, "loam sentiment %s, Chinese (both scripts) and English\n", o.version)
	fmt.Fprintf(&b, "made by: go run ./examples/train -task sentiment -data DIR -seed %d -version %s -out FILE\n", o.train.Seed, o.version)
	fmt.Fprintf(&b, "grams: %d met, %d kept; %d texts\n", report.Grams, report.Kept, report.Examples)
	showLeftOut(&b, out, c)
	showSeen(&b, corpora, c, m)
	showReliability(&b, out, c)
	b.WriteString("\nTrained on (texts; licence as stated by the collectors; SHA-256 of what was used):\n")
	for _, x := range corpora {
		if x.shipped {
			fmt.Fprintf(&b, "  %-26s %6d  %s  %s\n", x.name(), len(x.train), x.licence, checksum(x.train))
		}
	}
	b.WriteString("Word lists (phrases; SHA-256): VADER is MIT, AFINN-en-165 Apache-2.0, NTUSD MIT, loam's own are written by hand.\n")
	for _, list := range o.train.Clues {
		fmt.Fprintf(&b, "  %-26s %6d  %s\n", list.Name, len(list.Strength), listChecksum(list))
	}
	return b.String()
}

// checksum is the beginning of the SHA-256 of rows.
func checksum(rows []row) string {
	h := sha256.New()
	for _, r := range rows {
		fmt.Fprintf(h, "%s\t%v\n", r.text, r.polarity)
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:8])
}

// listChecksum is the beginning of the SHA-256 of a word list.
func listChecksum(list linear.Clues) string {
	h := sha256.New()
	for _, phrase := range sortedNames(list.Strength) {
		fmt.Fprintf(h, "%s\t%v\n", phrase, list.Strength[phrase])
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:8])
}

// showLeftOut writes how sources are judged by models that never saw them.
func showLeftOut(b *strings.Builder, out map[string][]verdict, c calibration) {
	b.WriteString("\nSources left out, judged by a model trained without them and their family:\n")
	fmt.Fprintf(b, "  %-26s %7s %9s %9s %9s\n", "", "n", "accuracy", "macro-F1", "three-way")
	sum, n := map[string]float64{}, map[string]float64{}
	for _, s := range sources {
		if v := out[s.name()]; v != nil {
			r := measure(v, c)
			showScore(b, s.name(), r)
			sum[s.language()] += r.macroF1
			n[s.language()]++
		}
	}
	for _, language := range []string{"zh", "en"} {
		if n[language] > 0 {
			fmt.Fprintf(b, "  mean of %s: macro-F1 %.3f\n", language, sum[language]/n[language])
		}
	}
}

func showScore(b *strings.Builder, name string, s score) {
	three := ""
	if !math.IsNaN(s.three) {
		three = fmt.Sprintf("%.3f", s.three)
	}
	fmt.Fprintf(b, "  %-26s %7d %9.3f %9.3f %9s\n", name, s.n, s.accuracy, s.macroF1, three)
}

// showSeen writes how the model itself does on rows it was not trained on: of
// sources that it knows, and of sources that it does not.
func showSeen(b *strings.Builder, corpora []*corpus, c calibration, m *linear.Model) {
	for _, seen := range []bool{true, false} {
		if seen {
			b.WriteString("\nRows held back from sources trained on:\n")
		} else {
			b.WriteString("\nSources never trained on:\n")
		}
		for _, x := range corpora {
			rows := x.dev
			if !x.shipped {
				rows = append(slices.Clone(x.train), x.dev...)
			}
			if s := measure(judge(m, x.name(), rows), c); x.shipped == seen && s.n > 0 && !alone[x.name()] {
				showScore(b, x.name(), s)
			}
		}
	}
}

// showReliability writes how often verdicts on left-out sources are right, by
// what the model says of that.
func showReliability(b *strings.Builder, out map[string][]verdict, c calibration) {
	var said []evaluate.Scored
	for _, name := range sortedNames(out) {
		for _, v := range out[name] {
			if v.want == feedback.Mixed {
				continue
			}
			p, confidence := c.decide(v)
			said = append(said, evaluate.Scored{Score: confidence, True: p == v.want})
		}
	}
	reliability, err := evaluate.Calibrate(said, nil)
	if err != nil {
		panic(err) // confidences are probabilities
	}
	b.WriteString("\nReliability on sources left out: confidence, share right, verdicts\n")
	for _, bin := range reliability.Bins {
		fmt.Fprintf(b, "  %.2f  %.2f  %6d\n", bin.Predicted, bin.Observed.Value, bin.Observed.N)
	}
	fmt.Fprintf(b, "  calibration error %.3f; praise times %.3f, neutrality times %.3f and shifted by %.3f\n",
		reliability.Error.Value, c.praise, c.neutral, c.shift)
}
