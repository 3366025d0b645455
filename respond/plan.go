package respond

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
)

// ErrNoFeedback means that a request has no feedback to reply to.
var ErrNoFeedback = errors.New("respond: Request.Feedback is nil; a reply needs something to reply to")

// ErrNoLanguage means that it cannot be told which language to reply in.
var ErrNoLanguage = errors.New("respond: the language of the feedback is not known; set Request.Language")

// Plan decides what a reply to r has to do, from what was judged of the feedback,
// what people decided and what the profile allows. It does not change r, of which
// the brief keeps a shallow copy. The error is [ErrNoFeedback], [ErrNoLanguage] or
// a [*MissingError].
//
// The tone follows what was judged, but for a poor rating, which is a complaint
// whatever the words sound like.
//
// An apology is planned only if Fault is [AtFault]: sympathy, which admits
// nothing, is planned for every complaint. What the profile forbids is not
// planned; an offer that must not be made in public becomes an invitation to
// talk in private. Where a reply must not even confirm that somebody is a
// customer, nothing is said of their case.
func Plan(r *Request) (*Brief, error) {
	if r.Feedback == nil {
		return nil, ErrNoFeedback
	}
	b := &Brief{Request: *r}
	b.Profile = b.Profile.OrNeutral()
	if b.Language == language.Und {
		b.Language = languageOf(r)
	}
	if b.Language == language.Und {
		return nil, ErrNoLanguage
	}
	b.Tone = rated(tone(r.Analysis), r.Feedback)
	b.Concerns = concerns(r.Analysis, b.Tone)
	b.Name, b.Warnings = name(b)
	if b.overtaken() {
		b.Warnings = append(b.Warnings, feedback.Warning{Code: feedback.InvalidField, Field: "NextUpdate", Detail: "before Now; no date is promised"})
	}
	for _, act := range Acts() {
		if b.wants(act) {
			b.Acts = append(b.Acts, act)
		}
	}
	return b, b.missing()
}

// name is what the greeting calls the customer, with a warning if the channel
// shows a name that cannot be used.
func name(b *Brief) (string, []feedback.Warning) {
	if b.Profile.CustomerName == Forbidden {
		return "", nil
	}
	usable, err := UsableName(b.Feedback.Customer.Name)
	if err != nil {
		return "", []feedback.Warning{{Code: feedback.InvalidField, Field: "Feedback.Customer.Name", Detail: err.Error()}}
	}
	return usable, nil
}

// overtaken reports whether the date that could be promised is past.
func (b *Brief) overtaken() bool {
	return !b.NextUpdate.IsZero() && !b.Now.IsZero() && b.NextUpdate.Before(b.Now)
}

// languageOf is what the feedback is written in, as far as anybody knows.
func languageOf(r *Request) language.Tag {
	if r.Analysis != nil && r.Analysis.Language != language.Und {
		return r.Analysis.Language
	}
	if r.Feedback.Language != language.Und {
		return r.Feedback.Language
	}
	return feedback.NewDocument(r.Feedback).Language()
}

// Asks reports whether the reply has to perform act.
func (b *Brief) Asks(act Act) bool { return slices.Contains(b.Acts, act) }

// confirming are the acts that say of the customer that they are one.
var confirming = []Act{Apologise, AskDetail, Report, Offer, InviteBack, PromiseNext, AskSatisfied}

// wants decides on one act.
func (b *Brief) wants(act Act) bool {
	unhappy := b.Tone == Sorry || b.Tone == Balanced
	if b.Profile.Relationship == Forbidden && slices.Contains(confirming, act) {
		return false
	}
	switch act {
	case Greet:
		return b.Profile.Greeting != Forbidden
	case Thank, Acknowledge, Close, Sign:
		return true
	case Empathise:
		return unhappy
	case Apologise:
		return b.Fault == AtFault
	case AskDetail:
		return len(b.Missing) > 0
	case Answer:
		return b.Answer != ""
	case Report:
		return b.Finding != "" || b.Progress != ProgressUnknown
	case Offer:
		return b.Remedy != nil && b.Profile.Offer != Forbidden
	case Prevent:
		return b.Prevention != ""
	case MoveOffline:
		return b.Profile.Contact != Forbidden && (b.offersInPrivate() || !b.Business.Contact.IsZero() && (unhappy || b.Tone == Helpful))
	case InviteBack:
		return b.Invite && b.Profile.Invitation != Forbidden
	case PromiseNext:
		return !b.NextUpdate.IsZero() && !b.overtaken() && b.Progress != Solved
	case AskSatisfied:
		return b.Progress == Solved
	}
	return false
}

