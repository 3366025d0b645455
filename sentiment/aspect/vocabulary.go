package aspect

import (
	"slices"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment/lexicon"
)

// A class is a set of parts that a token has in its sentence.
type class uint16

const (
	function class = 1 << iota // no part of a name: articles, adverbs, common verbs
	join                       // puts things side by side: "and", 和
	turn                       // begins another clause: "but", 因为
	be                         // joins a thing to what is said of it: "is", "tastes"
	than                       // what follows is only compared with: "than", 比
	pronoun                    // stands for what was mentioned before: "it", 它
	whole                      // an opinion of everything: "recommend", 回购
	pro                        // asks for or heads what is good: "pros", 优点
	con                        // asks for or heads what is not: "cons", 缺点
	except                     // what follows is left out: "except", 除了
	spoken                     // of an opinion; set while reading
	inner                      // goes on with the name of a thing; set while reading
)

var classWords = []string{"function", "join", "turn", "be", "than", "pronoun", "whole", "pro", "con", "except"}

func parseClass(s string) (class, bool) {
	i := slices.Index(classWords, s)
	return 1 << max(i, 0), i >= 0
}

// A vocabulary is what the words of a text can be.
type vocabulary struct {
	matcher  *text.Matcher
	names    []name // by ID of the matcher's phrases
	tokens   tokeniser
	byTokens map[string]int    // index into names
	senses   map[string]*sense // by phrase of a lexicon's entry
	spelled  map[string]*sense // by folded phrase
	topics   topicIndex
}

// A name is what one phrase stands for.
type name struct {
	phrase  string // until it is compiled
	topic   int32
	thing   bool // it is a mention
	noun    bool // it is the name of a thing beyond doubt
	opinion bool // it is an opinion of the topic
	class   class
}

// A sense is what is known of an opinion beside its weight.
type sense struct {
	topic int32
	sides []float64 // by topic: what it weighs there; nil if the same everywhere
	parts []int32   // the topics with a side, as listed
	usual float64   // what it weighs of a thing of no topic, 0 if that cannot be told
}

// newVocabulary begins a vocabulary with the phrases of topics.
func newVocabulary(categories []feedback.Category, phrases []text.Phrase) (*vocabulary, error) {
	v := &vocabulary{
		byTokens: make(map[string]int, 2*len(phrases)), senses: map[string]*sense{}, spelled: map[string]*sense{},
		topics: newTopicIndex(categories),
	}
	if err := v.topics.check(phrases); err != nil {
		return nil, err
	}
	for _, p := range phrases {
		n := v.name(p.Text)
		n.topic, n.thing = int32(p.ID), true
	}
	return v, nil
}

// name is what phrase stands for, to be filled in.
func (v *vocabulary) name(phrase string) *name {
	key := v.tokens.write(phrase)
	i, ok := v.byTokens[key]
	if !ok {
		i = len(v.names)
		v.byTokens[key] = i
		v.names = append(v.names, name{phrase: phrase, topic: noTopic})
	}
	return &v.names[i]
}

// A tokeniser writes phrases with their tokens parted by spaces, so that what is
// matched alike is alike: "cp值" and "CP 值".
type tokeniser struct {
	text text.Text
	out  []byte
}

func (t *tokeniser) write(phrase string) string {
	t.text.Reset(phrase)
	t.out = t.out[:0]
	for _, tok := range t.text.Tokens() {
		t.out = append(append(t.out, t.text.Bytes(tok)...), ' ')
	}
	return string(t.out)
}

// fold is the folded form of phrase, as in [text.Fold].
func (t *tokeniser) fold(phrase string) string {
	t.text.Reset(phrase)
	return string(t.text.Folded())
}

// learn adds the rules and compiles the vocabulary. It returns the words that
// the lexicons lack.
func (v *vocabulary) learn(rules []rule, lexicons []*lexicon.Lexicon) (*lexicon.Lexicon, error) {
	known := map[string]lexicon.Entry{}
	for _, l := range lexicons {
		for _, e := range l.Entries() {
			if e.Role != lexicon.Asks && e.Role != lexicon.Answer {
				known[e.Phrase] = e
			}
		}
	}
	var own []lexicon.Entry
	for i := range rules {
		r := &rules[i]
		for _, phrase := range r.phrases {
			switch r.kind {
			case thing:
				n := v.name(phrase)
				if n.noun = true; !n.thing {
					n.topic, n.thing = v.topics.find(r.topic), true
				}
			case words:
				v.name(phrase).class |= r.class
			case negator:
				own = append(own, lexicon.Entry{Phrase: phrase, Role: lexicon.Negator, Weight: r.weight})
			default:
				own = append(own, v.opine(r, phrase, known))
				if i, ok := v.byTokens[v.tokens.write(phrase)]; ok {
					v.names[i].opinion = true
				}
			}
		}
	}
	phrases := make([]text.Phrase, len(v.names))
	for i := range v.names {
		phrases[i] = text.Phrase{Text: v.names[i].phrase, ID: i}
		v.names[i].phrase = ""
	}
	var err error
	if v.matcher, err = text.NewMatcher(phrases); err != nil {
		return nil, err
	}
	v.byTokens = nil
	return lexicon.NewLexicon("aspect", nil, own)
}

// opine adds an opinion. Its weight is that of the lexicons where they have it
// on the same side, for theirs are measured.
func (v *vocabulary) opine(r *rule, phrase string, known map[string]lexicon.Entry) lexicon.Entry {
	e := lexicon.Entry{Phrase: phrase, Role: lexicon.Valence, Weight: r.weight}
	folded := v.tokens.fold(phrase)
	k, ok := known[phrase]
	if !ok {
		k, ok = known[folded]
	}
	speaks := ok && speaks(k.Role)
	if r.kind == neutral {
		e.Role = lexicon.Neutral
	}
	s := &sense{topic: v.topics.find(r.topic)}
	if r.kind == depends {
		e.Weight = 0
		s.sides = v.sides(r)
		for _, c := range append(slices.Clone(r.good), r.bad...) {
			s.parts = append(s.parts, v.topics.find(c))
		}
		switch {
		case len(r.good) == 0:
			s.usual = -r.weight
		case len(r.bad) == 0:
			s.usual = r.weight
		}
	}
	if speaks && (r.kind == depends || r.kind == opinion && k.Weight*r.weight > 0) {
		e.Role, e.Weight = k.Role, k.Weight
	}
	v.spelled[folded] = s
	v.senses[phrase] = s
	return e
}

// speaks reports whether entries of a role speak for or against by themselves.
func speaks(r lexicon.Role) bool {
	switch r {
	case lexicon.Valence, lexicon.Fact, lexicon.Irony, lexicon.Inferior, lexicon.Neutral, lexicon.Booster:
		return true
	}
	return false
}

// sides is what a depending word weighs by topic.
func (v *vocabulary) sides(r *rule) []float64 {
	out := make([]float64, len(v.topics.list))
	for c, t := range v.topics.index {
		for _, g := range r.good {
			if within(c, g) {
				out[t] = r.weight
			}
		}
		for _, b := range r.bad { // more telling where both hold
			if within(c, b) {
				out[t] = -r.weight
			}
		}
	}
	return out
}
