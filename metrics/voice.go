package metrics

import (
	"iter"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/metrics/internal/wire"
	"github.com/loamlib/loam/metrics/stat"
)

// Voice counts how often brands are mentioned, one's own and those it is compared
// with, and how favourably:
//
//	Mentions      how often a brand was mentioned
//	ShareOfVoice  that / mentions of all brands
//	Sentiment     its net sentiment, with coverage
//
// A text that mentions two brands counts for both, so the shares are of mentions
// and not of texts. They depend on where one listens, and compare only with shares
// from the same sources. The zero value is ready.
type Voice struct {
	brands Groups[NetSentiment, *NetSentiment]
}

// Add counts one mention and how favourable it is, if that is known. A brand is its
// name as it is written: "Acme" and "acme" are two. One that is not UTF-8 has no
// estimates of its own and does not go into JSON.
func (v *Voice) Add(brand string, p feedback.Polarity) { v.brands.At(brand).Add(p) }

// Merge adds the mentions of o.
func (v *Voice) Merge(o *Voice) error { return v.brands.Merge(&o.brands) }

// Brands yields the brands in alphabetical order with their sentiment.
func (v *Voice) Brands() iter.Seq2[string, *NetSentiment] { return v.brands.All() }

// Sentiment is that of one brand; empty if it was never mentioned.
func (v *Voice) Sentiment(brand string) *NetSentiment {
	if s, ok := v.brands.groups[brand]; ok {
		return s
	}
	return new(NetSentiment)
}

// mentions is how often a brand was mentioned.
func (v *Voice) mentions(brand string) int64 {
	return sumCounts(v.Sentiment(brand).judged.counts[:])
}

// total is how often any brand was.
func (v *Voice) total() int64 {
	var n int64
	for brand := range v.brands.groups {
		n += v.mentions(brand)
	}
	return n
}

// Rejected is what was set aside, for all brands.
func (v *Voice) Rejected() Rejects {
	var r Rejects
	for _, s := range v.brands.All() {
		_ = r.Merge(&s.judged.rejects) // counts of rejects do not come near the limit
	}
	return r
}

// Estimate is the number of mentions of all brands.
func (v *Voice) Estimate() Estimate { return v.count(IDMentions, v.total()) }

// Mentions is how often a brand was mentioned, with the interval of the rate at
// which it would be mentioned in another stretch of the same length (Garwood).
func (v *Voice) Mentions(brand string) Estimate {
	return v.count(IDMentions.With(brand), v.mentions(brand))
}

func (v *Voice) count(id ID, n int64) Estimate {
	if v.total() == 0 {
		return NewEstimate(id, UnitCount, 0)
	}
	i, err := stat.Garwood(n, 1, DefaultConfidence)
	e := estimate(id, UnitCount, float64(n), n, GarwoodExact, DefaultConfidence, i, err)
	r := v.Rejected()
	e.warnRejected(&r)
	return e
}

// ShareOfVoice is the brand's share of all mentions with its 95 % interval.
func (v *Voice) ShareOfVoice(brand string) Estimate {
	e := sure(shareEstimate(IDShareOfVoice.With(brand), v.mentions(brand), v.total(), DefaultConfidence))
	r := v.Rejected()
	e.warnRejected(&r)
	return e
}

// String is the estimate.
func (v Voice) String() string { return v.Estimate().String() }

var voiceType = wire.Type{Name: "voice", Version: 1}

func (v *Voice) put(w *wire.Writer)       { v.brands.put(w) }
func (v *Voice) get(r *wire.Reader) error { return v.brands.get(r) }

// AppendBinary implements [encoding.BinaryAppender].
func (v Voice) AppendBinary(b []byte) ([]byte, error) { return wire.Append(b, voiceType, v.put), nil }

// MarshalBinary implements [encoding.BinaryMarshaler].
func (v Voice) MarshalBinary() ([]byte, error) { return v.AppendBinary(nil) }

// UnmarshalBinary implements [encoding.BinaryUnmarshaler].
func (v *Voice) UnmarshalBinary(b []byte) error {
	return wire.Read(v, b, voiceType, (*Voice).get, (*Voice).put)
}

// MarshalJSON implements [json.Marshaler].
func (v Voice) MarshalJSON() ([]byte, error) { return wire.MarshalJSON(voiceType, v.brands) }

// UnmarshalJSON implements [json.Unmarshaler].
func (v *Voice) UnmarshalJSON(b []byte) error {
	return wire.ReadJSON(v, b, voiceType, func(v *Voice, brands Groups[NetSentiment, *NetSentiment]) error {
		v.brands = brands
		return nil
	})
}
