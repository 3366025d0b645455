package evaluate

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// Weights say how bad it is that two annotators chose different categories. The
// distance is counted in places of the sorted categories.
type Weights uint8

// The weights.
const (
	Unweighted Weights = iota // any difference is as bad as any other
	Linear                    // as bad as the distance: 1 - d/(k-1)
	Quadratic                 // as bad as its square: 1 - d²/(k-1)²
)

func (w Weights) of(i, j, k int) float64 {
	if i == j {
		return 1
	}
	d := math.Abs(float64(i-j)) / float64(k-1)
	switch w {
	case Linear:
		return 1 - d
	case Quadratic:
		return 1 - d*d
	}
	return 0
}

// A Kappa is agreement beyond chance: 1 is full, 0 what chance gives, below 0
// less than that.
type Kappa struct {
	Measure
	Agreement float64 // observed, in [0, 1], weighted as kappa is
	Z         float64 // of the test that there is no agreement beyond chance; 0 if undefined
	P         float64 // two-sided p-value of it; 1 if undefined
}

// kappaJSON is the wire form of Kappa.
type kappaJSON struct {
	measureJSON
	Agreement float64 `json:"agreement"`
	Z         float64 `json:"z"`
	P         float64 `json:"p"`
}

// MarshalJSON implements [json.Marshaler].
func (k Kappa) MarshalJSON() ([]byte, error) {
	return json.Marshal(kappaJSON{k.wire(), k.Agreement, k.Z, k.P})
}

// UnmarshalJSON implements [json.Unmarshaler].
func (k *Kappa) UnmarshalJSON(b []byte) error {
	var in kappaJSON
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	*k = Kappa{in.measure(), in.Agreement, in.Z, in.P}
	return nil
}

// CohenKappa is the agreement of two annotators who labelled the same feedback:
//
//	κ = (p_o - p_e) / (1 - p_e)
//
// with p_o the share they agree on and p_e what chance would give by how often
// each uses each category (Cohen 1960). The interval and the test have the
// large-sample variances of Fleiss, Cohen and Everitt (1969). It is undefined if
// there is no feedback or both used one and the same category throughout. The
// two lists must be of one length.
func CohenKappa[C cmp.Ordered](a, b []C) (Kappa, error) { return WeightedKappa(a, b, Unweighted) }

// WeightedKappa is [CohenKappa] for ordered categories, where a near miss is
// better than a far one (Cohen 1968). The order is that of the values; distances
// are in places of the sorted list of the categories that either used. With weights
// time grows with the square of their number.
func WeightedKappa[C cmp.Ordered](a, b []C, w Weights) (Kappa, error) {
	if len(a) != len(b) {
		return Kappa{}, &ArgumentError{"b", fmt.Sprintf("%d long", len(b)), fmt.Sprintf("as long as a: %d", len(a))}
	}
	if w > Quadratic {
		return Kappa{}, &ArgumentError{"weights", fmt.Sprint(uint8(w)), "one of the declared weights"}
	}
	categories := slices.Concat(a, b)
	slices.Sort(categories)
	categories = slices.Compact(categories)
	k := len(categories)
	counts := map[cell]int{}
	for i := range a {
		row, _ := slices.BinarySearch(categories, a[i])
		column, _ := slices.BinarySearch(categories, b[i])
		counts[cell{row, column}]++
	}
	return kappaOf(counts, k, w), nil
}

// kappaOf is kappa of a k by k table.
func kappaOf(counts map[cell]int, k int, w Weights) Kappa {
	t := newAgreementTable(counts, k, w)
	none := Kappa{P: 1}
	if t.n == 0 {
		none.Measure = undefined(0, "no feedback")
		return none
	}
	observed, expected := t.observed(), t.expected()
	none.Agreement = observed
	if 1-expected < 1e-12 {
		none.Measure = undefined(int(t.n), "both used one and the same category throughout")
		return none
	}
	kappa := (observed - expected) / (1 - expected)
	scale := t.n * (1 - expected) * (1 - expected)
	out := Kappa{Agreement: observed, P: 1}
	out.Measure = normal(kappa, max(0, t.spread(kappa)-math.Pow(kappa-expected*(1-kappa), 2))/scale, -1, 1, int(t.n), "fleiss-cohen-everitt")
	if variance := (t.null() - expected*expected) / scale; variance > 0 {
		out.Z = kappa / math.Sqrt(variance)
		out.P = twoSided(out.Z)
	}
	return out
}

// An agreementTable has what kappa and its variances are made of: the shares of
// the cells and margins, and the mean weight of each row and column by the other
// margin.
type agreementTable struct {
	n               float64
	k               int
	weights         Weights
	cells           []cell // in order, so that sums are always the same
	shares          []float64
	rows, columns   []float64
	byRow, byColumn []float64
}

func newAgreementTable(counts map[cell]int, k int, w Weights) *agreementTable {
	t := &agreementTable{k: k, weights: w, rows: make([]float64, k), columns: make([]float64, k)}
	t.cells = (&Confusion{counts: counts}).cells()
	for _, x := range t.cells {
		c := float64(counts[x])
		t.n += c
		t.shares = append(t.shares, c)
		t.rows[x.truth] += c
		t.columns[x.predicted] += c
	}
	for _, list := range [][]float64{t.shares, t.rows, t.columns} {
		for i := range list {
			list[i] /= t.n
		}
	}
	t.byRow, t.byColumn = t.columns, t.rows // of no weights but on the diagonal
	if w != Unweighted {
		t.byRow, t.byColumn = make([]float64, k), make([]float64, k)
		for i := range k {
			for j := range k {
				t.byRow[i] += w.of(i, j, k) * t.columns[j]
				t.byColumn[j] += w.of(i, j, k) * t.rows[i]
			}
		}
	}
	return t
}

func (t *agreementTable) observed() (sum float64) {
	for i, x := range t.cells {
		sum += t.weights.of(x.truth, x.predicted, t.k) * t.shares[i]
	}
	return sum
}

func (t *agreementTable) expected() (sum float64) {
	for i, p := range t.rows {
		sum += p * t.byRow[i]
	}
	return sum
}

// spread is Σ p_ij (w_ij - (w_i. + w_.j)(1-κ))².
func (t *agreementTable) spread(kappa float64) (sum float64) {
	for i, x := range t.cells {
		w := t.weights.of(x.truth, x.predicted, t.k)
		sum += t.shares[i] * math.Pow(w-(t.byRow[x.truth]+t.byColumn[x.predicted])*(1-kappa), 2)
	}
	return sum
}

// null is Σ p_i. p_.j (w_ij - w_i. - w_.j)², without weights in closed form.
func (t *agreementTable) null() (sum float64) {
	if t.weights == Unweighted {
		chance := t.expected()
		sum = 2*chance*chance + chance
		for i, p := range t.rows {
			q := t.columns[i]
			sum += p*q*q + q*p*p - 2*p*q*(p+q)
		}
		return sum
	}
	for i, p := range t.rows {
		for j, q := range t.columns {
			sum += p * q * math.Pow(t.weights.of(i, j, t.k)-t.byRow[i]-t.byColumn[j], 2)
		}
	}
	return sum
}

func twoSided(z float64) float64 { return 2 * distuv.UnitNormal.Survival(math.Abs(z)) }
