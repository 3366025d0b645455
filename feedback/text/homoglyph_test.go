package text_test

import (
	"testing"

	"github.com/loamlib/loam/feedback/text"
)

func TestLettersInDisguise(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"gr\u0435\u0430t s\u0435rvi\u0441\u0435", "great service"}, // Cyrillic е, а, с
		{"\u0422errible", "\u0442errible"},                          // Cyrillic Т before a Latin letter: see undisguised
		{"a\u051C", "aw"},                                           // Cyrillic Ԝ, of which only the small letter looks like one
		{"g\u03BFod", "good"},                                       // Greek ο
		{"хорошо", "хорошо"},                                        // a word in its own alphabet
		{"iPhone и Samsung", "iphone и samsung"},
		{"λόγος OK", "λόγος ok"},
	} {
		prepared := text.Prepare(c.in)
		if got := string(prepared.Folded()); got != c.want {
			t.Errorf("%q folds to %q, want %q", c.in, got, c.want)
		}
		if from := prepared.Origin(text.Span{Start: 0, End: len(prepared.Folded())}); from.Of(c.in) != c.in {
			t.Errorf("%q: all of it comes from %q", c.in, from.Of(c.in))
		}
	}
}
