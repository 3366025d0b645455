// Package lexicon judges sentiment by word lists and rules.
package lexicon
