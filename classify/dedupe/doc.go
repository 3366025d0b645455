// Package dedupe tidies feedback before it is counted: it finds records that say
// nothing, were not written by customers, or were written before, and accounts
// for every one by rule, so that each decision can be checked and undone.
//
//	cleaned, err := dedupe.Clean(feedbacks, nil)
//	cleaned.Kept        // in their order
//	cleaned.Dropped     // each with its Rule, and what it repeats
//	cleaned.Restore()   // what came in
//
// A [Cleaner] does the same for more feedback than memory holds: it keeps a few
// hundred bytes a record, however long the text, and gives a [Report]. A [Recent]
// looks at a stream that does not end, remembering the last records only.
//
// # What is a duplicate
//
// That a thousand customers write "很好" is a thousand answers. So equal words
// alone make a duplicate only where they are too many to be chance; short ones
// must come from the same customer within a day (see [Repeated], [Copied],
// [NearCopy]). Near copies are texts whose sets of pairs of neighbouring tokens
// have a Jaccard similarity of at least [Options.Similarity]. Candidates are found
// by MinHash and locality-sensitive hashing (Broder 1997; Leskovec, Rajaraman and
// Ullman, Mining of Massive Datasets, chapter 3), 12 bands of 3, and then compared.
// Two texts of similarity s become candidates with probability 1 - (1 - s³)¹²:
// 0.993 at 0.7, 0.9997 at 0.8; no candidate is taken for a copy without the
// comparison, which is exact for texts of up to 256 different pairs and an
// estimate from 256 of them above. Of the kept texts in a bucket the latest 32 are
// compared, so that time stays linear where a million texts are half alike; copies
// may be missed there.
//
// # Order
//
// The outcome does not depend on the order in which records come. Of records
// that repeat one another the earliest is kept: by CreatedAt, or ReceivedAt where
// that is not known; then by Source and ID; then by the words and the other fields
// that identify a record. Records without a time are the latest. Only of records
// that agree in all of these the first that was added stays. A record that a rule
// drops is never what another repeats.
//
// # What it does not do
//
// It judges form, not truth: a false review that is written like a true one is
// kept. Laughter over and over ("哈哈哈哈哈哈") counts as gibberish. Gibberish is
// found in English letters, by pairs of letters, and for a few Chinese input
// methods; random but real Chinese words are not.
package dedupe
