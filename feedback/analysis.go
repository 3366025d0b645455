package feedback

import (
	"fmt"
	"log/slog"
	"math"

	"golang.org/x/text/language"
)

// Analysis is everything that was judged about one piece of feedback. Classify
// and sentiment engines write it; metrics and respond read it. It marshals to
// the JSON that programs exchange; a list that was asked for and is empty
// marshals as [], one that was not asked for is left out.
type Analysis struct {
	ID        string           `json:"id,omitzero"`
	Language  language.Tag     `json:"language"`           // what the text is written in; und if not known
	Script    string           `json:"script"`             // ISO 15924: Hant, Hans, Hani (Chinese that is both), Latn, …; Zyyy if no letters
	Sentiment *Sentiment       `json:"sentiment,omitzero"` // nil if not asked for
	Labels    []Label          `json:"labels,omitzero"`
	Aspects   []Aspect         `json:"aspects,omitzero"`
	Emotions  []EmotionFinding `json:"emotions,omitzero"`
	Keywords  []Keyword        `json:"keywords,omitzero"`
	Warnings  []Warning        `json:"warnings,omitzero"`
}

// An Aspect is a judgement about one thing that the feedback mentions.
type Aspect struct {
	Topic    Category   `json:"topic,omitzero"`  // category of the taxonomy in use
	Target   string     `json:"target,omitzero"` // the thing as the customer wrote it
	Polarity Polarity   `json:"polarity"`
	Score    float64    `json:"score"` // as of a Sentiment
	Evidence []Evidence `json:"evidence,omitempty"`
}

// An EmotionFinding is a feeling that the feedback shows.
type EmotionFinding struct {
	Emotion    Emotion    `json:"emotion"`
	Confidence float64    `json:"confidence"`         // in [0, 1]
	Intensity  float64    `json:"intensity,omitzero"` // in [0, 1], where the engine can tell
	Evidence   []Evidence `json:"evidence,omitempty"`
}

// A Keyword is a word or phrase that the feedback turns on.
type Keyword struct {
	Text     string     `json:"text"`
	Weight   float64    `json:"weight"`
	Evidence []Evidence `json:"evidence,omitempty"`
}

// In returns the labels of one dimension, in their order.
func (a *Analysis) In(d Dimension) []Label {
	var out []Label
	for _, l := range a.Labels {
		if l.Dimension == d {
			out = append(out, l)
		}
	}
	return out
}

// Has reports whether the analysis has a label of this dimension and category.
func (a *Analysis) Has(d Dimension, c Category) bool {
	for _, l := range a.Labels {
		if l.Dimension == d && l.Category == c {
			return true
		}
	}
	return false
}

// Round rounds all numbers of the analysis to four decimals, which is more than
// any engine is sure of, so that their JSON is no longer than it need be.
func (a *Analysis) Round() {
	if a.Sentiment != nil {
		round(&a.Sentiment.Score, &a.Sentiment.Confidence)
		roundEvidence(a.Sentiment.Evidence)
	}
	for i := range a.Labels {
		round(&a.Labels[i].Confidence)
		roundEvidence(a.Labels[i].Evidence)
	}
	for i := range a.Aspects {
		round(&a.Aspects[i].Score)
		roundEvidence(a.Aspects[i].Evidence)
	}
	for i := range a.Emotions {
		round(&a.Emotions[i].Confidence, &a.Emotions[i].Intensity)
		roundEvidence(a.Emotions[i].Evidence)
	}
	for i := range a.Keywords {
		round(&a.Keywords[i].Weight)
		roundEvidence(a.Keywords[i].Evidence)
	}
}

func roundEvidence(list []Evidence) {
	for i := range list {
		round(&list[i].Weight)
	}
}

func round(numbers ...*float64) {
	for _, x := range numbers {
		*x = math.Round(*x*1e4)/1e4 + 0 // no negative zero
	}
}

// LogValue implements [slog.LogValuer]. Targets, keywords and details of
// warnings repeat what the customer wrote, so only counts are logged.
func (a Analysis) LogValue() slog.Value {
	attrs := []slog.Attr{
		slog.String("id", a.ID),
		slog.String("language", a.Language.String()),
		slog.Int("labels", len(a.Labels)),
		slog.Int("aspects", len(a.Aspects)),
		slog.Int("warnings", len(a.Warnings)),
	}
	if a.Sentiment != nil {
		attrs = append(attrs, slog.String("polarity", a.Sentiment.Polarity.String()))
	}
	return slog.GroupValue(attrs...)
}

// WarningCode says what kind of thing went wrong without spoiling the rest.
type WarningCode string

// The codes.
const (
	InvalidField     WarningCode = "invalid_field"     // a field was set aside; Field names it
	UnknownField     WarningCode = "unknown_field"     // the record has a field that feedback has not; it was passed over
	RejectedRating   WarningCode = "rejected_rating"   // a rating was set aside and counts nowhere
	LanguageConflict WarningCode = "language_conflict" // the stated language is not what the text is written in
	InvalidUTF8      WarningCode = "invalid_utf8"      // some bytes were no text and were skipped
	DuplicateID      WarningCode = "duplicate_id"      // an earlier record had this ID
	StageFailed      WarningCode = "stage_failed"      // one engine gave an error or panicked; Stage names it
	StageSlow        WarningCode = "stage_slow"        // one engine did not answer in time; Stage names it
	Truncated        WarningCode = "truncated"         // only the first part of the text was read
)

// A Warning is something that a person should know although the analysis can
// be used.
type Warning struct {
	Code   WarningCode `json:"code"`
	Field  string      `json:"field,omitzero"`
	Stage  string      `json:"stage,omitzero"`
	Detail string      `json:"detail,omitzero"`
}

// String is the warning in a line.
func (w Warning) String() string {
	s := string(w.Code)
	for _, where := range []string{w.Field, w.Stage} {
		if where != "" {
			s = fmt.Sprintf("%s (%s)", s, where)
		}
	}
	if w.Detail != "" {
		s += ": " + w.Detail
	}
	return s
}
