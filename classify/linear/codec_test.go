package linear_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback/text"
)

func encoded(t testing.TB) []byte {
	m, _ := train(t, examples(3), &linear.Options{Bits: 6})
	b, err := m.WithAbout("help desk, 2026").MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestCodecKeepsTheModel(t *testing.T) {
	m, _ := train(t, examples(3), small())
	b, _ := m.WithAbout("desk").MarshalBinary()
	var got linear.Model
	if err := got.UnmarshalBinary(b); err != nil {
		t.Fatal(err)
	}
	s := text.Prepare("Please refund order 3")
	if !slices.Equal(m.Predict(nil, s), got.Predict(nil, s)) || got.About() != "desk" || got.String() != m.String() {
		t.Errorf("%v predicts %v, before %v", &got, got.Predict(nil, s), m.Predict(nil, s))
	}
	if again, _ := got.MarshalBinary(); !bytes.Equal(b, again) {
		t.Error("encoding again gave other bytes")
	}
}

func TestCodecRefusesEveryTruncation(t *testing.T) {
	b := encoded(t)
	for n := range b {
		var m linear.Model
		err := m.UnmarshalBinary(b[:n])
		if !errors.Is(err, linear.ErrTruncated) {
			t.Fatalf("the first %d of %d bytes: got %v, want truncated", n, len(b), err)
		}
	}
}

func TestCodecNoticesEveryChangedByte(t *testing.T) {
	b := encoded(t)
	for i := range b {
		changed := slices.Clone(b)
		changed[i] ^= 0x15
		var m linear.Model
		if err := m.UnmarshalBinary(changed); err == nil {
			t.Fatalf("byte %d was changed and nobody noticed", i)
		}
	}
}

func TestCodecNamesTheProblem(t *testing.T) {
	b := encoded(t)
	newer := slices.Clone(b)
	newer[len("loam/linear\n")] = 3
	for _, c := range []struct {
		name string
		b    []byte
		want error
	}{
		{"nothing", nil, linear.ErrTruncated},
		{"another file", []byte("PK\x03\x04 something"), linear.ErrNotModel},
		{"newer version", newer, linear.ErrVersion},
		{"bytes behind the end", append(slices.Clone(b), 0), linear.ErrCorrupt},
	} {
		m, _ := train(t, examples(1), &linear.Options{Bits: 6})
		before := m.String()
		if err := m.UnmarshalBinary(c.b); !errors.Is(err, c.want) || m.String() != before {
			t.Errorf("%s: got %v, want %v and the model left as it was", c.name, err, c.want)
		}
	}
}

func FuzzUnmarshal(f *testing.F) {
	b := encoded(f)
	f.Add(b)
	f.Add(b[:40])
	f.Fuzz(func(t *testing.T, b []byte) {
		var m linear.Model
		if m.UnmarshalBinary(b) != nil {
			return
		}
		m.Predict(nil, text.Prepare("Please refund order 3. 服務很差"))
		if again, _ := m.MarshalBinary(); !bytes.Equal(b, again) {
			t.Errorf("encoding again gave other bytes")
		}
	})
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"", "not good", "不 好 吃", "t3rrible!!", "👍👍", "\xff不\x00", "don't like it, but OK :)", "no, no. no no no"} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, s string, wide bool) {
		prepared := text.Prepare(s)
		r := linear.Reader{Wide: wide}
		grams := slices.Clone(r.Read(prepared))
		for i, g := range grams {
			if g.First >= g.End || int(g.End) > len(prepared.Tokens()) || i > 0 && g.End < grams[i-1].End {
				t.Fatalf("gram %d of %q stands at [%d, %d) of %d tokens", i, s, g.First, g.End, len(prepared.Tokens()))
			}
		}
		if c := r.Clauses(); len(grams) > 0 && c[len(c)-1] != len(grams) || !slices.IsSorted(c) {
			t.Fatalf("clauses of %q end at %d, with %d grams", s, c, len(grams))
		}
		if !slices.Equal(grams, r.Read(prepared)) {
			t.Fatalf("%q is read otherwise the second time", s)
		}
	})
}
