package feedback

import (
	"log/slog"
	"time"

	"golang.org/x/text/language"
)

// Feedback is what one customer said once, with what is known about it. Every
// field but the words or a rating is optional.
//
// It marshals to and from JSON; [Feedback.Validate] says what is wrong with
// it. When logged through slog it shows neither words nor people.
type Feedback struct {
	ID       string       `json:"id,omitzero"`
	Text     string       `json:"text"`
	Title    string       `json:"title,omitzero"`    // headline, if the channel has one
	Question string       `json:"question,omitzero"` // the survey question that Text answers
	Language language.Tag `json:"language,omitzero"` // what the source says; the text decides where it is clear
	Channel  Channel      `json:"channel,omitzero"`
	Source   string       `json:"source,omitzero"` // where in the channel: "google_maps", "tripadvisor"

	UsedAt     time.Time `json:"used_at,omitzero"`     // when the product or service was used
	CreatedAt  time.Time `json:"created_at,omitzero"`  // when the customer wrote
	ReceivedAt time.Time `json:"received_at,omitzero"` // when the company had it

	Ratings   []Rating `json:"ratings,omitempty"`
	Solicited *bool    `json:"solicited,omitzero"` // whether the company asked; nil if not known

	Customer   Customer          `json:"customer,omitzero"`
	Product    string            `json:"product,omitzero"`
	Touchpoint string            `json:"touchpoint,omitzero"` // step of the customer's journey: "checkout"
	Attributes map[string]string `json:"attributes,omitempty"`
}

// Customer is who spoke. ID is a pseudonym by which a company recognises the
// same customer; Name is only what the channel shows in public, for the
// greeting of a reply.
type Customer struct {
	ID      string `json:"id,omitzero"`
	Name    string `json:"name,omitzero"`
	Segment string `json:"segment,omitzero"`
	Tier    string `json:"tier,omitzero"`
	Region  string `json:"region,omitzero"`
}

// Rating returns the first rating of the whole on scale s, and whether there
// is one. Ratings of single items are not looked at.
func (f *Feedback) Rating(s Scale) (Rating, bool) {
	for _, r := range f.Ratings {
		if r.Scale == s && r.Item == "" {
			return r, true
		}
	}
	return Rating{}, false
}

// LogValue implements [slog.LogValuer]: it hides text and people.
func (f Feedback) LogValue() slog.Value {
	return slog.GroupValue(
		slog.String("id", f.ID),
		slog.String("channel", f.Channel.String()),
		slog.String("language", f.Language.String()),
		slog.Int("text_bytes", len(f.Text)),
		slog.Int("ratings", len(f.Ratings)),
		slog.String("product", f.Product),
		slog.String("touchpoint", f.Touchpoint),
		slog.Any("customer", f.Customer),
	)
}

// LogValue implements [slog.LogValuer]: it shows groups, never a person.
func (c Customer) LogValue() slog.Value {
	return slog.GroupValue(
		slog.String("segment", c.Segment),
		slog.String("tier", c.Tier),
		slog.String("region", c.Region),
	)
}
