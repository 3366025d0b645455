package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/loamlib/loam/examples/internal/tsv"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment/emotion"
	"github.com/loamlib/loam/sentiment/lexicon/en"
	"github.com/loamlib/loam/sentiment/lexicon/zh"
)

// labelColumns are the columns that may have the emotions of a row, several in a
// cell parted by bars.
var labelColumns = []string{"labels", "label", "emotion1", "emotion2", "emotions"}

// emotionLabels lead the labels of published sets to the eight emotions. Labels
// that are not here are no emotion: neutral, approval, curiosity, caring, desire,
// realization, confusion, embarrassment, none.
var emotionLabels = map[string]feedback.Emotion{
	"anger": feedback.Anger, "angry": feedback.Anger,
	"annoyance": feedback.Dissatisfaction, "disapproval": feedback.Dissatisfaction, "disgust": feedback.Dissatisfaction,
	"dissatisfaction": feedback.Dissatisfaction,
	"disappointment":  feedback.Disappointment,
	"fear":            feedback.Anxiety, "nervousness": feedback.Anxiety, "anxiety": feedback.Anxiety,
	"sadness": feedback.Sadness, "sad": feedback.Sadness, "grief": feedback.Sadness, "remorse": feedback.Sadness,
	"surprise": feedback.Surprise,
	"joy":      feedback.Joy, "happy": feedback.Joy, "happiness": feedback.Joy, "like": feedback.Joy, "love": feedback.Joy,
	"amusement": feedback.Joy, "excitement": feedback.Joy, "optimism": feedback.Joy, "pride": feedback.Joy, "relief": feedback.Joy,
	"admiration": feedback.Joy,
	"gratitude":  feedback.Gratitude,
}

// evaluateEmotions measures the emotion engine on a file with a column text and
// one or more of labelColumns. Each emotion is a question of its own; the macro
// average is over those that the file has.
func evaluateEmotions(out io.Writer, t *tsv.Table, misses int) error {
	if err := t.Want("text"); err != nil {
		return err
	}
	if !slices.ContainsFunc(labelColumns, t.Has) {
		return fmt.Errorf("there is none of the columns %q", labelColumns)
	}
	engine, err := emotion.New(nil, zh.Lexicon(), en.Lexicon())
	if err != nil {
		return err
	}
	var e emotionEvaluation
	var took time.Duration
	bytes := 0
	for _, row := range t.Rows {
		f := &feedback.Feedback{Text: row.Cell("text")}
		d := feedback.NewDocument(f)
		start := time.Now()
		found, err := engine.Emotions(context.Background(), d)
		took += time.Since(start)
		bytes += len(f.Text)
		if err != nil {
			return err
		}
		wanted := wantedEmotions(t, row)
		if !e.add(wanted, found) && misses > 0 {
			misses--
			fmt.Fprintf(out, "%s\n    wanted %v, found", f.Text, wanted)
			for _, x := range found {
				fmt.Fprintf(out, " %v %.2f", x.Emotion, x.Confidence)
				for _, v := range x.Evidence {
					fmt.Fprintf(out, " %q", v.Of(f))
				}
			}
			fmt.Fprintln(out)
		}
	}
	e.print(out, len(t.Rows))
	fmt.Fprintf(out, "%.1f MB/s\n", float64(bytes)/1e6/took.Seconds())
	return nil
}

func wantedEmotions(t *tsv.Table, row tsv.Row) []feedback.Emotion {
	var out []feedback.Emotion
	for _, column := range labelColumns {
		if !t.Has(column) {
			continue
		}
		for label := range strings.SplitSeq(row.Cell(column), "|") {
			if e, ok := emotionLabels[label]; ok && !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	return out
}

// An emotionEvaluation adds up how well emotions were found.
type emotionEvaluation struct {
	scores [feedback.Gratitude + 1]score
	flat   int64 // rows without emotion
	alarms int64 // those of them in which one was found
}

// add reports whether all that was found is right.
func (e *emotionEvaluation) add(wanted []feedback.Emotion, found []feedback.EmotionFinding) bool {
	right := len(wanted) == len(found)
	for _, w := range wanted {
		e.scores[w].wanted++
	}
	for _, f := range found {
		e.scores[f.Emotion].found++
		if slices.Contains(wanted, f.Emotion) {
			e.scores[f.Emotion].hit++
		} else {
			right = false
		}
	}
	if len(wanted) == 0 {
		e.flat++
		if len(found) > 0 {
			e.alarms++
		}
	}
	return right
}

func (e *emotionEvaluation) print(out io.Writer, rows int) {
	var all score
	sum, n := 0.0, 0
	for _, x := range feedback.Emotions() {
		s := e.scores[x]
		if s.wanted == 0 {
			continue
		}
		fmt.Fprintf(out, "  %-16v %v\n", x, s)
		all.add(int(s.hit), int(s.found), int(s.wanted))
		sum, n = sum+s.f1(), n+1
	}
	fmt.Fprintf(out, "%d texts\nmacro F1 %.3f over %d emotions\nall: %v\nan emotion found in flat text: %.3f %s of %d\n",
		rows, sum/float64(max(n, 1)), n, all, ratio(e.alarms, e.flat), interval(e.alarms, e.flat), e.flat)
}
