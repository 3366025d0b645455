package feedback

import "encoding/json"

// A Reason says why something could not be judged. Engines may use words of
// their own beside these.
type Reason string

// The standard reasons for an unknown sentiment.
const (
	NoText              Reason = "no_text"              // there is nothing to read
	UnsupportedLanguage Reason = "unsupported_language" // the engine does not read this language
	NoSignal            Reason = "no_signal"            // read, and nothing in it speaks for any polarity
	NotConfident        Reason = "not_confident"        // below the caller's threshold
	EngineFailed        Reason = "engine_failed"        // an error or a panic; a warning names the engine
)

// Sentiment is how favourable a piece of feedback is.
//
// In JSON an unknown sentiment has a null score and a null confidence, so that
// nobody averages it in as zero.
type Sentiment struct {
	Polarity   Polarity
	Score      float64    // from -1, very unfavourable, to 1; 0 if unknown; neutral and mixed may lean to a side
	Confidence float64    // probability in [0, 1] that Polarity is right; 0 if unknown
	Reason     Reason     // why it is unknown; required then
	Evidence   []Evidence // passages and what they contribute to the score
}

// UnknownSentiment is a sentiment that could not be judged, and why.
func UnknownSentiment(why Reason) Sentiment { return Sentiment{Reason: why} }

// sentimentJSON is the wire form of Sentiment.
type sentimentJSON struct {
	Polarity   Polarity   `json:"polarity"`
	Score      *float64   `json:"score"`
	Confidence *float64   `json:"confidence"`
	Reason     Reason     `json:"reason,omitzero"`
	Evidence   []Evidence `json:"evidence,omitempty"`
}

// MarshalJSON implements [json.Marshaler].
func (s Sentiment) MarshalJSON() ([]byte, error) {
	wire := sentimentJSON{Polarity: s.Polarity, Reason: s.Reason, Evidence: s.Evidence}
	if s.Polarity.Known() {
		wire.Score, wire.Confidence = &s.Score, &s.Confidence
	}
	return json.Marshal(wire)
}

// UnmarshalJSON implements [json.Unmarshaler].
func (s *Sentiment) UnmarshalJSON(b []byte) error {
	var wire sentimentJSON
	if err := json.Unmarshal(b, &wire); err != nil {
		return err
	}
	*s = Sentiment{Polarity: wire.Polarity, Reason: wire.Reason, Evidence: wire.Evidence}
	if wire.Score != nil {
		s.Score = *wire.Score
	}
	if wire.Confidence != nil {
		s.Confidence = *wire.Confidence
	}
	return nil
}
