package feedback

import (
	"fmt"
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
)

// A Dimension is one question that a classifier answers about a piece of
// feedback. Callers may have dimensions of their own; the ones below are
// standard and have a closed set of categories, except Topic.
type Dimension string

// The standard dimensions.
const (
	Form             Dimension = "form"             // did the customer volunteer it, or did the company infer it?
	Content          Dimension = "content"          // product, service or experience
	Timing           Dimension = "timing"           // right after use, or later
	Nature           Dimension = "nature"           // fact, opinion, emotion: several may hold
	Constructiveness Dimension = "constructiveness" // can somebody act on it?
	Intent           Dimension = "intent"           // what the customer wants
	Topic            Dimension = "topic"            // categories come from the taxonomy in use
	Urgency          Dimension = "urgency"          // how soon it needs somebody
)

// A Category is one answer within a dimension. A slash makes it a part of a
// wider one: "product/quality" is a kind of "product".
type Category string

// The standard categories, by dimension.
const (
	// Form.
	FormActive  Category = "active"
	FormPassive Category = "passive"

	// Content, and the parts named for each kind.
	Product            Category = "product"
	ProductFunction    Category = "product/function"
	ProductQuality     Category = "product/quality"
	ProductPerformance Category = "product/performance"
	Service            Category = "service"
	ServiceAttitude    Category = "service/attitude"
	ServiceSpeed       Category = "service/speed"
	ServiceProfession  Category = "service/professionalism"
	Experience         Category = "experience"
	ExperienceEmotion  Category = "experience/emotion"
	ExperienceBrand    Category = "experience/brand"

	// Timing.
	Immediate Category = "immediate"
	Delayed   Category = "delayed"

	// Nature.
	Factual   Category = "factual"
	Opinion   Category = "opinion"
	Emotional Category = "emotional"

	// Constructiveness.
	Constructive Category = "constructive"
	Unproductive Category = "unproductive"

	// Intent.
	Complaint   Category = "complaint"
	Suggestion  Category = "suggestion"
	Request     Category = "request"
	Question    Category = "question"
	Praise      Category = "praise"
	OtherIntent Category = "other"

	// Urgency.
	UrgencyHigh   Category = "high"
	UrgencyNormal Category = "normal"
	UrgencyLow    Category = "low"
)

// dimensionTerms names the standard dimensions.
var dimensionTerms = []term{
	{word: "form", hant: "反饋形式", hans: "反馈形式", aliases: []string{"形式"}},
	{word: "content", hant: "反饋內容", hans: "反馈内容", aliases: []string{"內容", "内容"}},
	{word: "timing", hant: "反饋時機", hans: "反馈时机", aliases: []string{"時間", "时间"}},
	{word: "nature", hant: "反饋性質", hans: "反馈性质", aliases: []string{"性質", "性质"}},
	{word: "constructiveness", hant: "建設性", hans: "建设性"},
	{word: "intent", hant: "意圖", hans: "意图"},
	{word: "topic", hant: "主題", hans: "主题"},
	{word: "urgency", hant: "急迫程度", hans: "紧急程度"},
}

// categoryTerms names the standard categories of the closed dimensions.
var categoryTerms = map[Dimension][]term{
	Form: {
		{word: "active", hant: "主動反饋", hans: "主动反馈", aliases: []string{"主動", "主动"}},
		{word: "passive", hant: "被動反饋", hans: "被动反馈", aliases: []string{"被動", "被动"}},
	},
	Content: {
		{word: "product", hant: "產品", hans: "产品", aliases: []string{"產品反饋", "产品反馈"}},
		{word: "product/function", hant: "產品功能", hans: "产品功能"},
		{word: "product/quality", hant: "產品品質", hans: "产品质量"},
		{word: "product/performance", hant: "產品效能", hans: "产品性能"},
		{word: "service", hant: "服務", hans: "服务", aliases: []string{"服務反饋", "服务反馈"}},
		{word: "service/attitude", hant: "服務態度", hans: "服务态度"},
		{word: "service/speed", hant: "服務速度", hans: "响应速度"},
		{word: "service/professionalism", hant: "專業程度", hans: "专业性"},
		{word: "experience", hant: "體驗", hans: "体验", aliases: []string{"體驗反饋", "体验反馈"}},
		{word: "experience/emotion", hant: "情感感受", hans: "情感感受"},
		{word: "experience/brand", hant: "品牌認同", hans: "品牌认同"},
	},
	Timing: {
		{word: "immediate", hant: "即時反饋", hans: "即时反馈", aliases: []string{"即時", "即时"}},
		{word: "delayed", hant: "延遲反饋", hans: "延迟反馈", aliases: []string{"延遲", "延迟"}},
	},
	Nature: {
		{word: "factual", hant: "事實性", hans: "事实性", aliases: []string{"事實性反饋", "事实性反馈"}},
		{word: "opinion", hant: "觀點性", hans: "观点性", aliases: []string{"觀點性反饋", "观点性反馈"}},
		{word: "emotional", hant: "情緒性", hans: "情绪性", aliases: []string{"情緒性反饋", "情绪性反馈"}},
	},
	Constructiveness: {
		{word: "constructive", hant: "建設性意見", hans: "建设性意见", aliases: []string{"建設性批評", "建设性批评"}},
		{word: "unproductive", hant: "無效抱怨", hans: "无效抱怨"},
	},
	Intent: {
		{word: "complaint", hant: "投訴", hans: "投诉", aliases: []string{"客訴", "抱怨"}},
		{word: "suggestion", hant: "建議", hans: "建议"},
		{word: "request", hant: "請求", hans: "请求", aliases: []string{"需求"}},
		{word: "question", hant: "詢問", hans: "咨询", aliases: []string{"提問", "提问"}},
		{word: "praise", hant: "讚美", hans: "表扬", aliases: []string{"稱讚", "称赞"}},
		{word: "other", hant: "其他", hans: "其他"},
	},
	Urgency: {
		{word: "high", hant: "緊急", hans: "紧急"},
		{word: "normal", hant: "一般", hans: "一般"},
		{word: "low", hant: "不急", hans: "不急"},
	},
}

