package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/sentiment/lexicon"
)

// loadClues reads the word lists whose worth is learned: VADER and AFINN for
// English, NTUSD for Chinese, and the phrases that loam's own lexicons were
// written with.
func loadClues(data, own string) ([]linear.Clues, error) {
	vader, err := valences("vader", filepath.Join(data, "lexicons/vader_lexicon.txt"))
	if err != nil {
		return nil, err
	}
	afinn, err := valences("afinn", filepath.Join(data, "lexicons/AFINN-en-165.txt"))
	if err != nil {
		return nil, err
	}
	good, err := phrases("ntusd positive", filepath.Join(data, "lexicons/ntusd_hant_positive.txt"))
	if err != nil {
		return nil, err
	}
	bad, err := phrases("ntusd negative", filepath.Join(data, "lexicons/ntusd_hant_negative.txt"))
	if err != nil {
		return nil, err
	}
	lists := []linear.Clues{vader, afinn, good, bad}
	for _, pattern := range []string{"en/*.txt", "zh/*.txt", "emoji.txt"} {
		if own == "" {
			break
		}
		list, err := curated(own, pattern)
		if err != nil {
			return nil, err
		}
		lists = append(lists, list)
	}
	return lists, nil
}

// cluesOf are the lists that say something of a language, and of Chinese ones the
// phrases in Chinese. What the others are worth cannot be learned from it.
func cluesOf(lists []linear.Clues, language string) []linear.Clues {
	languages := map[string]string{"vader": "en", "afinn": "en", "ntusd positive": "zh", "ntusd negative": "zh", "loam en/*.txt": "en", "loam zh/*.txt": "zh", "loam emoji.txt": "en"}
	var own []linear.Clues
	for _, list := range lists {
		if of, known := languages[list.Name]; known && of != language {
			continue
		}
		if language == "zh" {
			list.Strength = maps.Clone(list.Strength)
			maps.DeleteFunc(list.Strength, func(phrase string, _ float64) bool { return !chinese(phrase) })
		}
		own = append(own, list)
	}
	return own
}

// valences reads lines of a phrase, a tab and a number from -5 to 5.
func valences(name, path string) (linear.Clues, error) {
	c := linear.Clues{Name: name, Strength: map[string]float64{}}
	data, err := os.ReadFile(path)
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(strings.TrimSpace(line), "\t")
		if len(cells) < 2 {
			continue
		}
		v, err := strconv.ParseFloat(cells[1], 64)
		if err != nil {
			return c, fmt.Errorf("%s: %q: %w", path, cells[0], err)
		}
		c.Strength[cells[0]] = v / 2
	}
	return c, err
}

// phrases reads a phrase a line, all of the same strength.
func phrases(name, path string) (linear.Clues, error) {
	c := linear.Clues{Name: name, Strength: map[string]float64{}}
	data, err := os.ReadFile(path)
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" {
			c.Strength[line] = 1
		}
	}
	return c, err
}

// inducedList is the one list of loam's that was not written by hand: it was made
// from the collections that the model learns from.
const inducedList = "induced.txt"

// curated reads the lists below dir that were written by hand for loam, as one.
func curated(dir, pattern string) (linear.Clues, error) {
	c := linear.Clues{Name: "loam " + pattern, Strength: map[string]float64{}}
	paths, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil || len(paths) == 0 {
		return c, fmt.Errorf("%s: no word lists %s, run in the root of the module or say -lexicons: %w", dir, pattern, errors.Join(err, os.ErrNotExist))
	}
	var parts []string
	for _, path := range paths { // in the order of their names
		if filepath.Base(path) == inducedList {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return c, err
		}
		parts = append(parts, string(data))
	}
	l, err := lexicon.Parse(pattern, nil, parts...)
	if err != nil {
		return c, err
	}
	for _, e := range l.Entries() {
		if e.Role == lexicon.Valence || e.Role == lexicon.Booster {
			c.Strength[e.Phrase] = e.Weight
		}
	}
	return c, nil
}
