package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/pipeline"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment"
)

// pleased finds everything positive.
var pleased = sentiment.AnalyzerFunc(func(context.Context, *feedback.Document) (feedback.Sentiment, error) {
	return feedback.Sentiment{Polarity: feedback.Positive, Score: 1, Confidence: 1}, nil
})

// complaining labels everything a complaint.
var complaining = classify.ClassifierFunc(func(context.Context, *feedback.Document) ([]feedback.Label, error) {
	return []feedback.Label{{Dimension: feedback.Intent, Category: feedback.Complaint, Confidence: 1}}, nil
})

func mustNew(t testing.TB, stages ...pipeline.Stage) *pipeline.Pipeline {
	t.Helper()
	p, err := pipeline.New(nil, stages...)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func codes(a feedback.Analysis) (out []string) {
	for _, w := range a.Warnings {
		out = append(out, strings.TrimSpace(string(w.Code)+" "+w.Field+w.Stage))
	}
	return out
}

func TestNewRefusesWhatCannotRun(t *testing.T) {
	good := pipeline.Sentiment("s", pleased)
	for want, stages := range map[string][]pipeline.Stage{
		"no name":         {{Part: pipeline.LabelsPart, Run: good.Run}},
		`called "s"`:      {good, good},
		"no Run":          {{Name: "x", Part: pipeline.LabelsPart}},
		`no part "mood"`:  {{Name: "x", Part: "mood", Run: good.Run}},
		"the timeout -1s": {{Name: "x", Part: pipeline.LabelsPart, Run: good.Run, Timeout: -time.Second}},
	} {
		if _, err := pipeline.New(nil, stages...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
	if _, err := pipeline.New(&pipeline.Options{Workers: -1}, good); err == nil {
		t.Error("a negative number of workers was accepted")
	}
}

func TestAnalyzePutsFindingsTogether(t *testing.T) {
	unsure := sentiment.AnalyzerFunc(func(context.Context, *feedback.Document) (feedback.Sentiment, error) {
		return feedback.UnknownSentiment(feedback.NoSignal), nil
	})
	p := mustNew(t, pipeline.Sentiment("first", unsure), pipeline.Sentiment("second", pleased),
		pipeline.Labels("a", complaining), pipeline.Labels("b", complaining))
	a, err := p.Analyze(t.Context(), &feedback.Feedback{ID: "7", Text: "外送太慢，餐點都冷了"})
	if err != nil {
		t.Fatal(err)
	}
	want := feedback.Analysis{
		ID: "7", Language: language.TraditionalChinese, Script: "Hant",
		Sentiment: &feedback.Sentiment{Polarity: feedback.Positive, Score: 1, Confidence: 1},
		Labels:    []feedback.Label{{Dimension: feedback.Intent, Category: feedback.Complaint, Confidence: 1}},
	}
	if diff := cmp.Diff(want, a, cmp.Comparer(func(a, b language.Tag) bool { return a == b })); diff != "" {
		t.Errorf("analysis (-want +got):\n%s", diff)
	}
}

func TestOnly(t *testing.T) {
	p := mustNew(t, pipeline.Sentiment("s", pleased), pipeline.Labels("l", complaining))
	q, err := p.Only(pipeline.LabelsPart)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := q.Analyze(t.Context(), &feedback.Feedback{Text: "x"})
	if a.Sentiment != nil || len(a.Labels) != 1 {
		t.Errorf("Only(labels) gives %+v", a)
	}
	for _, part := range []pipeline.Part{"mood", pipeline.AspectsPart} {
		if _, err := p.Only(part); err == nil || !strings.Contains(err.Error(), string(part)) {
			t.Errorf("Only(%q) gives the error %v", part, err)
		}
	}
}

func TestInputIsWarnedOfAndJudged(t *testing.T) {
	tests := []struct {
		name string
		in   feedback.Feedback
		want []string
	}{
		{"good", feedback.Feedback{Text: "很好吃，推薦"}, nil},
		{"empty", feedback.Feedback{}, nil},
		{"ratings", feedback.Feedback{Text: "ok", Ratings: []feedback.Rating{{Scale: feedback.NPS, Value: 11}, {Scale: feedback.NPS, Value: 9}, {Scale: feedback.NPS, Value: 7.5}}},
			[]string{"rejected_rating ratings[0]", "rejected_rating ratings[2]"}},
		{"year 0", feedback.Feedback{Text: "ok", CreatedAt: time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)}, []string{"invalid_field created_at"}},
		{"language of another family", feedback.Feedback{Text: "外送太慢", Language: language.French}, []string{"language_conflict language"}},
		{"bytes that are no text", feedback.Feedback{Text: "ok\xff\xfe"}, []string{"invalid_utf8 text"}},
	}
	p := mustNew(t, pipeline.Sentiment("s", pleased))
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			a, err := p.Analyze(t.Context(), &test.in)
			if err != nil || a.Sentiment == nil {
				t.Errorf("not judged: %+v, %v", a, err)
			}
			if diff := cmp.Diff(test.want, codes(a)); diff != "" {
				t.Errorf("warnings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFailingEnginesAreNamed(t *testing.T) {
	broken := func(s feedback.Sentiment, err error) pipeline.Stage {
		return pipeline.Sentiment("broken", sentiment.AnalyzerFunc(func(context.Context, *feedback.Document) (feedback.Sentiment, error) { return s, err }))
	}
	for name, stage := range map[string]pipeline.Stage{
		"error": broken(feedback.Sentiment{Polarity: feedback.Positive, Score: 1}, errors.New("model is gone")),
		"panic": pipeline.Sentiment("broken", sentiment.AnalyzerFunc(func(context.Context, *feedback.Document) (feedback.Sentiment, error) {
			panic("model is gone")
		})),
		"not a number": broken(feedback.Sentiment{Polarity: feedback.Positive, Score: math.NaN()}, nil),
		"no reason":    broken(feedback.Sentiment{}, nil),
		"evidence elsewhere": broken(feedback.Sentiment{Polarity: feedback.Positive, Score: 1, Confidence: 1,
			Evidence: []feedback.Evidence{{Span: text.Span{Start: 5, End: 500}}}}, nil),
	} {
		t.Run(name, func(t *testing.T) {
			p := mustNew(t, stage, pipeline.Labels("labels", complaining))
			a, err := p.Analyze(t.Context(), &feedback.Feedback{Text: "還可以"})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{"stage_failed broken"}, codes(a)); diff != "" {
				t.Errorf("warnings (-want +got):\n%s", diff)
			}
			if a.Sentiment.Polarity != feedback.Unknown || a.Sentiment.Reason != feedback.EngineFailed || len(a.Labels) != 1 {
				t.Errorf("the rest is not as it should be: %+v", a)
			}
		})
	}
}

func TestSlowEngineIsNamed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		stubborn := pipeline.Labels("stubborn", classify.StringFunc(func(ctx context.Context, s string) ([]feedback.Label, error) {
			if s == "slow" {
				<-release // does not heed ctx
			}
			return []feedback.Label{{Dimension: feedback.Topic, Category: feedback.Category(s), Confidence: 1}}, nil
		}))
		stubborn.Timeout = time.Second
		p, err := pipeline.New(&pipeline.Options{Workers: 1}, stubborn, pipeline.Sentiment("s", pleased))
		if err != nil {
			t.Fatal(err)
		}
		judge := func(s string) feedback.Analysis {
			a, err := p.Analyze(t.Context(), &feedback.Feedback{Text: s})
			if err != nil || a.Sentiment == nil {
				t.Fatalf("%q: %+v, %v", s, a, err)
			}
			return a
		}
		start := time.Now()
		if got := codes(judge("slow")); !cmp.Equal(got, []string{"stage_slow stubborn"}) {
			t.Errorf("warnings %v", got)
		}
		if took := time.Since(start); took != time.Second {
			t.Errorf("a slow engine held the record up for %v", took)
		}
		if a := judge("quick"); len(a.Warnings) > 0 || len(a.Labels) != 1 {
			t.Errorf("the next record suffers: %+v", a)
		}
		judge("slow") // the second call that is left behind
		start = time.Now()
		if a := judge("quick"); len(codes(a)) != 1 || time.Since(start) > 0 {
			t.Errorf("a third call was begun: %+v after %v", a, time.Since(start))
		}
		close(release)
		synctest.Wait()
		if a := judge("quick"); len(a.Warnings) > 0 {
			t.Errorf("the engine does not come back: %+v", a)
		}
	})
}

