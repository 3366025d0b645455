package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/loamlib/loam/classify/evaluate"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics/stat"
)

// show prints the measurement for people.
func (m *measurement) show(out io.Writer) error {
	r := m.decisions.Report()
	c, err := evaluate.Calibrate(m.scored, nil)
	if err != nil {
		return err
	}
	var b strings.Builder
	fmt.Fprintf(&b, "\n%s\n", m.engine)
	fmt.Fprintf(&b, "  accuracy     %s of all, %s of those it knows\n", figure(r.Accuracy), share(m.right(), len(m.scored)))
	fmt.Fprintf(&b, "  macro-F1     %s\n", figure(r.MacroF1))
	fmt.Fprintf(&b, "  coverage     %s\n", share(len(m.scored), r.N))
	fmt.Fprintf(&b, "  calibration  error %.3f; confidence → share right:", c.Error.Value)
	for _, bin := range c.Bins {
		fmt.Fprintf(&b, " %.2f→%.2f (%d)", bin.Predicted, bin.Observed.Value, bin.Observed.N)
	}
	seconds := m.took.Seconds()
	fmt.Fprintf(&b, "\n  speed        %.1f MB/s, %.0f texts/s\n", float64(m.bytes)/1e6/seconds, float64(r.N)/seconds)
	m.showGiven(&b)
	_, err = io.WriteString(out, b.String())
	return err
}

// right is how many judgements came to their label.
func (m *measurement) right() (n int) {
	for _, c := range m.decisions.Report().Classes {
		n += c.Hits
	}
	return n
}

// figure is a measure with its interval.
func figure(m evaluate.Measure) string {
	return fmt.Sprintf("%.4f (%.4f to %.4f)", m.Value, m.Low, m.High)
}

// share is x of n with its Wilson interval.
func share(x, n int) string {
	i, err := stat.Wilson(int64(x), int64(n), 0.95)
	if err != nil {
		return "none"
	}
	return fmt.Sprintf("%.4f (%.4f to %.4f)", float64(x)/float64(n), i.Low, i.High)
}

// showGiven writes labels by the polarities that were given.
func (m *measurement) showGiven(b *strings.Builder) {
	fmt.Fprintf(b, "  %-12s", "label")
	for _, p := range polarities {
		fmt.Fprintf(b, "%10v", p)
	}
	b.WriteByte('\n')
	for _, want := range m.wants {
		fmt.Fprintf(b, "  %-12v", want)
		for _, p := range polarities {
			fmt.Fprintf(b, "%10d", m.given[[2]feedback.Polarity{want, p}])
		}
		b.WriteByte('\n')
	}
}
