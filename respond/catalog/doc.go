// Package catalog writes replies from catalogs of wordings: in Traditional
// Chinese as in Taiwan, in Simplified Chinese as on the mainland, in English, and
// in any language that the caller has a catalog for.
//
//	brief, err := respond.Plan(&request)
//	draft, err := catalog.Default().Generate(ctx, brief)
//
// A reply is composed act by act. Each act has dozens to hundreds of wordings in
// each language, some of two acts in one sentence; acts come in several orders.
// What fits is told by the situation: how the customer came, what they felt and
// want, whose fault it was, how urgent it is, what is offered, where the reply
// will stand. What the customer raised is said in the catalog's words for the
// topic; the customer's own are never used, but for the name if
// [respond.UsableName] finds that it can be.
//
// The choice follows the seed, the feedback's ID and its text, so that it can be
// repeated. With a [respond.Recall] at hand, such as similarity.Memory, up to
// [Options.Tries] replies are composed and the one least like what was sent is
// taken. A thousand replies of one business to different reviews, or to the same
// complaint a thousand times, then have less than half of their shingles in
// common pair by pair, greeting, contact and signature aside; replies to the
// same praise or question a thousand times, which are three sentences long, less
// than two thirds.
//
// # Catalogs
//
// A [Catalog] is a text that [Parse] reads. It begins with the language and its
// small habits, all but the first optional:
//
//	language de
//	space " "                    between sentences
//	paragraph "\n\n"             between paragraphs
//	end "."                      of a sentence that has none
//	list ", " " und "            between noun phrases, and before the last
//	clauses ", " " und "         the same for clauses
//	months Januar Februar …      twelve; used by {month}
//	weekdays Sonntag Montag …    seven; used by {weekday}
//	periods 0 Uhr                hours and words by turns; used by {period}
//
// Then come sections. Each has a head and lines that are the wordings:
//
//	== thank tone=sorry,balanced fault=at_fault
//	[danke|vielen Dank], dass Sie uns von {about} berichtet haben<, {name}>.
//
// In a wording {slot} is filled, [a|b] is one of the two, and <…> is left out
// where its slots cannot be filled. A backslash takes the meaning from the next
// character; \n is a line break. There are no expressions, and nothing that is
// filled in is ever read as a wording.
//
// Slots of acts are name, business, signer, role, about, liked, good, bad,
// finding, answer, remedy, prevention, asked, reach and by. A wording whose slots
// cannot be filled is not used; if none is left, that is a
// [*respond.MissingError]. Part "reach" words how to get in touch, with
// department, phone, email, url and hours; part "by" the time of the next news,
// with year, month, day, weekday, hour, hour12, minute and period, in the digits
// of the language.
//
// Conditions say when a section holds, each with one or more values:
//
//	tone      plain grateful balanced sorry helpful
//	fault     undecided at_fault not_at_fault
//	progress  unknown under_way solved
//	intent    question suggestion request complaint praise none
//	nature    factual opinion emotional none
//	emotion   anger disappointment dissatisfaction anxiety sadness surprise joy gratitude none
//	urgency   high usual
//	harm      feared none: whether somebody may be hurt
//	place     public private
//	offer     none private detail refund discount replacement free_service
//	relation  open hidden: whether the writer may be confirmed as a customer; open unless stated
//	asked     zero one two few many other: the plural form that goes with what is asked
//	next      date none
//	answer    given none
//	words     none few many: of the feedback; none if it says nothing that a reply could take up
//	lead      line inline: whether the greeting stands alone
//	turn      first later: whether it is said right after the greeting
//
// An order lists all acts; "/" ends a paragraph. A topic has noun phrases
// (about), and clauses for what was good and bad of it:
//
//	== order
//	greet / thank acknowledge empathise apologise / … / close / sign
//
//	== topic delivery/delivery_speed
//	about die Lieferzeit | die Zeit bis zur Lieferung
//	bad   die Lieferung zu lange gedauert hat
//
// A topic without words of its own is called as the next wider one; if there is
// none either, the reply passes it over, and a warning on the draft says so.
// [New] adds a catalog to the shipped one of its language, and checks that a
// catalog of a new language can say all that may be asked of it.
//
// # What it does not do
//
// It does not understand the review beyond what the analysis says, and knows no
// facts but the request's. Sentences of the caller are said as they stand.
package catalog
