package lint

import (
	"cmp"
	_ "embed" // for the phrases
	"slices"
	"sync"

	"github.com/loamlib/loam/feedback/text"
)

//go:embed data/en.txt
var englishCues string

//go:embed data/zh.txt
var chineseCues string

// cues returns the compiled phrases.
func cues() *cueSet {
	compiled.once.Do(func() {
		set, err := parseCues(cueFile{"data/en.txt", englishCues, gapSize{3, 10}}, cueFile{"data/zh.txt", chineseCues, gapSize{4, 14}})
		if err != nil {
			panic(err) // the files are embedded, and tested
		}
		compiled.set = set
	})
	return compiled.set
}

var compiled struct {
	once sync.Once
	set  *cueSet
}

// A cueSet finds the phrases of all classes in one pass over a text.
//
// A pattern is one or more parts with gaps between them. The matcher finds the
// parts; one that continues a pattern counts if the part before it ended not
// farther back than the gap allows, in the same sentence.
type cueSet struct {
	matcher *text.Matcher
	parts   [][]part // by the matcher's ID
	places  int      // how many parts there are
}

// A part is a place in a pattern where a phrase may stand.
type part struct {
	place     int32
	gap       int32 // how many tokens may stand before it; first of its pattern if negative
	last      bool
	exception bool
	class     class
}

// A gapSize is how many tokens may stand at the gaps of a file at most: "~" and
// "...". Chinese needs more characters than English needs words.
type gapSize struct{ short, long int32 }

// A hit is a phrase found: tokens [first, end) of the text.
type hit struct {
	class      class
	first, end int
}

// reached is how far a pattern got: its first token and the end of the part that
// was found last.
type reached struct{ first, end, sentence int32 }

// scan is the memory that finding needs.
type scan struct {
	matches    []text.Match
	places     [][2]reached // by place, the last two times it was reached, the later first
	exceptions []hit
	hits       []hit
}

// find fills s.hits with what stands in t, in the order of where it ends.
func (c *cueSet) find(s *scan, t *text.Text) {
	s.hits, s.exceptions = s.hits[:0], s.exceptions[:0]
	s.matches = c.matcher.AppendAll(s.matches[:0], t)
	if len(s.places) < c.places {
		s.places = make([][2]reached, c.places)
	}
	clear(s.places)
	sentences, sentence := t.Sentences(), 0
	for _, m := range s.matches {
		for sentences[sentence].End <= m.First {
			sentence++
		}
		for _, p := range c.parts[m.ID] {
			s.meet(p, m, int32(sentence))
		}
	}
	s.hideExceptions()
}

// hideExceptions drops the hits that an exception of their class overlaps, and
// joins those that overlap one another. Hits come to stand in the order of class
// and end.
func (s *scan) hideExceptions() {
	slices.SortFunc(s.hits, func(a, b hit) int { return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(a.end, b.end)) })
	slices.SortFunc(s.exceptions, func(a, b hit) int {
		return cmp.Or(cmp.Compare(a.class, b.class), cmp.Compare(a.first, b.first))
	})
	kept, e, reach := s.hits[:0], 0, hit{}
	for _, h := range s.hits {
		if h.class != reach.class {
			reach = hit{class: h.class}
		}
		// Of the exceptions that begin before the hit ends, only the farthest counts.
		for ; e < len(s.exceptions) && s.exceptions[e].before(h); e++ {
			if x := s.exceptions[e]; x.class == h.class {
				reach.end = max(reach.end, x.end)
			}
		}
		if reach.end > h.first {
			continue
		}
		if k := len(kept) - 1; k >= 0 && kept[k].class == h.class && kept[k].end > h.first {
			kept[k].first, kept[k].end = min(kept[k].first, h.first), h.end
			continue
		}
		kept = append(kept, h)
	}
	s.hits = kept
}

// before reports whether an exception is of an earlier class than h, or begins
// before h ends.
func (x hit) before(h hit) bool {
	return x.class < h.class || x.class == h.class && x.first < h.end
}

// meet notes that a part stands at m.
func (s *scan) meet(p part, m text.Match, sentence int32) {
	at := reached{int32(m.First), int32(m.End), sentence}
	if p.gap >= 0 {
		before := s.places[p.place-1][0]
		if before.end > at.first { // it overlaps; the one before it may not
			before = s.places[p.place-1][1]
		}
		if before.end == 0 || before.sentence != sentence || before.end > at.first || at.first-before.end > p.gap {
			return
		}
		at.first = before.first
	}
	if !p.last {
		s.places[p.place] = [2]reached{at, s.places[p.place][0]}
		return
	}
	found := hit{p.class, int(at.first), m.End}
	if p.exception {
		s.exceptions = append(s.exceptions, found)
	} else {
		s.hits = append(s.hits, found)
	}
}
