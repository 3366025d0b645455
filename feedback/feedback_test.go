package feedback_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
)

// full has every field set, so that a field that JSON forgets is seen.
func full() feedback.Feedback {
	day := time.Date(2026, 3, 1, 9, 30, 0, 0, time.FixedZone("", 8*3600))
	return feedback.Feedback{
		ID: "f-1", Text: "包裝完整，但晚了三天", Title: "還可以", Question: "您對這次配送滿意嗎？",
		Language: language.TraditionalChinese, Channel: feedback.Survey, Source: "app",
		UsedAt: day, CreatedAt: day.Add(time.Hour), ReceivedAt: day.Add(2 * time.Hour),
		Ratings:   []feedback.Rating{{Scale: feedback.CSAT5, Value: 3}, {Scale: feedback.NPS, Value: 7, Item: "delivery"}},
		Solicited: new(true),
		Customer:  feedback.Customer{ID: "c-9", Name: "小林", Segment: "new", Tier: "gold", Region: "TW-TPE"},
		Product:   "kettle", Touchpoint: "delivery", Attributes: map[string]string{"order_size": "3"},
	}
}

func TestFeedbackJSON(t *testing.T) {
	want := full()
	b, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"id", "text", "title", "question", "language", "channel", "source", "used_at", "created_at", "received_at",
		"ratings", "solicited", "customer", "product", "touchpoint", "attributes"} {
		if !bytes.Contains(b, []byte(`"`+key+`":`)) {
			t.Errorf("JSON has no %q: %s", key, b)
		}
	}
	var got feedback.Feedback
	if err := json.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b language.Tag) bool { return a == b })); diff != "" {
		t.Errorf("round trip (-want +got):\n%s", diff)
	}
	if b, _ := json.Marshal(feedback.Feedback{Text: "ok"}); string(b) != `{"text":"ok"}` {
		t.Errorf("empty fields are written: %s", b)
	}
}

func TestUnmarshalSaysWhatIsWrong(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"channel", `{"text":"a","channel":"pigeon"}`, `channel "pigeon"`},
		{"scale", `{"text":"a","ratings":[{"scale":"nsp","value":3}]}`, `ratings[0].scale: scale "nsp"`},
		{"language", `{"text":"a","language":"not a tag"}`, `language: `},
		{"empty language", `{"text":"a","language":""}`, `want a tag such as "zh-TW"; leave it out`},
		{"language by number", `{"text":"a","language":5}`, `language: is a JSON number, want a string`},
		{"time", `{"text":"a","created_at":"yesterday"}`, `created_at: is no time, want one such as "20`},
		{"day alone", `{"text":"a","created_at":"2026-03-01"}`, `created_at: is no time, want one such as "20`},
		{"day that is not", `{"text":"a","created_at":"2026-02-30T00:00:00Z"}`, `created_at: is 2026-02-30T00:00:00Z: day out of range`},
		{"huge rating", `{"text":"a","ratings":[{"scale":"nps","value":1e400}]}`, `ratings[0].value: is a number too large`},
		{"year", `{"text":"a","used_at":"10000-01-01T00:00:00Z"}`, `used_at: `},
		{"type", `{"text":5}`, `text: `},
		{"rating type", `{"text":"a","ratings":[{"scale":"nps","value":"ten"}]}`, `ratings[0].value: `},
		{"customer", `{"text":"a","customer":"Lin"}`, `customer: `},
		{"syntax", `{"text":"a"`, `unexpected end`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var f feedback.Feedback
			err := json.Unmarshal([]byte(test.in), &f)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
		})
	}
}

