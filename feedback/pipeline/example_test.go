package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/pipeline"
	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/sentiment"
	"github.com/loamlib/loam/sentiment/lexicon"
	"github.com/loamlib/loam/sentiment/lexicon/en"
	"github.com/loamlib/loam/sentiment/lexicon/zh"
	"github.com/loamlib/loam/sentiment/trained"
)

// One review is judged: the pipeline says what it finds, and in which words.
func Example() {
	f := feedback.Feedback{Text: "外送等了一個小時，湯都涼了，請改善。"}
	a, err := pipeline.Default().Analyze(context.Background(), &f)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(a.Language, a.Sentiment.Polarity.Known())
	for _, l := range a.In(feedback.Intent) {
		fmt.Println(l.Dimension, l.Dimension.CategoryName(l.Category, a.Language), l.Evidence[0].Of(&f))
	}
	// Output:
	// zh-Hant true
	// intent 投訴 等了一個小時
	// intent 建議 請改善
}

// answers are records as a source gives them; one could not be read.
func answers() iter.Seq2[feedback.Feedback, error] {
	return func(yield func(feedback.Feedback, error) bool) {
		_ = yield(feedback.Feedback{ID: "1", Text: "Excellent service, thank you!"}, nil) &&
			yield(feedback.Feedback{ID: "2"}, errors.New("the row has three columns, want five")) &&
			yield(feedback.Feedback{ID: "3", Text: "质量太差，用了两天就坏了"}, nil) &&
			yield(feedback.Feedback{ID: "4", Text: "とても美味しかったです"}, nil)
	}
}

// Many are judged in parallel and come back in order. A record that cannot be
// read is reported in its place and the others go on; what could not be judged is
// carried into the number as unknown.
func ExamplePipeline_Stream() {
	var mood metrics.NetSentiment
	for a, err := range pipeline.Default().Stream(context.Background(), answers()) {
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Printf("%s %v %q\n", a.ID, a.Sentiment.Polarity, a.Sentiment.Reason)
		mood.AddAnalysis(&a)
	}
	coverage, _ := mood.Coverage().Value.Get()
	fmt.Printf("judged %.0f%%\n", 100*coverage)
	// Output:
	// 1 positive ""
	// pipeline: record 1 (2): the row has three columns, want five
	// 3 negative ""
	// 4 unknown "unsupported_language"
	// judged 67%
}

// A remote model comes first and has a second; what it does not answer in time,
// the shipped engines judge, and a warning names it.
func ExampleNew() {
	remote := sentiment.StringFunc(func(ctx context.Context, text string) (feedback.Sentiment, error) {
		<-ctx.Done() // the network is down
		return feedback.Sentiment{}, ctx.Err()
	})
	first := pipeline.Sentiment("remote", remote)
	first.Timeout = 10 * time.Millisecond
	offline := pipeline.Stage{Name: "offline", Part: pipeline.SentimentPart, Run: analyze}

	p, err := pipeline.New(nil, first, offline)
	if err != nil {
		fmt.Println(err)
		return
	}
	a, _ := p.Analyze(context.Background(), &feedback.Feedback{Text: "The staff were rude and the room was filthy."})
	fmt.Println(p)
	fmt.Println(a.Sentiment.Polarity)
	fmt.Println(a.Warnings[0].Code, a.Warnings[0].Stage)
	// Output:
	// pipeline[sentiment:remote sentiment:offline]
	// negative
	// stage_slow remote
}

// analyze judges sentiment as the recommended pipeline does.
func analyze(ctx context.Context, d *feedback.Document) (feedback.Analysis, error) {
	p, err := pipeline.Default().Only(pipeline.SentimentPart)
	if err != nil {
		return feedback.Analysis{}, err
	}
	return p.Analyze(ctx, d.Feedback)
}

func ExamplePipeline_Only() {
	p, err := pipeline.Default().Only(pipeline.LabelsPart)
	if err != nil {
		fmt.Println(err)
		return
	}
	a, _ := p.Analyze(context.Background(), &feedback.Feedback{Text: "How do I change the delivery address?"})
	fmt.Println(a.Sentiment == nil, a.Has(feedback.Intent, feedback.Question))
	_, err = p.Only("mood")
	fmt.Println(err)
	// Output:
	// true true
	// pipeline: no part "mood", want one of [sentiment labels aspects emotions keywords]
}

// Map does in parallel and in order whatever else is to be done around a
// feedback.
func ExampleMap() {
	texts := []string{"門口排很長", "质量很好", "The queue was long", "Fast and friendly"}
	languages := pipeline.Map(context.Background(), slices.Values(texts), 0,
		func(_ context.Context, s string) language.Tag {
			return feedback.NewDocument(&feedback.Feedback{Text: s}).Language()
		})
	fmt.Println(slices.Collect(languages))
	// Output: [zh-Hant zh-Hans en en]
}

// An ID that comes twice is warned of once the second is there.
func ExampleSeen() {
	var seen pipeline.Seen
	for _, id := range []string{"A-17", "A-18", "A-17", ""} {
		if seen.Before(id) {
			fmt.Println(pipeline.DuplicateWarning(id))
		}
	}
	// Output: duplicate_id (id): an earlier record has the ID "A-17"
}

// A model adapted to one's own reviews, with the rules beside it as [Default] has
// them.
func ExampleNewSecondOpinion() {
	reviews := slices.Values([]trained.Example{
		{Text: "The router chirps at night.", Polarity: feedback.Negative},
		{Text: "It chirps whenever I stream.", Polarity: feedback.Negative},
		{Text: "Silent since the firmware of May.", Polarity: feedback.Positive},
	})
	m, _, err := trained.Train(reviews, &trained.TrainOptions{Start: trained.Embedded()})
	if err != nil {
		fmt.Println(err)
		return
	}
	model, _ := trained.New(m, nil)
	rules, _ := lexicon.New(nil, zh.Lexicon(), en.Lexicon())
	both, err := pipeline.NewSecondOpinion(model, rules)
	if err != nil {
		fmt.Println(err)
		return
	}
	p, _ := pipeline.New(nil, pipeline.Sentiment("ours", both))
	for _, words := range []string{"Mine chirps, too.", "Thanks for nothing."} {
		a, _ := p.Analyze(context.Background(), &feedback.Feedback{Text: words})
		fmt.Println(words, a.Sentiment.Polarity)
	}
	// Output:
	// Mine chirps, too. negative
	// Thanks for nothing. negative
}
