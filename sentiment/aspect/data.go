package aspect

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/en.txt
var englishData string

//go:embed data/zh.txt
var chineseData string

var shared struct {
	once  sync.Once
	rules []rule
}

// sharedData are the rules of both languages, parsed when first asked for.
func sharedData() []rule {
	shared.once.Do(func() {
		for _, data := range []string{englishData, chineseData} {
			rules, err := parse(data)
			if err != nil {
				panic(fmt.Sprintf("aspect: the embedded data is broken: %v", err)) // the tests parse the same data
			}
			shared.rules = append(shared.rules, rules...)
		}
	})
	return shared.rules
}

// A rule is what a list of phrases does.
type rule struct {
	kind    kind
	topic   string   // of opinion and thing; empty for none
	weight  float64  // of opinion and depends, in log-odds; of negator, a share
	good    []string // of depends: the topics it speaks for
	bad     []string // of depends: the topics it speaks against
	class   class    // of words
	phrases []string
}

type kind uint8

const (
	opinion kind = 1 + iota // speaks for or against, of a topic if it names one
	depends                 // speaks for or against as the topic has it
	thing                   // names a thing
	neutral                 // says outright that it is neither good nor bad
	words                   // has a part in the sentence
	negator                 // turns what follows
)

// parse reads rules. A line with an @ says what the phrases below it do, which
// are separated by commas; opinions are phrases as lexicons have them:
//
//	@opinion food/taste 1.5   an opinion of that topic
//	@opinion - 1.5            an opinion of whatever is near
//	@depends 1 + delivery waiting - product/battery
//	@thing food               names of things of that topic, or of none (-)
//	@words join               words of a class
//	@neutral -0.2             what is neither good nor bad, and where it leans to
//	@negator 1                words that turn what follows, and how much of it
func parse(data string) ([]rule, error) {
	var rules []rule
	number := 0
	for line := range strings.Lines(data) {
		number++
		line = strings.TrimSpace(line)
		var err error
		switch {
		case line == "" || strings.HasPrefix(line, "# ") || line == "#":
		case line[0] == '@':
			var r rule
			r, err = parseHead(strings.Fields(line[1:]))
			rules = append(rules, r)
		case len(rules) == 0:
			err = fmt.Errorf("phrases stand before the first @ line")
		default:
			r := &rules[len(rules)-1]
			err = r.add(line)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
	}
	return rules, nil
}

func parseHead(f []string) (rule, error) {
	if len(f) >= 2 {
		switch f[0] {
		case "opinion":
			if len(f) == 3 {
				w, err := strconv.ParseFloat(f[2], 64)
				return rule{kind: opinion, topic: strings.Trim(f[1], "-"), weight: w}, err
			}
		case "depends":
			w, err := strconv.ParseFloat(f[1], 64)
			r := rule{kind: depends, weight: w}
			r.good, r.bad = sides(f[2:])
			return r, err
		case "neutral":
			w, err := strconv.ParseFloat(f[1], 64)
			return rule{kind: neutral, weight: w}, err
		case "negator":
			w, err := strconv.ParseFloat(f[1], 64)
			return rule{kind: negator, weight: w}, err
		case "thing":
			return rule{kind: thing, topic: strings.Trim(f[1], "-")}, nil
		case "words":
			c, ok := parseClass(f[1])
			if ok {
				return rule{kind: words, class: c}, nil
			}
		}
	}
	return rule{}, fmt.Errorf("@%s is not understood", strings.Join(f, " "))
}

// sides reads "+ a b - c".
func sides(f []string) (good, bad []string) {
	side := &good
	for _, s := range f {
		switch s {
		case "+":
			side = &good
		case "-":
			side = &bad
		default:
			*side = append(*side, s)
		}
	}
	return good, bad
}

// add appends a line of phrases. Those of things and words are looked for as
// they stand.
func (r *rule) add(line string) error {
	for phrase := range strings.SplitSeq(line, ",") {
		phrase = strings.TrimSpace(phrase)
		if phrase == "" {
			continue
		}
		if (r.kind == thing || r.kind == words) && strings.ContainsAny(phrase, "(|<") {
			return fmt.Errorf("%q has alternatives, which only opinions may have", phrase)
		}
		r.phrases = append(r.phrases, phrase)
	}
	return nil
}
