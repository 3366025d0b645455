package wire

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strings"
)

// envelope is the JSON form.
type envelope struct {
	Type    string          `json:"type"`
	Version uint8           `json:"version"`
	State   json.RawMessage `json:"state"`
}

// MarshalJSON is the JSON form of a state.
func MarshalJSON(t Type, state any) ([]byte, error) {
	b, err := json.Marshal(state)
	if err != nil {
		return nil, err
	}
	return json.Marshal(envelope{t.Name, t.Version, b})
}

// ReadJSON replaces *dst by the state in b, or fails and leaves it. Set turns the
// JSON form of the state into the state; what it returns as an error is reported
// as corrupt.
func ReadJSON[T, S any](dst *T, b []byte, t Type, set func(*T, S) error) error {
	var e envelope
	fail := func(p Problem, format string, args ...any) error {
		return &Error{t.Name, p, fmt.Sprintf(format, args...)}
	}
	if err := Strict(b, &e); err != nil {
		return fail(Corrupt, "%v", err)
	}
	switch {
	case e.Type != t.Name:
		return fail(WrongType, "it is of %.40q", e.Type)
	case e.Version != t.Version:
		return fail(UnknownVersion, "it is version %d, this program reads %d", e.Version, t.Version)
	case len(e.State) == 0:
		return fail(Truncated, "it has no state")
	}
	var form S
	if err := Strict(e.State, &form); err != nil {
		return fail(Corrupt, "%v", err)
	}
	if field := missing(reflect.TypeFor[S](), e.State); field != "" {
		return fail(Truncated, "it has no %q", field)
	}
	var state T
	if err := set(&state, form); err != nil {
		return fail(Corrupt, "%v", err)
	}
	*dst = state
	return nil
}

// missing is the first field of a struct that a JSON object does not have, unless
// the field may be left out; empty if there is none.
func missing(form reflect.Type, object []byte) string {
	var have map[string]json.RawMessage
	if form.Kind() != reflect.Struct || json.Unmarshal(object, &have) != nil {
		return ""
	}
	for _, f := range reflect.VisibleFields(form) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if _, ok := have[name]; name != "" && !ok && !strings.Contains(options, "omit") {
			return name
		}
	}
	return ""
}

// Strict decodes one JSON value, without fields that v does not have, and nothing else.
func Strict(b []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); err != io.EOF {
		return fmt.Errorf("something follows the JSON value")
	}
	return nil
}
