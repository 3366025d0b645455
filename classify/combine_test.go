package classify_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/classify/classifytest"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

func label(d feedback.Dimension, c feedback.Category, confidence float64) feedback.Label {
	return feedback.Label{Dimension: d, Category: c, Confidence: confidence}
}

// always gives the same labels.
func always(labels ...feedback.Label) classify.Classifier {
	return classify.ClassifierFunc(func(context.Context, *feedback.Document) ([]feedback.Label, error) {
		return append([]feedback.Label(nil), labels...), nil
	})
}

// failing gives an error, and labels beside it.
func failing(why error, labels ...feedback.Label) classify.Classifier {
	return classify.ClassifierFunc(func(context.Context, *feedback.Document) ([]feedback.Label, error) {
		return labels, why
	})
}

var (
	errDown = errors.New("model is down")
	errSlow = errors.New("model is slow")

	complaint = label(feedback.Intent, feedback.Complaint, 0.9)
	doubtful  = label(feedback.Intent, feedback.Complaint, 0.4)
	praise    = label(feedback.Intent, feedback.Praise, 0.6)
	urgent    = label(feedback.Urgency, feedback.UrgencyHigh, 0.7)
)

func TestCombinators(t *testing.T) {
	english := map[language.Tag]classify.Classifier{language.English: always(complaint)}
	byLanguage := classify.ByLanguage(english)
	english[language.TraditionalChinese] = always(urgent) // too late to change it
	for _, tt := range []struct {
		name   string
		c      classify.Classifier
		text   string
		want   []feedback.Label
		errors []error
	}{
		{"All: in the order of the classifiers", classify.All(always(praise), always(complaint, urgent)), "", []feedback.Label{praise, complaint, urgent}, nil},
		{"All: the first of equal labels stays", classify.All(always(complaint), always(doubtful, urgent)), "", []feedback.Label{complaint, urgent}, nil},
		{"All: goes on after failures", classify.All(failing(errDown), always(urgent), failing(errSlow)), "", []feedback.Label{urgent}, []error{errDown, errSlow}},
		{"All: keeps labels beside an error", classify.All(failing(errDown, praise), always(urgent)), "", []feedback.Label{praise, urgent}, []error{errDown}},
		{"All: of none", classify.All(), "", nil, nil},
		{"FirstLabelled: the first that labels", classify.FirstLabelled(always(), always(praise), always(complaint)), "", []feedback.Label{praise}, nil},
		{"FirstLabelled: passes over failures", classify.FirstLabelled(failing(errDown), always(praise)), "", []feedback.Label{praise}, nil},
		{"FirstLabelled: all failed", classify.FirstLabelled(failing(errDown), always(), failing(errSlow)), "", nil, []error{errDown, errSlow}},
		{"FirstLabelled: passes over labels beside an error", classify.FirstLabelled(failing(errDown, praise), always(urgent)), "", []feedback.Label{urgent}, nil},
		{"FirstLabelled: nobody knows", classify.FirstLabelled(always(), always()), "", nil, nil},
		{"ByLanguage: its own", byLanguage, "The delivery was late and nobody told us.", []feedback.Label{complaint}, nil},
		{"ByLanguage: none for it", byLanguage, "出貨太慢，而且沒有通知。", nil, nil},
		{"ByLanguage: unknown", byLanguage, "12345", nil, nil},
		{"AtLeast", classify.AtLeast(0.6, always(doubtful, praise, urgent)), "", []feedback.Label{praise, urgent}, nil},
		{"AtLeast: passes the error on", classify.AtLeast(0.6, failing(errDown, doubtful, praise)), "", []feedback.Label{praise}, []error{errDown}},
		{"Only", classify.Only(always(praise, urgent), feedback.Urgency, feedback.Topic), "", []feedback.Label{urgent}, nil},
		{"Only: no dimension", classify.Only(always(praise, urgent)), "", nil, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.c.Classify(context.Background(), feedback.NewDocument(&feedback.Feedback{Text: tt.text}))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			for _, want := range tt.errors {
				if !errors.Is(err, want) {
					t.Errorf("error %v is not %v", err, want)
				}
			}
			if tt.errors == nil && err != nil {
				t.Errorf("error %v", err)
			}
		})
	}
}

// findsSlow labels the word "slow" by its place in the string.
func findsSlow(_ context.Context, s string) ([]feedback.Label, error) {
	at := strings.Index(s, "slow")
	if at < 0 {
		return nil, nil
	}
	l := complaint
	l.Evidence = []feedback.Evidence{{Span: text.Span{Start: at, End: at + len("slow")}}}
	return []feedback.Label{l}, nil
}

func TestStringFuncLeadsEvidenceBackToItsPart(t *testing.T) {
	for _, tt := range []struct {
		name string
		f    feedback.Feedback
		part feedback.Part
	}{
		{"in the text", feedback.Feedback{Text: "So slow!"}, feedback.InText},
		{"in the text below a title", feedback.Feedback{Title: "上菜速度", Text: "So slow!"}, feedback.InText},
		{"in the title", feedback.Feedback{Title: "So slow!", Text: "Never again."}, feedback.InTitle},
	} {
		t.Run(tt.name, func(t *testing.T) {
			labels, err := classify.StringFunc(findsSlow).Classify(context.Background(), feedback.NewDocument(&tt.f))
			if err != nil || len(labels) != 1 {
				t.Fatalf("got %v, %v", labels, err)
			}
			if e := labels[0].Evidence[0]; e.Part != tt.part || e.Of(&tt.f) != "slow" {
				t.Errorf("evidence %+v is %q, want slow in part %q", e, e.Of(&tt.f), tt.part)
			}
		})
	}
	_, err := classify.StringFunc(func(context.Context, string) ([]feedback.Label, error) { return nil, errDown }).
		Classify(context.Background(), feedback.NewDocument(&feedback.Feedback{}))
	if !errors.Is(err, errDown) {
		t.Errorf("error %v, want %v", err, errDown)
	}
}

// What combinators make of good classifiers is a good classifier.
func TestCombinatorsKeepTheContract(t *testing.T) {
	slow := classify.StringFunc(findsSlow)
	classifytest.Run(t, func(*testing.T) classify.Classifier {
		return classify.All(
			classify.FirstLabelled(classify.AtLeast(0.95, slow), slow),
			classify.ByLanguage(map[language.Tag]classify.Classifier{language.English: classify.Only(slow, feedback.Intent)}),
		)
	}, &classifytest.Options{Languages: []language.Tag{language.English}})
}