func TestValidate(t *testing.T) {
	at := func(y int) time.Time { return time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC) }
	tests := []struct {
		name   string
		change func(*feedback.Feedback)
		want   []string // the fields reported
	}{
		{"good", func(*feedback.Feedback) {}, nil},
		{"empty", func(f *feedback.Feedback) { *f = feedback.Feedback{} }, nil},
		{"undeclared channel", func(f *feedback.Feedback) { f.Channel = 99 }, []string{"channel"}},
		{"year 0", func(f *feedback.Feedback) { f.UsedAt = at(0) }, []string{"used_at"}},
		{"year 10000", func(f *feedback.Feedback) { f.ReceivedAt = at(10000) }, []string{"received_at"}},
		{"used after it was written", func(f *feedback.Feedback) { f.UsedAt = f.CreatedAt.Add(1) }, []string{"created_at"}},
		{"received before it was written", func(f *feedback.Feedback) { f.ReceivedAt = f.UsedAt }, []string{"received_at"}},
		{"NPS of 11", func(f *feedback.Feedback) { f.Ratings[1].Value = 11 }, []string{"ratings[1]"}},
		{"NPS of 7.5", func(f *feedback.Feedback) { f.Ratings[1].Value = 7.5 }, []string{"ratings[1]"}},
		{"NaN", func(f *feedback.Feedback) { f.Ratings[0].Value = math.NaN() }, []string{"ratings[0]"}},
		{"scale of nobody's", func(f *feedback.Feedback) { f.Ratings[0].Scale = "smiles" }, []string{"ratings[0]"}},
		{"several", func(f *feedback.Feedback) { f.Channel, f.Ratings[0].Value = 99, 6 }, []string{"channel", "ratings[0]"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := full()
			test.change(&f)
			var got []string
			if joined, ok := f.Validate().(interface{ Unwrap() []error }); ok {
				for _, err := range joined.Unwrap() {
					e, ok := errors.AsType[*feedback.FieldError](err)
					if !ok {
						t.Fatalf("%v is no FieldError", err)
					}
					got = append(got, e.Field)
					if e.Err == nil && e.Allowed == "" {
						t.Errorf("%v does not say what is allowed", err)
					}
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("fields (-want +got):\n%s", diff)
			}
		})
	}
}

func TestValidateEvent(t *testing.T) {
	good := feedback.CaseEvent{CaseID: "k", Kind: feedback.Received, At: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	if err := good.Validate(); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(*feedback.CaseEvent){
		"case_id": func(e *feedback.CaseEvent) { e.CaseID = "" },
		"kind":    func(e *feedback.CaseEvent) { e.Kind = 0 },
		"at":      func(e *feedback.CaseEvent) { e.At = time.Time{} },
		"target":  func(e *feedback.CaseEvent) { e.Kind = feedback.Merged },
	} {
		e := good
		change(&e)
		if err := e.Validate(); err == nil || !strings.Contains(err.Error(), "field "+name) {
			t.Errorf("%s: error %v does not name the field", name, err)
		}
	}
}

// Logs are read by people who have no business with customers' words.
func TestLogsHideTextAndPeople(t *testing.T) {
	f := full()
	a := feedback.Analysis{ID: "f-1", Aspects: []feedback.Aspect{{Target: "包裝"}}, Keywords: []feedback.Keyword{{Text: "晚了"}},
		Warnings: []feedback.Warning{{Detail: "小林"}}, Sentiment: &feedback.Sentiment{Polarity: feedback.Mixed}}
	var b bytes.Buffer
	logger := slog.New(slog.NewJSONHandler(&b, nil))
	logger.Info("x", "feedback", f, "pointer", &f, "customer", f.Customer, "analysis", a)
	for _, secret := range []string{"包裝", "還可以", "滿意嗎", "小林", "c-9", "晚了", "order_size"} {
		if strings.Contains(b.String(), secret) {
			t.Errorf("the log shows %q: %s", secret, b.String())
		}
	}
	for _, shown := range []string{"f-1", "survey", "mixed", "gold"} {
		if !strings.Contains(b.String(), shown) {
			t.Errorf("the log does not show %q: %s", shown, b.String())
		}
	}
}

func TestAnalysisJSON(t *testing.T) {
	a := feedback.Analysis{
		ID: "1", Language: language.TraditionalChinese, Script: "Hant",
		Sentiment: &feedback.Sentiment{Reason: feedback.NoSignal},
		Labels:    []feedback.Label{},
		Emotions:  []feedback.EmotionFinding{{Emotion: feedback.Anger, Confidence: 0.5}},
	}
	b, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"id":"1","language":"zh-Hant","script":"Hant",` +
		`"sentiment":{"polarity":"unknown","score":null,"confidence":null,"reason":"no_signal"},` +
		`"labels":[],"emotions":[{"emotion":"anger","confidence":0.5}]}`
	if string(b) != want {
		t.Errorf("got  %s\nwant %s", b, want)
	}
	var back feedback.Analysis
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(a, back, cmp.Comparer(func(a, b language.Tag) bool { return a == b })); diff != "" {
		t.Errorf("round trip (-want +got):\n%s", diff)
	}
	known, _ := json.Marshal(feedback.Sentiment{Polarity: feedback.Neutral, Confidence: 0.7})
	if string(known) != `{"polarity":"neutral","score":0,"confidence":0.7}` {
		t.Errorf("a neutral sentiment marshals to %s", known)
	}
}
