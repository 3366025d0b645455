package main

import (
	"bufio"
	"cmp"
	"hash/fnv"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/sentiment/lexicon"
)

// counts are the texts of one source that have a phrase, by side.
type counts struct{ good, bad float64 }

// A candidate is a phrase that may enter the lexicon.
type candidate struct {
	phrase  string
	by      map[int]*counts // by source
	mean    float64         // log-odds over the sources
	z       float64         // mean over its standard error
	sources int             // sources that have it often enough to speak
	agree   float64         // share of their weight that has the sign of the mean
	listed  float64         // what the reference lists say, 0 if nothing
}

// longestPhrase is how many words or Chinese characters a candidate may have.
const (
	longestEnglish = 3
	longestChinese = 5
)

// count finds the phrases of the sources' rows and counts in how many texts of
// either side they are.
func count(sources []source, lang string) map[string]*candidate {
	all := map[string]*candidate{}
	var t text.Text
	seen := map[string]bool{}
	often := frequent(sources, lang)
	for s, src := range sources {
		for _, r := range src.rows {
			if r.side == 0 {
				continue
			}
			t.Reset(r.text)
			clear(seen)
			phrases(&t, lang, seen)
			for p := range seen {
				if !often.has(p) {
					continue
				}
				c := all[p]
				if c == nil {
					c = &candidate{phrase: p, by: map[int]*counts{}}
					all[p] = c
				}
				if c.by[s] == nil {
					c.by[s] = &counts{}
				}
				if r.side > 0 {
					c.by[s].good++
				} else {
					c.by[s].bad++
				}
			}
		}
	}
	return all
}

// A sketch counts phrases by their hash, up to a few. Most phrases occur once,
// and need not be kept.
type sketch [1 << 25]uint8

const fewest = 3 // texts that a candidate must be in

func (s *sketch) slot(p string) *uint8 {
	h := fnv.New64a()
	io.WriteString(h, p)
	return &s[h.Sum64()%uint64(len(s))]
}

func (s *sketch) has(p string) bool { return *s.slot(p) >= fewest }

// frequent counts the phrases of the sources.
func frequent(sources []source, lang string) *sketch {
	var s sketch
	var t text.Text
	seen := map[string]bool{}
	for _, src := range sources {
		for _, r := range src.rows {
			t.Reset(r.text)
			clear(seen)
			phrases(&t, lang, seen)
			for p := range seen {
				if n := s.slot(p); *n < fewest {
					*n++
				}
			}
		}
	}
	return &s
}

// phrases adds to seen the n-grams of t that stay within a clause.
func phrases(t *text.Text, lang string, seen map[string]bool) {
	tokens := t.Tokens()
	longest := longestEnglish
	if lang == "zh" {
		longest = longestChinese
	}
	for i := range tokens {
		for n := 1; n <= longest && i+n <= len(tokens); n++ {
			last := tokens[i+n-1]
			if last.Kind == text.Word && lang == "en" && last.Script == text.Latin {
			} else if lang == "zh" && (last.Kind == text.Han1 || last.Kind == text.Word && last.Script == text.Latin) {
				if n > 1 && last.Has(text.SpaceBefore) {
					break
				}
			} else {
				break
			}
			if p := string(t.Folded()[tokens[i].Start:last.End]); usable(p, lang, n) {
				seen[p] = true
			}
		}
	}
}

// stopWords say nothing by themselves, nor at the edge of a phrase.
var stopWords = setOf(`a an the this that these those it its it's i i'm i've i'd i'll me my mine myself we we're we've our ours us you you're you've your yours
he him his she her hers they they're they've their theirs them who whom whose which what when where why how there here
am is are was were be been being do does did done doing have has had having will would can could shall should may might must
and or but if because as while of at by for with about against between into through during before after above below to from
up down in out on off over under again further then once than so such s t d ll re ve m 's 're 've 'd 'll 'm don
all any both each every few more most other some own same too very just also even only now ever still yet not no nor n't
one two three four five six seven eight nine ten first second get got gets getting go goes going went gone come comes came make makes made
say says said see sees saw seen know knew use uses used using take takes took put let thing things something anything everything
however although though until unless since whether either neither am pm mr mrs etc name im ive id dont doesnt didnt cant wont
lot lots way bit kind sort many much several another enough else`)

