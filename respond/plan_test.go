package respond_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond"
)

// TestPlanActs names the acts that a decision adds or takes away.
func TestPlanActs(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(r *respond.Request)
		with   []respond.Act
		never  []respond.Act
	}{
		{"nothing decided", nil,
			[]respond.Act{respond.Greet, respond.Thank, respond.Acknowledge, respond.Empathise, respond.MoveOffline, respond.Close, respond.Sign},
			[]respond.Act{respond.Apologise, respond.Offer, respond.Report, respond.PromiseNext, respond.InviteBack}},
		{"at fault", func(r *respond.Request) { r.Fault = respond.AtFault }, []respond.Act{respond.Apologise}, nil},
		{"not at fault", func(r *respond.Request) { r.Fault = respond.NotAtFault }, []respond.Act{respond.Empathise}, []respond.Act{respond.Apologise}},
		{"remedy", func(r *respond.Request) { r.Remedy = &respond.Remedy{Kind: respond.Refund} }, []respond.Act{respond.Offer}, nil},
		{"remedy where none may be offered", func(r *respond.Request) {
			r.Remedy = &respond.Remedy{Kind: respond.Refund}
			r.Profile = respond.TripAdvisor()
		},
			[]respond.Act{respond.MoveOffline}, []respond.Act{respond.Offer}},
		{"solved", func(r *respond.Request) {
			r.Progress = respond.Solved
			r.NextUpdate = time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
		},
			[]respond.Act{respond.Report, respond.AskSatisfied}, []respond.Act{respond.PromiseNext}},
		{"a date", func(r *respond.Request) { r.NextUpdate = time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC) }, []respond.Act{respond.PromiseNext}, nil},
		{"a date that is past", func(r *respond.Request) {
			r.NextUpdate, r.Now = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2020, 1, 2, 0, 0, 0, 0, time.UTC)
		}, nil, []respond.Act{respond.PromiseNext}},
		{"praise", func(r *respond.Request) { r.Analysis.Sentiment.Polarity = feedback.Positive }, []respond.Act{respond.Thank}, []respond.Act{respond.Empathise, respond.MoveOffline}},
		{"a health provider", func(r *respond.Request) {
			everything(r)
			r.Profile = respond.Health()
		}, []respond.Act{respond.MoveOffline, respond.Thank},
			[]respond.Act{respond.Apologise, respond.Report, respond.Offer, respond.AskDetail, respond.PromiseNext, respond.InviteBack}},
	} {
		b := brief(t, tt.change)
		for _, act := range tt.with {
			if !b.Asks(act) {
				t.Errorf("%s: %s is not among %v", tt.name, act, b.Acts)
			}
		}
		for _, act := range tt.never {
			if b.Asks(act) {
				t.Errorf("%s: %s is among %v", tt.name, act, b.Acts)
			}
		}
	}
}

// TestPlanTellsWhatItSetsAside: the name that cannot be used, the date that is past.
func TestPlanTellsWhatItSetsAside(t *testing.T) {
	b := brief(t, func(r *respond.Request) {
		r.Feedback.Customer.Name = "<b>Bob</b>"
		r.NextUpdate, r.Now = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2020, 1, 2, 0, 0, 0, 0, time.UTC)
	})
	var fields []string
	for _, w := range b.Warnings {
		fields = append(fields, w.Field)
	}
	if want := []string{"Feedback.Customer.Name", "NextUpdate"}; !slices.Equal(fields, want) || b.Name != "" {
		t.Errorf("warnings %v and name %q, want warnings about %v", b.Warnings, b.Name, want)
	}
}