// feedbacks yields n feedbacks with every hundredth unreadable.
func feedbacks(n int) iter.Seq2[feedback.Feedback, error] {
	return func(yield func(feedback.Feedback, error) bool) {
		for i := range n {
			var err error
			if i%100 == 50 {
				err = errors.New("unreadable")
			}
			if !yield(feedback.Feedback{ID: fmt.Sprint(i), Text: "服務很好"}, err) {
				return
			}
		}
	}
}

func TestStream(t *testing.T) {
	p := mustNew(t, pipeline.Sentiment("s", pleased))
	n, failed := 0, 0
	for a, err := range p.Stream(t.Context(), feedbacks(1000)) {
		if a.ID != fmt.Sprint(n) {
			t.Fatalf("record %d has the ID %s", n, a.ID)
		}
		e, isRecord := errors.AsType[*pipeline.RecordError](err)
		switch {
		case n%100 == 50:
			if !isRecord || e.Index != n || e.ID != a.ID {
				t.Errorf("record %d gives the error %v", n, err)
			}
			failed++
		case err != nil || a.Sentiment == nil:
			t.Errorf("record %d gives %+v, %v", n, a, err)
		}
		n++
	}
	if n != 1000 || failed != 10 {
		t.Errorf("%d records, %d failed, want 1000 and 10", n, failed)
	}
}

