// Command evaluate measures how good the engines are on a labelled file.
//
//	evaluate -task aspect -in FILE.tsv [-misses N]
//	evaluate -task emotion -in FILE.tsv [-misses N]
//
// A file is tab-separated with a row of column names. For aspects it has the
// columns "text" and "aspects", a cell of which is "what=polarity" separated by
// bars, what being a category ("FOOD#QUALITY") or a passage of the text. For
// emotions it has "text" and "label", "labels" or "emotion1", with the labels of
// the published sets.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
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
	task := flags.String("task", "", "what to measure: aspect, emotion")
	in := flags.String("in", "", "labelled `file`, tab-separated")
	misses := flags.Int("misses", 0, "how many rows that were judged wrongly to print")
	if err := flags.Parse(args); err != nil {
		return err
	}
	rows, err := readSheet(*in)
	if err != nil {
		return err
	}
	switch *task {
	case "aspect":
		return evaluateAspects(out, rows, *misses)
	case "emotion":
		return evaluateEmotions(out, rows, *misses)
	}
	return fmt.Errorf("no task %q, want -task aspect or emotion", *task)
}
