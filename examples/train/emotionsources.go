package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/loamlib/loam/examples/internal/tsv"
	"github.com/loamlib/loam/feedback"
)

// An emotionSource is a published collection with labels of emotions.
type emotionSource struct {
	path   string
	column string
	// unnamed are the emotions that its labels have no name for: of those a row says
	// nothing, not even that they are not there.
	unnamed []feedback.Emotion
}

// emotionSources are the published collections. The last is only measured on.
var emotionSources = []emotionSource{
	{reddit, "labels", nil},
	{hashtags, "label", []feedback.Emotion{feedback.Disappointment, feedback.Gratitude}},
	{virus, "label", []feedback.Emotion{feedback.Disappointment, feedback.Dissatisfaction, feedback.Gratitude}},
	{microblog, "emotion1", []feedback.Emotion{feedback.Disappointment, feedback.Gratitude}},
}

// emotionLabels lead the labels of published sets to the eight emotions, as command
// evaluate does. Labels that are not here are no emotion.
var emotionLabels = map[feedback.Emotion]string{
	feedback.Anger:           "anger angry",
	feedback.Disappointment:  "disappointment",
	feedback.Dissatisfaction: "annoyance disapproval disgust",
	feedback.Anxiety:         "fear nervousness",
	feedback.Sadness:         "sadness sad grief remorse",
	feedback.Surprise:        "surprise",
	feedback.Joy:             "joy happy happiness like love amusement excitement optimism pride relief admiration",
	feedback.Gratitude:       "gratitude",
}

// row reads a row.
func (s emotionSource) row(r tsv.Row) (emotionRow, bool) {
	x := emotionRow{text: r.Cell("text"), unknown: s.unnamed}
	labels := append(strings.Split(r.Cell(s.column), "|"), r.Cell("emotion2"))
	for _, e := range feedback.Emotions() {
		if slices.ContainsFunc(labels, func(l string) bool { return slices.Contains(strings.Fields(emotionLabels[e]), l) }) {
			x.shows = append(x.shows, e)
		}
	}
	return x, true
}

// ofPolarity is what the polarity of a remark of a customer says of its emotions.
// Where the emotions were read too, four of five remarks with blame show
// dissatisfaction, and most others anger; of those with praise one in a hundred
// does, and neutral ones show none.
func ofPolarity(p feedback.Polarity) (r emotionRow, ok bool) {
	switch p {
	case feedback.Neutral:
		return r, true
	case feedback.Positive:
		r.unknown = []feedback.Emotion{feedback.Surprise, feedback.Joy, feedback.Gratitude}
		return r, true
	case feedback.Negative, feedback.Mixed:
		r.shows = []feedback.Emotion{feedback.Dissatisfaction}
		r.unknown = []feedback.Emotion{feedback.Anger, feedback.Disappointment, feedback.Anxiety, feedback.Sadness, feedback.Surprise}
		if p == feedback.Mixed {
			r.unknown = append(r.unknown, feedback.Joy, feedback.Gratitude)
		}
		return r, true
	}
	return r, false
}

// An emotionRow is a text with the emotions that it shows.
type emotionRow struct {
	text           string
	shows, unknown []feedback.Emotion
}

// tells reports whether the row says if it shows e.
func (r emotionRow) tells(e feedback.Emotion) bool { return !slices.Contains(r.unknown, e) }

// An emotionSet is rows that are weighed together.
type emotionSet struct {
	name       string
	licences   []string
	weight     float64      // of a row; 0 if none may be trained on
	train, dev []emotionRow // to learn from; only measured on
}

// Names of the sets of remarks.
const (
	englishRemarks = "remarks, en"
	chineseRemarks = "remarks, zh"
)

// What a row counts: one that was read for loam twice as much.
const (
	publishedWeight = 1
	remarkWeight    = 2
)

