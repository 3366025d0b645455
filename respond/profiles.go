package respond

import "time"

// sourcesRead is when the sources of the profiles were read.
var sourcesRead = time.Date(2026, time.November, 1, 0, 0, 0, 0, time.UTC)

// Profiles lists the shipped profiles. A caller's own is a changed copy of one
// of them, or a [Profile] of its own.
//
// Where the conventions of good service and the rules of a place contradict each
// other, the place wins: a customer's name, a gift or a discount, otherwise good
// style, are left out where they are not allowed.
func Profiles() []Profile {
	return []Profile{Neutral(), TripAdvisor(), Trustpilot(), Google(), Yelp(), AppStore(), Health(), PrivateMessage()}
}

// Neutral is the profile of a public place that has no rules of its own: the
// rules with their own severities, facts from behind the scenes forbidden.
func Neutral() Profile {
	return Profile{ID: "neutral", Name: "No particular place", AsOf: sourcesRead, Public: true, PrivateFacts: Forbidden}
}

// TripAdvisor is the profile of management responses on Tripadvisor: original,
// in prose, in the language of the review, without personal information and
// without offers of gifts, services or money.
func TripAdvisor() Profile {
	p := Neutral()
	p.ID, p.Name = "tripadvisor", "Tripadvisor management responses"
	p.Sources = []string{
		"https://www.tripadvisorsupport.com/hc/en-us/articles/115016125728",
		"https://www.tripadvisorsupport.com/hc/en-sg/articles/200614337",
	}
	p.CustomerName, p.SignerName = Forbidden, Forbidden
	p.Offer, p.Link = Forbidden, Forbidden
	p.Severity = map[RuleID]Severity{"FORM-02": Error, "FORM-04": Error, "PERS-02": Warning}
	return p
}

// Trustpilot is the profile of replies on Trustpilot: thanks expected, no
// incentives, no personal information, no request to change a review.
func Trustpilot() Profile {
	p := Neutral()
	p.ID, p.Name = "trustpilot", "Trustpilot replies"
	p.Sources = []string{
		"https://support.trustpilot.com/hc/en-us/articles/235472148",
		"https://support.trustpilot.com/hc/en-us/articles/360021214839",
	}
	p.Offer = Forbidden
	return p
}

// Google is the profile of replies on Google Business Profile, which shows the
// name of the business beside the reply and may hold it back for review. Its
// help page could not be read whole; the limit is that of its Business Profile
// interface.
func Google() Profile {
	p := Neutral()
	p.ID, p.Name = "google", "Google Business Profile replies"
	p.Sources = []string{"https://www.optimixed.com/?p=41031"}
	p.MaxRunes = 4000
	p.Severity = map[RuleID]Severity{"PERS-03": Info}
	return p
}

// Yelp is the profile of public comments on Yelp: simple, thankful, and never
// traded for a change of the review. Its own tips were read in quotations only.
func Yelp() Profile {
	p := Neutral()
	p.ID, p.Name = "yelp", "Yelp public comments"
	p.Sources = []string{"https://smallbusinessbonfire.com/bad-yelp-reviews", "https://tarvk.online/faq"}
	return p
}

// AppStore is the profile of a developer's responses in Apple's App Store: no
// incentives, no personal information. Apple's rules were read in a summary; the
// limit is that of App Store Connect.
func AppStore() Profile {
	p := Neutral()
	p.ID, p.Name = "appstore", "App Store developer responses"
	p.Sources = []string{"https://applesupportphonenumber.com"}
	p.Offer = Forbidden
	p.MaxRunes = 5970
	p.Severity = map[RuleID]Severity{"PERS-03": Info}
	return p
}

// Health is the profile of a health provider: a public reply must not even
// confirm that the writer is a patient, nor use a name.
func Health() Profile {
	p := Neutral()
	p.ID, p.Name = "health", "Health providers"
	p.Sources = []string{
		"https://www.openlegalblogarchive.org/2022/12/15/",
		"https://www.nixonpeabody.com/insights/alerts/2023/07/13/",
	}
	p.CustomerName, p.Relationship = Forbidden, Forbidden
	p.Severity = map[RuleID]Severity{"PERS-02": Error, "PERS-04": Info, "INV-01": Info}
	return p
}

// PrivateMessage is the profile of a message that the customer alone reads:
// names, orders and refunds may be spoken of.
func PrivateMessage() Profile {
	return Profile{
		ID: "private", Name: "Private message", AsOf: sourcesRead,
		CustomerName: Expected,
		Severity:     map[RuleID]Severity{"PERS-02": Warning, "TIME-02": Off, "FORM-04": Info, "POS-01": Off},
	}
}
