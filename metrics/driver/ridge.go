package driver

import (
	"github.com/loamlib/loam/metrics/internal/regress"
)

// A RidgeFit is coefficients that were held small: a way to a forecast from drivers
// that nearly follow from one another, where those of least squares swing from
// sample to sample. They are biased towards 0 and have no intervals.
type RidgeFit struct {
	Lambda       float64   `json:"lambda"`
	Intercept    float64   `json:"intercept"`
	Coefficients []float64 `json:"coefficients"` // in the order and units of the data
	GCV          float64   `json:"gcv"`          // generalised cross-validation: the fit with the smallest forecasts best
}

// Ridge minimises the squared errors plus λ times the squared coefficients of drivers
// divided by their standard deviation with divisor n (Hoerl and Kennard 1970), for
// each λ of at least 0:
//
//	GCV = RSS/(n - Σ d²/(d²+λ))²   d singular values of the divided drivers
//
// Errors are those of [Importance], but drivers that follow from others are one
// only for λ = 0.
func Ridge(d Data, lambdas []float64) ([]RidgeFit, error) {
	c, err := d.complete()
	if err != nil {
		return nil, err
	}
	fits, err := regress.Ridge(c.rows, c.y, lambdas)
	if err != nil {
		return nil, wrap(err)
	}
	var out []RidgeFit
	for _, f := range fits {
		out = append(out, RidgeFit{Lambda: f.Lambda, Intercept: f.Coef[0], Coefficients: f.Coef[1:], GCV: f.GCV})
	}
	return out, nil
}