// offersInPrivate reports whether there is an offer that must not be made where
// the reply stands.
func (b *Brief) offersInPrivate() bool {
	return b.Remedy != nil && b.Profile.Offer == Forbidden
}

// missing reports what an act needs and the request lacks.
func (b *Brief) missing() error {
	s := b.Business.Signer
	switch {
	case s.Role == "" && b.Business.Name == "" && (s.Name == "" || b.Profile.SignerName == Forbidden):
		return &MissingError{Act: Sign, Field: "Business.Name"}
	case b.Asks(MoveOffline) && b.Business.Contact.IsZero():
		return &MissingError{Act: MoveOffline, Field: "Business.Contact"}
	case b.Asks(Offer) && !b.Remedy.worded():
		return &MissingError{Act: Offer, Field: "Remedy.Detail"}
	case b.unanswered():
		return &MissingError{Act: Answer, Field: "Answer"}
	}
	return nil
}

// worded reports whether the kind of the remedy says enough by itself.
func (r *Remedy) worded() bool {
	return r.Detail != "" || slices.Contains([]RemedyKind{Refund, Discount, Replacement, FreeService}, r.Kind)
}

// unanswered reports whether the customer only asked something and the reply
// would have nothing to say to it: no answer, no status, no question back and
// nowhere to turn.
func (b *Brief) unanswered() bool {
	return b.Analysis != nil && b.Tone == Helpful && b.Analysis.Has(feedback.Intent, feedback.Question) &&
		!b.Asks(Answer) && !b.Asks(Report) && !b.Asks(AskDetail) && !b.Asks(MoveOffline) && !b.Asks(PromiseNext)
}

// tone is how the customer came.
func tone(a *feedback.Analysis) Tone {
	if a == nil {
		return Plain
	}
	complains := a.Has(feedback.Intent, feedback.Complaint)
	polarity := feedback.Unknown
	if a.Sentiment != nil {
		polarity = a.Sentiment.Polarity
	}
	switch {
	case onlyAsks(a):
		return Helpful
	case polarity == feedback.Mixed, polarity == feedback.Positive && complains:
		return Balanced
	case polarity == feedback.Negative, complains:
		return Sorry
	case polarity == feedback.Positive && (surest(a, feedback.Praise) || thanks(a)):
		return Grateful
	case asks(a):
		return Helpful
	case polarity == feedback.Positive, a.Has(feedback.Intent, feedback.Praise):
		return Grateful
	}
	return Plain
}

// rated corrects the tone by the worst rating that the customer gave of the whole.
// Few words can be misread, and nobody who gave one star wants to be thanked for
// the praise: the lowest quarter of a scale is a complaint, and its middle no
// praise. That a rating is good says nothing against a complaint.
func rated(t Tone, f *feedback.Feedback) Tone {
	for _, r := range f.Ratings {
		level, ok := level(r)
		switch {
		case !ok || r.Item != "":
		case level <= 0.25:
			return Sorry
		case level <= 0.5 && t == Grateful:
			t = Plain
		}
	}
	return t
}

// level is where on its scale a rating lies, from 0, the bad end, to 1.
func level(r feedback.Rating) (float64, bool) {
	b, err := r.Scale.Bounds()
	if err != nil || r.Validate() != nil {
		return 0, false
	}
	return b.Share(r.Value), true
}

// farBelow is the score from which on the whole of a feedback is bad news even
// if nothing in it is. A question or a wish has few words to judge by, and
// lacks something by its nature, so that a score this side of it says little.
const farBelow = -0.5

