package wire_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/loamlib/loam/metrics/internal/exact"
	"github.com/loamlib/loam/metrics/internal/wire"
)

// record has one of everything.
type record struct {
	n, i   int64
	yes    bool
	x      float64
	s      string
	counts [4]int64
	sum    exact.Sum
}

var recordType = wire.Type{Name: "record", Version: 3}

func (v *record) put(w *wire.Writer) {
	w.Count(v.n)
	w.Int(v.i)
	w.Bool(v.yes)
	w.Float(v.x)
	w.String(v.s)
	w.Counts(v.counts[:])
	w.Sum(&v.sum)
}

var errNegative = errors.New("x is negative")

func (v *record) get(r *wire.Reader) error {
	v.n, v.i, v.yes, v.x, v.s = r.Count(), r.Int(), r.Bool(), r.Float(), r.String()
	r.Counts(v.counts[:])
	v.sum = r.Sum()
	if v.x < 0 {
		return errNegative
	}
	return nil
}

func sample() *record {
	v := &record{n: math.MaxInt64, i: math.MinInt64, yes: true, x: 2.5, s: "品質", counts: [4]int64{0, 7, 0, 0}}
	v.sum.Add(0.1)
	v.sum.Merge(new(exact.Sum)) // brings it into normal form
	return v
}

func read(v *record, b []byte) error {
	return wire.Read(v, b, recordType, (*record).get, (*record).put)
}

func TestEverythingComesBack(t *testing.T) {
	want := sample()
	b := wire.Append([]byte("before"), recordType, want.put)
	var got record
	if err := read(&got, b[len("before"):]); err != nil || got != *want {
		t.Errorf("%+v, %v, want %+v", got, err, *want)
	}
}

func TestWhatNoEncoderWritesIsRefused(t *testing.T) {
	full := wire.Append(nil, recordType, sample().put)
	head := len("\x06record\x03")
	change := func(f func(b []byte) []byte) []byte { return f([]byte(string(full))) }
	for _, c := range []struct {
		name string
		b    []byte
		want wire.Problem
	}{
		{"nothing", nil, wire.Truncated},
		{"a name that is announced and not there", []byte{200, 1}, wire.Truncated},
		{"another name", []byte("\x05other\x03"), wire.WrongType},
		{"an earlier version", change(func(b []byte) []byte { b[head-1] = 2; return b }), wire.UnknownVersion},
		{"a byte too many", append(full[:len(full):len(full)], 0), wire.Corrupt},
		{"a count in more bytes than needed", append([]byte("\x06record\x03\x80\x00"), full[head+9:]...), wire.Corrupt},
		{"a count of more than 63 bits", []byte("\x06record\x03\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"), wire.Corrupt},
		{"a yes of 2", change(func(b []byte) []byte { b[head+19] = 2; return b }), wire.Corrupt},
		{"NaN", change(func(b []byte) []byte { copy(b[head+20:], "\x01\x00\x00\x00\x00\x00\xf8\x7f"); return b }), wire.Corrupt},
		{"what get refuses", change(func(b []byte) []byte { b[head+27] |= 0x80; return b }), wire.Corrupt},
	} {
		got := *sample()
		var e *wire.Error
		if err := read(&got, c.b); !errors.As(err, &e) || e.Problem != c.want {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		} else if !strings.Contains(e.Error(), "record") {
			t.Errorf("%s: the error does not name what was read: %v", c.name, e)
		}
		if got != *sample() {
			t.Errorf("%s: the state was changed", c.name)
		}
	}
	for i := range full {
		var got record
		if err := read(&got, full[:i]); err == nil {
			t.Errorf("%d of %d bytes were read", i, len(full))
		}
	}
}

func TestJSONEnvelope(t *testing.T) {
	type state struct {
		N int `json:"n"`
	}
	set := func(v *record, s state) error {
		if s.N < 0 {
			return errNegative
		}
		v.n = int64(s.N)
		return nil
	}
	b, err := wire.MarshalJSON(recordType, state{7})
	if err != nil || string(b) != `{"type":"record","version":3,"state":{"n":7}}` {
		t.Fatalf("%s, %v", b, err)
	}
	var got record
	if err := wire.ReadJSON(&got, b, recordType, set); err != nil || got.n != 7 {
		t.Errorf("%+v, %v", got, err)
	}
	for text, want := range map[string]wire.Problem{
		``:                              wire.Corrupt,
		`null`:                          wire.WrongType,
		`{"type":"record","version":3}`: wire.Truncated,
		`{"type":"other","version":3,"state":{"n":7}}`:               wire.WrongType,
		`{"type":"record","version":4,"state":{"n":7}}`:              wire.UnknownVersion,
		`{"type":"record","version":3,"state":{"n":7,"m":8}}`:        wire.Corrupt,
		`{"type":"record","version":3,"state":{}}`:                   wire.Truncated,
		`{"type":"record","version":3,"state":null}`:                 wire.Truncated,
		`{"type":"record","version":3,"state":{"n":-7}}`:             wire.Corrupt,
		`{"type":"record","version":3,"state":{"n":7}} {}`:           wire.Corrupt,
		`{"type":"record","version":3,"state":{"n":7},"more":false}`: wire.Corrupt,
	} {
		var e *wire.Error
		if err := wire.ReadJSON(&got, []byte(text), recordType, set); !errors.As(err, &e) || e.Problem != want {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}
