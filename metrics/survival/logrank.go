package survival

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"time"

	"gonum.org/v1/gonum/mat"

	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"
)

// A Sample is a collection of times: a [*Times] or a [*Sketch].
type Sample interface {
	Curve() *Curve
	spells() iter.Seq[spell]
}

// A GroupTest says whether groups take equally long.
type GroupTest struct {
	Test     stat.Test `json:"test"`
	N        []int64   `json:"n"`        // cases of each group
	Observed []float64 `json:"observed"` // cases that ended, weighted
	Expected []float64 `json:"expected"` // cases that would have ended if all groups took equally long
}

// LogRank tests whether two or more groups take equally long, giving the whole
// curve equal weight (Mantel 1966), with the hypergeometric variance. It is at its
// best when one group is slower throughout; where the curves cross, [CompareMeans]
// says more. The error is [stat.ErrTooFew] for fewer than two groups and
// [stat.ErrUndefined] if no case ended while two groups were at risk.
func LogRank(groups ...Sample) (GroupTest, error) {
	return groupTest(0, [][]Sample{groups})
}

// PetoPeto is [LogRank] with early differences given more weight: each by the
// pooled curve just before it (Peto and Peto 1972; the G-rho family of Harrington
// and Fleming 1982 at rho = 1).
func PetoPeto(groups ...Sample) (GroupTest, error) {
	return groupTest(1, [][]Sample{groups})
}

// LogRankStratified is [LogRank] within strata, such as channels, added up over
// them: strata[i] are the groups in stratum i, in the same order in each. A group
// that is missing in a stratum is an empty sample.
func LogRankStratified(strata ...[]Sample) (GroupTest, error) {
	return groupTest(0, strata)
}

func groupTest(rho float64, strata [][]Sample) (GroupTest, error) {
	if len(strata) == 0 || len(strata[0]) < 2 {
		return GroupTest{}, stat.ErrTooFew
	}
	k := len(strata[0])
	s := &scores{
		GroupTest: GroupTest{N: make([]int64, k), Observed: make([]float64, k), Expected: make([]float64, k)},
		variance:  mat.NewSymDense(k, nil),
	}
	for _, groups := range strata {
		if len(groups) != k {
			return GroupTest{}, &stat.ArgumentError{Name: "number of groups of a stratum", Value: float64(len(groups)), Want: "as many as the first has"}
		}
		if i := slices.Index(groups, nil); i >= 0 {
			return GroupTest{}, fmt.Errorf("survival: group %d is nil, want a sample, empty if there are no cases", i)
		}
		s.add(groups, rho)
	}
	return s.test()
}

// scores are the sums that the test is made of.
type scores struct {
	GroupTest
	variance *mat.SymDense
}

// add goes through the times at which cases of a stratum ended.
func (s *scores) add(groups []Sample, rho float64) {
	k := len(groups)
	lists, next := make([][]spell, k), make([]int, k)
	risk := make([]float64, k)
	for j, g := range groups {
		lists[j] = slices.Collect(g.spells())
		for _, p := range lists[j] {
			s.N[j] += p.over + p.open
			risk[j] += float64(p.over + p.open)
		}
	}
	left := 1.0 // the pooled curve just before
	for {
		at, ok := earliest(lists, next)
		if !ok {
			return
		}
		over, gone := make([]float64, k), make([]float64, k)
		var d, n float64
		for j := range lists {
			n += risk[j]
			if i := next[j]; i < len(lists[j]) && lists[j][i].at == at {
				p := lists[j][i]
				over[j], gone[j] = float64(p.over), float64(p.over+p.open)
				d += over[j]
				next[j]++
			}
		}
		if d > 0 {
			s.step(math.Pow(left, rho), over, risk, d, n)
			left *= 1 - d/n
		}
		for j := range risk {
			risk[j] -= gone[j]
		}
	}
}

// earliest is the first time that has not been gone through.
func earliest(lists [][]spell, next []int) (at time.Duration, ok bool) {
	at = math.MaxInt64
	for j, list := range lists {
		if next[j] < len(list) {
			at, ok = min(at, list[next[j]].at), true
		}
	}
	return at, ok
}

// step adds one time at which d of n cases ended.
func (s *scores) step(weight float64, over, risk []float64, d, n float64) {
	for j := range risk {
		s.Observed[j] += weight * over[j]
		s.Expected[j] += weight * d * risk[j] / n
	}
	if n <= 1 {
		return
	}
	v := weight * weight * d * (n - d) / (n - 1)
	for i := range risk {
		for j := i; j < len(risk); j++ {
			cov := -risk[i] * risk[j] / (n * n)
			if i == j {
				cov += risk[i] / n
			}
			s.variance.SetSym(i, j, s.variance.At(i, j)+v*cov)
		}
	}
}

// test is the quadratic form of the differences between observed and expected. One
// group is left out because the differences add up to 0, and so are groups that
// were never at risk.
func (s *scores) test() (GroupTest, error) {
	var used []int
	for j, e := range s.Expected {
		if e > 0 {
			used = append(used, j)
		}
	}
	df := len(used) - 1
	if df < 1 {
		return GroupTest{}, stat.ErrUndefined
	}
	diff, v := mat.NewVecDense(df, nil), mat.NewSymDense(df, nil)
	for a, i := range used[1:] {
		diff.SetVec(a, s.Observed[i]-s.Expected[i])
		for b, j := range used[1:] {
			v.SetSym(a, b, s.variance.At(i, j))
		}
	}
	var factor mat.Cholesky
	var solved mat.VecDense
	if !factor.Factorize(v) || factor.SolveVecTo(&solved, diff) != nil {
		return GroupTest{}, stat.ErrUndefined
	}
	chi := mat.Dot(diff, &solved)
	s.Test = stat.Test{Statistic: chi, DF: float64(df), P: dist.ChiSquareTail(chi, float64(df))}
	return s.GroupTest, nil
}
