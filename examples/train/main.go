// Command train makes models from labelled texts.
//
//	train -task sentiment -data DIR -out FILE [-seed N] [-version V] [-quick]
//
// makes the model that package sentiment/trained embeds. DIR has the collections
// that sources.go names, in files NAME.train.tsv and NAME.dev.tsv; which of them
// may be trained on stands there, too. Each source is also judged by a model that
// was trained without it; that is printed with the rest of the model's card, and
// it says how sure the model may be. The same data, seed and program make the
// same bytes. Run it in the root of the module, whose own word lists it reads.
//
//	train -task standard -data DIR -out FILE [-seed N] [-version V] [-quick]
//
// makes the model that package classify/standard asks beside its rules, of the
// collections that kinds.go names.
//
//	train -task emotion -data DIR -out FILE [-seed N] [-version V]
//
// makes the model that package sentiment/emotion asks beside its words, of remarks
// of customers whose emotions were read for loam and of published collections
// (emotionsources.go).
//
//	train -task labels -in FILE.tsv [-held FILE.tsv] [-out FILE] [-text COLUMN] [-label COLUMN] [-separator S]
//
// makes a model of package classify/linear for labels of your own, and says how it
// does on the texts of -held, on which its thresholds are found, too. With
// -separator a text has several labels, or none.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/loamlib/loam/classify/linear"
)

func main() {
	err := run(os.Args[1:], os.Stdout, os.Stderr)
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

// run is the command with everything it touches as arguments.
func run(args []string, out, errOut io.Writer) error {
	flags := flag.NewFlagSet("train", flag.ContinueOnError)
	flags.SetOutput(errOut)
	task := flags.String("task", "sentiment", "what to train: sentiment, standard, emotion or labels")
	o, l := &sentimentOptions{train: linear.Options{Plain: true}}, &labelOptions{}
	t := &o.train
	flags.StringVar(&l.in, "in", "", "`file` of labelled texts (labels)")
	flags.StringVar(&l.held, "held", "", "`file` of labelled texts that are held back (labels)")
	flags.StringVar(&l.textColumn, "text", "text", "`column` of the text (labels)")
	flags.StringVar(&l.labelColumn, "label", "label", "`column` of the label (labels)")
	flags.StringVar(&l.separator, "separator", "", "what stands between several labels of a text (labels)")
	flags.StringVar(&o.data, "data", "", "`directory` of the collections")
	flags.StringVar(&o.own, "lexicons", "sentiment/lexicon", "`directory` of loam's own word lists; empty for none")
	flags.StringVar(&o.out, "out", "", "`file` to write the model to (default none)")
	flags.StringVar(&o.version, "version", "dev", "`version` that the card names")
	flags.BoolVar(&o.quick, "quick", false, "do not leave sources out: no calibration")
	flags.Float64Var(&o.pooled, "pooled", 0.5, "what a model of all texts counts beside the mean of those of the domains, from 0 to 1")
	flags.Uint64Var(&t.Seed, "seed", 1, "fixes the order of the texts")
	flags.Float64Var(&t.Rate, "rate", 0.04, "first step of the descent")
	flags.IntVar(&t.Epochs, "epochs", 6, "how often the texts are gone through")
	flags.Float64Var(&t.Ratio, "ratio", 0.7, "how far log-count ratios scale grams")
	flags.Float64Var(&t.SourcePower, "power", 0.6, "what sources weigh together: their size to this power")
	flags.Float64Var(&t.Balance, "balance", 0.5, "how far rare labels are made up for")
	flags.BoolVar(&t.SourceBias, "source-bias", true, "each source has its own share of labels")
	flags.IntVar(&t.Bits, "bits", 19, "binary logarithm of the places for grams")
	flags.IntVar(&t.MinCount, "min", 3, "in how many texts a gram must be")
	flags.IntVar(&t.MaxGrams, "max", 1<<22, "bound of different grams while counting")
	if err := flags.Parse(args); err != nil {
		return err
	}
	switch {
	case *task == "labels":
		l.out, l.train.Seed = o.out, t.Seed
		return trainLabels(l, out)
	case *task != "sentiment" && *task != "standard" && *task != "emotion":
		return fmt.Errorf("no task %q, want sentiment, standard, emotion or labels", *task)
	case !(o.pooled >= 0 && o.pooled <= 1):
		return fmt.Errorf("-pooled is %v, want a number from 0 to 1", o.pooled)
	case o.data == "":
		return errors.New("no data are given, want -data DIR")
	case *task == "standard":
		return trainKinds(&kindOptions{data: o.data, out: o.out, version: o.version, quick: o.quick, seed: t.Seed}, out)
	case *task == "emotion":
		return trainEmotions(&emotionOptions{data: o.data, out: o.out, version: o.version, seed: t.Seed}, out)
	}
	return trainSentiment(o, out)
}
