package main

import (
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/loamlib/loam/classify/evaluate"
	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment"
)

// publish prints the card of a model and writes the model with it, if out names a
// file.
func publish(m *linear.Model, card, out string, w io.Writer) error {
	fmt.Fprint(w, card)
	if out == "" {
		return nil
	}
	data, err := m.WithAbout(card).MarshalBinary()
	if err != nil {
		return err
	}
	return os.WriteFile(out, data, 0o644)
}

func sortedNames[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// card writes what the model was made from and how well it judges.
func (o *sentimentOptions) card(corpora []*corpus, report *linear.Report, out map[string]leftOut, c calibration, m *linear.Model) (string, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "loam sentiment %s, Chinese (both scripts) and English\n", o.version)
	fmt.Fprintf(&b, "made by: go run ./examples/train -task sentiment -data DIR -seed %d -version %s -out FILE\n", o.train.Seed, o.version)
	fmt.Fprintf(&b, "grams: %d met, %d kept; %d texts\n", report.Grams, report.Kept, report.Examples)
	t := table{b: &b, c: c}
	var err error
	if t.rules, err = rules(); err != nil {
		return "", err
	}
	if err := t.showLeftOut(out); err != nil {
		return "", err
	}
	if err := t.showSeen(corpora, m); err != nil {
		return "", err
	}
	showReliability(&b, verdictsOf(out), c)
	showAgreement(&b, corpora)
	b.WriteString("\nTrained on (texts; of how many the label is loam's own; licence as stated by the collectors; SHA-256 of what was used):\n")
	for _, x := range corpora {
		if x.shipped {
			fmt.Fprintf(&b, "  %-26s %6d %6d  %s  %s\n", x.name(), len(x.train), readByUs(x.train), x.licence, checksum(x.train))
		}
	}
	b.WriteString("Word lists (phrases; SHA-256): VADER is MIT, AFINN-en-165 Apache-2.0, NTUSD MIT, loam's own are written by hand.\n")
	for _, list := range o.train.Clues {
		fmt.Fprintf(&b, "  %-26s %6d  %s\n", list.Name, len(list.Strength), listChecksum(list))
	}
	return b.String(), nil
}

// showAgreement writes how far the labels of held-back rows are those that a reader
// gives, which bounds what a model can come to on them.
func showAgreement(b *strings.Builder, corpora []*corpus) {
	b.WriteString("\nHeld-back rows of two sides that were read for loam: how many, the share that speaks for one side to a reader, and of those, the share whose label is that side:\n")
	for _, x := range corpora {
		if r := x.readers; x.rated && r.sided > 0 {
			fmt.Fprintf(b, "  %-26s %7d %9.3f %9.3f\n", x.name(), r.read, float64(r.sided)/float64(r.read), float64(r.agreed)/float64(r.sided))
		}
	}
}

// readByUs is how many rows have a polarity found by reading them for loam.
func readByUs(rows []row) (n int) {
	for _, r := range rows {
		if r.read {
			n++
		}
	}
	return n
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

// A table of sources and of how rows of each are judged: by the model alone, and
// with the rules beside it.
type table struct {
	b     *strings.Builder
	c     calibration
	rules sentiment.Analyzer
}

func (t *table) head(title string) {
	fmt.Fprintf(t.b, "\n%s:\n  %-26s %7s %9s %9s %9s   %s\n", title, "", "n", "accuracy", "macro-F1", "three-way", "with rules: macro-F1, three-way")
}

// show writes the line of a source, and returns its scores.
func (t *table) show(name string, rows []row, verdicts []verdict, m *linear.Model) (alone, both score, err error) {
	engine, err := recommended(m, t.c, t.rules)
	if err != nil {
		return alone, both, err
	}
	asked, err := ask(engine, rows)
	if err != nil {
		return alone, both, err
	}
	alone, both = measure(outcomes(t.c, verdicts)), measure(asked)
	fmt.Fprintf(t.b, "  %-26s %7d %9.3f %9.3f %9s   %.3f %9s\n", name, alone.n, alone.accuracy, alone.macroF1, alone.threeWay(), both.macroF1, both.threeWay())
	return alone, both, nil
}

// showLeftOut writes how sources are judged by models that never saw them.
func (t *table) showLeftOut(out map[string]leftOut) error {
	t.head("Sources left out, judged by a model trained without them and their family")
	type sum struct{ n, alone, both float64 }
	sums := map[string]*sum{"zh": {}, "en": {}}
	for _, s := range sources {
		l, ok := out[s.name()]
		if !ok {
			continue
		}
		alone, both, err := t.show(s.name(), l.rows, l.verdicts, l.model)
		if err != nil {
			return err
		}
		x := sums[s.language()]
		x.n, x.alone, x.both = x.n+1, x.alone+alone.macroF1, x.both+both.macroF1
	}
	for _, language := range []string{"zh", "en"} {
		if x := sums[language]; x.n > 0 {
			fmt.Fprintf(t.b, "  mean of %s: macro-F1 %.3f, with rules %.3f\n", language, x.alone/x.n, x.both/x.n)
		}
	}
	t.b.WriteString("  The word lists of the rules were written with half of these rows in sight; of the sources of the last table some dozens of misses were read, and a few expressions in them made general.\n")
	return nil
}

// showSeen writes how the model itself does on rows it was not trained on: of
// sources that it knows, and of sources that it does not.
func (t *table) showSeen(corpora []*corpus, m *linear.Model) error {
	for _, seen := range []bool{true, false} {
		if seen {
			t.head("Rows held back from sources trained on")
		} else {
			t.head("Sources never trained on")
		}
		for _, x := range corpora {
			rows := x.dev
			if !x.shipped {
				rows = slices.Concat(x.train, x.dev)
			}
			if x.shipped != seen || alone[x.name()] || len(rows) == 0 {
				continue
			}
			if _, _, err := t.show(x.name(), rows, judge(m, x.name(), rows), m); err != nil {
				return err
			}
		}
	}
	return nil
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
