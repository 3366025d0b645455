package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/loamlib/loam/classify/standard"
	"github.com/loamlib/loam/examples/internal/tsv"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment/aspect"
	"github.com/loamlib/loam/sentiment/lexicon/en"
	"github.com/loamlib/loam/sentiment/lexicon/zh"
)

// A labelled aspect is what a row says: of a category, or of a target in words.
type labelled struct {
	what     string
	polarity feedback.Polarity
}

// evaluateAspects measures the aspect engine on a file with the columns text
// and aspects, "what=polarity" separated by bars. Where what is a category, as
// in SemEval's FOOD#QUALITY, the pairs of topic and polarity are compared by the
// groups of aspectgroup.go, each pair once a text; where it is a passage of the
// text, targets are compared, which match if one contains the other.
func evaluateAspects(out io.Writer, t *tsv.Table, misses int) error {
	if err := t.Want("text", "aspects"); err != nil {
		return err
	}
	engine, err := aspect.New(nil, standard.Taxonomy(), zh.Lexicon(), en.Lexicon())
	if err != nil {
		return err
	}
	wanted := make([][]labelled, len(t.Rows))
	for i, row := range t.Rows {
		if wanted[i], err = parseAspects(row.Cell("aspects")); err != nil {
			return fmt.Errorf("row %d: %w", i+1, err)
		}
	}
	e := aspectEvaluation{out: out, misses: misses, grouped: categorised(wanted), byGroup: map[string]*score{}}
	var took time.Duration
	bytes := 0
	for i, row := range t.Rows {
		f := &feedback.Feedback{Text: row.Cell("text")}
		d := feedback.NewDocument(f)
		start := time.Now()
		found, err := engine.Aspects(context.Background(), d)
		took += time.Since(start)
		bytes += len(f.Text)
		if err != nil {
			return err
		}
		e.add(f.Text, wanted[i], found)
	}
	e.print(len(t.Rows))
	fmt.Fprintf(out, "%.1f MB/s\n", float64(bytes)/1e6/took.Seconds())
	return nil
}

var polarityWords = map[string]feedback.Polarity{
	"positive": feedback.Positive, "pos": feedback.Positive, "1": feedback.Positive,
	"negative": feedback.Negative, "neg": feedback.Negative, "-1": feedback.Negative,
	"neutral": feedback.Neutral, "neu": feedback.Neutral, "0": feedback.Neutral,
	"conflict": feedback.Mixed,
}

func parseAspects(cell string) ([]labelled, error) {
	var out []labelled
	head := "" // of a target with a bar in it
	for part := range strings.SplitSeq(cell, "|") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		part = head + part
		i := strings.LastIndexByte(part, '=')
		if i < 0 {
			head = part + "|"
			continue
		}
		head = ""
		what, value := part[:i], strings.ToLower(part[i+1:])
		p, ok := polarityWords[value]
		switch {
		case ok:
		case strings.HasPrefix(value, "+"):
			p = feedback.Positive
		case strings.HasPrefix(value, "-"):
			p = feedback.Negative
		default:
			return nil, fmt.Errorf("aspect %q has the polarity %q, which is none", part, value)
		}
		if l := (labelled{what, p}); !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	if head != "" {
		return nil, fmt.Errorf("aspect %q has no polarity", strings.TrimSuffix(head, "|"))
	}
	return out, nil
}

// implicit is how the files write the target of an opinion whose target is not
// in words.
const implicit = "NULL"

// categorised reports whether the labels are categories: nearly all are known
// ones.
func categorised(wanted [][]labelled) bool {
	known, all := 0, 0
	for _, row := range wanted {
		for _, l := range row {
			all++
			if categoryGroup(l.what) != "" {
				known++
			}
		}
	}
	return 10*known > 9*all
}

// An aspectEvaluation adds up how well aspects were found.
type aspectEvaluation struct {
	out     io.Writer
	misses  int
	grouped bool              // the labels are categories
	what    score             // topic or target alone
	pair    score             // with the polarity
	byGroup map[string]*score // pairs, by group
}

func (e *aspectEvaluation) add(review string, wanted []labelled, found []feedback.Aspect) {
	var got []labelled
	match := overlap
	if e.grouped {
		wanted, got, match = inGroups(wanted), topicGroups(found), same
	} else {
		got = targets(found)
	}
	what, pair := e.compare(wanted, got, match)
	e.what.add(what, len(got), len(wanted))
	e.pair.add(pair, len(got), len(wanted))
	if pair < len(wanted) || pair < len(got) {
		if e.misses--; e.misses >= 0 {
			fmt.Fprintf(e.out, "%s\n    wanted %v\n    found  %v\n", review, wanted, got)
		}
	}
}

// compare pairs what was wanted with what was found, each at most once, those
// of the same polarity first.
func (e *aspectEvaluation) compare(wanted, found []labelled, match func(a, b string) bool) (what, pair int) {
	takenW, takenF := make([]bool, len(wanted)), make([]bool, len(found))
	for _, strict := range []bool{true, false} {
		for i, w := range wanted {
			for k, f := range found {
				if takenW[i] || takenF[k] || !match(w.what, f.what) || strict && w.polarity != f.polarity {
					continue
				}
				takenW[i], takenF[k] = true, true
				what++
				if strict {
					pair++
					e.group(w.what).hit++
				}
			}
		}
	}
	for _, w := range wanted {
		e.group(w.what).wanted++
	}
	for _, f := range found {
		e.group(f.what).found++
	}
	return what, pair
}

func (e *aspectEvaluation) group(name string) *score {
	if e.byGroup[name] == nil {
		e.byGroup[name] = &score{}
	}
	return e.byGroup[name]
}

func same(a, b string) bool { return a == b }

// overlap reports whether one passage contains the other.
func overlap(a, b string) bool {
	if a == implicit || b == implicit {
		return a == b
	}
	a, b = text.Fold(a), text.Fold(b)
	return a != "" && b != "" && (strings.Contains(a, b) || strings.Contains(b, a))
}

func targets(found []feedback.Aspect) []labelled {
	var out []labelled
	for _, a := range found {
		l := labelled{cmp.Or(a.Target, implicit), a.Polarity}
		if !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	return out
}

func (e *aspectEvaluation) print(rows int) {
	of := "targets"
	if e.grouped {
		of = "topics"
		var names []string
		for name := range e.byGroup {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			fmt.Fprintf(e.out, "  %-12s %v\n", name, *e.byGroup[name])
		}
	}
	fmt.Fprintf(e.out, "%d texts\n%s: %v\nwith polarity: %v\npolarity right where the %s is: %.3f %s\n",
		rows, of, e.what, e.pair, strings.TrimSuffix(of, "s"), ratio(e.pair.hit, e.what.hit), interval(e.pair.hit, e.what.hit))
}