// Dimensions lists the standard dimensions.
func Dimensions() []Dimension {
	return []Dimension{Form, Content, Timing, Nature, Constructiveness, Intent, Topic, Urgency}
}

// ParseDimension reads a standard dimension by its word or Chinese name.
func ParseDimension(s string) (Dimension, error) {
	i, err := lookup("dimension", dimensionTerms, s)
	if err != nil {
		return "", err
	}
	return Dimension(dimensionTerms[i].word), nil
}

// Name is the dimension as people who read tag call it; its own word if it is
// not a standard one.
func (d Dimension) Name(tag language.Tag) string {
	for _, t := range dimensionTerms {
		if t.word == string(d) {
			return t.name(tag)
		}
	}
	return string(d)
}

// Categories lists the categories of a closed standard dimension; nil for
// Topic and for dimensions of the caller's own.
func (d Dimension) Categories() []Category {
	terms := categoryTerms[d]
	out := make([]Category, 0, len(terms))
	for _, t := range terms {
		out = append(out, Category(t.word))
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// ParseCategory reads a category of d by its word, its Chinese name or an
// alias. In Topic and in dimensions of the caller's own every non-empty word
// is a category.
func (d Dimension) ParseCategory(s string) (Category, error) {
	terms, closed := categoryTerms[d]
	if !closed {
		if s = strings.TrimSpace(s); s == "" {
			return "", fmt.Errorf("feedback: empty category in dimension %q", string(d))
		}
		return Category(s), nil
	}
	i, err := lookup(string(d)+" category", terms, s)
	if err != nil {
		return "", err
	}
	return Category(terms[i].word), nil
}

// has reports whether c is a category of d as it is written in files.
func (d Dimension) has(c Category) bool {
	terms, closed := categoryTerms[d]
	if !closed {
		return c != ""
	}
	for _, t := range terms {
		if t.word == string(c) {
			return true
		}
	}
	return false
}

// CategoryName is the category of d as people who read tag call it; its own
// word if it is not a standard one.
func (d Dimension) CategoryName(c Category, tag language.Tag) string {
	for _, t := range categoryTerms[d] {
		if t.word == string(c) {
			return t.name(tag)
		}
	}
	return string(c)
}

// Parent is the category this one is a part of: "product" for
// "product/quality", and "" for a category that is a part of none.
func (c Category) Parent() Category {
	if i := strings.LastIndexByte(string(c), '/'); i > 0 {
		return c[:i]
	}
	return ""
}

// A Label is one judgement of a classifier.
type Label struct {
	Dimension  Dimension  `json:"dimension"`
	Category   Category   `json:"category"`
	Confidence float64    `json:"confidence"`         // in [0, 1]
	Evidence   []Evidence `json:"evidence,omitempty"` // where the text says so; none if metadata does
	Reason     string     `json:"reason,omitzero"`    // what decided, when it is not in the text: "channel survey"
}

// Part names the part of a feedback that evidence lies in.
type Part string

// The parts.
const (
	InText  Part = ""
	InTitle Part = "title"
)

// Evidence is a passage of the original feedback that speaks for a judgement.
type Evidence struct {
	text.Span         // in bytes of the part's original string
	Part      Part    `json:"part,omitzero"`
	Weight    float64 `json:"weight,omitzero"` // the passage's contribution to the score, where the engine has one
	Rule      string  `json:"rule,omitzero"`   // how it was read: "negated", "intensified", …
}

// Of returns the passage itself.
func (e Evidence) Of(f *Feedback) string {
	if e.Part == InTitle {
		return e.Span.Of(f.Title)
	}
	return e.Span.Of(f.Text)
}
