package catalog

import "math/bits"

// A slot is a place in a wording that a value of the brief fills. What a slot
// holds is fixed here: a catalog cannot ask for anything else, and a value is
// never read as a wording.
type slot uint8

// The slots. Those of concerns come from the topics of the catalog, those of
// dates and contacts from its parts, the others from the brief as they stand.
const (
	slotName       slot = iota // the customer's public name
	slotBusiness               // the business's name
	slotSigner                 // the person who signs
	slotRole                   // what that person is
	slotBad                    // what was bad, as clauses: "the wait was too long"
	slotGood                   // what was good, as clauses
	slotAbout                  // what the feedback is about, as noun phrases
	slotLiked                  // what was good, as noun phrases
	slotFinding                // sentences of the caller
	slotAnswer                 //
	slotRemedy                 //
	slotPrevention             //
	slotAsked                  // what is asked of the customer, as noun phrases
	slotReach                  // how to get in touch, from part "reach"
	slotBy                     // when the customer hears again, from part "by"
	slotDepartment             // for part "reach"
	slotPhone
	slotEmail
	slotURL
	slotHours
	slotYear // for part "by"
	slotMonth
	slotDay
	slotWeekday
	slotHour
	slotHour12
	slotMinute
	slotPeriod // of the day: "pm"
	slots      // how many there are
)

// slotTable says how catalogs call a slot and which field of the request fills
// it.
var slotTable = [slots]struct{ name, field string }{
	slotName:       {"name", "Feedback.Customer.Name"},
	slotBusiness:   {"business", "Business.Name"},
	slotSigner:     {"signer", "Business.Signer.Name"},
	slotRole:       {"role", "Business.Signer.Role"},
	slotBad:        {"bad", "Analysis.Aspects"},
	slotGood:       {"good", "Analysis.Aspects"},
	slotAbout:      {"about", "Analysis.Labels"},
	slotLiked:      {"liked", "Analysis.Aspects"},
	slotFinding:    {"finding", "Finding"},
	slotAnswer:     {"answer", "Answer"},
	slotRemedy:     {"remedy", "Remedy.Detail"},
	slotPrevention: {"prevention", "Prevention"},
	slotAsked:      {"asked", "Missing"},
	slotReach:      {"reach", "Business.Contact"},
	slotBy:         {"by", "NextUpdate"},
	slotDepartment: {"department", "Business.Contact.Department"},
	slotPhone:      {"phone", "Business.Contact.Phone"},
	slotEmail:      {"email", "Business.Contact.Email"},
	slotURL:        {"url", "Business.Contact.URL"},
	slotHours:      {"hours", "Business.Contact.Hours"},
	slotYear:       {"year", "NextUpdate"},
	slotMonth:      {"month", "NextUpdate"},
	slotDay:        {"day", "NextUpdate"},
	slotWeekday:    {"weekday", "NextUpdate"},
	slotHour:       {"hour", "NextUpdate"},
	slotHour12:     {"hour12", "NextUpdate"},
	slotMinute:     {"minute", "NextUpdate"},
	slotPeriod:     {"period", "NextUpdate"},
}

// slotNamed finds a slot by the name that catalogs use.
func slotNamed(name string) (slot, bool) {
	for i, s := range slotTable {
		if s.name == name {
			return slot(i), true
		}
	}
	return 0, false
}

// slotNames lists the names, for messages.
func slotNames() []string {
	names := make([]string, slots)
	for i, s := range slotTable {
		names[i] = s.name
	}
	return names
}

// A slotSet is a set of slots.
type slotSet uint32

func (s slotSet) has(x slot) bool     { return s&(1<<x) != 0 }
func (s slotSet) with(x slot) slotSet { return s | 1<<x }
func (s slotSet) first() slot         { return slot(bits.TrailingZeros32(uint32(s))) }

// contactSlots and clockSlots are what the parts are made of.
const (
	contactSlots slotSet = 1<<slotDepartment | 1<<slotPhone | 1<<slotEmail | 1<<slotURL | 1<<slotHours
	clockSlots   slotSet = 1<<slotYear | 1<<slotMonth | 1<<slotDay | 1<<slotWeekday | 1<<slotHour | 1<<slotHour12 | 1<<slotMinute | 1<<slotPeriod
)
