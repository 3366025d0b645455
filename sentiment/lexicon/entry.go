package lexicon

import "fmt"

// A Role is what a word or phrase does to the meaning of the passage it stands
// in.
type Role uint8

// The roles. Weight says what the weight of an entry in that role means.
const (
	// Valence is good or bad by itself. Weight is the change in log-odds of
	// praise that it stands for: 0.7 doubles the odds, -0.7 halves them.
	Valence Role = 1 + iota
	// Fact is good or bad by what happened, without a word of praise or blame:
	// "arrived broken", 等了<n>分钟. Weight is as of Valence.
	Fact
	// Irony is mockery. With a weight below 0 it always is: 呵呵, "thanks for
	// nothing". With one above 0 it is praise that turns into mockery where the
	// rest of its sentence is blame: "how convenient", 真棒.
	Irony
	// Inferior compares to the disadvantage, and takes the praise that follows
	// into itself: "not as good as", 不如隔壁好吃. Weight is as of Valence.
	Inferior
	// Neutral says outright that things are neither good nor bad: "so-so",
	// "还行". Weight is the side it leans to, as of Valence, if any.
	Neutral
	// Plain says nothing. It keeps its parts from being read by themselves:
	// "like this" is no liking, 快递 is not 快.
	Plain
	// Negator turns what follows round: "not", 没有. Weight is the share of
	// the valence that is turned, 1 for all.
	Negator
	// Degree makes what follows stronger or weaker. Weight is the factor.
	Degree
	// Booster makes what follows stronger, and is a valence itself where none
	// follows: 太大 and 太好, 好 and 好吃. Weight is that valence.
	Booster
	// Trail makes what came before stronger or weaker: 好吃极了. Weight is the
	// factor. Below 0 it denies the praise that came before (耐用度不高), and is
	// blame of that weight where none did.
	Trail
	// Contrast begins what weighs more than what came before: "but", 但是. With
	// weight 1 it does so only at the head of a clause: 就是, "still".
	Contrast
	// Concession begins what weighs less than the rest: "although", 虽然.
	Concession
	// Clause begins a new clause, out of reach of negators before it: 而是.
	Clause
	// Summary begins the verdict on the whole: "overall", 总的来说.
	Summary
	// Wish begins what is asked for and so is not there: "should", 希望.
	Wish
	// Condition begins what may be: "if", 如果.
	Condition
	// Past begins what is no more: "used to", 以前.
	Past
	// Class names words that phrases may have in one place. The phrase is the
	// class and words of it: "<time> minutes hours days". Another phrase of the
	// same lexicon can then be "waited <n> <time>".
	Class
	// Asks is read in survey questions only. A positive weight asks for what
	// is good, a negative one for what is not.
	Asks
	// Answer is read only at the head of the answer to a question that asks for
	// one side. A positive weight means "everything", a negative one "nothing",
	// and 0 that there is no answer: "n/a".
	Answer
	lastRole = Answer
)

var roleWords = [...]string{
	Valence: "valence", Fact: "fact", Irony: "irony", Inferior: "inferior", Neutral: "neutral", Plain: "plain", Negator: "negator", Degree: "degree", Booster: "booster",
	Trail: "trail", Contrast: "contrast", Concession: "concession", Clause: "clause", Summary: "summary", Wish: "wish",
	Condition: "condition", Past: "past", Class: "class", Asks: "asks", Answer: "answer",
}

// String is the role's word in lexicon files.
func (r Role) String() string {
	if r >= Valence && r <= lastRole {
		return roleWords[r]
	}
	return fmt.Sprintf("Role(%d)", uint8(r))
}

func parseRole(s string) (Role, bool) {
	for r := Valence; r <= lastRole; r++ {
		if roleWords[r] == s {
			return r, true
		}
	}
	return 0, false
}

// An Entry is one word or phrase of a lexicon.
//
// Phrase is matched in folded form, so letter case, width and Chinese script do
// not matter. Its words are separated by spaces; Chinese needs none. "<n>"
// stands for a number in digits, in Chinese numerals or in one of the small
// number words ("two", "several"), "<time>" and the like for a word of a
// [Class]. Alternatives stand in parentheses with bars between, an empty one for
// nothing: "arrived (much |)(late|cold)" is found in "arrived late" and in
// "arrived much cold". Groups do not nest. Where several phrases fit, the longest
// counts. "^推$" counts only where it is all that its clause says: other words have
// 推 in them, or mean something else by it.
type Entry struct {
	Phrase string
	Role   Role
	Weight float64
}

// alone reports whether the phrase counts only where it is all of its clause.
func (e *Entry) alone() bool {
	return len(e.Phrase) > 2 && e.Phrase[0] == '^' && e.Phrase[len(e.Phrase)-1] == '$'
}

// words are the phrase without the marks that say where it counts.
func (e *Entry) words() string {
	if e.alone() {
		return e.Phrase[1 : len(e.Phrase)-1]
	}
	return e.Phrase
}

// weightRange is what the weight of a role may be.
func (r Role) weightRange() (low, high float64) {
	switch r {
	case Valence, Fact, Irony, Inferior, Neutral, Booster:
		return -maxValence, maxValence
	case Negator, Contrast:
		return 0, 1
	case Degree:
		return 0, maxFactor
	case Trail:
		return -1, maxFactor
	case Asks, Answer:
		return -1, 1
	}
	return 0, 0
}

const (
	maxValence = 5 // beyond it a single word would decide whatever else is said
	maxFactor  = 3
)

func (e Entry) check() error {
	if e.Role < Valence || e.Role > lastRole {
		return fmt.Errorf("%q has undeclared %v", e.Phrase, e.Role)
	}
	if low, high := e.Role.weightRange(); !(e.Weight >= low && e.Weight <= high) {
		return fmt.Errorf("%q has weight %v, want one in [%v, %v] for %v", e.Phrase, e.Weight, low, high, e.Role)
	}
	return nil
}
