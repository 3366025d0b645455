// Package similarity tells whether replies are alike: whether a reply was sent
// before in nearly the same words, and how many of a set are canned.
//
//	var sent similarity.Memory
//	sent.Add(reply)
//	sent.Nearest(other) // in [0, 1]
//
// A reply is taken as the set of its shingles: runs of three Chinese characters,
// and of two words in other scripts. [Of] is the share of shingles that two
// replies have in common, exactly. A [Signature] stands for a reply in up to 512
// bytes; two of them give the share, exactly for short replies, and with a
// standard error of at most 0.045 for long ones.
//
// A [Memory] is a [respond.Recall]: it holds the signatures of the last replies,
// as many as it was made for, finds the nearest without looking at all, and
// takes up the same space after ten million replies as after ten thousand.
// [Survey] says how many replies of a set are near another one.
//
// Similarity of words is all that is measured: two replies that say the same in
// other words are not alike, and that is what is wanted of them.
package similarity
