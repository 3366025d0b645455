// Command annotate judges feedback: it reads JSON lines on standard input and
// writes one JSON line for each on standard output, in order.
//
//	annotate [-only sentiment,labels,aspects,emotions,keywords] [-workers N] <feedback.jsonl >analyses.jsonl
//
// A line in is a feedback, of which only "text" is required:
//
//	{"id":"7","text":"外送太慢，湯都灑了","channel":"online_review","ratings":[{"scale":"stars5","value":2}]}
//
// A line out is its analysis as the library marshals it. A line that cannot be
// read gives {"line":N,"error":"…"} in its place, and the run goes on. What was
// read, refused and warned of is counted on standard error at the end. Memory does
// not grow with the number of lines.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"github.com/loamlib/loam/feedback/pipeline"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "annotate:", err)
		os.Exit(1)
	}
}

// run is the command with everything it touches as arguments.
func run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) error {
	flags := flag.NewFlagSet("annotate", flag.ContinueOnError)
	flags.SetOutput(errOut)
	only := flags.String("only", "", "comma-separated `parts` to judge: sentiment, labels, aspects, emotions, keywords (default all)")
	workers := flags.Int("workers", 0, "goroutines to judge with (default one a processor)")
	longest := flags.Int("max-line", 64<<20, "longest line that is read, in `bytes`")
	if err := flags.Parse(args); err != nil {
		return err
	}
	switch {
	case flags.NArg() > 0:
		return fmt.Errorf("argument %q: feedback is read from standard input, as in annotate <%[1]s", flags.Arg(0))
	case *workers < 0:
		return fmt.Errorf("-workers is %d, want 0 or more", *workers)
	case *longest < 1:
		return fmt.Errorf("-max-line is %d, want 1 or more", *longest)
	}
	p, err := choose(*only)
	if err != nil {
		return err
	}
	a := &annotator{pipeline: p, workers: *workers, longest: *longest, counts: newCounts()}
	err = a.annotate(ctx, in, out)
	fmt.Fprintln(errOut, "annotate:", a.counts)
	return err
}

// choose is the default pipeline, or the part of it that is asked for.
func choose(only string) (*pipeline.Pipeline, error) {
	p := pipeline.Default()
	if only == "" {
		return p, nil
	}
	var parts []pipeline.Part
	for part := range strings.SplitSeq(only, ",") {
		parts = append(parts, pipeline.Part(strings.TrimSpace(part)))
	}
	return p.Only(parts...)
}
