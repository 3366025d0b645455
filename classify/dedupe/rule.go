package dedupe

import (
	"fmt"
	"slices"
)

// A Rule is a reason for which a record is dropped.
type Rule string

// The rules, in the order in which they are tried. Of a record that breaks
// several the first counts.
const (
	// Empty: no words and no rating. A rating alone is an answer.
	Empty Rule = "empty"
	// Placeholder: words that fill a field and say nothing, such as "n/a", "test",
	// "无". Kept if there is a rating, or a question that they answer.
	Placeholder Rule = "placeholder"
	// Boilerplate: words that a platform puts where a customer wrote none.
	Boilerplate Rule = "boilerplate"
	// Gibberish: keys hit at random, one character over and over. Its ratings go
	// with it: who fills a field so does not care for the other answers.
	Gibberish Rule = "gibberish"
	// LinkFarm: three links or more, or little else than links.
	LinkFarm Rule = "link_farm"
	// Advert: an offer together with a way to reach who makes it.
	Advert Rule = "advert"
	// Bot: the program that sent it names itself as one.
	Bot Rule = "bot"
	// Speeder: answered faster than one can read or write.
	Speeder Rule = "speeder"
	// SameID: an earlier record has the Source and ID, and the same words.
	SameID Rule = "same_id"
	// Revised: an earlier record has the Source and ID, and other words: a revision,
	// or IDs that are used twice. Look at these before you trust them.
	Revised Rule = "revised"
	// Repeated: the same customer gave the same words for the same product within
	// a day.
	Repeated Rule = "repeated"
	// Copied: the same words as another record, too many to be chance.
	Copied Rule = "copied"
	// NearCopy: nearly the same words as another record, too many to be chance.
	NearCopy Rule = "near_copy"
	// Burst: one customer gave more records within an hour than people do.
	Burst Rule = "burst"
)

// Rules lists all rules in their order.
func Rules() []Rule {
	return []Rule{Empty, Placeholder, Boilerplate, Gibberish, LinkFarm, Advert, Bot, Speeder, SameID, Revised, Repeated, Copied, NearCopy, Burst}
}

// A Drop says that a record is dropped, and why.
type Drop struct {
	Index  int    `json:"index"`       // of the record, in the order of adding
	ID     string `json:"id,omitzero"` // of the record
	Rule   Rule   `json:"rule"`        // why
	Detail string `json:"detail"`      // what was found
	Repeat bool   `json:"repeat"`      // whether it repeats another, which Of and OfID name
	Of     int    `json:"of,omitzero"` // index of the record that it repeats
	OfID   string `json:"of_id,omitzero"`

	// Similarity is that of the words to those of the record it repeats, in
	// [0, 1].
	Similarity float64 `json:"similarity,omitzero"`
}

// String is the drop in a line, without the customer's words.
func (d Drop) String() string {
	s := fmt.Sprintf("record %d", d.Index)
	if d.ID != "" {
		s += fmt.Sprintf(" (%s)", d.ID)
	}
	s += fmt.Sprintf(": %s: %s", d.Rule, d.Detail)
	if d.Repeat {
		s += fmt.Sprintf(", of record %d", d.Of)
		if d.OfID != "" {
			s += fmt.Sprintf(" (%s)", d.OfID)
		}
	}
	return s
}

// A Report accounts for every record that was looked at.
type Report struct {
	Records int          `json:"records"`
	Kept    int          `json:"kept"`
	Rules   map[Rule]int `json:"rules"` // how many were dropped by each; rules without are left out
	Drops   []Drop       `json:"drops"` // in the order of the records
}

// Drop is what is said of a record, and whether it is dropped. The cost grows
// with the logarithm of the number of drops.
func (r *Report) Drop(index int) (Drop, bool) {
	i, found := slices.BinarySearchFunc(r.Drops, index, func(d Drop, index int) int { return d.Index - index })
	if !found {
		return Drop{}, false
	}
	return r.Drops[i], true
}