func TestPlanErrors(t *testing.T) {
	base := func() respond.Request {
		return respond.Request{Feedback: &feedback.Feedback{Text: "Too loud."}, Language: language.English, Business: respond.Business{Name: "Maple & Rain"}}
	}
	for _, tt := range []struct {
		name   string
		change func(r *respond.Request)
		want   error
		field  string
	}{
		{"no feedback", func(r *respond.Request) { r.Feedback = nil }, respond.ErrNoFeedback, ""},
		{"no language", func(r *respond.Request) { r.Language, r.Feedback.Text = language.Und, "👍👍" }, respond.ErrNoLanguage, ""},
		{"nobody signs", func(r *respond.Request) { r.Business.Name = "" }, nil, "Business.Name"},
		{"a remedy of the caller's without words", func(r *respond.Request) { r.Remedy = &respond.Remedy{Kind: "cake"} }, nil, "Remedy.Detail"},
		{"an offer in private and no contact", func(r *respond.Request) {
			r.Remedy, r.Profile = &respond.Remedy{Kind: respond.Refund}, respond.Trustpilot()
		}, nil, "Business.Contact"},
		{"a question without an answer", func(r *respond.Request) {
			r.Analysis = &feedback.Analysis{Labels: []feedback.Label{{Dimension: feedback.Intent, Category: feedback.Question}}}
		}, nil, "Answer"},
	} {
		r := base()
		tt.change(&r)
		_, err := respond.Plan(&r)
		var missing *respond.MissingError
		switch {
		case tt.want != nil && !errors.Is(err, tt.want):
			t.Errorf("%s: error %v, want %v", tt.name, err, tt.want)
		case tt.field != "" && (!errors.As(err, &missing) || missing.Field != tt.field):
			t.Errorf("%s: error %v, want that %s is missing", tt.name, err, tt.field)
		}
	}
}

// TestPlanKeepsTheRequest: planning changes nothing that it is given.
func TestPlanKeepsTheRequest(t *testing.T) {
	r := respond.Request{Feedback: &feedback.Feedback{Text: "Too loud."}, Business: respond.Business{Name: "Maple & Rain"}}
	if _, err := respond.Plan(&r); err != nil {
		t.Fatal(err)
	}
	if r.Language != language.Und || r.Profile.ID != "" {
		t.Errorf("the request has now the language %v and the profile %q", r.Language, r.Profile.ID)
	}
}

func TestActs(t *testing.T) {
	for _, act := range respond.Acts() {
		var back respond.Act
		if err := back.UnmarshalText([]byte(act)); err != nil || back != act {
			t.Errorf("%s reads as %s, %v", act, back, err)
		}
		names := map[string]bool{}
		for _, tag := range []language.Tag{language.English, language.TraditionalChinese, language.SimplifiedChinese} {
			name := act.Name(tag)
			names[name] = true
			if name == "" || name == string(act) && act != "answer" && act != "offer" {
				t.Errorf("%s has the name %q in %v", act, name, tag)
			}
		}
	}
	var act respond.Act
	if err := act.UnmarshalText([]byte("flatter")); err == nil {
		t.Error("flatter is taken for an act")
	}
	if got := respond.Act("flatter").Name(language.English); got != "flatter" {
		t.Errorf("no act has the name %q", got)
	}
}

// TestWhoAsksIsNotConsoled: a question or a wish that sounds a little negative
// is still one, and what it is about did not go wrong.
func TestWhoAsksIsNotConsoled(t *testing.T) {
	asked := func(intent feedback.Category, score float64) *feedback.Analysis {
		return &feedback.Analysis{
			Sentiment: &feedback.Sentiment{Polarity: feedback.Negative, Score: score},
			Labels: []feedback.Label{
				{Dimension: feedback.Intent, Category: intent},
				{Dimension: feedback.Topic, Category: "waiting/appointment"},
			},
		}
	}
	annoyed := asked(feedback.Question, -0.2)
	annoyed.Emotions = []feedback.EmotionFinding{{Emotion: feedback.Anger}}
	let := asked(feedback.Suggestion, -0.2)
	let.Aspects = []feedback.Aspect{{Topic: "food", Polarity: feedback.Negative, Score: -0.4}}
	complains := asked(feedback.Question, -0.2)
	complains.Labels = append(complains.Labels, feedback.Label{Dimension: feedback.Intent, Category: feedback.Complaint})
	doubtful := asked(feedback.Question, -0.3)
	doubtful.Labels[0].Confidence = 0.9
	doubtful.Labels = append(doubtful.Labels, feedback.Label{Dimension: feedback.Intent, Category: feedback.Complaint, Confidence: 0.5})
	for name, tt := range map[string]struct {
		analysis *feedback.Analysis
		want     respond.Tone
	}{
		"a question":         {asked(feedback.Question, -0.2), respond.Helpful},
		"a suggestion":       {asked(feedback.Suggestion, -0.4), respond.Helpful},
		"an outcry":          {asked(feedback.Question, -0.8), respond.Sorry},
		"an annoyed one":     {annoyed, respond.Sorry},
		"a bad meal as well": {let, respond.Sorry},
		"a complaint":        {complains, respond.Sorry},
		"hardly a complaint": {doubtful, respond.Helpful},
	} {
		b := brief(t, func(r *respond.Request) { r.Analysis = tt.analysis })
		if b.Tone != tt.want {
			t.Errorf("%s: tone %s, want %s", name, b.Tone, tt.want)
		}
		for _, c := range b.Concerns {
			if tt.want == respond.Helpful && c.Polarity == feedback.Negative {
				t.Errorf("%s: %s is said to be bad", name, c.Topic)
			}
		}
	}
}