var stopEdges = setOf(`a an the this that these those it its i i'm i've i'd me my we our us you your he him his she her they their them who which what when where
am is are was were be been being do does did have has had will would can could should may might must and or but if because as while of at by for with
about into through to from in on than so such 's 're 've 'd 'll 'm s t there here it's that's then also just one very all too`)

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

// usable reports whether p may be a candidate at all.
func usable(p, lang string, n int) bool {
	if lang == "en" {
		words := strings.Fields(p)
		if len(words) != n { // written without a space between
			return false
		}
		if n == 1 {
			return len(p) > 1 && !stopWords[p]
		}
		return !stopEdges[words[0]] && !stopEdges[words[n-1]]
	}
	first, size := utf8.DecodeRuneInString(p)
	last, _ := utf8.DecodeLastRuneInString(p)
	if size == len(p) {
		return false // a character by itself means different things in different words
	}
	if strings.ContainsRune("也都还又就再才只", first) || strings.ContainsRune("不没无别未就都还又再会能要把被让给可以才只更最一吗嘛呢啊吧呀哦啦了", last) {
		return false
	}
	return !strings.ContainsRune("的了是们这那就都而及与和或在也吧呢啊哦吗呀嘛之得着", first) && !strings.ContainsRune("的是这那就都而及与和或在也我你他她它很太非常", last)
}

// assess finds what the sources say of a phrase together: a random-effects mean
// of the log-odds of the sources (DerSimonian and Laird 1986), so that a word
// that means different things in different trades has a large error.
func (c *candidate) assess(sides []counts) {
	var keys []int
	for s := range c.by {
		keys = append(keys, s)
	}
	slices.Sort(keys)
	var d, w []float64
	for _, s := range keys {
		n := c.by[s]
		if n.good+n.bad < 3 {
			continue
		}
		g, b := n.good+0.5, n.bad+0.5
		rest := math.Log((sides[s].good - n.good + 0.5) / (sides[s].bad - n.bad + 0.5))
		d = append(d, math.Log(g/b)-rest)
		w = append(w, 1/(1/g+1/b))
	}
	c.sources = len(d)
	if len(d) == 0 {
		return
	}
	mean, total := weightedMean(d, w)
	q, squares := 0.0, 0.0
	for i := range d {
		q += w[i] * (d[i] - mean) * (d[i] - mean)
		squares += w[i] * w[i]
	}
	between := 0.0
	if len(d) > 1 {
		between = math.Max(0, (q-float64(len(d)-1))/(total-squares/total))
	}
	for i := range w {
		w[i] = 1 / (1/w[i] + between)
	}
	mean, total = weightedMean(d, w)
	for i := range d {
		if d[i]*mean > 0 {
			c.agree += w[i] / total
		}
	}
	const shrink = 1 // a prior of mean 0 and variance 1
	c.mean = mean * total / (total + shrink)
	c.z = mean * math.Sqrt(total)
}

func weightedMean(d, w []float64) (mean, total float64) {
	for i := range d {
		mean += d[i] * w[i]
		total += w[i]
	}
	return mean / total, total
}

// choose keeps the candidates on which the sources agree, or which the
// reference lists know and the sources do not contradict.
//
// Phrases that hold a word on which the rules turn are left out, for they would
// hide it: 现在 in 现在一.
func choose(all map[string]*candidate, sources []source, curated []lexicon.Entry) []*candidate {
	var turns []string
	for _, e := range curated {
		switch e.Role {
		case lexicon.Contrast, lexicon.Concession, lexicon.Clause, lexicon.Summary, lexicon.Wish, lexicon.Condition, lexicon.Past:
			turns = append(turns, text.Fold(e.Phrase))
		}
	}
	sides := make([]counts, len(sources))
	for s, src := range sources {
		for _, r := range src.rows {
			switch r.side {
			case 1:
				sides[s].good++
			case -1:
				sides[s].bad++
			}
		}
	}
	var out []*candidate
	for _, c := range all {
		if c.listed == 0 && slices.ContainsFunc(turns, func(w string) bool { return holds(c.phrase, w) }) {
			continue
		}
		c.assess(sides)
		known := c.listed != 0 && c.listed*c.mean >= 0 && !(c.sources > 0 && math.Abs(c.mean) < 0.15 && c.total() > 40)
		if known || c.sources >= 2 && math.Abs(c.z) >= *minZ && math.Abs(c.mean) >= *minMean && c.agree >= *minAgree {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b *candidate) int { return cmp.Compare(a.phrase, b.phrase) })
	return out
}

