package feedback

import (
	"encoding/json"
	"fmt"
	"math"
)

// A Rating is one answer on a scale.
type Rating struct {
	Scale Scale   `json:"scale"`
	Value float64 `json:"value"`
	Item  string  `json:"item,omitzero"` // what was rated, if not the whole: "delivery", "check-in"
}

// UnmarshalJSON implements [json.Unmarshaler]. A rating of a scale needs a value: one
// that is null or missing is no 0, the worst of all answers to some questions.
func (r *Rating) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		return nil // no rating, as everywhere in JSON
	}
	type plain Rating // without this method
	var read struct {
		plain
		Value *float64 `json:"value"`
	}
	if err := json.Unmarshal(b, &read); err != nil {
		return err
	}
	switch {
	case read.Value != nil:
		read.plain.Value = *read.Value
	case read.Scale != "":
		return fmt.Errorf("feedback: the rating on the scale %s has no value: leave it out if it was not given", read.Scale)
	}
	*r = Rating(read.plain)
	return nil
}

// Validate reports why the rating cannot be counted, as a [*RatingError] or a
// [*ScaleError]; nil if it can.
func (r Rating) Validate() error {
	b, err := r.Scale.Bounds()
	if err != nil {
		return err
	}
	switch {
	case math.IsNaN(r.Value):
		return &RatingError{r, b, NotANumber}
	case r.Value < b.Min || r.Value > b.Max:
		return &RatingError{r, b, OffScale}
	case !b.onStep(r.Value):
		return &RatingError{r, b, BetweenSteps}
	}
	return nil
}

// Class is the NPS class of the answer, and whether it has one: only a valid
// answer on the NPS scale does.
func (r Rating) Class() (NPSClass, bool) {
	switch {
	case r.Scale != NPS || r.Validate() != nil:
		return 0, false
	case r.Value <= 6:
		return Detractor, true
	case r.Value <= 8:
		return Passive, true
	}
	return Promoter, true
}

// RatingProblem says why a rating is not an answer on its scale.
type RatingProblem string

// The problems of ratings.
const (
	NotANumber   RatingProblem = "not_a_number"
	OffScale     RatingProblem = "off_scale"
	BetweenSteps RatingProblem = "between_steps"
)

// A RatingError reports a rating that is not an answer on its scale.
type RatingError struct {
	Rating  Rating
	Bounds  Bounds
	Problem RatingProblem
}

// Error says the value and what the scale allows.
func (e *RatingError) Error() string {
	steps := "whole numbers"
	if e.Bounds.Step != 1 {
		steps = fmt.Sprintf("steps of %v", e.Bounds.Step)
	}
	return fmt.Sprintf("feedback: rating %v is not on the scale %s (%v to %v, %s)",
		e.Rating.Value, e.Rating.Scale, e.Bounds.Min, e.Bounds.Max, steps)
}
