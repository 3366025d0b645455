package feedbacktest

import (
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"
)

// Options are the go-cmp options for values of package feedback: language tags
// and times are compared by meaning, numbers to within tolerance.
func Options(tolerance float64) cmp.Options {
	return cmp.Options{
		cmp.Comparer(func(a, b language.Tag) bool { return a == b }),
		cmp.Comparer(func(a, b time.Time) bool { return a.Equal(b) }),
		cmp.Comparer(func(a, b float64) bool {
			return a == b || a != a && b != b || a-b <= tolerance && b-a <= tolerance
		}),
	}
}
