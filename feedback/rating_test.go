package feedback_test

import (
	"encoding/json"
	"testing"

	"github.com/loamlib/loam/feedback"
)

// An answer that is not there is no 0, which on the scale of the Net Promoter Score
// would be the worst of all answers.
func TestRatingWithoutAValueIsAnError(t *testing.T) {
	for _, missing := range []string{`{"scale":"nps","value":null}`, `{"scale":"nps"}`, `{"scale":"nps","item":"delivery"}`} {
		kept := feedback.Rating{Scale: feedback.CSAT5, Value: 4}
		if err := json.Unmarshal([]byte(missing), &kept); err == nil || kept.Value != 4 {
			t.Errorf("%s was read as %v, error %v", missing, kept, err)
		}
		var f feedback.Feedback
		err := json.Unmarshal([]byte(`{"text":"好","ratings":[{"scale":"csat5","value":5},`+missing+`]}`), &f)
		if want := "feedback: field ratings[1]: the rating on the scale nps has no value: leave it out if it was not given"; err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", missing, err, want)
		}
	}
	for text, want := range map[string]feedback.Rating{
		`{"scale":"nps","value":0}`:                    {Scale: feedback.NPS},
		`{"Scale":"NPS","VALUE":9.5,"item":"x","y":1}`: {Scale: feedback.NPS, Value: 9.5, Item: "x"},
		`{}`:   {}, // no question, no answer: what omitzero leaves out
		`null`: {},
	} {
		var got feedback.Rating
		if err := json.Unmarshal([]byte(text), &got); err != nil || got != want {
			t.Errorf("%s: got %v, %v, want %v", text, got, err, want)
		}
	}
	// What else is wrong is named as before.
	var f feedback.Feedback
	if err := json.Unmarshal([]byte(`{"ratings":[{"scale":"nps","value":"9"}]}`), &f); err == nil ||
		err.Error() != "feedback: field ratings[0].value: is a JSON string, want a number" {
		t.Errorf("got %v", err)
	}
}