// onlyAsks reports whether the customer asks or wishes for something without
// having suffered anything: whoever wants to know whether to book must not be
// told that the booking went wrong.
func onlyAsks(a *feedback.Analysis) bool {
	if !asks(a) || surest(a, feedback.Complaint) || a.Has(feedback.Intent, feedback.Praise) {
		return false
	}
	if a.Sentiment != nil && (a.Sentiment.Polarity == feedback.Positive || a.Sentiment.Score <= farBelow) {
		return false
	}
	return !slices.ContainsFunc(a.Aspects, func(x feedback.Aspect) bool { return x.Polarity == feedback.Negative }) &&
		!slices.ContainsFunc(a.Emotions, func(e feedback.EmotionFinding) bool { return slices.Contains(hurt, e.Emotion) })
}

// surest reports whether no intent is surer than this one: "when do you close?"
// has a word of complaints as well, and thanks for help one of wishes.
func surest(a *feedback.Analysis, intent feedback.Category) bool {
	var this, other float64
	found := false
	for _, l := range a.In(feedback.Intent) {
		if l.Category == intent {
			this, found = max(this, l.Confidence), true
		} else {
			other = max(other, l.Confidence)
		}
	}
	return found && this >= other
}

// thanks reports whether the customer praises and is grateful, and asks nothing.
func thanks(a *feedback.Analysis) bool {
	return a.Has(feedback.Intent, feedback.Praise) && !a.Has(feedback.Intent, feedback.Question) &&
		slices.ContainsFunc(a.Emotions, func(e feedback.EmotionFinding) bool { return e.Emotion == feedback.Gratitude })
}

// hurt are the feelings of somebody whom something happened to.
var hurt = []feedback.Emotion{feedback.Anger, feedback.Disappointment, feedback.Dissatisfaction, feedback.Anxiety, feedback.Sadness}

// asks reports whether the customer wants to know or to have something.
func asks(a *feedback.Analysis) bool {
	return a.Has(feedback.Intent, feedback.Question) || a.Has(feedback.Intent, feedback.Request) || a.Has(feedback.Intent, feedback.Suggestion)
}

// concerns lists what the customer raised: aspects with their polarity, then
// topics and kinds of content that no aspect has. What weighs against comes
// before what weighs for, stronger before weaker. What somebody only asks about
// is not bad, whatever the whole sounds like; and a topic of which an aspect is a part
// is what that says of it: the food of a mixed review is not bad where its taste is praised.
func concerns(a *feedback.Analysis, t Tone) []Concern {
	if a == nil {
		return nil
	}
	aspects := slices.Clone(a.Aspects)
	slices.SortStableFunc(aspects, func(x, y feedback.Aspect) int { return cmp.Compare(x.Score, y.Score) })
	var out []Concern
	add := func(topic feedback.Category, p feedback.Polarity) {
		if topic != "" && !slices.ContainsFunc(out, func(c Concern) bool { return c.Topic == topic }) {
			out = append(out, Concern{Topic: topic, Polarity: p})
		}
	}
	for _, x := range aspects {
		add(x.Topic, x.Polarity)
	}
	said := func(topic feedback.Category) bool {
		return slices.ContainsFunc(a.Aspects, func(x feedback.Aspect) bool { return strings.HasPrefix(string(x.Topic), string(topic)+"/") })
	}
	overall := feedback.Unknown
	if a.Sentiment != nil {
		overall = a.Sentiment.Polarity
	}
	if t == Helpful {
		overall = feedback.Neutral
	}
	for _, d := range []feedback.Dimension{feedback.Topic, feedback.Content} {
		labels := a.In(d)
		slices.SortStableFunc(labels, func(x, y feedback.Label) int { return cmp.Compare(y.Confidence, x.Confidence) })
		for _, l := range labels {
			if !said(l.Category) {
				add(l.Category, overall)
			}
		}
		if len(out) > 0 {
			break // content is wider than topics and would only repeat them
		}
	}
	return out
}
