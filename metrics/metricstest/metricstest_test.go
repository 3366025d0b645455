package metricstest_test

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/metricstest"
)

// tally counts numbers and adds them up. What it does wrong is its fault.
type tally struct {
	n, sum int64
	list   []int64 // all numbers, sorted when encoded
	fault  string
}

func (a *tally) Add(x int64) {
	a.n++
	a.sum += x
	a.list = append(a.list, x)
}

func (a *tally) Merge(o *tally) error {
	switch a.fault {
	case "identity":
		a.n++
	case "commutativity":
		a.sum *= 2
	case "associativity":
		a.sum += a.n * a.n * o.n * o.n
	case "split":
		if o.n > 0 {
			a.sum++
		}
	case "argument":
		o.sum++
	case "itself":
		if a == o {
			return nil
		}
	case "alias":
		if a.n == 0 {
			a.list = o.list[:len(o.list):cap(o.list)]
			a.n, a.sum = o.n, o.sum
			return nil
		}
	}
	a.n += o.n
	a.sum += o.sum
	a.list = append(a.list, o.list...)
	return nil
}

func (a *tally) Estimate() metrics.Estimate {
	e := metrics.Estimate{N: a.n, Value: metrics.NumberOf(float64(a.sum) / float64(a.n))}
	switch a.fault {
	case "impure":
		a.sum++
	case "zero for nothing":
		e.Value = metrics.NumberOf(0)
	case "bounds":
		e.Low, e.High, e.Confidence, e.Method = metrics.NumberOf(2), metrics.NumberOf(1), 0.95, "guess"
	case "no reason":
		return e
	}
	e.Warnings = []metrics.Warning{{Code: metrics.NoInterval}}
	return e
}

func (a tally) AppendBinary(b []byte) ([]byte, error) {
	if a.fault == "append" {
		b = nil
	}
	b = append(b, 't', 1)
	b = binary.AppendVarint(b, a.n)
	b = binary.AppendVarint(b, a.sum)
	sorted := slices.Sorted(slices.Values(a.list))
	if a.fault == "order" {
		sorted = a.list
	}
	for _, x := range sorted {
		b = binary.AppendVarint(b, x)
	}
	return b, nil
}

func (a tally) MarshalBinary() ([]byte, error) { return a.AppendBinary(nil) }

var errBytes = errors.New("not a tally")

func (a *tally) UnmarshalBinary(b []byte) error {
	if len(b) < 2 || b[0] != 't' || b[1] != 1 && a.fault != "version" {
		return errBytes
	}
	if a.fault == "clobber" {
		a.n = 0
	}
	b = b[2:]
	out := tally{fault: a.fault}
	var numbers []int64
	for len(b) > 0 {
		x, n := binary.Varint(b)
		if n <= 0 {
			return errBytes
		}
		numbers, b = append(numbers, x), b[n:]
	}
	if len(numbers) < 2 || int64(len(numbers)-2) < numbers[0] && a.fault != "truncation" ||
		int64(len(numbers)-2) > numbers[0] && a.fault != "trailing" {
		return errBytes
	}
	out.n, out.sum = numbers[0], numbers[1]
	out.list = numbers[2:]
	if a.fault == "decoding adds" {
		out.sum += a.sum
	}
	*a = out
	return nil
}

type tallyJSON struct {
	Type    string  `json:"type"`
	Version int     `json:"version"`
	List    []int64 `json:"list"`
}

func (a tally) MarshalJSON() ([]byte, error) {
	list := slices.Sorted(slices.Values(a.list))
	if a.fault == "JSON" && len(list) > 0 {
		list = list[1:]
	}
	return json.Marshal(tallyJSON{"tally", 1, list})
}

func (a *tally) UnmarshalJSON(b []byte) error {
	var v tallyJSON
	if err := json.Unmarshal(b, &v); err != nil {
		return err
	}
	if v.Type != "tally" || v.Version != 1 && a.fault != "JSON version" {
		return errBytes
	}
	out := tally{fault: a.fault}
	for _, x := range v.List {
		out.Add(x)
	}
	*a = out
	return nil
}

