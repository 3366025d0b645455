// Command peers measures the recommended sentiment beside another offline engine
// for Go, the VADER port govader, on a labelled file of yours: which side each
// comes down on, and how fast. It is a module of its own, so that loam does not
// require what it is compared with.
//
//	go run . -in reviews.tsv
//
// The file is tab-separated with a line of column names, of which "text" and
// "label" are read; labels are positive and negative, or 1 and 0. Rows with other
// labels are left out and counted. A text on which an engine has no opinion, or a
// score of 0, is a miss.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"

	"github.com/jonreiter/govader"

	"github.com/loamlib/loam/classify/evaluate"
	"github.com/loamlib/loam/examples/internal/tsv"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/pipeline"
)

func main() {
	in := flag.String("in", "", "labelled `file`, tab-separated")
	flag.Parse()
	if err := run(*in, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

func run(name string, out io.Writer) error {
	file, err := tsv.Open(name)
	if err != nil {
		return err
	}
	rows, skipped, err := read(file)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	runtime.GOMAXPROCS(1)
	fmt.Fprintf(out, "%d texts, %d rows left out\n", len(rows), skipped)
	loam, err := newLoam()
	if err != nil {
		return err
	}
	var first float64
	for _, e := range []engine{newVADER(), loam} {
		speed, err := measure(out, e, rows)
		if err != nil {
			return err
		}
		if first == 0 {
			first = speed
			continue
		}
		fmt.Fprintf(out, "%s is %.1f times as fast\n", e.name, speed/first)
	}
	return nil
}

// A row is a text with its side.
type row struct{ text, side string }

// sides are what labels mean.
var sides = map[string]string{"positive": "positive", "1": "positive", "negative": "negative", "0": "negative"}

// read takes the rows of a file that are labelled with a side.
func read(file *tsv.Table) (rows []row, skipped int, err error) {
	if err := file.Want("text", "label"); err != nil {
		return nil, 0, err
	}
	for _, r := range file.Rows {
		side := sides[r.Cell("label")]
		if side == "" {
			skipped++
			continue
		}
		rows = append(rows, row{r.Cell("text"), side})
	}
	if len(rows) == 0 {
		return nil, skipped, errors.New("no row is labelled positive or negative")
	}
	return rows, skipped, nil
}

// An engine gives a score: its sign is a side, 0 none.
type engine struct {
	name  string
	score func(text string) float64
}

func newVADER() engine {
	v := govader.NewSentimentIntensityAnalyzer()
	return engine{"govader", func(text string) float64 { return v.PolarityScores(text).Compound }}
}

func newLoam() (engine, error) {
	p, err := pipeline.Default().Only(pipeline.SentimentPart)
	return engine{"loam", func(text string) float64 {
		a, err := p.Analyze(context.Background(), &feedback.Feedback{Text: text})
		if err != nil {
			return 0
		}
		return a.Sentiment.Score
	}}, err
}

// measure prints how an engine does and returns its megabytes a second, over a
// second at least.
func measure(out io.Writer, e engine, rows []row) (float64, error) {
	confusion, err := evaluate.NewConfusion("positive", "negative")
	if err != nil {
		return 0, err
	}
	scores := make([]float64, len(rows))
	e.score(rows[0].text) // data is read when first asked for
	const long = time.Second
	start, size := time.Now(), 0
	for time.Since(start) < long {
		for i, r := range rows {
			scores[i] = e.score(r.text)
			size += len(r.text)
		}
	}
	speed := float64(size) / 1e6 / time.Since(start).Seconds()
	for i, r := range rows {
		side := "" // no opinion
		switch {
		case scores[i] > 0:
			side = "positive"
		case scores[i] < 0:
			side = "negative"
		}
		if err := confusion.Add(r.side, side); err != nil {
			return 0, err
		}
	}
	r := confusion.Report()
	fmt.Fprintf(out, "%-8s accuracy %v, macro-F1 %v, %.1f MB/s\n", e.name, r.Accuracy, r.MacroF1, speed)
	return speed, nil
}
