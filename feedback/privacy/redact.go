package privacy

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// RedactOptions changes what a [Redactor] does. The zero value, and a nil
// pointer, are the recommended setup.
type RedactOptions struct {
	// Key makes pseudonyms that are the same in all texts: "[phone-9f86d081884c]",
	// of the first 48 bits of HMAC-SHA-256 over kind and value. Nobody without the
	// key can find the value by trying all, of which there are few for telephones.
	// It must have 16 bytes at least. Without a key pseudonyms are numbered within
	// each text: "[phone-1]".
	Key []byte

	// Kinds limits what is replaced; nil is all kinds.
	Kinds []Kind
}

// A Redactor replaces personal data by pseudonyms. It is immutable and safe for
// concurrent use.
type Redactor struct {
	key   []byte
	kinds []Kind
}

// NewRedactor returns a redactor. An error names the option that cannot be used.
func NewRedactor(o *RedactOptions) (*Redactor, error) {
	if o == nil {
		o = &RedactOptions{}
	}
	const shortest = 16
	if o.Key != nil && len(o.Key) < shortest {
		return nil, fmt.Errorf("privacy: RedactOptions.Key has %d bytes, want %d or more", len(o.Key), shortest)
	}
	for _, k := range o.Kinds {
		if _, err := k.MarshalText(); err != nil {
			return nil, errors.New("privacy: RedactOptions.Kinds: " + k.String() + " is not a declared kind")
		}
	}
	return &Redactor{slices.Clone(o.Key), slices.Clone(o.Kinds)}, nil
}

// A Redaction is a text without its personal data.
type Redaction struct {
	Text     string        `json:"text"`
	Replaced []Replacement `json:"replaced,omitempty"` // in order
}

// A Replacement is what stood in the original and what stands there now. It holds
// the value, so it must be kept as safe as the original.
type Replacement struct {
	Datum
	Pseudonym string `json:"pseudonym"`
}

// Redact replaces all kinds of personal data in s by pseudonyms numbered within
// it.
func Redact(s string) Redaction { return (&Redactor{}).Redact(s) }

// Redact replaces the personal data in s. What was replaced before is left as it
// is, so that a text may be redacted twice.
func (r *Redactor) Redact(s string) Redaction {
	var out Redaction
	var b strings.Builder
	names, counts, at := map[string]string{}, map[Kind]int{}, 0
	for _, d := range Find(s) {
		if r.kinds != nil && !slices.Contains(r.kinds, d.Kind) {
			continue
		}
		key := d.Kind.String() + ":" + d.Value
		name, known := names[key]
		if !known {
			counts[d.Kind]++
			name = r.pseudonym(d.Kind, key, counts[d.Kind])
			names[key] = name
		}
		b.WriteString(s[at:d.Span.Start])
		b.WriteString(name)
		at = d.Span.End
		out.Replaced = append(out.Replaced, Replacement{d, name})
	}
	b.WriteString(s[at:])
	out.Text = b.String()
	return out
}

// pseudonym is the n-th of its kind in a text, or by the key.
func (r *Redactor) pseudonym(k Kind, value string, n int) string {
	if r.key == nil {
		return fmt.Sprintf("[%s-%d]", k, n)
	}
	mac := hmac.New(sha256.New, r.key)
	mac.Write([]byte(value))
	return fmt.Sprintf("[%s-%s]", k, hex.EncodeToString(mac.Sum(nil)[:6]))
}
