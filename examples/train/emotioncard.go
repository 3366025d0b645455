package main

import (
	"crypto/sha256"
	"fmt"
	"strings"

	"github.com/loamlib/loam/classify/evaluate"
	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/examples/internal/tsv"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment/emotion"
	"github.com/loamlib/loam/sentiment/lexicon/en"
	"github.com/loamlib/loam/sentiment/lexicon/zh"
)

// plainTexts are collections whose texts show no emotion.
var plainTexts = []string{banking, "zh-Hant/emotion_subjectivity/dimabsa2026_zho_finance"}

// card writes what the model was made from and how well it judges.
func (o *emotionOptions) card(sets []*emotionSet, m *linear.Model) (string, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "loam emotions %s, Chinese (both scripts) and English\n", o.version)
	fmt.Fprintf(&b, "made by: go run ./examples/train -task emotion -data DIR -seed %d -version %s -out FILE\n", o.seed, o.version)
	fmt.Fprintf(&b, "%d grams, %d emotions\n", m.Grams(), len(m.Labels()))
	b.WriteString("\nstrength and shift:")
	for _, e := range feedback.Emotions() {
		fmt.Fprintf(&b, " %v %.2f %+.2f", e, feltStrengths[e].scale, feltStrengths[e].shift)
	}
	b.WriteString("\n")
	words, err := emotion.New(&emotion.Options{WordsOnly: true}, zh.Lexicon(), en.Lexicon())
	if err != nil {
		return "", err
	}
	both, err := emotion.New(&emotion.Options{Model: m}, zh.Lexicon(), en.Lexicon())
	if err != nil {
		return "", err
	}
	t := emotionTable{b: &b, engines: [2]*emotion.Analyzer{words, both}}
	if err := t.showAll(o.data, sets); err != nil {
		return "", err
	}
	t.showReliability()
	showTrainedOn(&b, sets)
	return b.String(), nil
}

// An emotionTable shows how rows are judged by words alone and with the model.
type emotionTable struct {
	b       *strings.Builder
	engines [2]*emotion.Analyzer
	said    [2][]evaluate.Scored
}

func (t *emotionTable) showAll(data string, sets []*emotionSet) error {
	t.b.WriteString("\nRows held back: F1 by words alone, with the model; texts that show it\n")
	for _, s := range sets {
		name := s.name
		if s.weight == 0 {
			name += ", never trained on"
		}
		if err := t.show(name, s.dev); err != nil {
			return err
		}
	}
	for _, path := range plainTexts {
		texts, err := tsv.Column(data+"/"+path+".dev.tsv", "text")
		if err != nil {
			return err
		}
		rows := make([]emotionRow, len(texts))
		for i, text := range texts {
			rows[i].text = text
		}
		if err := t.show(path[strings.LastIndexByte(path, '/')+1:], rows); err != nil {
			return err
		}
	}
	return nil
}

// show writes the figures of a set.
func (t *emotionTable) show(name string, rows []emotionRow) error {
	var tallies [2]emotionTally
	for i, engine := range t.engines {
		felt, err := feel(engine, rows)
		if err != nil {
			return err
		}
		for k := range felt {
			x := &felt[k]
			tallies[i].add(x)
			for _, e := range feedback.Emotions() {
				if x.found[e] > 0 && x.tells[e] {
					t.said[i] = append(t.said[i], evaluate.Scored{Score: x.found[e], True: x.shows[e]})
				}
			}
		}
	}
	fmt.Fprintf(t.b, "  %s, %d texts\n", name, len(rows))
	words, both := &tallies[0], &tallies[1]
	for _, e := range feedback.Emotions() {
		if words.wanted[e] > 0 {
			fmt.Fprintf(t.b, "    %-16v %.2f %.2f %5d\n", e, words.f1(e), both.f1(e), words.wanted[e])
		}
	}
	if words.flat < len(rows) {
		fmt.Fprintf(t.b, "    %-16s %.3f %.3f\n", "macro", words.macroF1(), both.macroF1())
	}
	if words.flat > 0 {
		fmt.Fprintf(t.b, "    %-16s %.3f %.3f of %d\n", "in flat text", share(words), share(both), words.flat)
	}
	return nil
}

func share(t *emotionTally) float64 { return float64(t.alarms) / float64(t.flat) }

// showReliability writes how often what is found is right, by how sure it is.
func (t *emotionTable) showReliability() {
	for i, engine := range []string{"of words alone", "with the model"} {
		c, err := evaluate.Calibrate(t.said[i], nil)
		if err != nil {
			panic(err) // confidences are probabilities
		}
		fmt.Fprintf(t.b, "\nconfidence %s → share right:", engine)
		for _, bin := range c.Bins {
			fmt.Fprintf(t.b, " %.2f→%.2f (%d)", bin.Predicted, bin.Observed.Value, bin.Observed.N)
		}
		fmt.Fprintf(t.b, "; error %.3f", c.Error.Value)
	}
	t.b.WriteString("\n")
}

func showTrainedOn(b *strings.Builder, sets []*emotionSet) {
	b.WriteString("\nTrained on (texts; SHA-256 of what was used; licences as stated by the collectors):\n")
	for _, s := range sets {
		if s.weight > 0 {
			fmt.Fprintf(b, "  %-22s %6d  %s  %s\n", s.name, len(s.train), emotionChecksum(s.train), strings.Join(s.licences, ", "))
		}
	}
	b.WriteString("Emotions of the remarks, and polarities where those are all that is known, were read for loam.\n")
}

// emotionChecksum is the beginning of the SHA-256 of rows.
func emotionChecksum(rows []emotionRow) string {
	h := sha256.New()
	for _, r := range rows {
		fmt.Fprintf(h, "%s\t%v\t%v\n", r.text, r.shows, r.unknown)
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:8])
}
