package evaluate

import (
	"encoding/json"
	"fmt"
	"math"

	"github.com/loamlib/loam/metrics/stat"
)

// A Measure is a number with its uncertainty. In JSON value, low and high are
// null where there are none.
type Measure struct {
	Value     float64 // 0 if undefined
	Low, High float64 // where the true value lies with 95 % confidence; both 0 if Method is empty
	N         int     // of feedback, units or pairs that it was computed from
	Method    string  // of the interval: "wilson", "bootstrap", …; empty if there is none
	Undefined string  // why there is no value; empty if there is one
}

// Defined reports whether there is a value.
func (m Measure) Defined() bool { return m.Undefined == "" }

// String is the measure in a line.
func (m Measure) String() string {
	switch {
	case !m.Defined():
		return fmt.Sprintf("undefined (%s)", m.Undefined)
	case m.Method == "":
		return fmt.Sprintf("%.3f (n = %d)", m.Value, m.N)
	}
	return fmt.Sprintf("%.3f [%.3f, %.3f] (n = %d)", m.Value, m.Low, m.High, m.N)
}

// measureJSON is the wire form of Measure.
type measureJSON struct {
	Value     *float64 `json:"value"`
	Low       *float64 `json:"low"`
	High      *float64 `json:"high"`
	N         int      `json:"n"`
	Method    string   `json:"method,omitzero"`
	Undefined string   `json:"undefined,omitzero"`
}

// MarshalJSON implements [json.Marshaler].
func (m Measure) MarshalJSON() ([]byte, error) { return json.Marshal(m.wire()) }

func (m *Measure) wire() measureJSON {
	out := measureJSON{N: m.N, Method: m.Method, Undefined: m.Undefined}
	if m.Defined() {
		out.Value = &m.Value
	}
	if m.Method != "" {
		out.Low, out.High = &m.Low, &m.High
	}
	return out
}

// UnmarshalJSON implements [json.Unmarshaler].
func (m *Measure) UnmarshalJSON(b []byte) error {
	var in measureJSON
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	*m = in.measure()
	return nil
}

func (in measureJSON) measure() Measure {
	m := Measure{N: in.N, Method: in.Method, Undefined: in.Undefined}
	for _, f := range []struct {
		to   *float64
		from *float64
	}{{&m.Value, in.Value}, {&m.Low, in.Low}, {&m.High, in.High}} {
		if f.from != nil {
			*f.to = *f.from
		}
	}
	return m
}

func undefined(n int, why string) Measure { return Measure{N: n, Undefined: why} }

// confidence is that of all intervals.
const confidence = 0.95

// z95 is the 0.975 quantile of the standard normal distribution.
const z95 = 1.959963984540054

// share is x of n with Wilson's score interval (Wilson 1927), which stays inside
// [0, 1] and works from n = 1 on.
func share(x, n int, why string) Measure {
	i, err := stat.Wilson(int64(x), int64(n), confidence)
	if err != nil { // n is 0: counts are never negative
		return undefined(0, why)
	}
	return Measure{Value: float64(x) / float64(n), Low: i.Low, High: i.High, N: n, Method: "wilson"}
}

// normal is a value with the interval ± 1.96 standard errors, cut to [least,
// most].
func normal(value, variance, least, most float64, n int, method string) Measure {
	half := z95 * math.Sqrt(variance)
	return Measure{Value: value, Low: max(least, value-half), High: min(most, value+half), N: n, Method: method}
}

// An ArgumentError reports data that cannot be evaluated.
type ArgumentError struct {
	Name  string // of the argument, with an index where it is one of several
	Value string // what was found
	Want  string // what is allowed
}

// Error says which argument, which value and what is allowed.
func (e *ArgumentError) Error() string {
	return fmt.Sprintf("evaluate: %s is %s, want %s", e.Name, e.Value, e.Want)
}
