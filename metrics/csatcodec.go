package metrics

import (
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics/internal/wire"
)

var csatType = wire.Type{Name: "csat", Version: 1}

func (c *CSAT) put(w *wire.Writer) {
	o := c.Options()
	w.String(string(o.Scale))
	w.Count(int64(o.TopBoxes))
	w.Bool(o.Handling)
	w.Counts(c.counts)
	c.rejects.put(w)
}

func (c *CSAT) get(r *wire.Reader) error {
	o := CSATOptions{Scale: feedback.Scale(r.Text()), TopBoxes: int(r.Count()), Handling: r.Bool()}
	if r.Err() != nil {
		return nil
	}
	fresh, err := NewCSAT(o)
	if err != nil {
		return err
	}
	*c = *fresh
	r.Counts(c.counts)
	if err := c.rejects.get(r); err != nil {
		return err
	}
	return checkHeld(c.counts)
}

// csatState is the JSON form.
type csatState struct {
	CSATOptions
	Counts  []int64 `json:"counts"` // of the answers from the lowest to the highest
	Rejects Rejects `json:"rejected"`
}

func (c *CSAT) set(s csatState) error {
	fresh, err := NewCSAT(s.CSATOptions)
	if err != nil {
		return err
	}
	if err := fill(fresh.counts, s.Counts, "counts"); err != nil {
		return err
	}
	fresh.rejects = s.Rejects
	*c = *fresh
	return checkHeld(c.counts)
}

// AppendBinary implements [encoding.BinaryAppender].
func (c CSAT) AppendBinary(b []byte) ([]byte, error) { return wire.Append(b, csatType, c.put), nil }

// MarshalBinary implements [encoding.BinaryMarshaler].
func (c CSAT) MarshalBinary() ([]byte, error) { return c.AppendBinary(nil) }

// UnmarshalBinary implements [encoding.BinaryUnmarshaler].
func (c *CSAT) UnmarshalBinary(b []byte) error {
	return wire.Read(c, b, csatType, (*CSAT).get, (*CSAT).put)
}

// MarshalJSON implements [json.Marshaler].
func (c CSAT) MarshalJSON() ([]byte, error) {
	z := c.filled()
	return wire.MarshalJSON(csatType, csatState{z.options, z.counts, z.rejects})
}

// UnmarshalJSON implements [json.Unmarshaler].
func (c *CSAT) UnmarshalJSON(b []byte) error { return wire.ReadJSON(c, b, csatType, (*CSAT).set) }
