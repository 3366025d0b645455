package emotion

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/sentiment/lexicon"
)

// A Word is a word or phrase that shows a feeling. It is matched as an entry of
// a lexicon is.
type Word struct {
	Phrase     string
	Emotion    feedback.Emotion
	Confidence float64 // how often it means that, in (0, 1)
	Intensity  float64 // how strong the feeling is then, in (0, 1]
}

func (w Word) check() error {
	switch {
	case strings.TrimSpace(w.Phrase) == "":
		return fmt.Errorf("there is no phrase")
	case !slices.Contains(feedback.Emotions(), w.Emotion):
		return fmt.Errorf("%q has the emotion %v, which is none", w.Phrase, w.Emotion)
	case !(w.Confidence > 0 && w.Confidence < 1):
		return fmt.Errorf("%q has the confidence %v, want a number in (0, 1)", w.Phrase, w.Confidence)
	case !(w.Intensity > 0 && w.Intensity <= 1):
		return fmt.Errorf("%q has the intensity %v, want a number in (0, 1]", w.Phrase, w.Intensity)
	}
	return nil
}

// side is the weight of the word in the grammar of a lexicon, which asks
// whether praise or blame is turned or wished for.
func (w Word) side() float64 {
	if pleasant(w.Emotion) {
		return 1
	}
	return -1
}

// pleasant reports whether people like to feel e. Surprise may be either.
func pleasant(e feedback.Emotion) bool {
	return e == feedback.Joy || e == feedback.Gratitude || e == feedback.Surprise
}

//go:embed data/en.txt
var englishData string

//go:embed data/zh.txt
var chineseData string

//go:embed data/signs.txt
var signData string

//go:embed data/blame.txt
var blameData string

// shared is the shipped data, parsed when first asked for.
var shared embedded

type embedded struct {
	once  sync.Once
	words []Word
	blame *lexicon.Lexicon // what goes wrong, for praise that mocks it
}

func (d *embedded) load() *embedded {
	d.once.Do(func() {
		for _, data := range []string{englishData, chineseData, signData} {
			words, err := parse(data)
			if err != nil {
				panic(fmt.Sprintf("emotion: the embedded data is broken: %v", err)) // the tests parse the same data
			}
			d.words = append(d.words, words...)
		}
		var err error
		if d.blame, err = lexicon.Parse("blame", nil, blameData); err != nil {
			panic(err)
		}
	})
	return d
}

// parse reads words. A line with an @ gives emotion, confidence and intensity of
// the phrases below it, which are separated by commas and written as in
// lexicons:
//
//	@anger 0.85 0.9
//	furious, livid, (so|absolutely) fuming
func parse(data string) ([]Word, error) {
	var words []Word
	var head Word
	number := 0
	for line := range strings.Lines(data) {
		number++
		line = strings.TrimSpace(line)
		var err error
		switch {
		case line == "" || line == "#" || strings.HasPrefix(line, "# "):
		case line[0] == '@':
			head, err = parseHead(line)
		case head.Emotion == 0:
			err = fmt.Errorf("phrases stand before the first @ line")
		default:
			words = appendPhrases(words, head, line)
		}
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
	}
	return words, nil
}

func parseHead(line string) (Word, error) {
	f := strings.Fields(line[1:])
	if len(f) != 3 {
		return Word{}, fmt.Errorf("%q is not an emotion, its confidence and its intensity", line)
	}
	w := Word{Phrase: line}
	var err error
	if w.Emotion, err = feedback.ParseEmotion(f[0]); err != nil {
		return w, err
	}
	if w.Confidence, err = strconv.ParseFloat(f[1], 64); err != nil {
		return w, err
	}
	if w.Intensity, err = strconv.ParseFloat(f[2], 64); err != nil {
		return w, err
	}
	return w, w.check()
}

// appendPhrases appends the words of a line of phrases.
func appendPhrases(words []Word, head Word, line string) []Word {
	for phrase := range strings.SplitSeq(line, ",") {
		if head.Phrase = strings.TrimSpace(phrase); head.Phrase != "" {
			words = append(words, head)
		}
	}
	return words
}
