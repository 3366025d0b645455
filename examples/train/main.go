// Command train (being written).
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	flags := flag.NewFlagSet("train", flag.ContinueOnError)
	o := &sentimentOptions{}
	flags.StringVar(&o.data, "data", "", "")
	flags.StringVar(&o.out, "out", "", "")
	flags.StringVar(&o.own, "own", "sentiment/lexicon", "")
	flags.BoolVar(&o.leaveOut, "leave-out", true, "")
	flags.StringVar(&o.only, "language", "", "")
	flags.Uint64Var(&o.train.Seed, "seed", 1, "")
	flags.Float64Var(&o.train.Rate, "rate", 0.05, "")
	flags.IntVar(&o.train.Epochs, "epochs", 6, "")
	flags.Float64Var(&o.train.Ratio, "ratio", 0.7, "")
	flags.Float64Var(&o.train.SourcePower, "power", 0.5, "")
	flags.Float64Var(&o.train.Balance, "balance", 0.5, "")
	flags.BoolVar(&o.train.SourceBias, "source-bias", true, "")
	flags.IntVar(&o.train.Bits, "bits", 19, "")
	flags.IntVar(&o.train.MinCount, "min", 2, "")
	flags.StringVar(&o.without, "without", "", "")
	if err := flags.Parse(args); err != nil {
		return err
	}
	return trainSentiment(o)
}
