package main

import "github.com/loamlib/loam/feedback"

// A kind is a judgement that package standard makes by rules and for which a
// model is trained as a second opinion: whether a category holds.
type kind struct {
	category feedback.Category
	train    []kindSource
	measure  []kindSource // never trained on

	// collected says that its sources were collected for it, so that they do not
	// tell how common it is.
	collected bool
}

// A kindSource is a collection as far as it tells about a kind.
type kindSource struct {
	path string // below the data directory
	most int    // rows to take, 0 for all
	read kindReading
	own  bool // to be left out and measured on: people labelled it, and no other is much like it
}

// Collections, by their path.
const (
	apps      = "en/constructive/app_reviews_gplay"
	forum     = "en/constructive/suggestion_semeval19_software"
	twitter   = "en/constructive/complaints_twitter"
	patients  = "en/topic/nhs_px_phase1"
	banking   = "en/topic/banking77"
	films     = "en/emotion_subjectivity/subj_pang_lee"
	reddit    = "en/emotion_subjectivity/goemotions"
	remarks   = "en/unlabelled_csat_remarks/support_remarks_ecommerce"
	speakers  = "en/sentiment/amazon_alexa"
	amazon    = "en/sentiment/vader_amazon"
	products  = "en/aspect/cr_hu_liu_aspects"
	airlines  = "en/sentiment/airline_tweets"
	shopping  = "zh-Hans/sentiment/online_shopping_10_cats"
	takeaway  = "zh-Hans/sentiment/waimai_10k"
	dishes    = "zh-Hans/aspect/chinese_zhang_aste"
	goods     = "zh-Hans/aspect/zh_product_aspect4"
	virus     = "zh-Hans/emotion_subjectivity/smp2020_ewect_virus"
	hashtags  = "zh-Hans/emotion_subjectivity/cluemotion2020"
	microblog = "zh-Hans/emotion_subjectivity/nlpcc2014_sentence"
)

const (
	some = 5000
	many = 8000
)

// feelings are the labels of goemotions that are more than a judgement.
const feelings = "anger annoyance disgust sadness grief fear joy love gratitude excitement disappointment embarrassment remorse nervousness admiration amusement"

// kinds are what is trained, in the order of the model. Where people labelled
// nothing, what the rules are sure of stands in ("distilled"): a model of that
// learns the words around the cues. App reviews and the software forum are not
// trained on. Suggestions are learned in English alone: of the Chinese ones nobody
// labelled any, and what was distilled took more from the rules than it gave.
var kinds = []kind{
	{feedback.Complaint, []kindSource{
		{twitter, 0, where("label", "1", "0"), true},
		{patients, 0, below("criticality", 0, 0), true},
		{shopping, many, where("label", "0", "1"), false},
		{takeaway, many, where("label", "0", "1"), true},
		{dishes, many, sided("=neg", "=pos"), false},
		{goods, 0, sided("=neg", "=pos"), false},
		{speakers, 0, below("rating", 3, 3), false},
		{amazon, 0, below("score", -0.5, 0.5), true},
		{banking, 1000, never, false},
		{films, 2000, where("label", "", "1"), false},
	}, []kindSource{
		{airlines, 0, where("label", "negative", "positive neutral"), true},
		{apps, 0, where("label", "bug report", "feature request|user experience|rating"), true},
	}, false},
	{feedback.Praise, []kindSource{
		{patients, 0, above("criticality", 0, 0), true},
		{shopping, many, where("label", "1", "0"), false},
		{takeaway, many, where("label", "1", "0"), true},
		{dishes, many, sided("=pos", "=neg"), false},
		{goods, 0, sided("=pos", "=neg"), false},
		{speakers, 0, above("rating", 3, 3), false},
		{amazon, 0, above("score", -0.5, 0.5), true},
		{twitter, 0, where("label", "", "1"), false},
		{banking, 1000, never, false},
		{films, 2000, where("label", "", "1"), false},
	}, []kindSource{
		{airlines, 0, where("label", "positive", "negative neutral"), true},
	}, false},
	{feedback.Suggestion, []kindSource{
		{patients, some, distilled(feedback.Suggestion), false},
		{reddit, 3 * some, distilled(feedback.Suggestion), false},
		{remarks, some, distilled(feedback.Suggestion), false},
		{amazon, 0, distilled(feedback.Suggestion), false},
		{twitter, 0, distilled(feedback.Suggestion), false},
	}, []kindSource{
		{apps, 0, where("label", "feature request", "bug report|user experience|rating"), true},
		{forum, 0, where("label", "1", "0"), true},
	}, false},
	{feedback.Question, []kindSource{
		{reddit, 4 * some, marked, false},
		{virus, 0, marked, true},
		{hashtags, 0, marked, false},
		{twitter, 0, marked, true},
		{remarks, some, marked, false},
		{shopping, 4 * some, marked, true},
		{banking, 3000, always, false},
	}, []kindSource{
		{airlines, 0, marked, true},
		{microblog, 0, marked, true},
	}, false},
	{feedback.Factual, []kindSource{
		{films, 0, where("label", "1", "0"), false},
		{products, some, distilled(feedback.Factual), false},
		{shopping, many, distilled(feedback.Factual), false},
		{takeaway, some, distilled(feedback.Factual), false},
		{patients, some, distilled(feedback.Factual), false},
		{reddit, some, distilled(feedback.Factual), false},
	}, nil, false},
	{feedback.Opinion, []kindSource{
		{films, 0, where("label", "0", "1"), false},
		{products, 0, sided("=", ""), false},
		{shopping, many, distilled(feedback.Opinion), false},
		{dishes, 3000, always, false},
		{reddit, some, distilled(feedback.Opinion), false},
		{virus, some, distilled(feedback.Opinion), false},
		{patients, some, distilled(feedback.Opinion), false},
	}, nil, false},
	{feedback.Emotional, []kindSource{
		{reddit, 0, anyOf("labels", feelings, "neutral"), true},
		{virus, 0, where("label", "angry sad happy fear surprise", "neutral neural"), true},
		{hashtags, 0, where("label", "anger sadness happiness fear disgust like surprise", "none"), false},
		{goods, 3000, never, false},
		{banking, 1000, never, false},
		{shopping, some, distilled(feedback.Emotional), false},
	}, []kindSource{
		{microblog, 0, where("opinionated", "Y", "N"), true},
	}, true},
	{feedback.Constructive, []kindSource{
		{patients, 0, criticism, false},
		{shopping, 0, criticism, false},
		{takeaway, 0, criticism, false},
		{twitter, 0, criticism, false},
		{reddit, 4 * some, criticism, false},
		{speakers, 0, criticism, false},
		{amazon, 0, criticism, false},
		{remarks, many, criticism, false},
		{virus, 0, criticism, false},
	}, nil, false},
}
