package lint

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/loamlib/loam/feedback/text"
)

// A cueFile is a data file.
type cueFile struct {
	name, text string
	gaps       gapSize
}

// parseCues reads data files.
func parseCues(files ...cueFile) (*cueSet, error) {
	p := cueParser{byKey: map[string]int{}}
	var errs []error
	for _, f := range files {
		p.named, p.class, p.gaps = map[string]string{}, classes, f.gaps
		n := 0
		for line := range strings.Lines(f.text) {
			n++
			if err := p.line(strings.TrimSpace(line)); err != nil {
				errs = append(errs, fmt.Errorf("lint: %s:%d: %w", f.name, n, err))
			}
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	var err error
	p.set.matcher, err = text.NewMatcher(p.phrases)
	return &p.set, err
}

type cueParser struct {
	set     cueSet
	phrases []text.Phrase
	byKey   map[string]int // index into set.parts by the folded tokens of a phrase
	named   map[string]string
	class   class
	gaps    gapSize
	text    text.Text
	key     []byte
}

func (p *cueParser) line(s string) error {
	switch {
	case s == "" || s[0] == '#' && !strings.HasPrefix(s, "#,"):
		return nil
	case s[0] == '@':
		name, body, ok := strings.Cut(s[1:], " ")
		if !ok {
			return fmt.Errorf("%q has no alternatives", s)
		}
		p.named[name] = strings.TrimSpace(body)
		return nil
	case s[0] == '[':
		p.class = class(slices.Index(classNames[:], strings.Trim(s, "[]")))
		if p.class >= classes {
			return fmt.Errorf("there is no class %s", s)
		}
		return nil
	case p.class == classes:
		return fmt.Errorf("%q stands in no section", s)
	}
	var errs []error
	for _, pattern := range splitPatterns(s) {
		if err := p.pattern(pattern); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// splitPatterns cuts a line at the commas that stand neither in parentheses nor
// behind a backslash.
func splitPatterns(s string) (out []string) {
	depth, start := 0, 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			depth--
		case ',':
			if depth == 0 {
				out, start = append(out, s[start:i]), i+1
			}
		}
	}
	out = append(out, s[start:])
	return slices.DeleteFunc(out, func(s string) bool { return strings.TrimSpace(s) == "" })
}

// pattern adds one pattern to the section.
func (p *cueParser) pattern(s string) error {
	s, exception := strings.CutPrefix(strings.TrimSpace(s), "!")
	gap := int32(-1)
	for s != "" {
		head, rest, next := p.cutGap(s)
		limit := maxPhrases
		if exception {
			limit = noLimit // exceptions are taken at their word
		}
		parts, err := p.split(head, gap, limit)
		if err != nil {
			return fmt.Errorf("pattern %q: %w", head, err)
		}
		for i, x := range parts {
			at := part{int32(p.set.places), x.gap, rest == "" && i == len(parts)-1, exception, p.class}
			p.set.places++
			if err := p.part(x.phrases, at); err != nil {
				return fmt.Errorf("pattern %q: %w", head, err)
			}
		}
		s, gap = rest, next
	}
	return nil
}

// maxPhrases is how many phrases one part may stand for before it is cut into
// several: three groups of twenty are sixty phrases in three parts, but eight
// thousand in one.
const (
	maxPhrases = 100
	noLimit    = math.MaxInt
)

// A stretch is a part of a pattern with what may stand between it and the part
// before.
type stretch struct {
	phrases []string
	gap     int32
}

// split expands a stretch of a pattern without gaps, as parts that follow one
// another. What may be left out and would make too many phrases becomes a short
// gap.
func (p *cueParser) split(s string, gap int32, limit int) (parts []stretch, err error) {
	whole, required := "", false // required: whole has something that must stand there
	current := stretch{gap: gap}
	for _, e := range elements(s) {
		longer, err := text.Expand(whole+e, p.named)
		if required && (err != nil && limit != noLimit || len(longer) > limit) {
			parts = append(parts, current)
			whole, required, current = "", false, stretch{}
			if optional(e) {
				current.gap = p.gaps.short
				continue
			}
			longer, err = text.Expand(e, p.named)
		}
		if err != nil {
			return nil, err
		}
		whole, current.phrases = whole+e, longer
		required = required || !optional(e) && strings.TrimSpace(e) != ""
	}
	if required {
		parts = append(parts, current)
	}
	if len(parts) == 0 {
		return nil, errors.New("has nothing that must stand there")
	}
	return parts, nil
}

func optional(element string) bool {
	return strings.HasSuffix(element, ")?") || strings.HasSuffix(element, "}?")
}

// elements cuts a pattern into its groups and what stands between them.
func elements(s string) (out []string) {
	depth, start := 0, 0
	cut := func(i int) {
		if i > start {
			out, start = append(out, s[start:i]), i
		}
	}
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '(', '{':
			if depth == 0 {
				cut(i)
			}
			depth++
		case ')', '}':
			if depth--; depth > 0 {
				continue
			}
			if i+1 < len(s) && s[i+1] == '?' {
				i++
			}
			cut(i + 1)
		}
	}
	cut(len(s))
	return out
}

// cutGap cuts a pattern at its first gap.
func (p *cueParser) cutGap(s string) (head, rest string, gap int32) {
	head = s
	for _, g := range []struct {
		sign   string
		tokens int32
	}{{" + ", 0}, {" ~ ", p.gaps.short}, {" ... ", p.gaps.long}} {
		if before, after, ok := strings.Cut(s, g.sign); ok && len(before) < len(head) {
			head, rest, gap = before, after, g.tokens
		}
	}
	return head, rest, gap
}

// part adds the phrases that may stand at one place.
func (p *cueParser) part(phrases []string, x part) error {
	for _, phrase := range phrases {
		id, err := p.phrase(phrase)
		if err != nil {
			return err
		}
		if !slices.Contains(p.set.parts[id], x) {
			p.set.parts[id] = append(p.set.parts[id], x)
		}
	}
	return nil
}

// phrase is the ID of a phrase for the matcher. Phrases that fold alike share
// it.
func (p *cueParser) phrase(phrase string) (int, error) {
	if strings.ContainsAny(phrase, "~+") || strings.Contains(phrase, "..") {
		return 0, fmt.Errorf("%q has a gap with nothing on one side", phrase)
	}
	p.text.Reset(phrase)
	p.key = p.key[:0]
	for _, tok := range p.text.Tokens() {
		p.key = append(append(p.key, p.text.Bytes(tok)...), 0)
	}
	if len(p.key) == 0 {
		return 0, fmt.Errorf("%q has no words", phrase)
	}
	id, known := p.byKey[string(p.key)]
	if !known {
		id = len(p.set.parts)
		p.byKey[string(p.key)] = id
		p.set.parts = append(p.set.parts, nil)
		p.phrases = append(p.phrases, text.Phrase{Text: phrase, ID: id})
	}
	return id, nil
}
