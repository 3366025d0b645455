package standard

import (
	_ "embed" // for the topics
	"fmt"
	"strings"
	"sync"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/classify"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

//go:embed data/topics.txt
var topicData string

// Taxonomy is the shipped taxonomy: what feedback about shops, restaurants,
// hotels, delivery, apps, banks, hospitals and airlines is about. Its Chinese
// phrases are the words of Taiwan under zh-Hant, and those that both sides or
// the mainland alone use under zh-Hans; all are found in either script.
//
// To change it, take its topics, change those, and make a new taxonomy:
//
//	topics := standard.Taxonomy().Topics()
//	topics = append(topics, classify.Topic{ID: "petrol", Parent: "travel", …})
//	mine, err := classify.NewTaxonomy(topics)
func Taxonomy() *classify.Taxonomy {
	sharedTopics.load()
	return sharedTopics.taxonomy
}

// A contentMap says which phrases tell the content of feedback.
type contentMap struct {
	categories []feedback.Category
	phrases    []text.Phrase // ID is an index into categories
}

// sharedTopics are parsed when first needed.
var sharedTopics topicFile

type topicFile struct {
	once     sync.Once
	taxonomy *classify.Taxonomy
	content  *contentMap
}

// load parses the embedded data, which the tests know to be right.
func (f *topicFile) load() {
	f.once.Do(func() {
		topics, content, err := parseTopics(topicData)
		if err == nil {
			f.taxonomy, err = classify.NewTaxonomy(topics)
		}
		if err != nil {
			panic(fmt.Sprintf("standard: the embedded topics are broken: %v", err))
		}
		f.content = content
	})
}

// parseTopics reads the topics and what they tell about content.
func parseTopics(data string) ([]classify.Topic, *contentMap, error) {
	p := topicParser{content: &contentMap{}, byCategory: map[feedback.Category]int{}}
	for n, line := range strings.Split(data, "\n") {
		if err := p.line(strings.TrimSpace(line)); err != nil {
			return nil, nil, fmt.Errorf("standard: data/topics.txt:%d: %w", n+1, err)
		}
	}
	return p.topics, p.content, nil
}

type topicParser struct {
	topics     []classify.Topic
	content    *contentMap
	byCategory map[feedback.Category]int
	topic      *classify.Topic // nil where the phrases tell the content alone
	category   feedback.Category
}

// phraseLanguages are the languages of the phrase lines.
var phraseLanguages = map[string]language.Tag{
	"en": language.English, "zh": language.SimplifiedChinese, "tw": language.TraditionalChinese,
}

func (p *topicParser) line(s string) error {
	head, rest, _ := strings.Cut(s, " ")
	tag, isPhrases := phraseLanguages[head]
	switch {
	case s == "" || s[0] == '#':
		return nil
	case head == "==":
		id, parent, _ := strings.Cut(rest, " < ")
		p.topics = append(p.topics, classify.Topic{
			ID: id, Parent: parent, Names: map[language.Tag]string{}, Phrases: map[language.Tag][]string{},
		})
		p.topic, p.category = &p.topics[len(p.topics)-1], ""
		return nil
	case head == "[content":
		p.topic, p.category = nil, feedback.Category(strings.TrimSuffix(rest, "]"))
		return nil
	case head == "name" && p.topic != nil:
		return p.names(rest)
	case head == "content" && p.topic != nil:
		p.category = feedback.Category(rest)
		return nil
	case isPhrases && (p.topic != nil || p.category != ""):
		return p.phrases(tag, rest)
	}
	return fmt.Errorf("%q is not understood", s)
}

func (p *topicParser) names(s string) error {
	names := strings.Split(s, " | ")
	if len(names) != 3 {
		return fmt.Errorf("%q are not names in English, zh-Hant and zh-Hans", s)
	}
	for i, tag := range []language.Tag{language.English, language.TraditionalChinese, language.SimplifiedChinese} {
		p.topic.Names[tag] = names[i]
	}
	return nil
}

func (p *topicParser) phrases(tag language.Tag, s string) error {
	for pattern := range strings.SplitSeq(s, ",") {
		phrases, err := text.Expand(strings.TrimSpace(pattern), nil)
		if err != nil {
			return err
		}
		if p.topic != nil {
			p.topic.Phrases[tag] = append(p.topic.Phrases[tag], phrases...)
		}
		if p.category != "" {
			p.addContent(phrases)
		}
	}
	return nil
}

func (p *topicParser) addContent(phrases []string) {
	i, ok := p.byCategory[p.category]
	if !ok {
		i = len(p.content.categories)
		p.byCategory[p.category] = i
		p.content.categories = append(p.content.categories, p.category)
	}
	for _, phrase := range phrases {
		p.content.phrases = append(p.content.phrases, text.Phrase{Text: phrase, ID: i})
	}
}
