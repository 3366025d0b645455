package control

import (
	"math"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/dist"
	"github.com/loamlib/loam/metrics/stat"

	"gonum.org/v1/gonum/integrate/quad"
	"gonum.org/v1/gonum/mat"
)

// EWMAOptions say how an [EWMA] remembers. The zero value is recommended: it finds a
// lasting shift of one standard deviation in ten points and has a false alarm in 370.
type EWMAOptions struct {
	Lambda float64 // weight of the latest value, from 0.001; 0 means 0.2, 1 is a chart without memory
	Sigmas float64 // how far the limits are off, in standard deviations of the average; 0 means 2.859
}

// An Average is an exponentially weighted moving average with its limits (Roberts
// 1959).
type Average struct {
	Values  []metrics.Number `json:"values"` // as they were before at a gap
	Low     []metrics.Number `json:"low"`
	High    []metrics.Number `json:"high"`
	Signals []int            `json:"signals"` // indices of averages beyond their limits
	Every   float64          `json:"every"`   // points between false alarms on average; see EWMAOptions.AverageRunLength
}

// check fills in defaults and reports what cannot be.
func (o EWMAOptions) check() (EWMAOptions, error) {
	if o.Lambda == 0 {
		o.Lambda = 0.2
	}
	if o.Sigmas == 0 {
		o.Sigmas = 2.859
	}
	if !(o.Lambda >= 0.001 && o.Lambda <= 1) {
		return o, &stat.ArgumentError{Name: "EWMAOptions.Lambda", Value: o.Lambda, Want: "from 0.001 to 1"}
	}
	if !(o.Sigmas > 0 && o.Sigmas <= 10) {
		return o, &stat.ArgumentError{Name: "EWMAOptions.Sigmas", Value: o.Sigmas, Want: "above 0, at most 10"}
	}
	return o, nil
}

// EWMA averages values about a known centre with a known standard deviation:
//
//	z_i = λ x_i + (1 - λ) z_{i-1},  z_0 = centre
//	limits = centre ± L·sd·√(λ/(2 - λ)·(1 - (1 - λ)^(2i)))
//
// It finds small lasting shifts that a chart of single points passes over. Centre and
// sd must not be those of the values under test; for points of unequal size give
// [Chart.Standardised] with 0 and 1. NaN is a gap, at which the average waits. After a
// signal it goes on as if there had been none.
func EWMA(values []float64, center, sd float64, o EWMAOptions) (Average, error) {
	o, err := o.check()
	if err == nil {
		err = checkScale(values, center, sd)
	}
	if err != nil {
		return Average{}, err
	}
	out := Average{}
	if out.Every, err = o.AverageRunLength(0); err != nil {
		return Average{}, err
	}
	z, seen, forgotten := center, 0, 1.0 // (1-λ)^(2·seen)
	for i, v := range values {
		if !math.IsNaN(v) {
			z = o.Lambda*v + (1-o.Lambda)*z
			seen++
			forgotten = math.Pow(1-o.Lambda, 2*float64(seen))
		}
		half := o.Sigmas * sd * math.Sqrt(o.Lambda/(2-o.Lambda)*(1-forgotten))
		out.Values = append(out.Values, metrics.NumberOf(z))
		out.Low, out.High = append(out.Low, metrics.NumberOf(center-half)), append(out.High, metrics.NumberOf(center+half))
		if !math.IsNaN(v) && math.Abs(z-center) > half {
			out.Signals = append(out.Signals, i)
		}
	}
	return out, nil
}

func checkScale(values []float64, center, sd float64) error {
	switch {
	case math.IsNaN(center) || math.IsInf(center, 0):
		return &stat.ArgumentError{Name: "center", Value: center, Want: "a finite number"}
	case !(sd > 0) || math.IsInf(sd, 1):
		return &stat.ArgumentError{Name: "sd", Value: sd, Want: "a finite number above 0"}
	}
	for _, v := range values {
		if math.IsInf(v, 0) {
			return &stat.ArgumentError{Name: "a value", Value: v, Want: "a finite number, or NaN for a gap"}
		}
		if math.Abs((v-center)/sd) > largest {
			return &stat.ArgumentError{Name: "a value", Value: v, Want: "within 1e150 standard deviations of the center"}
		}
	}
	return nil
}

// AverageRunLength is after how many values the average signals if they are
// independent and normal about a mean that is shift standard deviations off the
// centre: at 0 how rare false alarms are, beyond how soon a shift is found. The
// limits are taken to be those of many values; the narrower ones at the beginning
// find a shift sooner and alarm a little more often. It solves
//
//	N(z) = 1 + 1/λ ∫ N(y) φ((y - (1-λ)z)/λ - shift) dy     within the limits
//
// (Crowder 1987) at the nodes of Gauss and Legendre. The error is that of the
// options.
func (o EWMAOptions) AverageRunLength(shift float64) (float64, error) {
	o, err := o.check()
	if err != nil {
		return 0, err
	}
	if o.Lambda == 1 {
		return 1 / (dist.NormalCDF(-o.Sigmas-shift) + dist.NormalCDF(-o.Sigmas+shift)), nil
	}
	limit := o.Sigmas * math.Sqrt(o.Lambda/(2-o.Lambda))
	return runLength(-limit, limit, o.Lambda, 0, func(from, to float64) float64 {
		return density((to-(1-o.Lambda)*from)/o.Lambda-shift) / o.Lambda
	}, nil)
}

func density(x float64) float64 { return math.Exp(-x*x/2) / math.Sqrt(2*math.Pi) }

// runLength solves N(u) = 1 + atom(u)·N(start) + ∫ N(y) kernel(u, y) dy from low to high
// for N(start). Atom is the chance of landing right at start, nil if there is none.
func runLength(low, high, width, start float64, kernel func(from, to float64) float64, atom func(from float64) float64) (float64, error) {
	nodes := int(min(max(80, 4*(high-low)/width), 500)) // enough to see the kernel's hump, which is that wide
	x, w := make([]float64, nodes), make([]float64, nodes)
	quad.Legendre{}.FixedLocations(x, w, low, high)
	if atom == nil {
		atom = func(float64) float64 { return 0 }
	}
	a, b := mat.NewDense(nodes+1, nodes+1, nil), mat.NewVecDense(nodes+1, nil)
	row := func(i int, u float64) {
		for j := range x {
			a.Set(i, j, -w[j]*kernel(u, x[j]))
		}
		a.Set(i, nodes, -atom(u))
		a.Set(i, i, a.At(i, i)+1)
		b.SetVec(i, 1)
	}
	for i := range x {
		row(i, x[i])
	}
	row(nodes, start)
	var n mat.VecDense
	if err := n.SolveVec(a, b); err != nil {
		return 0, stat.ErrUndefined
	}
	return n.AtVec(nodes), nil
}
