package feedback

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
)

// A term is one word of a closed vocabulary: the word that JSON and Go use, its
// names for people, and other spellings accepted when parsing.
type term struct {
	word    string   // canonical, lower case, stable for ever
	hant    string   // as written in Taiwan
	hans    string   // as written on the mainland
	aliases []string // accepted by parse, never printed
}

// name is the term for people who read tag; English when loam does not write
// that language.
func (t term) name(tag language.Tag) string {
	return text.Wording{En: strings.ReplaceAll(t.word, "_", " "), Hant: t.hant, Hans: t.hans}.In(tag)
}

// matches reports whether s, already trimmed, spells the term. Words and
// English aliases match in any case and with spaces or hyphens for underscores.
func (t term) matches(s string) bool {
	if s == t.hant || s == t.hans || slices.Contains(t.aliases, s) {
		return true
	}
	s = strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' {
			return '_'
		}
		return r
	}, s)
	return strings.EqualFold(s, t.word) ||
		slices.ContainsFunc(t.aliases, func(a string) bool { return strings.EqualFold(s, a) })
}

// lookup is the index of the term that s spells, or an error that lists what
// would have been right.
func lookup(kind string, terms []term, s string) (int, error) {
	s = strings.TrimSpace(s)
	for i, t := range terms {
		if s != "" && s == t.word { // as files have it
			return i, nil
		}
	}
	for i, t := range terms {
		if s != "" && t.matches(s) {
			return i, nil
		}
	}
	return 0, &WordError{Kind: kind, Word: s, Allowed: words(terms)}
}

// words lists the canonical words of terms that have one.
func words(terms []term) []string {
	out := make([]string, 0, len(terms))
	for _, t := range terms {
		if t.word != "" {
			out = append(out, t.word)
		}
	}
	return out
}

// A WordError reports a word that is not in the vocabulary it was used in.
type WordError struct {
	Kind    string   // what was being read: "channel", "polarity", …
	Word    string   // what was found
	Allowed []string // the canonical words that are allowed
}

// Error says what was found and what is allowed.
func (e *WordError) Error() string {
	return fmt.Sprintf("feedback: %s %q is not one of %s", e.Kind, e.Word, strings.Join(e.Allowed, ", "))
}

// wordOf is the canonical word at i, or an error for a value that no constant
// declares: it must not reach a file as something else.
func wordOf(kind string, terms []term, i int) (string, error) {
	if i < 0 || i >= len(terms) {
		return "", fmt.Errorf("feedback: %s(%d) is not a declared value", kind, i)
	}
	return terms[i].word, nil
}

// printed is the canonical word at i for String methods, which cannot fail.
func printed(kind string, terms []term, i int) string {
	w, err := wordOf(kind, terms, i)
	if err != nil {
		return fmt.Sprintf("%s(%d)", kind, i)
	}
	return w
}

// named is the name at i for people who read tag.
func named(kind string, terms []term, i int, tag language.Tag) string {
	if i < 0 || i >= len(terms) {
		return printed(kind, terms, i)
	}
	return terms[i].name(tag)
}
