package cause

import (
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// A Facet is something that feedback is sliced by: the region, the product, the
// channel. [Attribute] makes one of a field of the caller's own.
type Facet string

// The facets that every feedback may have.
const (
	Region     Facet = "region"
	Product    Facet = "product"
	Touchpoint Facet = "touchpoint"
	Channel    Facet = "channel"
	Segment    Facet = "segment"
	Tier       Facet = "tier"
	Language   Facet = "language"
)

// attributePrefix stands before the name of an attribute of the caller's own.
const attributePrefix = "attributes."

// Attribute is the facet of one of the feedback's own attributes.
func Attribute(name string) Facet { return Facet(attributePrefix + name) }

// Facets lists those that every feedback may have, in the order of a report.
func Facets() []Facet {
	return []Facet{Region, Product, Touchpoint, Channel, Segment, Tier, Language}
}

// Valid reports whether feedback can have such a facet.
func (t Facet) Valid() bool {
	switch t {
	case Region, Product, Touchpoint, Channel, Segment, Tier, Language:
		return true
	}
	name, ok := strings.CutPrefix(string(t), attributePrefix)
	return ok && name != ""
}

// Of is the value of the facet for a feedback; empty if it is not known. The
// language is that of the text, as the analysis has it, and else as the source says;
// the analysis may be nil.
// Bytes that are no UTF-8 become U+FFFD, so that a report can be written.
func (t Facet) Of(f *feedback.Feedback, a *feedback.Analysis) string {
	return strings.ToValidUTF8(t.raw(f, a), "\uFFFD")
}

func (t Facet) raw(f *feedback.Feedback, a *feedback.Analysis) string {
	switch t {
	case Region:
		return f.Customer.Region
	case Product:
		return f.Product
	case Touchpoint:
		return f.Touchpoint
	case Channel:
		if f.Channel == 0 {
			return ""
		}
		return f.Channel.String()
	case Segment:
		return f.Customer.Segment
	case Tier:
		return f.Customer.Tier
	case Language:
		for _, tag := range []language.Tag{judged(a).Language, f.Language} {
			if tag != language.Und {
				return tag.String()
			}
		}
		return ""
	}
	if name, ok := strings.CutPrefix(string(t), attributePrefix); ok {
		return f.Attributes[name]
	}
	return ""
}

// Name is the facet as people who read tag call it; the name of the attribute if it
// is one of the caller's own.
func (t Facet) Name(tag language.Tag) string {
	var w text.Wording
	switch t {
	case Region:
		w = text.Wording{En: "region", Hant: "地區", Hans: "地区"}
	case Product:
		w = text.Wording{En: "product", Hant: "產品", Hans: "产品"}
	case Touchpoint:
		w = text.Wording{En: "touchpoint", Hant: "接觸點", Hans: "触点"}
	case Channel:
		w = text.Wording{En: "channel", Hant: "管道", Hans: "渠道"}
	case Segment:
		w = text.Wording{En: "customer segment", Hant: "客群", Hans: "客户群"}
	case Tier:
		w = text.Wording{En: "customer tier", Hant: "會員等級", Hans: "会员等级"}
	case Language:
		w = text.Wording{En: "language", Hant: "語言", Hans: "语言"}
	default:
		return strings.TrimPrefix(string(t), attributePrefix)
	}
	return w.In(tag)
}

// ValueName is a value of the facet as people who read tag call it: channels and
// languages have names, everything else is called what the data call it.
func (t Facet) ValueName(value string, tag language.Tag) string {
	switch t {
	case Channel:
		if c, err := feedback.ParseChannel(value); err == nil {
			return c.Name(tag)
		}
	case Language:
		if w, ok := languageNames(value); ok {
			return w.In(tag)
		}
	}
	return value
}

// languageNames are the names of the languages that loam reads.
func languageNames(value string) (text.Wording, bool) {
	switch value {
	case "en":
		return text.Wording{En: "English", Hant: "英文", Hans: "英文"}, true
	case "zh-Hant":
		return text.Wording{En: "Traditional Chinese", Hant: "繁體中文", Hans: "繁体中文"}, true
	case "zh-Hans":
		return text.Wording{En: "Simplified Chinese", Hant: "簡體中文", Hans: "简体中文"}, true
	case "zh":
		return text.Wording{En: "Chinese", Hant: "中文", Hans: "中文"}, true
	}
	return text.Wording{}, false
}
