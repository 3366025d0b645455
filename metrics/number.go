package metrics

import (
	"encoding/json"
	"math"
	"strconv"
)

// A Number is a finite real number, or none. The zero value is none: a value that
// is undefined, or an end of an interval that the data do not bound. It marshals
// to a JSON number or null.
type Number struct {
	value   float64
	defined bool
}

// NumberOf is the number x; none if x is NaN or infinite.
func NumberOf(x float64) Number {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return Number{}
	}
	return Number{x, true}
}

// Get returns the number and whether there is one.
func (n Number) Get() (x float64, ok bool) { return n.value, n.defined }

// Or returns the number, or x if there is none.
func (n Number) Or(x float64) float64 {
	if n.defined {
		return n.value
	}
	return x
}

// Defined reports whether there is a number.
func (n Number) Defined() bool { return n.defined }

// String is the number with the digits it takes, or "undefined".
func (n Number) String() string {
	if !n.defined {
		return "undefined"
	}
	return strconv.FormatFloat(n.value, 'g', -1, 64)
}

// Equal reports whether both are the same number or both none.
func (n Number) Equal(m Number) bool { return n == m }

func (n Number) times(k float64) Number {
	if !n.defined {
		return n
	}
	return NumberOf(n.value * k)
}

// from is x - n, none if n is.
func (n Number) from(x float64) Number {
	if !n.defined {
		return n
	}
	return NumberOf(x - n.value)
}

// MarshalJSON implements [json.Marshaler].
func (n Number) MarshalJSON() ([]byte, error) {
	if !n.defined {
		return []byte("null"), nil
	}
	return json.Marshal(n.value)
}

// UnmarshalJSON implements [json.Unmarshaler].
func (n *Number) UnmarshalJSON(b []byte) error {
	var p *float64
	if err := json.Unmarshal(b, &p); err != nil {
		return err
	}
	*n = Number{}
	if p != nil {
		*n = NumberOf(*p)
	}
	return nil
}
