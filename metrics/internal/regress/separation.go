package regress

import "math"

// separation names the columns that separate the outcomes: those that do so
// alone or, if none does, those in the direction in which the likelihood grows
// without end.
func separation(b *basis, d Design, y, n, step, size []float64) *SeparationError {
	e := &SeparationError{Alone: true}
	for j, name := range d.Names {
		if separates(column(d, j), y, n) {
			e.Columns = append(e.Columns, name)
		}
	}
	if len(e.Columns) > 0 {
		return e
	}
	e.Alone = false
	e.Columns = involved(b.names[1:], step[min(1, len(step)):], size[min(1, len(size)):])
	return e
}

func column(d Design, j int) []float64 {
	out := make([]float64, len(d.Rows))
	for i, row := range d.Rows {
		out[i] = row[j]
	}
	return out
}

// separates reports whether a cut of x has all successes on one side and all
// failures on the other, both allowed on the cut itself: x then determines the
// outcome, or one of its values does.
func separates(x, y, n []float64) bool {
	lowYes, lowNo := math.Inf(1), math.Inf(1)
	highYes, highNo := math.Inf(-1), math.Inf(-1)
	for i, v := range x {
		if y[i] > 0 {
			lowYes, highYes = min(lowYes, v), max(highYes, v)
		}
		if y[i] < n[i] {
			lowNo, highNo = min(lowNo, v), max(highNo, v)
		}
	}
	return highNo <= lowYes || highYes <= lowNo
}

// involved are the columns that take part in a direction. In quasi-complete
// separation the others have long come to rest.
func involved(names []string, step, size []float64) []string {
	var most float64
	for j := range step {
		most = max(most, math.Abs(step[j])*size[j])
	}
	var out []string
	for j, name := range names {
		if j < len(step) && math.Abs(step[j])*size[j] > 1e-2*most {
			out = append(out, name)
		}
	}
	return out
}
