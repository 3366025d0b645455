package standard

import (
	"bufio"
	"cmp"
	_ "embed" // for the rules
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/loamlib/loam/feedback/text"
)

//go:embed data/en.txt
var englishRules string

//go:embed data/zh.txt
var chineseRules string

// A rule is one thing that a phrase says: a cue and how strongly.
type rule struct {
	cue    cue
	weight float32 // in (0, 1]; for hours and spell the number of hours
}

// A ruleSet says what phrases say.
type ruleSet struct {
	phrases []string
	rules   [][]rule // by phrase, by family and cue
}

// sharedRules are parsed when the first classifier is made.
var sharedRules struct {
	once sync.Once
	set  *ruleSet
	err  error
}

func loadRules() (*ruleSet, error) {
	sharedRules.once.Do(func() {
		sharedRules.set, sharedRules.err = parseRules(map[string]string{"data/en.txt": englishRules, "data/zh.txt": chineseRules})
	})
	return sharedRules.set, sharedRules.err
}

// parseRules reads rule files, which have lines of four kinds:
//
//	# a comment
//	@name alternative|alternative     alternatives for patterns of this file
//	[good 0.6, joy 0.3]               what the patterns below say
//	excellent, (top|first) class      patterns
func parseRules(files map[string]string) (*ruleSet, error) {
	p := ruleParser{byKey: map[string]int{}}
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		p.macros, p.current = map[string]string{}, nil
		lines := bufio.NewScanner(strings.NewReader(files[name]))
		for n := 1; lines.Scan(); n++ {
			if err := p.line(strings.TrimSpace(lines.Text())); err != nil {
				return nil, fmt.Errorf("standard: %s:%d: %w", name, n, err)
			}
		}
	}
	for i, rules := range p.set.rules {
		p.set.rules[i] = silence(rules)
		slices.SortFunc(p.set.rules[i], func(a, b rule) int {
			return cmp.Or(cmp.Compare(a.cue.family(), b.cue.family()), cmp.Compare(a.cue, b.cue))
		})
	}
	return &p.set, nil
}

type ruleParser struct {
	set     ruleSet
	byKey   map[string]int // index of a phrase by its folded tokens
	macros  map[string]string
	current []rule
	key     keyer
}

func (p *ruleParser) line(s string) error {
	switch {
	case s == "" || s[0] == '#':
		return nil
	case s[0] == '@':
		name, body, ok := strings.Cut(s[1:], " ")
		if !ok {
			return fmt.Errorf("%q has no alternatives", s)
		}
		p.macros[name] = strings.TrimSpace(body)
		return nil
	case s[0] == '[':
		return p.section(strings.Trim(s, "[]"))
	}
	for pattern := range strings.SplitSeq(s, ",") {
		if pattern = strings.TrimSpace(pattern); pattern == "" {
			continue
		}
		phrases, err := text.Expand(pattern, p.macros)
		if err != nil {
			return err
		}
		for _, phrase := range phrases {
			if err := p.add(phrase); err != nil {
				return fmt.Errorf("pattern %q: %w", pattern, err)
			}
		}
	}
	return nil
}

// section reads the cues that the patterns below it have.
func (p *ruleParser) section(s string) error {
	p.current = nil
	for part := range strings.SplitSeq(s, ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(part), " ")
		c := slices.Index(cueNames[:], name)
		if c < 0 {
			return fmt.Errorf("there is no cue %q", name)
		}
		w := 1.0
		if weight != "" {
			var err error
			if w, err = strconv.ParseFloat(weight, 32); err != nil || w <= 0 {
				return fmt.Errorf("cue %s has the weight %q, want a number above 0", name, weight)
			}
		}
		p.current = append(p.current, rule{cue(c), float32(w)})
	}
	return nil
}

// add gives a phrase the current cues. Of a cue that it has already the greater
// weight stays.
func (p *ruleParser) add(phrase string) error {
	key := p.key.of(phrase)
	if len(key) == 0 || p.current == nil {
		return fmt.Errorf("phrase %q is empty or stands before any cue", phrase)
	}
	i, known := p.byKey[string(key)]
	if !known {
		i = len(p.set.phrases)
		p.byKey[string(key)] = i
		p.set.phrases = append(p.set.phrases, phrase)
		p.set.rules = append(p.set.rules, nil)
	}
	for _, r := range p.current {
		k := slices.IndexFunc(p.set.rules[i], func(have rule) bool { return have.cue == r.cue })
		if k < 0 {
			p.set.rules[i] = append(p.set.rules[i], r)
		} else {
			p.set.rules[i][k].weight = max(p.set.rules[i][k].weight, r.weight)
		}
	}
	return nil
}

// silence drops what a phrase judges if it is declared void.
func silence(rules []rule) []rule {
	isVoid := func(r rule) bool { return r.cue == void }
	if !slices.ContainsFunc(rules, isVoid) {
		return rules
	}
	return slices.DeleteFunc(rules, func(r rule) bool { return r.cue != void && r.cue.family() == evaluations })
}
