package standard

// A cue is what a phrase tells a reader about the feedback it stands in. The
// lists of phrases, with their weights, are the files in data.
type cue uint8

const (
	// What is said of the thing: these hide one another, so that "not bad" is
	// not "bad" and "没有问题" is not "问题".
	void    cue = iota // hides a shorter phrase and says nothing itself
	good               // a favourable judgement
	bad                // an unfavourable judgement
	fault              // something that went wrong, told as a fact
	upset              // anger, disappointment, dissatisfaction, worry
	joy                // joy, gratitude, enthusiasm
	thanks             // a courtesy
	leaving            // the customer leaves, or warns others off
	staying            // the customer stays or recommends
	not                // reverses the judgement after it

	// What is done with the words: these hide one another, too.
	suggest // proposes a change
	command // tells the company to change something, at the start of a clause
	request // asks for something to be done in this case
	ask     // asks for information
	gripe   // a question that is a complaint
	aside   // hides a shorter phrase and does nothing itself

	advice   // tells other customers what to do
	complain // says that this is a complaint
	urgent   // needs somebody at once
	danger   // health, safety, money or the law is at stake
	calm     // can wait
	nothing  // an answer that says there is nothing to say

	// Words that only mean something together with others, or change what others
	// mean.
	hope          // a wish, which proposes a change if one follows
	change        // a change that can be wished for
	plea          // asks for what follows
	deed          // what a company can be asked to do in a case
	interrogative // makes a question of a sentence with a question mark
	irrealis      // what follows is not the case: "if", "担心"
	turn          // a contrast: a new clause begins
	leadIn        // may stand before a command
	think         // marks an opinion

	// What can be checked.
	event    // something that happened at one time
	hours    // a unit of time; its weight is how many hours it has
	spell    // a stretch of time without a number: "half an hour"; its weight is how many hours it has
	money    // a unit of money
	priced   // a price follows
	count    // a unit that is counted
	date     // a point in time
	wait     // how long it took follows
	used     // the time of use; a duration beside it tells the timing
	ofUse    // behind a duration: it is the time of use
	fresh    // right after use
	seasoned // after long use

	// What the question of a survey asks for.
	asksImprove
	asksLike
	cues
)

// cueNames are the names of the cues in the data files.
var cueNames = [cues]string{
	void: "void", good: "good", bad: "bad", fault: "fault", upset: "upset", joy: "joy", thanks: "thanks", not: "not",
	suggest: "suggest", hope: "hope", change: "change", command: "command", advice: "advice", request: "request", plea: "plea", deed: "deed", ask: "ask",
	interrogative: "interrogative", gripe: "gripe", complain: "complain", leaving: "leaving", staying: "staying",
	urgent: "urgent", danger: "danger", calm: "calm", irrealis: "irrealis", turn: "turn", leadIn: "lead", think: "think", nothing: "nothing", aside: "aside",
	event: "event", hours: "hours", spell: "spell", priced: "priced", wait: "wait", money: "money", count: "count", date: "date", used: "used", ofUse: "of_use",
	fresh: "fresh", seasoned: "seasoned", asksImprove: "asks_improve", asksLike: "asks_like",
}

// A family is a set of cues that hide one another: of overlapping phrases the
// leftmost and then longest is read. Evaluations are a family, and so are acts;
// every other cue is one by itself.
type family uint8

const (
	topics      family = iota // of the taxonomy in use
	contents                  // categories of the content dimension
	evaluations               // void to not
	acts                      // suggest to aside
	alone                     // the first of the others
	families    = alone + family(cues-advice)
)

func (c cue) family() family {
	switch {
	case c <= not:
		return evaluations
	case c < advice:
		return acts
	}
	return alone + family(c-advice)
}
