package feedback

import "golang.org/x/text/language"

// Channel is the way a piece of feedback arrived. The zero value says that it
// is not known.
type Channel uint8

// The channels.
const (
	OnlineReview    Channel = 1 + iota // review sites, maps, shops
	Survey                             // questionnaire, online or on paper
	ServiceRecord                      // notes of the customer-service staff
	Hotline                            // telephone, and recordings of it
	Social                             // social networks and brand accounts
	Email                              // e-mail to the company
	Chat                               // live chat and messengers
	InPerson                           // face to face, at a counter
	Interview                          // one to one, in depth
	FocusGroup                         // moderated group discussion
	SuggestionBox                      // on paper or online, often anonymous
	UsageData                          // behaviour, not words
	ComplaintRecord                    // the complaint register
	CRM                                // history kept in a CRM system
	Listening                          // found by social-listening tools
	OtherChannel                       // none of these
)

const channelKind = "channel"

var channelTerms = []term{
	0:               {},
	OnlineReview:    {word: "online_review", hant: "網路評論", hans: "网络评论", aliases: []string{"線上評論", "在线评论", "review"}},
	Survey:          {word: "survey", hant: "問卷調查", hans: "问卷调查", aliases: []string{"線上調查", "在线调查"}},
	ServiceRecord:   {word: "service_record", hant: "客服紀錄", hans: "客服记录", aliases: []string{"客服記錄"}},
	Hotline:         {word: "hotline", hant: "客服專線", hans: "客服热线", aliases: []string{"客户服务热线", "電話", "电话", "phone"}},
	Social:          {word: "social", hant: "社群媒體", hans: "社交媒体", aliases: []string{"social media"}},
	Email:           {word: "email", hant: "電子郵件", hans: "电子邮件", aliases: []string{"郵件", "邮件", "e-mail"}},
	Chat:            {word: "chat", hant: "線上客服", hans: "在线客服"},
	InPerson:        {word: "in_person", hant: "面對面", hans: "面对面", aliases: []string{"face to face"}},
	Interview:       {word: "interview", hant: "客戶訪談", hans: "客户访谈", aliases: []string{"訪談", "访谈", "深度访谈"}},
	FocusGroup:      {word: "focus_group", hant: "焦點團體", hans: "焦点小组"},
	SuggestionBox:   {word: "suggestion_box", hant: "意見箱", hans: "意见箱"},
	UsageData:       {word: "usage_data", hant: "使用數據", hans: "使用数据", aliases: []string{"用户行为数据", "行为数据"}},
	ComplaintRecord: {word: "complaint_record", hant: "投訴紀錄", hans: "投诉记录", aliases: []string{"客訴紀錄", "投訴記錄"}},
	CRM:             {word: "crm", hant: "客戶關係管理系統", hans: "客户关系管理系统"},
	Listening:       {word: "listening", hant: "社群聆聽", hans: "舆情监测", aliases: []string{"social listening"}},
	OtherChannel:    {word: "other", hant: "其他", hans: "其他"},
}

// Channels lists all channels in their declared order.
func Channels() []Channel {
	out := make([]Channel, 0, len(channelTerms)-1)
	for c := OnlineReview; int(c) < len(channelTerms); c++ {
		out = append(out, c)
	}
	return out
}

// Fitness is what a channel is good for. It is general knowledge about the
// channel, not a measurement of anyone's data.
type Fitness struct {
	Structured bool // answers arrive as fields and ratings rather than free text
	LargeScale bool // reaches many customers at little cost each
	RealTime   bool // arrives while the experience is going on or just over
	Personal   bool // tied to one customer, in detail
	InDepth    bool // can be asked further; explains why
	Public     bool // others can read the feedback, and will read the reply
	Observed   bool // inferred by the company rather than said to it: passive feedback
}

// Fitness returns what the channel is good for; the zero Fitness for an
// unknown or other channel. Whether feedback is active (the customer gave it)
// or passive (the company inferred it) follows the usage of customer-feedback
// practice: surveys count as active although they are solicited, complaint
// registers and behaviour data as passive.
func (c Channel) Fitness() Fitness {
	switch c {
	case OnlineReview:
		return Fitness{LargeScale: true, RealTime: true, Public: true}
	case Survey:
		return Fitness{Structured: true, LargeScale: true}
	case ServiceRecord:
		return Fitness{Personal: true, Observed: true}
	case Hotline, Chat:
		return Fitness{RealTime: true, Personal: true}
	case Social:
		return Fitness{LargeScale: true, RealTime: true, Public: true}
	case Email:
		return Fitness{Personal: true}
	case InPerson:
		return Fitness{RealTime: true, Personal: true, InDepth: true}
	case Interview:
		return Fitness{Personal: true, InDepth: true}
	case FocusGroup:
		return Fitness{InDepth: true}
	case SuggestionBox:
		return Fitness{Personal: true}
	case UsageData:
		return Fitness{Structured: true, LargeScale: true, RealTime: true, Observed: true}
	case ComplaintRecord:
		return Fitness{Personal: true, Observed: true}
	case CRM:
		return Fitness{Structured: true, Personal: true, Observed: true}
	case Listening:
		return Fitness{LargeScale: true, RealTime: true, Public: true, Observed: true}
	}
	return Fitness{}
}

// ParseChannel reads a channel by its word, its Chinese name or an alias.
func ParseChannel(s string) (Channel, error) {
	i, err := lookup(channelKind, channelTerms, s)
	return Channel(i), err
}

// String is the canonical word.
func (c Channel) String() string { return printed(channelKind, channelTerms, int(c)) }

// Name is the channel as people who read tag call it.
func (c Channel) Name(tag language.Tag) string {
	return named(channelKind, channelTerms, int(c), tag)
}

// AppendText implements [encoding.TextAppender].
func (c Channel) AppendText(b []byte) ([]byte, error) {
	w, err := wordOf(channelKind, channelTerms, int(c))
	return append(b, w...), err
}

// MarshalText implements [encoding.TextMarshaler].
func (c Channel) MarshalText() ([]byte, error) { return c.AppendText(nil) }

// UnmarshalText implements [encoding.TextUnmarshaler] through [ParseChannel].
func (c *Channel) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*c = 0 // a channel that is not known marshals to ""
		return nil
	}
	v, err := ParseChannel(string(b))
	if err == nil {
		*c = v
	}
	return err
}