// TestOneStarIsNoPraise: a rating corrects what was made of a few words.
func TestOneStarIsNoPraise(t *testing.T) {
	praise := &feedback.Analysis{
		Sentiment: &feedback.Sentiment{Polarity: feedback.Positive, Score: 0.2},
		Labels:    []feedback.Label{{Dimension: feedback.Intent, Category: feedback.Praise}},
	}
	for _, tt := range []struct {
		rating feedback.Rating
		want   respond.Tone
	}{
		{feedback.Rating{Scale: feedback.Stars5, Value: 1}, respond.Sorry},
		{feedback.Rating{Scale: feedback.Stars5, Value: 2}, respond.Sorry},
		{feedback.Rating{Scale: feedback.Stars5, Value: 3}, respond.Plain},
		{feedback.Rating{Scale: feedback.Stars5, Value: 4}, respond.Grateful},
		{feedback.Rating{Scale: feedback.Stars5, Value: 1, Item: "delivery"}, respond.Grateful},
		{feedback.Rating{Scale: feedback.CES5, Value: 1}, respond.Grateful}, // little effort is good
		{feedback.Rating{Scale: feedback.CES5, Value: 5}, respond.Sorry},
		{feedback.Rating{Scale: feedback.Stars5, Value: 99}, respond.Grateful},
	} {
		b := brief(t, func(r *respond.Request) {
			r.Analysis = praise
			r.Feedback.Ratings = []feedback.Rating{tt.rating}
		})
		if b.Tone != tt.want {
			t.Errorf("%+v: tone %s, want %s", tt.rating, b.Tone, tt.want)
		}
	}
}

// TestThanksAreNoWish: what is praise above all is answered as such.
func TestThanksAreNoWish(t *testing.T) {
	b := brief(t, func(r *respond.Request) {
		r.Analysis = &feedback.Analysis{
			Sentiment: &feedback.Sentiment{Polarity: feedback.Positive, Score: 0.7},
			Labels: []feedback.Label{
				{Dimension: feedback.Intent, Category: feedback.Praise, Confidence: 0.8},
				{Dimension: feedback.Intent, Category: feedback.Suggestion, Confidence: 0.6},
			},
		}
	})
	if b.Tone != respond.Grateful {
		t.Errorf("tone %s, want grateful", b.Tone)
	}
	b.Analysis.Labels[0].Confidence = 0.5 // doubtful, but there is gratitude
	b.Analysis.Emotions = []feedback.EmotionFinding{{Emotion: feedback.Gratitude}}
	if b := brief(t, func(r *respond.Request) { r.Analysis = b.Analysis }); b.Tone != respond.Grateful {
		t.Errorf("gratitude: tone %s, want grateful", b.Tone)
	}
}

// TestAnAspectSpeaksForItsTopic: whose noodles are praised in a mixed review is not told
// that we are sorry about the food.
func TestAnAspectSpeaksForItsTopic(t *testing.T) {
	b := brief(t, func(r *respond.Request) {
		r.Analysis = &feedback.Analysis{
			Sentiment: &feedback.Sentiment{Polarity: feedback.Mixed, Score: -0.4},
			Labels: []feedback.Label{
				{Dimension: feedback.Topic, Category: "food", Confidence: 0.9},
				{Dimension: feedback.Topic, Category: "waiting", Confidence: 0.6},
			},
			Aspects: []feedback.Aspect{
				{Topic: "food/taste", Polarity: feedback.Positive, Score: 0.7},
				{Topic: "service", Polarity: feedback.Negative, Score: -0.3},
			},
		}
	})
	want := []respond.Concern{{Topic: "service", Polarity: feedback.Negative}, {Topic: "food/taste", Polarity: feedback.Positive}, {Topic: "waiting", Polarity: feedback.Mixed}}
	if !slices.Equal(b.Concerns, want) {
		t.Errorf("concerns %+v, want %+v", b.Concerns, want)
	}
}
