package lexicon

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
)

// A Lexicon is a list of words and phrases with what they do to meaning. It is
// immutable and safe for concurrent use.
type Lexicon struct {
	name      string
	languages []language.Tag
	entries   []Entry
}

// NewLexicon makes a lexicon of entries, which it copies. Name and version of
// the data are the caller's to choose; languages are those that documents must
// be in for the entries to count, none meaning that the lexicon only adds words
// to others. A phrase that is given twice has the role and weight given last.
// The error lists every entry that cannot be used.
func NewLexicon(name string, languages []language.Tag, entries []Entry) (*Lexicon, error) {
	l := &Lexicon{name: name, languages: supported(languages), entries: slices.Clone(entries)}
	var errs []error
	for i, tag := range languages {
		if text.Supported(tag) == language.Und {
			errs = append(errs, fmt.Errorf("language %d is %v, want Chinese or English", i, tag))
		}
	}
	for i, e := range entries {
		if err := e.check(); err != nil {
			errs = append(errs, fmt.Errorf("entry %d: %w", i, err))
		} else if strings.TrimSpace(e.Phrase) == "" {
			errs = append(errs, fmt.Errorf("entry %d has no phrase", i))
		}
	}
	if len(errs) > 0 {
		return nil, fmt.Errorf("lexicon: %s: %w", name, errors.Join(errs...))
	}
	return l, nil
}

// supported is the supported languages among tags, each once.
func supported(tags []language.Tag) []language.Tag {
	var out []language.Tag
	for _, tag := range tags {
		if s := text.Supported(tag); s != language.Und && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// Parse reads lexicons in the form in which loam keeps its own, and which is
// made for hands:
//
//	# A comment.
//	@valence -2.1
//	cold food, lukewarm, arrived (late|cold)
//	@negator 0.8
//	not, hardly
//
// An @ line sets role and weight of the phrases below it, which stand separated
// by commas. [Entry] tells how a phrase is written. Below "@class" a line is a class and its words. Parts are read one after the other, as if they were one file.
// An error names part, line and what would be right.
func Parse(name string, languages []language.Tag, parts ...string) (*Lexicon, error) {
	var entries []Entry
	for i, part := range parts {
		var err error
		if entries, err = parsePart(entries, part); err != nil {
			return nil, fmt.Errorf("lexicon: %s: part %d: %w", name, i, err)
		}
	}
	return NewLexicon(name, languages, entries)
}

// Name is the name given to the lexicon.
func (l *Lexicon) Name() string { return l.name }

// Languages are the languages that documents must be in for the entries to
// count.
func (l *Lexicon) Languages() []language.Tag { return slices.Clone(l.languages) }

// Len is the number of entries.
func (l *Lexicon) Len() int { return len(l.entries) }

// Entries are the entries in the order given.
func (l *Lexicon) Entries() []Entry { return slices.Clone(l.entries) }

// String is name, languages and size.
func (l *Lexicon) String() string {
	return fmt.Sprintf("%s %v, %d entries", l.name, l.languages, len(l.entries))
}

// addTo adds the entries to the tries that texts and surveys are read with,
// classes first.
func (l *Lexicon) addTo(main, survey *trieBuilder) error {
	main.begin()
	survey.begin()
	var errs []error
	for _, e := range l.entries {
		if e.Role == Class {
			errs = append(errs, main.define(e.Phrase), survey.define(e.Phrase))
		}
	}
	for _, e := range l.entries {
		switch e.Role {
		case Class:
		case Asks, Answer:
			errs = append(errs, survey.add(e))
		default:
			errs = append(errs, main.add(e))
		}
	}
	return errors.Join(errs...)
}

func parsePart(entries []Entry, part string) ([]Entry, error) {
	var head Entry
	number := 0
	for line := range strings.Lines(part) {
		number++
		line = strings.TrimSpace(line)
		var err error
		switch {
		case line == "" || line == "#" || strings.HasPrefix(line, "# "):
			continue
		case line[0] == '@':
			head, err = parseHead(line)
		case head.Role == 0:
			err = errors.New("a phrase stands before the first @ line")
		default:
			entries = appendPhrases(entries, head, line)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
	}
	return entries, nil
}

// parseHead reads "@role" or "@role weight".
func parseHead(line string) (Entry, error) {
	word, number, hasWeight := strings.Cut(line[1:], " ")
	role, ok := parseRole(word)
	if !ok {
		return Entry{}, fmt.Errorf("role %q is not one of %s", word, strings.Join(roleWords[1:], ", "))
	}
	e := Entry{Phrase: line, Role: role}
	if hasWeight {
		var err error
		if e.Weight, err = strconv.ParseFloat(strings.TrimSpace(number), 64); err != nil {
			return Entry{}, fmt.Errorf("weight %q of role %v is not a number", number, role)
		}
	}
	return e, e.check()
}

func appendPhrases(entries []Entry, head Entry, line string) []Entry {
	for phrase := range strings.SplitSeq(line, ",") {
		if phrase = strings.TrimSpace(phrase); phrase == "" {
			continue
		}
		entries = append(entries, Entry{strings.Join(strings.Fields(phrase), " "), head.Role, head.Weight})
	}
	return entries
}
