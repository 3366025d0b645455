// Package text prepares customer feedback for analysis: one folded form for
// both Chinese scripts and for English, with the way back to the bytes of the
// original.
//
// [Prepare] does the work once for every engine that will read the text. The
// resulting [Text] has the folded form, cut into [Token] and [Sentence]; a
// [Guess] at the language; and [Text.Origin], which leads from any [Span] of the
// folded form back to the original:
//
//	t := text.Prepare("服務態度很差！！！！")
//	string(t.Folded())                // "服务态度很差!!"
//	t.Language()                      // zh-Hant
//	t.Origin(text.Span{6, 12})        // the bytes of 態度
//
// [Supported] maps any language tag to the one of the three languages loam
// writes that serves its readers.
//
// # What folding is for
//
// Two spellings that mean the same must look the same to a word list or a model:
// full-width and half-width, Traditional and Simplified, capitals and small
// letters, "soooo" and "soo", text with invisible characters and without. The
// folding is for matching and never for show; where the two purposes differ it
// serves matching.
//
// The table that folds Traditional to Simplified is generated from OpenCC: 3,225
// characters and 500 phrases, with three additions that OpenCC leaves to its
// regional tables (著, 妳, 牠). Every entry is tested.
//
// # What it does not do
//
// There is no dictionary of Chinese words: a Chinese character is a token, and
// engines match phrases over them. The language guess tells Traditional and
// Simplified Chinese and English apart and keeps other languages away from the
// engines; it is no general language identifier.
//
// All functions take time and memory linear in their input, whatever it holds.
package text
