package alert

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/internal/wire"
)

// The states of watches are encoded without their options: they are read into a watch
// that was made with the same ones, and into no other.

var (
	watchType  = wire.Type{Name: "alert", Version: 1}
	volumeType = wire.Type{Name: "alert_volume", Version: 1}
)

// watchForm is the encoded form of the state of a [Share], [Answers] or [NPS].
type watchForm struct {
	Options string          `json:"options"` // what the sum means
	Sum     int64           `json:"sum"`
	Since   time.Time       `json:"since"`
	Seen    []int64         `json:"seen"`
	Records int64           `json:"records"`
	Alerts  int64           `json:"alerts"`
	Held    bool            `json:"held"`
	Rejects metrics.Rejects `json:"rejected"`
}

func (w *watch) form() watchForm {
	s := &w.state
	return watchForm{w.fingerprint(), int64(s.sum), s.since, s.seen, s.records, s.alerts, s.held, s.rejects}
}

func (w *watch) set(f watchForm) error {
	if want := w.fingerprint(); f.Options != want {
		return &metrics.MismatchError{What: "alert", Got: f.Options, Want: want}
	}
	if f.Sum < 0 || f.Sum >= int64(w.limit) || len(f.Seen) != len(w.walk.step) || f.Records < 0 || f.Alerts < 0 {
		return &metrics.DecodeError{Type: watchType.Name, Problem: metrics.Corrupt, Detail: fmt.Sprintf("sum %d of %d, %d kinds of answers", f.Sum, w.limit, len(f.Seen))}
	}
	for _, n := range f.Seen {
		if n < 0 || n > f.Records {
			return &metrics.DecodeError{Type: watchType.Name, Problem: metrics.Corrupt, Detail: fmt.Sprintf("%d answers seen of %d records", n, f.Records)}
		}
	}
	w.state = watchState{int(f.Sum), f.Since, f.Seen, f.Records, f.Alerts, f.Held, f.Rejects}
	return nil
}

func (f *watchForm) put(w *wire.Writer) {
	w.String(f.Options)
	w.Count(f.Sum)
	putTime(w, f.Since)
	w.Count(int64(len(f.Seen)))
	for _, n := range f.Seen {
		w.Count(n)
	}
	w.Count(f.Records)
	w.Count(f.Alerts)
	w.Bool(f.Held)
	putRejects(w, f.Rejects)
}

func (f *watchForm) get(r *wire.Reader) error {
	f.Options, f.Sum, f.Since = r.Text(), r.Count(), getTime(r)
	for range r.Len(1) {
		f.Seen = append(f.Seen, r.Count())
	}
	f.Records, f.Alerts, f.Held = r.Count(), r.Count(), r.Bool()
	return getRejects(r, &f.Rejects)
}

func putTime(w *wire.Writer, t time.Time) {
	w.Int(t.Unix())
	w.Int(int64(t.Nanosecond()))
}

func getTime(r *wire.Reader) time.Time { return time.Unix(r.Int(), r.Int()).UTC() }

func putRejects(w *wire.Writer, rejects metrics.Rejects) {
	b, _ := json.Marshal(rejects) // counts cannot fail
	w.String(string(b))
}

func getRejects(r *wire.Reader, rejects *metrics.Rejects) error {
	b := r.String()
	if r.Err() != nil {
		return nil
	}
	return json.Unmarshal([]byte(b), rejects)
}

// AppendBinary implements [encoding.BinaryAppender].
func (w *watch) AppendBinary(b []byte) ([]byte, error) {
	f := w.form()
	return wire.Append(b, watchType, f.put), nil
}

// MarshalBinary implements [encoding.BinaryMarshaler].
func (w *watch) MarshalBinary() ([]byte, error) { return w.AppendBinary(nil) }

// UnmarshalBinary implements [encoding.BinaryUnmarshaler]. The watch must have been
// made with the options of the one that was encoded; else the error is a
// [*metrics.MismatchError].
func (w *watch) UnmarshalBinary(b []byte) error {
	var f watchForm
	if err := wire.Read(&f, b, watchType, (*watchForm).get, (*watchForm).put); err != nil {
		return err
	}
	return w.set(f)
}

// MarshalJSON implements [json.Marshaler].
func (w *watch) MarshalJSON() ([]byte, error) { return wire.MarshalJSON(watchType, w.form()) }