func subject(fault string) metricstest.Subject[tally] {
	return metricstest.Subject[tally]{
		New: func() *tally { return &tally{fault: fault} },
		Add: func(a *tally, r *rand.Rand) { a.Add(int64(r.IntN(1000))) },
	}
}

func TestARightImplementationPasses(t *testing.T) {
	metricstest.Run(t, subject(""))
	if err := metricstest.Test(subject("")); err != nil {
		t.Error(err)
	}
}

func TestEveryRuleFindsTheImplementationThatBreaksIt(t *testing.T) {
	for fault, rule := range map[string]string{
		"identity":         "MergeIdentity",
		"commutativity":    "MergeIsCommutative",
		"associativity":    "MergeIsAssociative",
		"order":            "MergeIsCommutative",
		"split":            "SplitEqualsWhole",
		"argument":         "MergeLeavesTheOther",
		"itself":           "MergeWithItself",
		"alias":            "MergeLeavesTheOther",
		"decoding adds":    "BinaryRoundTrip",
		"append":           "AppendBinaryAppends",
		"JSON":             "JSONRoundTrip",
		"truncation":       "TruncatedBytesAreRefused",
		"trailing":         "TruncatedBytesAreRefused",
		"version":          "EveryByteMatters",
		"JSON version":     "ForeignBytesAreRefused",
		"clobber":          "FailedDecodingChangesNothing",
		"impure":           "EstimateIsPure",
		"zero for nothing": "EstimatesAreHonest",
		"bounds":           "EstimatesAreHonest",
		"no reason":        "EstimatesAreHonest",
	} {
		t.Run(fault, func(t *testing.T) {
			if got := broken(metricstest.Test(subject(fault))); !slices.Contains(got, rule) {
				t.Errorf("rules found broken: %v, want %s among them", got, rule)
			}
		})
	}
}

// byPointer marshals to JSON through a pointer only, so that a value silently
// becomes {}.
type byPointer struct{ tally tally }

func (p *byPointer) Merge(o *byPointer) error             { return p.tally.Merge(&o.tally) }
func (p byPointer) AppendBinary(b []byte) ([]byte, error) { return p.tally.AppendBinary(b) }
func (p byPointer) MarshalBinary() ([]byte, error)        { return p.tally.MarshalBinary() }
func (p *byPointer) UnmarshalBinary(b []byte) error       { return p.tally.UnmarshalBinary(b) }
func (p *byPointer) MarshalJSON() ([]byte, error)         { return p.tally.MarshalJSON() }
func (p *byPointer) UnmarshalJSON(b []byte) error         { return p.tally.UnmarshalJSON(b) }

func TestAValueThatMarshalsAsNothingIsFound(t *testing.T) {
	err := metricstest.Test(metricstest.Subject[byPointer]{
		Add: func(p *byPointer, r *rand.Rand) { p.tally.Add(int64(r.IntN(9))) },
	})
	if got := broken(err); !slices.Equal(got, []string{"JSONRoundTrip"}) {
		t.Errorf("rules found broken: %v, want JSONRoundTrip alone", got)
	}
}

func TestAPanicIsAViolation(t *testing.T) {
	s := subject("")
	s.Add = func(*tally, *rand.Rand) { panic("no more room") }
	var v *metricstest.Violation
	if err := metricstest.Test(s); !errors.As(err, &v) || !strings.Contains(v.Detail, "no more room") {
		t.Errorf("got %v", err)
	}
}

// broken lists the rules that an error names.
func broken(err error) []string {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return nil
	}
	var out []string
	for _, e := range joined.Unwrap() {
		var v *metricstest.Violation
		if errors.As(e, &v) {
			out = append(out, v.Rule)
		}
	}
	return out
}

func ExampleRules() {
	for _, r := range metricstest.Rules()[:4] {
		fmt.Printf("%s: %s\n", r[0], r[1])
	}
	// Output:
	// MergeIdentity: merging with an empty accumulator, either way, changes nothing
	// MergeIsCommutative: a+b and b+a are the same
	// MergeIsAssociative: (a+b)+c and a+(b+c) are the same
	// SplitEqualsWhole: answers divided among shards and merged in any order equal one pass
}
