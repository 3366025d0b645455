package main

import (
	"fmt"
	"strings"

	"github.com/loamlib/loam/metrics/stat"
)

// String shows the measurement to people.
func (m *measurement) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n%s\n", m.engine)
	fmt.Fprintf(&b, "  accuracy     %s of all, %s of those it knows\n", share(m.right, m.n), share(m.right, m.known))
	counts := make([]float64, len(m.counts))
	for i, c := range m.counts {
		counts[i] = float64(c)
	}
	fmt.Fprintf(&b, "  macro-F1     %.4f%s\n", m.macroF1(counts), m.macroInterval())
	fmt.Fprintf(&b, "  coverage     %s\n", share(m.known, m.n))
	fmt.Fprintf(&b, "  calibration  error %.3f; confidence → share right:", m.calibrationError())
	for i, bin := range m.bins {
		if bin.n > 0 {
			fmt.Fprintf(&b, " %.2f→%.2f (%d)", bin.confidence/float64(bin.n), float64(m.bins[i].right)/float64(bin.n), bin.n)
		}
	}
	seconds := m.took.Seconds()
	fmt.Fprintf(&b, "\n  speed        %.1f MB/s, %.0f texts/s\n", float64(m.bytes)/1e6/seconds, float64(m.n)/seconds)
	m.showConfusion(&b)
	return b.String()
}

// share is x of n with its Wilson interval.
func share(x, n int) string {
	i, err := stat.Wilson(int64(x), int64(n), 0.95)
	if err != nil {
		return "none"
	}
	return fmt.Sprintf("%.4f (%.4f to %.4f)", float64(x)/float64(n), i.Low, i.High)
}

// macroInterval is the interval of macro-F1 by resampling.
func (m *measurement) macroInterval() string {
	boot, err := stat.BootstrapCounts(m.counts, m.macroF1, stat.BootstrapOptions{Replicates: 1000})
	if err != nil {
		return ""
	}
	return fmt.Sprintf(" (%.4f to %.4f)", boot.Percentile.Low, boot.Percentile.High)
}

// showConfusion writes labels by polarities.
func (m *measurement) showConfusion(b *strings.Builder) {
	fmt.Fprintf(b, "  %-12s", "label")
	for _, p := range polarities {
		fmt.Fprintf(b, "%10v", p)
	}
	b.WriteByte('\n')
	for _, want := range m.wants {
		fmt.Fprintf(b, "  %-12v", want)
		for _, p := range polarities {
			fmt.Fprintf(b, "%10d", m.confusion[want][p])
		}
		b.WriteByte('\n')
	}
}
