package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/loamlib/loam/examples/internal/tsv"
)

// A row is a text with the side it was labelled with: 1, -1, or 0 for neither.
type row struct {
	text string
	side int
}

// A source is one labelled collection, or one domain of it.
type source struct {
	name   string
	family string // sources of one family share texts or come from one hand; they are held out together
	rows   []row
}

// A file is where sources come from and how its rows are read.
type file struct {
	path   string // below the data directory, without .train.tsv
	family string
	train  bool // its licence allows weights made from it
	split  string
	read   func(field func(string) string) (text string, side int)
}

// files lists the labelled files of a language. Licences as their collectors
// state them; those without train are used to measure only.
func files(lang string) []file {
	if lang == "zh" {
		return []file{
			{"zh-Hans/sentiment/online_shopping_10_cats", "shopping", true, "cat", binary("label")},
			{"zh-Hans/sentiment/snownlp_reviews", "shopping", true, "", binary("label")},
			{"zh-Hans/sentiment/waimai_10k", "waimai", true, "", binary("label")},
			{"zh-Hans/aspect/chinese_zhang_aste", "aste", true, "", aspects},
			{"zh-Hans/aspect/zh_mooc_shampoo_aspect", "absa", true, "domain", polarAspects},
			{"zh-Hans/aspect/zh_product_aspect4", "product4", true, "domain", aspects},
			{"zh-Hans/emotion_subjectivity/smp2020_ewect_virus", "weibo", true, "", emotions("label", "happy", "angry sad fear")},
			{"zh-Hans/emotion_subjectivity/nlpcc2014_sentence", "nlpcc", false, "", emotions("emotion1", "happiness like", "anger disgust sadness fear")},
			{"zh-Hant/aspect/dimabsa2026_zho_restaurant", "dimabsa", false, "", aspects},
			{"zh-Hant/aspect/sighan2024_dimabsa_test", "dimabsa", false, "", aspects},
			{"zh-Hant/sentiment/cvat", "emobank", false, "", span("valence", 4.5, 5.5)},
			{"zh-Hant/sentiment/cvas", "emobank", false, "", span("valence", 4.5, 5.5)},
		}
	}
	return []file{
		{"en/sentiment/cr_hu_liu", "cr", true, "", binary("label")},
		{"en/sentiment/vader_amazon", "cr", true, "", span("score", -0.5, 0.5)},
		{"en/sentiment/sst5", "sst", true, "", span("label", 1, 3)},
		{"en/sentiment/amazon_alexa", "alexa", true, "", span("rating", 2, 4)},
		{"en/sentiment/womens_clothing_part", "clothing", true, "", span("rating", 2, 4)},
		{"en/aspect/acos_laptop", "acos", true, "", aspects},
		{"en/aspect/acos_restaurant", "acos", true, "", aspects},
		{"en/aspect/en_absadatasets_misc", "absa", true, "domain", aspects},
		{"en/aspect/mams_acsa", "mams", true, "", aspects},
		{"en/emotion_subjectivity/goemotions", "reddit", true, "", emotions("labels",
			"admiration approval gratitude love joy excitement relief pride amusement caring optimism",
			"annoyance anger disapproval disappointment disgust sadness grief remorse embarrassment fear nervousness")},
		{"en/topic/nhs_px_phase1", "nhs", true, "question", span("criticality", -1, 1)},
		{"en/constructive/complaints_twitter", "twitter", true, "", complaints},
		{"en/constructive/app_reviews_gplay", "gplay", true, "", appReviews},
		{"en/sentiment/airline_tweets", "airline", false, "", emotions("label", "positive", "negative")},
		{"en/reply/hotel_review_replies", "hotel", false, "", span("rating", 2, 4)},
	}
}

// load reads the rows of one part ("train" or "dev") of the files of a
// language, as one source a file or a domain.
func load(dir, lang, part string, trainOnly bool) ([]source, error) {
	var out []source
	for _, f := range files(lang) {
		if trainOnly && !f.train {
			continue
		}
		sources, err := f.load(dir, part)
		if err != nil {
			return nil, err
		}
		out = append(out, sources...)
	}
	return out, nil
}

func (f file) load(dir, part string) ([]source, error) {
	table, err := tsv.Open(filepath.Join(dir, f.path+"."+part+".tsv"))
	if err != nil {
		return nil, err
	}
	var out []source
	for _, r := range table.Rows {
		text, side := f.read(r.Cell)
		if side == skip || strings.TrimSpace(text) == "" {
			continue
		}
		name := filepath.Base(f.path)
		if f.split != "" {
			name += "/" + r.Cell(f.split)
		}
		k := slices.IndexFunc(out, func(s source) bool { return s.name == name })
		if k < 0 {
			k = len(out)
			out = append(out, source{name: name, family: f.family})
		}
		out[k].rows = append(out[k].rows, row{text, side})
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s: no rows", f.path)
	}
	return out, nil
}

const skip = 2 // a row that says nothing of either side

type reading = func(field func(string) string) (string, int)

func withTitle(field func(string) string) string {
	if title := field("title"); title != "" {
		return title + "\n" + field("text")
	}
	return field("text")
}

func binary(column string) reading {
	return func(field func(string) string) (string, int) {
		switch field(column) {
		case "1":
			return withTitle(field), 1
		case "0":
			return withTitle(field), -1
		}
		return "", skip
	}
}

// span reads numbers: up to low is bad, from high on good.
func span(column string, low, high float64) reading {
	return func(field func(string) string) (string, int) {
		x, err := strconv.ParseFloat(field(column), 64)
		switch {
		case err != nil || x < -5: // -9 is "no answer"
			return "", skip
		case x <= low:
			return withTitle(field), -1
		case x >= high:
			return withTitle(field), 1
		}
		return withTitle(field), 0
	}
}

// aspects reads texts all of whose aspects are on one side.
func aspects(field func(string) string) (string, int) {
	good, bad, neither := 0, 0, 0
	for _, a := range strings.Split(field("aspects"), "|") {
		switch a = a[strings.LastIndexByte(a, '=')+1:]; strings.ToLower(a) {
		case "positive", "pos", "1":
			good++
		case "negative", "neg", "-1":
			bad++
		case "neutral", "neu", "0":
			neither++
		}
	}
	switch {
	case good > 0 && bad == 0 && neither <= good:
		return field("text"), 1
	case bad > 0 && good == 0 && neither <= bad:
		return field("text"), -1
	case neither > 0 && good == 0 && bad == 0:
		return field("text"), 0
	}
	return "", skip
}

// polarAspects is aspects where "neutral" is not to be trusted.
func polarAspects(field func(string) string) (string, int) {
	text, side := aspects(field)
	if side == 0 || strings.Contains(strings.ToLower(field("aspects")), "neutral") {
		return "", skip
	}
	return text, side
}

// emotions reads rows by the feelings they are labelled with.
func emotions(column, good, bad string) reading {
	return func(field func(string) string) (string, int) {
		side, clash := 0, false
		for _, label := range strings.Split(field(column), "|") {
			now := 0
			switch {
			case slices.Contains(strings.Fields(good), label):
				now = 1
			case slices.Contains(strings.Fields(bad), label):
				now = -1
			}
			clash = clash || now != 0 && side == -now
			if now != 0 {
				side = now
			}
		}
		if clash {
			return "", skip
		}
		return withTitle(field), side
	}
}

func complaints(field func(string) string) (string, int) {
	if field("label") == "1" {
		return field("text"), -1
	}
	return field("text"), 0
}

func appReviews(field func(string) string) (string, int) {
	if field("label") == "bug report" {
		return field("text"), -1
	}
	return "", skip
}
