package evaluate

import (
	"fmt"
	"strings"
	"text/tabwriter"
)

// String is the report as a table for a terminal: the whole, then a line for each
// class.
func (r Report) String() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, m := range []struct {
		name string
		Measure
	}{
		{"accuracy", r.Accuracy}, {"coverage", r.Coverage}, {"micro F1", r.MicroF1}, {"macro F1", r.MacroF1}, {"weighted F1", r.WeightedF1},
		{"balanced accuracy", r.BalancedAccuracy}, {"MCC", r.MCC}, {"kappa", r.Kappa},
	} {
		fmt.Fprintf(w, "%s\t%v\n", m.name, m.Measure)
	}
	w.Flush()
	fmt.Fprintln(w, "\nclass\tprecision\trecall\tF1\tsupport\tpredicted")
	for _, c := range r.Classes {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%d\t%d\n", c.Class, short(c.Precision), short(c.Recall), short(c.F1), c.Support, c.Predicted)
	}
	w.Flush()
	return b.String()
}

// short is the value alone, a dash if there is none.
func short(m Measure) string {
	if !m.Defined() {
		return "-"
	}
	return fmt.Sprintf("%.3f", m.Value)
}
