// Package theme finds what feedback is about without being told: the keywords of one
// piece, and what recurs in many.
//
//	m, err := theme.NewMiner(nil)
//	for … {
//		m.Add(feedback.NewDocument(&f))
//	}
//	m.Phrases(30)           // what is talked about
//	m.Themes(10)            // grouped, with counts of feedback and cases
//	m.Compare(lastQuarter)  // what rises and falls, with significance
//
// By purpose:
//
//   - keywords of one piece of feedback: [Extractor], a
//     [classify.KeywordExtractor]
//   - phrases and themes of many: [Miner], [Phrase], [Theme]; feedback that stands
//     for a theme: [Theme.Stories]
//   - what is new or rising: [Miner.Compare], [LogOdds]
//   - suggestions and needs: [Wishes] of one piece, [Needs] of many
//   - competitors: [Watch]
//
// # How phrases are found
//
// A Miner needs no dictionary, neither of Chinese nor of English. A row of
// characters or words is a phrase if it is in enough pieces of feedback, its parts
// stand together more than chance would have them ([Phrase.Association]), and it is
// not a fragment of something longer: what stands before and behind it varies
// ([Phrase.Entropy]). Lists of words of grammar, and of words that fit any subject
// such as "很好" and "great", keep those away that name nothing.
//
// All counts are of pieces of feedback, not of occurrences: who writes a word a
// thousand times has said it once. Results are those of the set of feedback; its
// order changes nothing, and neither do the number of Miners that it was counted
// in. Chinese in either script counts together and is shown as it is most often
// written.
//
// # What it does not do
//
// Themes are made of words, so two names of one thing are two themes unless they
// occur together; for topics that are known before, use a taxonomy (package
// standard). Irony is read as meant. Needs are found by the phrases that people wish
// with; a wish that is put as a complaint ("no dark mode") is not found. In a forum
// on software, in English, most sentences that it takes for wishes are, but it finds
// the smaller part of the suggestions; some of the phrases were chosen while reading
// that forum.
package theme
