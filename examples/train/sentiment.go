package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment/trained"
)

type sentimentOptions struct {
	data, out, own, only, without string
	leaveOut                      bool
	train                         linear.Options
}

type judged struct {
	z        []float64
	polarity feedback.Polarity
	weight   float64
}

func trainSentiment(o *sentimentOptions) error {
	all, err := loadCorpora(o.data)
	if err != nil {
		return err
	}
	if o.train.Clues, err = loadClues(o.data, o.own); err != nil {
		return err
	}
	o.train.Labels = []string{"negative", "neutral", "positive"}
	o.train.MaxGrams = 1 << 22
	all = slices.DeleteFunc(all, func(c *corpus) bool {
		return o.only != "" && c.language() != o.only || c.shipped && slices.Contains(strings.Split(o.without, ","), c.name())
	})
	fit := func(skip func(c *corpus) bool) (*linear.Model, *linear.Report, error) {
		var use []*corpus
		for _, c := range all {
			if c.shipped && !skip(c) {
				use = append(use, c)
			}
		}
		return linear.Train(mixed(use, o.train.Seed), &o.train)
	}
	full, report, err := fit(func(*corpus) bool { return false })
	if err != nil {
		return err
	}
	fmt.Printf("%d grams, %d kept, %d forgotten, lost clues %d\n", report.Grams, report.Kept, report.Forgotten, report.LostClues)
	if o.out != "" {
		b, _ := full.MarshalBinary()
		os.WriteFile(o.out, b, 0o644)
	}
	for _, c := range all {
		rows := c.dev
		if !c.shipped {
			rows = append(slices.Clone(c.train), c.dev...)
		}
		if s := measure(full, rows); s.n > 0 {
			fmt.Printf("%-28s %v acc %.4f macro %.4f n %d; three %.3f\n", c.name(), c.shipped, s.acc, s.macro, s.n, s.three)
		}
	}
	if !o.leaveOut {
		return nil
	}
	done := map[string]bool{}
	sum, k := map[string]float64{}, map[string]float64{}
	for _, c := range all {
		if done[c.family] || !c.shipped || c.family == "banking" || c.family == "twitter" || c.family == "gplay" {
			continue
		}
		done[c.family] = true
		m, _, err := fit(func(x *corpus) bool { return x.family == c.family || x.language() != c.language() })
		if err != nil {
			return err
		}
		for _, x := range all {
			if x.family != c.family || x.name() == "subj_pang_lee" || x.name() == "cr_hu_liu_aspects" {
				continue
			}
			s := measure(m, append(slices.Clone(x.train), x.dev...))
			fmt.Printf("left out %-28s acc %.4f macro %.4f n %d; three %.3f\n", x.name(), s.acc, s.macro, s.n, s.three)
			sum[x.language()] += s.macro
			k[x.language()]++
		}
	}
	fmt.Printf("LOSO zh %.4f en %.4f\n", sum["zh"]/k["zh"], sum["en"]/k["en"])
	return nil
}

type result struct {
	acc, macro, three float64
	n                 int
}

func measure(m *linear.Model, rows []row) result {
	wrapped, err := trained.FromLinear(m)
	if err != nil {
		panic(err)
	}
	a, err := trained.New(wrapped, nil)
	if err != nil {
		panic(err)
	}
	var d feedback.Document
	var s feedback.Sentiment
	var reader linear.Reader
	var t text.Text
	b := m.Bias()
	var two [2][2]float64
	var three [3][3]float64
	for _, r := range rows {
		t.Reset(r.text)
		z := m.Logits(nil, reader.Read(&t))
		praise := z[2] - z[0] - b[2] + b[0]
		guess := 0
		if praise >= 0 {
			guess = 1
		}
		d.Reset(&feedback.Feedback{Text: r.text})
		a.AnalyzeInto(&s, &d)
		g3 := 1
		switch s.Polarity {
		case feedback.Positive:
			g3 = 2
		case feedback.Negative:
			g3 = 0
		case feedback.Mixed:
			g3 = 2 * guess
		}
		switch r.polarity {
		case feedback.Positive:
			two[1][guess]++
			three[2][g3]++
		case feedback.Negative:
			two[0][guess]++
			three[0][g3]++
		case feedback.Neutral:
			three[1][g3]++
		}
	}
	f := func(tp, fp, fn float64) float64 {
		if tp == 0 {
			return 0
		}
		return 2 * tp / (2*tp + fp + fn)
	}
	n := two[0][0] + two[0][1] + two[1][0] + two[1][1]
	var res result
	res.n = int(n)
	res.acc = (two[0][0] + two[1][1]) / n
	res.macro = (f(two[0][0], two[1][0], two[0][1]) + f(two[1][1], two[0][1], two[1][0])) / 2
	for c := range 3 {
		fp, fn := 0.0, 0.0
		for x := range 3 {
			if x != c {
				fp += three[x][c]
				fn += three[c][x]
			}
		}
		res.three += f(three[c][c], fp, fn) / 3
	}
	return res
}
