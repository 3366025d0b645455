// Command evaluate measures engines on a labelled file of your own, each engine
// beside the others.
//
//	evaluate -task sentiment -in reviews.tsv [-text COLUMN] [-label COLUMN] [-title COLUMN]
//	         [-map "bad=negative,good=positive"] [-engines trained,lexicon,default] [-model FILE] [-rows N]
//	evaluate -task aspect -in FILE.tsv [-misses N]
//	evaluate -task emotion -in FILE.tsv [-misses N]
//	evaluate -task DIMENSION -in FILE.tsv [-text COLUMN] [-label COLUMN] [-separator S]
//	         [-map "bug report=complaint,*=none"] [-model FILE] [-rows N] [-misses N]
//	evaluate -card
//
// The last prints the score card of the embedded model: how it did on sources that
// were left out when a model was trained like it, and on those never trained on.
//
// # Sentiment
//
// The file has a line of column names and then one text a line, cells separated
// by tabs. Columns that are not named are looked for: the text in "text",
// "review", "content", …, the label in "label", "sentiment", "polarity",
// "rating", …. Labels are read as words (positive, negative, neutral, mixed, 好评,
// 負面, …), as 0 and 1, as -1, 0 and 1, as one to five stars, or as -map says; a
// label that is none of these leaves its row out, and is counted.
//
// For each engine it prints accuracy and macro-F1 with 95% intervals, coverage,
// the calibration error of its confidence, the confusion of labels with
// polarities, and its speed on one processor, text preparation included. Where
// the labels are positive and negative only, an engine decides by the sign of its
// score; a text that it does not know is a miss.
//
// # Aspects and emotions
//
// The file has a line of column names too. For aspects it has the columns "text"
// and "aspects", a cell of which is "what=polarity" separated by bars, what being
// a category ("FOOD#QUALITY") or a passage of the text. For emotions it has
// "text" and "label", "labels" or "emotion1", with the labels of the published
// sets.
//
// # Labels in a dimension
//
// DIMENSION is one that package classify/standard labels: intent, nature,
// constructiveness, topic, content, form, timing, urgency, actionability, value;
// with -model, any. The file has a column of the text and one of the label, in which
// -separator parts several. Labels are categories of the dimension, or -map says
// which; "none" is that no category holds, and * stands for all labels that -map
// does not name. Of what is found, only categories that the file has count: people
// did not look for the others.
//
//	evaluate -task intent -in app_reviews.tsv -map "feature request=suggestion,bug report=complaint,*=none"
//
// It prints precision, recall and F1 of each category with 95% intervals, their
// mean, coverage, how often labels are right by how sure they are, the speed, and
// where every text has one category the confusion and Matthews' correlation, for
// the standard classifier, for its rules alone and for the model of -model, which
// is one that "train -task labels" wrote.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/loamlib/loam/classify/standard"
	"github.com/loamlib/loam/examples/internal/tsv"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment/trained"
)

func main() {
	err := run(os.Args[1:], os.Stdout, os.Stderr)
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "evaluate:", err)
		os.Exit(1)
	}
}

// run is the command with everything it touches as arguments.
func run(args []string, out, errOut io.Writer) error {
	flags := flag.NewFlagSet("evaluate", flag.ContinueOnError)
	flags.SetOutput(errOut)
	task := flags.String("task", "sentiment", "what to measure: sentiment, aspect, emotion or a dimension of labels")
	var t table
	in := flags.String("in", "", "`file` of labelled texts, tab-separated, with a line of column names")
	flags.StringVar(&t.textColumn, "text", "", "`column` of the text (default looked for)")
	flags.StringVar(&t.labelColumn, "label", "", "`column` of the label (default looked for)")
	flags.StringVar(&t.titleColumn, "title", "", "`column` of the title (default \"title\", if there is one)")
	mapping := flags.String("map", "", "what labels mean: \"bad=negative,good=positive\", \"bug report=complaint,*=none\"")
	engines := flags.String("engines", "trained,lexicon,default", "comma-separated `engines` to measure")
	model := flags.String("model", "", "`file` of a model to measure as well, as command train writes it")
	card := flags.Bool("card", false, "print the score card of the embedded model, and measure nothing")
	misses := flags.Int("misses", 0, "how many rows with wrong aspects, emotions or labels of a dimension to print")
	separator := flags.String("separator", "", "what stands between several labels of a text (dimensions)")
	rows := flags.Int("rows", 0, "measure on the first `N` rows only (default all)")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *card {
		_, err := fmt.Fprint(out, trained.Embedded())
		return err
	}
	if *in == "" {
		return errors.New("no file is given, want -in FILE.tsv")
	}
	switch *task {
	case "sentiment":
		list, err := open(*engines, *model)
		if err != nil {
			return err
		}
		return evaluateSentiment(out, &t, *in, *mapping, *rows, list)
	case "aspect", "emotion":
		return evaluateLabelled(out, *task, *in, *misses)
	}
	dimension := feedback.Dimension(*task)
	if *model == "" && !slices.Contains(standard.Dimensions(), dimension) {
		return fmt.Errorf("no task %q, want sentiment, aspect, emotion or one of %q; with -model any dimension", *task, standard.Dimensions())
	}
	return evaluateDimension(out, &dimensionOptions{
		dimension: dimension, in: *in, text: t.textColumn, label: t.labelColumn, title: t.titleColumn,
		mapping: *mapping, separator: *separator, model: *model, misses: *misses, rows: *rows,
	})
}

// evaluateSentiment measures each engine on the rows of a file.
func evaluateSentiment(out io.Writer, t *table, in, mapping string, rows int, engines []engine) error {
	file, err := tsv.Open(in)
	if err != nil {
		return err
	}
	if err := t.read(file, mapping, rows); err != nil {
		return fmt.Errorf("%s: %w", in, err)
	}
	fmt.Fprintln(out, t.String())
	for _, e := range engines {
		m, err := measure(e, t.samples)
		if err == nil {
			err = m.show(out)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
