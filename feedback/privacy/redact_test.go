package privacy_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/loamlib/loam/feedback/privacy"
)

func TestRedactNumbersPseudonymsWithinTheText(t *testing.T) {
	got := privacy.Redact("我是王先生，0912345678；打不通就打 02-2345-6789，或 +886 912-345-678。")
	want := "我是[name-1]，[phone-1]；打不通就打 [phone-2]，或 [phone-1]。"
	if got.Text != want {
		t.Errorf("got %q, want %q", got.Text, want)
	}
	if n := len(got.Replaced); n != 4 {
		t.Errorf("%d replacements, want 4", n)
	}
}

func TestKeyedPseudonymsAreTheSameInAllTexts(t *testing.T) {
	redactor := func(key string) *privacy.Redactor {
		r, err := privacy.NewRedactor(&privacy.RedactOptions{Key: []byte(key)})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	ours, theirs := redactor("a key of thirty-two bytes, kept."), redactor("another key of thirty-two bytes.")
	a, b := ours.Redact("call 0912345678").Replaced[0].Pseudonym, ours.Redact("電話０９１２－３４５－６７８").Replaced[0].Pseudonym
	if a != b || !strings.HasPrefix(a, "[phone-") || len(a) != len("[phone-]")+12 {
		t.Errorf("pseudonyms of one number are %q and %q", a, b)
	}
	if c := theirs.Redact("call 0912345678").Replaced[0].Pseudonym; c == a {
		t.Errorf("another key gives the same pseudonym %q", c)
	}
	if c := ours.Redact("call 0912345679").Replaced[0].Pseudonym; c == a {
		t.Errorf("another number has the same pseudonym %q", c)
	}
}

func TestRedactorKinds(t *testing.T) {
	r, err := privacy.NewRedactor(&privacy.RedactOptions{Kinds: []privacy.Kind{privacy.Email}})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := r.Redact("a@example.com, 0912345678").Text, "[email-1], 0912345678"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNewRedactorRefuses(t *testing.T) {
	for want, o := range map[string]privacy.RedactOptions{
		"Key has 5 bytes":  {Key: []byte("short")},
		"kind(77) is not":  {Kinds: []privacy.Kind{77}},
		"Key has 0 bytes,": {Key: []byte{}},
	} {
		if _, err := privacy.NewRedactor(&o); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one that says %q", err, want)
		}
	}
}

func TestNewRedactorKeepsItsOwnKey(t *testing.T) {
	key := bytes.Repeat([]byte("k"), 16)
	r, err := privacy.NewRedactor(&privacy.RedactOptions{Key: key})
	if err != nil {
		t.Fatal(err)
	}
	before := r.Redact("0912345678").Text
	clear(key)
	if diff := cmp.Diff(before, r.Redact("0912345678").Text); diff != "" {
		t.Errorf("the redactor changed with the caller's key (-before +after):\n%s", diff)
	}
}

func TestKindText(t *testing.T) {
	for _, k := range privacy.Kinds() {
		b, err := k.MarshalText()
		if err != nil {
			t.Fatal(err)
		}
		var back privacy.Kind
		if err := back.UnmarshalText(b); err != nil || back != k {
			t.Errorf("%v reads back as %v, %v", k, back, err)
		}
	}
	var k privacy.Kind
	if err := k.UnmarshalText([]byte("shoe size")); err == nil {
		t.Error("no error for an unknown kind")
	}
	if _, err := privacy.Kind(0).MarshalText(); err == nil {
		t.Error("no error for kind 0")
	}
}
