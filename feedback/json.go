package feedback

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// UnmarshalJSON implements [json.Unmarshaler]. A field that cannot be read is
// reported as a [*FieldError]; fields that Feedback does not have are ignored.
func (f *Feedback) UnmarshalJSON(b []byte) error {
	type plain Feedback // without this method
	var p plain
	if err := json.Unmarshal(b, &p); err != nil {
		if path, cause := blame(reflect.TypeFor[plain](), b); path != "" {
			return &FieldError{Field: path, Err: cause}
		}
		return err
	}
	*f = Feedback(p)
	return nil
}

// blame finds the first field of t, in depth, that raw has no good value for.
// encoding/json names it only for some kinds of error.
func blame(t reflect.Type, raw json.RawMessage) (path string, cause error) {
	switch {
	case t.Kind() == reflect.Slice:
		var items []json.RawMessage
		if json.Unmarshal(raw, &items) != nil {
			break
		}
		for i, item := range items {
			if path, cause := blame(t.Elem(), item); cause != nil {
				return join(fmt.Sprintf("[%d]", i), path), cause
			}
		}
		return "", nil
	case t.Kind() == reflect.Struct && !reflect.PointerTo(t).Implements(reflect.TypeFor[json.Unmarshaler]()) && !isText(t):
		var fields map[string]json.RawMessage
		if json.Unmarshal(raw, &fields) != nil {
			break
		}
		for i := range t.NumField() {
			name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			value, ok := fields[name]
			if !ok {
				continue
			}
			if path, cause := blame(t.Field(i).Type, value); cause != nil {
				return join(name, path), cause
			}
		}
		return "", nil
	}
	return "", json.Unmarshal(raw, reflect.New(t).Interface())
}

// isText reports whether values of t are written as JSON strings.
func isText(t reflect.Type) bool {
	_, ok := reflect.PointerTo(t).MethodByName("UnmarshalText")
	return ok
}

func join(name, path string) string {
	if path == "" || strings.HasPrefix(path, "[") {
		return name + path
	}
	return name + "." + path
}