// loadEmotions reads the remarks read for loam and the published sets.
func loadEmotions(dir string) ([]*emotionSet, error) {
	sets := []*emotionSet{{name: englishRemarks, weight: remarkWeight}, {name: chineseRemarks, weight: remarkWeight}}
	held := map[uint64]bool{}
	var polar [2][]emotionRow
	for _, s := range sources {
		if err := hold(dir, s.path, held); err != nil {
			return nil, err
		}
		if !s.shipped {
			continue
		}
		language := slices.Index([]string{"en", "zh"}, s.language())
		more, err := sets[language].addRemarks(dir, s)
		if err != nil {
			return nil, err
		}
		polar[language] = append(polar[language], more...)
	}
	for _, s := range emotionSources {
		set := &emotionSet{name: filepath.Base(s.path)}
		if k := slices.IndexFunc(sources, func(x source) bool { return x.path == s.path }); sources[k].shipped {
			set.weight, set.licences = publishedWeight, []string{sources[k].name() + " " + sources[k].licence}
		}
		if err := set.add(dir, s.path, s.row); err != nil {
			return nil, err
		}
		sets = append(sets, set)
	}
	seen := map[uint64]bool{}
	for _, s := range sets {
		s.train = fresh(s.train, held, seen)
	}
	for i, rows := range polar {
		sets[i].train = append(sets[i].train, fresh(rows, held, seen)...)
	}
	return sets, nil
}

// add reads both parts of a source.
func (s *emotionSet) add(dir, path string, read func(tsv.Row) (emotionRow, bool)) error {
	for _, part := range []string{"train", "dev"} {
		file, err := tsv.Open(filepath.Join(dir, path+"."+part+".tsv"))
		if err != nil {
			return err
		}
		rows := &s.train
		if part == "dev" {
			rows = &s.dev
		}
		for _, r := range file.Rows {
			if x, ok := read(r); ok && strings.TrimSpace(x.text) != "" {
				*rows = append(*rows, x)
			}
		}
	}
	return nil
}

// unfeeling are sources whose polarity says nothing of what a writer feels, or who
// have emotions of their own.
var unfeeling = []string{reddit, virus, hashtags, films}

// addRemarks adds the rows of a source whose emotions were read, and returns those
// of which only the polarity was. Questions to a bank stand for questions: they show
// nothing, whatever trouble they come from.
func (s *emotionSet) addRemarks(dir string, from source) (polar []emotionRow, err error) {
	felt, err := feltIn(from.name())
	if err != nil {
		return nil, err
	}
	judged, err := judgements(from.name())
	if err != nil || felt == nil && judged == nil {
		return nil, err
	}
	s.licences = append(s.licences, from.name()+" "+from.licence)
	err = s.add(dir, from.path, func(r tsv.Row) (emotionRow, bool) {
		text := r.Cell("text")
		f := fingerprint(text)
		if shows, ok := felt[f]; ok {
			return emotionRow{text: text, shows: shows}, true
		}
		p, ok := judged[f]
		if from.path == banking {
			p = feedback.Neutral
		}
		x, known := ofPolarity(p)
		if ok && known && !slices.Contains(unfeeling, from.path) {
			x.text = text
			polar = append(polar, x)
		}
		return emotionRow{}, false
	})
	return polar, err
}

// hold notes the rows of the dev file of a source.
func hold(dir, path string, held map[uint64]bool) error {
	file, err := tsv.Open(filepath.Join(dir, path+".dev.tsv"))
	if err != nil {
		return fmt.Errorf("rows held back: %w", err)
	}
	for _, r := range file.Rows {
		held[fingerprint(r.Cell("text"))] = true
	}
	return nil
}

// fresh are the rows that are neither held back nor seen.
func fresh(rows []emotionRow, held, seen map[uint64]bool) []emotionRow {
	return slices.DeleteFunc(rows, func(r emotionRow) bool {
		f := fingerprint(r.text)
		stale := held[f] || seen[f]
		seen[f] = true
		return stale
	})
}

// has reports whether the row shows e.
func (r emotionRow) has(e feedback.Emotion) bool { return slices.Contains(r.shows, e) }
