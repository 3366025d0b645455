package feedback

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"
)

// UnmarshalJSON implements [json.Unmarshaler]. A field that cannot be read is
// reported as a [*FieldError]; fields that Feedback does not have are ignored;
// [UnknownFields] names them.
func (f *Feedback) UnmarshalJSON(b []byte) error {
	type plain Feedback // without this method
	var p plain
	if err := json.Unmarshal(b, &p); err != nil {
		if path, cause := blame(reflect.TypeFor[plain](), b); path != "" {
			return &FieldError{Field: path, Err: plainly(cause)}
		}
		return fmt.Errorf("feedback: %w", plainly(err))
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
	case t.Kind() == reflect.Struct && !isText(t):
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
	}
	return "", explain(t, json.Unmarshal(raw, reflect.New(t).Interface()))
}

// explain adds to an error about a value of t what would have been right, where
// only Go programmers could gather it from the error.
func explain(t reflect.Type, err error) error {
	switch {
	case err == nil:
		return nil
	case t == reflect.TypeFor[time.Time]():
		if parsing, ok := errors.AsType[*time.ParseError](err); ok && strings.HasSuffix(parsing.Message, "out of range") {
			return fmt.Errorf("is %s%s", parsing.Value, parsing.Message)
		}
		return errors.New(`is no time, want one such as "2026-03-01T09:30:00+08:00"; leave it out if it is not known`)
	case t == reflect.TypeFor[language.Tag]():
		return fmt.Errorf(`%w; want a tag such as "zh-TW"; leave it out if it is not known`, err)
	}
	return err
}

// plainly says what encoding/json found in the words of JSON: which Go type it had
// in mind does not concern those who write the file.
func plainly(err error) error {
	var e *json.UnmarshalTypeError
	if !errors.As(err, &e) {
		return err
	}
	found, _, _ := strings.Cut(e.Value, " ") // "number 7.5"
	t := e.Type
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	want := "an object"
	switch k := t.Kind(); {
	case isText(t), k == reflect.String:
		want = "a string"
	case k == reflect.Slice:
		want = "an array"
	case k == reflect.Bool:
		want = "true or false"
	case k != reflect.Struct && k != reflect.Map:
		want = "a number"
	}
	if want == "a number" && found == "number" {
		return errors.New("is a number too large to be read")
	}
	return fmt.Errorf("is a JSON %s, want %s", found, want)
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

// UnknownFields names, in order of the alphabet, the fields of a JSON object that
// a [Feedback] does not have, so that a program can say what it passes over. It
// returns nil for what is no object.
func UnknownFields(b []byte) (names []string) {
	var fields map[string]ignored
	if json.Unmarshal(b, &fields) != nil {
		return nil
	}
	for name := range fields {
		if !hasField(name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// ignored is a JSON value that nobody looks at.
type ignored struct{}

// UnmarshalJSON implements [json.Unmarshaler].
func (*ignored) UnmarshalJSON([]byte) error { return nil }

// hasField reports whether Feedback has the field, in any case as encoding/json
// reads it.
func hasField(name string) bool {
	t := reflect.TypeFor[Feedback]()
	for i := range t.NumField() {
		if known, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ","); strings.EqualFold(name, known) {
			return true
		}
	}
	return false
}