func TestStreamIsTheSameOnAnyNumberOfWorkers(t *testing.T) {
	var want []string
	for workers := 1; workers <= 8; workers *= 2 {
		p, err := pipeline.New(&pipeline.Options{Workers: workers}, pipeline.Sentiment("s", pleased))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for a, err := range p.Stream(t.Context(), feedbacks(300)) {
			got = append(got, fmt.Sprint(a.ID, a.Language, a.Sentiment, err))
		}
		if want == nil {
			want = got
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d workers (-1 +%d):\n%s", workers, workers, diff)
		}
	}
}

func TestStreamWarnsOfRepeatedIDs(t *testing.T) {
	source := func(yield func(feedback.Feedback, error) bool) {
		for _, id := range []string{"a", "b", "", "a", "", "c", "a"} {
			if !yield(feedback.Feedback{ID: id}, nil) {
				return
			}
		}
	}
	var got []int
	i := 0
	for a := range mustNew(t).Stream(t.Context(), source) {
		if len(a.Warnings) == 1 && a.Warnings[0].Code == feedback.DuplicateID {
			got = append(got, i)
		}
		i++
	}
	if diff := cmp.Diff([]int{3, 6}, got); diff != "" {
		t.Errorf("records warned of (-want +got):\n%s", diff)
	}
}

func TestStreamEndsWithTheContext(t *testing.T) {
	before := runtime.NumGoroutine()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	var last error
	for _, err := range mustNew(t, pipeline.Sentiment("s", pleased)).Stream(ctx, feedbacks(1<<30)) {
		if n++; n == 40 {
			cancel()
		}
		last = err
	}
	if n != 41 || !errors.Is(last, context.Canceled) {
		t.Errorf("%d results, the last with %v, want 41 and the context's error", n, last)
	}
	if !settled(before) {
		t.Errorf("%d goroutines are left, %d were there before", runtime.NumGoroutine(), before)
	}
}

func TestSeenIsBounded(t *testing.T) {
	var seen pipeline.Seen
	for i := range 600_000 {
		if seen.Before(fmt.Sprint(i)) {
			t.Fatalf("%d was not seen before", i)
		}
	}
	if seen.Before("0") {
		t.Error("an ID of long ago is still remembered")
	}
	if !seen.Before("599999") || !seen.Before("400000") {
		t.Error("a recent ID is forgotten")
	}
}
