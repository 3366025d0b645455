package lint

// A class is what a phrase tells about the reply it stands in. The phrases are
// the files in data.
type class uint8

const (
	// What a reply does.
	thanks class = iota
	apology
	empathy
	status // something is being done, or was
	remedy
	prevention
	askDetail
	contact
	invite
	update // when the customer hears again
	askSatisfied
	greeting
	signOff

	// What a reply must not do, everywhere or in some places.
	insult
	profanity
	threat
	argue
	blame // of the customer
	sarcasm
	fakeReview
	conditionalApology
	excuse
	guarantee
	offer
	changeReview
	guessIdentity
	relationship
	promotion
	privateContact
	officialese
	toolTrace
	thirdParty
	boast
	liability

	// What is private.
	privateFact  // a number behind it is one of the customer's
	visitFact    // a number behind it says when the customer came
	personalFact // about the customer, told outright
	towards      // a way to get in touch behind it is the customer's
	classes
)

// classNames are the names of the classes in the data files.
var classNames = [classes]string{
	thanks: "thanks", apology: "apology", empathy: "empathy", status: "status", remedy: "remedy", prevention: "prevention",
	askDetail: "ask_detail", contact: "contact", invite: "invite", update: "update", askSatisfied: "ask_satisfied",
	greeting: "greeting", signOff: "sign_off",
	insult: "insult", profanity: "profanity", threat: "threat", argue: "argue", blame: "blame", sarcasm: "sarcasm",
	fakeReview: "fake_review", conditionalApology: "conditional_apology", excuse: "excuse", guarantee: "guarantee",
	offer: "offer", changeReview: "change_review", guessIdentity: "guess_identity", relationship: "relationship",
	promotion: "promotion", privateContact: "private_contact", officialese: "officialese", toolTrace: "tool_trace",
	thirdParty: "third_party", boast: "boast", liability: "liability", privateFact: "private_fact",
	visitFact: "visit_fact", personalFact: "personal_fact", towards: "towards",
}
