//go:build race

package lexicon_test

// raceEnabled is whether the race detector is on, under which pools forget.
const raceEnabled = true
