package text

import (
	"fmt"
	"strings"
)

// maxExpansion bounds the phrases of one pattern, against slips of the pen.
const maxExpansion = 4096

// Expand lists the phrases that a pattern stands for, for those who write word
// lists by hand:
//
//	(keeps|kept) crashing    one of several words
//	(really )?slow           with or without
//	{very}slow               the alternatives that named calls "very"
//	:\)                      a backslash takes the next sign as it is
//
// Alternatives may hold patterns again. A pattern that is not well formed, or
// that stands for more than 4,096 phrases, is an error.
func Expand(pattern string, named map[string]string) ([]string, error) {
	e := expander{in: pattern, named: named}
	out, err := e.sequence()
	if err == nil && e.at < len(e.in) {
		err = fmt.Errorf("unexpected %q", e.in[e.at:])
	}
	if err != nil {
		return nil, fmt.Errorf("text: pattern %q: %w", pattern, err)
	}
	for i, s := range out {
		out[i] = strings.Join(strings.Fields(s), " ")
	}
	return out, nil
}

type expander struct {
	in    string
	at    int
	named map[string]string
}

// sequence reads up to the end of the pattern or of the alternative.
func (e *expander) sequence() ([]string, error) {
	out := []string{""}
	for e.at < len(e.in) {
		var next []string
		var err error
		switch e.in[e.at] {
		case '|', ')':
			return out, nil
		case '(':
			next, err = e.group()
		case '{':
			next, err = e.name()
		default:
			next = []string{e.literal()}
		}
		if err != nil {
			return nil, err
		}
		if len(out)*len(next) > maxExpansion {
			return nil, fmt.Errorf("stands for more than %d phrases", maxExpansion)
		}
		out = join(out, next)
	}
	return out, nil
}

// literal reads up to the next sign that means something.
func (e *expander) literal() string {
	var b strings.Builder
	for ; e.at < len(e.in) && strings.IndexByte("(|){", e.in[e.at]) < 0; e.at++ {
		if e.in[e.at] == '\\' && e.at+1 < len(e.in) {
			e.at++
		}
		b.WriteByte(e.in[e.at])
	}
	return b.String()
}

// group reads "(a|b)" or "(a|b)?".
func (e *expander) group() ([]string, error) {
	var out []string
	for {
		e.at++ // the parenthesis or bar
		one, err := e.sequence()
		if err != nil {
			return nil, err
		}
		out = append(out, one...)
		if e.at == len(e.in) {
			return nil, fmt.Errorf("a parenthesis is not closed")
		}
		if e.in[e.at] == ')' {
			break
		}
	}
	e.at++
	return e.optional(out), nil
}

// name reads "{name}" or "{name}?".
func (e *expander) name() ([]string, error) {
	name, _, closed := strings.Cut(e.in[e.at+1:], "}")
	body, known := e.named[name]
	if !closed || !known {
		return nil, fmt.Errorf("no alternatives are called %q", name)
	}
	e.at += len(name) + 2
	out, err := Expand("("+body+")", e.named)
	return e.optional(out), err
}

// optional reads a question mark after a group.
func (e *expander) optional(out []string) []string {
	if e.at < len(e.in) && e.in[e.at] == '?' {
		e.at++
		out = append(out, "")
	}
	return out
}

func join(heads, tails []string) []string {
	out := make([]string, 0, len(heads)*len(tails))
	for _, h := range heads {
		for _, t := range tails {
			out = append(out, h+t)
		}
	}
	return out
}