// UnmarshalJSON implements [json.Unmarshaler], under the condition of UnmarshalBinary.
func (w *watch) UnmarshalJSON(b []byte) error {
	var f watchForm
	if err := wire.ReadJSON(&f, b, watchType, same[watchForm]); err != nil {
		return err
	}
	return w.set(f)
}

func same[F any](to *F, f F) error {
	*to = f
	return nil
}

// volumeForm is the encoded form of the state of a [Volume].
type volumeForm struct {
	Options string          `json:"options"`
	Sum     float64         `json:"sum"`
	Clock   time.Time       `json:"clock"`
	Since   time.Time       `json:"since"`
	Seen    int64           `json:"seen"`
	Wanted  float64         `json:"wanted"`
	Records int64           `json:"records"`
	Alerts  int64           `json:"alerts"`
	Held    bool            `json:"held"`
	Rejects metrics.Rejects `json:"rejected"`
}

// fingerprint names what the sum means.
func (v *Volume) fingerprint() string {
	o := v.options
	return fmt.Sprintf("%s %v times of %v a week in %s, limit %v", o.Definition, o.Times, o.Expected.week(), o.Zone, v.limit)
}

func (v *Volume) form() volumeForm {
	s := &v.state
	return volumeForm{v.fingerprint(), s.sum, s.clock, s.since, s.seen, s.wanted, s.records, s.alerts, s.held, s.rejects}
}

func (v *Volume) set(f volumeForm) error {
	if want := v.fingerprint(); f.Options != want {
		return &metrics.MismatchError{What: "alert", Got: f.Options, Want: want}
	}
	if !(f.Sum >= 0 && f.Sum < v.limit) || !(f.Wanted >= 0) || f.Seen < 0 || f.Records < f.Seen || f.Alerts < 0 {
		return &metrics.DecodeError{Type: volumeType.Name, Problem: metrics.Corrupt, Detail: fmt.Sprintf("sum %v of %v, %d seen of %d records", f.Sum, v.limit, f.Seen, f.Records)}
	}
	v.state = volumeState{f.Sum, f.Clock, f.Since, f.Seen, f.Wanted, f.Records, f.Alerts, f.Held, f.Rejects}
	return nil
}

func (f *volumeForm) put(w *wire.Writer) {
	w.String(f.Options)
	w.Float(f.Sum)
	putTime(w, f.Clock)
	putTime(w, f.Since)
	w.Count(f.Seen)
	w.Float(f.Wanted)
	w.Count(f.Records)
	w.Count(f.Alerts)
	w.Bool(f.Held)
	putRejects(w, f.Rejects)
}

func (f *volumeForm) get(r *wire.Reader) error {
	f.Options, f.Sum, f.Clock, f.Since = r.Text(), r.Float(), getTime(r), getTime(r)
	f.Seen, f.Wanted, f.Records, f.Alerts, f.Held = r.Count(), r.Float(), r.Count(), r.Count(), r.Bool()
	return getRejects(r, &f.Rejects)
}

// AppendBinary implements [encoding.BinaryAppender].
func (v *Volume) AppendBinary(b []byte) ([]byte, error) {
	f := v.form()
	return wire.Append(b, volumeType, f.put), nil
}

// MarshalBinary implements [encoding.BinaryMarshaler].
func (v *Volume) MarshalBinary() ([]byte, error) { return v.AppendBinary(nil) }

// UnmarshalBinary implements [encoding.BinaryUnmarshaler]. The watch must have been
// made with the options of the one that was encoded; else the error is a
// [*metrics.MismatchError].
func (v *Volume) UnmarshalBinary(b []byte) error {
	var f volumeForm
	if err := wire.Read(&f, b, volumeType, (*volumeForm).get, (*volumeForm).put); err != nil {
		return err
	}
	return v.set(f)
}

// MarshalJSON implements [json.Marshaler].
func (v *Volume) MarshalJSON() ([]byte, error) { return wire.MarshalJSON(volumeType, v.form()) }

// UnmarshalJSON implements [json.Unmarshaler], under the condition of UnmarshalBinary.
func (v *Volume) UnmarshalJSON(b []byte) error {
	var f volumeForm
	if err := wire.ReadJSON(&f, b, volumeType, same[volumeForm]); err != nil {
		return err
	}
	return v.set(f)
}