// holds reports whether phrase has word in it: as a whole word, if it is in
// letters.
func holds(phrase, word string) bool {
	if word[0] < utf8.RuneSelf {
		return strings.Contains(" "+phrase+" ", " "+word+" ")
	}
	return strings.Contains(phrase, word)
}

func (c *candidate) total() float64 {
	n := 0.0
	for _, k := range c.by {
		n += k.good + k.bad
	}
	return n
}

// cohesive drops Chinese candidates that cut through words: those that nearly
// always stand next to the same character, and those whose parts meet by chance.
func cohesive(list []*candidate, all map[string]*candidate) []*candidate {
	total := 0.0
	for _, c := range all {
		if utf8.RuneCountInString(c.phrase) == 1 {
			total += c.total()
		}
	}
	inside := map[string]float64{} // the most frequent phrase one character longer
	for _, c := range all {
		r := []rune(c.phrase)
		if len(r) < 2 {
			continue
		}
		n := c.total()
		for _, p := range []string{string(r[1:]), string(r[:len(r)-1])} {
			inside[p] = math.Max(inside[p], n)
		}
	}
	return slices.DeleteFunc(list, func(c *candidate) bool {
		r := []rune(c.phrase)
		n := c.total()
		if c.listed != 0 {
			return false
		}
		if len(r) < longestChinese && inside[c.phrase] > 0.7*n {
			return true
		}
		for k := 1; k < len(r); k++ {
			a, b := all[string(r[:k])], all[string(r[k:])]
			if a == nil || b == nil {
				continue
			}
			if math.Log(n*total/(a.total()*b.total())) < 2 {
				return true
			}
		}
		return false
	})
}

// list adds what the reference lists say of words to the candidates.
func list(dir, lang string, all map[string]*candidate) error {
	add := func(word string, weight float64) {
		word = text.Fold(strings.TrimSpace(word))
		if word == "" || strings.ContainsAny(word, ",@#") {
			return
		}
		c := all[word]
		if c == nil {
			c = &candidate{phrase: word, by: map[int]*counts{}}
			all[word] = c
		}
		c.listed = weight
	}
	if lang == "zh" {
		for _, side := range []string{"positive", "negative"} {
			err := eachLine(filepath.Join(dir, "lexicons", "ntusd_hant_"+side+".txt"), func(line string) {
				if n := utf8.RuneCountInString(line); n >= 2 && n <= 6 {
					add(line, map[string]float64{"positive": 1, "negative": -1}[side])
				}
			})
			if err != nil {
				return err
			}
		}
		return nil
	}
	err := eachLine(filepath.Join(dir, "lexicons", "AFINN-en-165.txt"), func(line string) {
		word, weight, _ := strings.Cut(line, "\t")
		if x, err := strconv.ParseFloat(weight, 64); err == nil && !stopWords[word] {
			add(word, x*0.5)
		}
	})
	if err != nil {
		return err
	}
	return eachLine(filepath.Join(dir, "lexicons", "vader_lexicon.txt"), func(line string) {
		cells := strings.Split(line, "\t")
		x, err := strconv.ParseFloat(cells[1], 64)
		if err == nil && !stopWords[cells[0]] && len(cells[0]) > 1 && cells[0][0] >= 'a' && cells[0][0] <= 'z' {
			add(cells[0], x*0.5)
		}
	})
}

func eachLine(path string, f func(string)) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	s := bufio.NewScanner(file)
	for s.Scan() {
		f(s.Text())
	}
	return s.Err()
}
