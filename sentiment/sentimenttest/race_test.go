//go:build race

package sentimenttest_test

// raceEnabled is whether the race detector is on.
const raceEnabled = true
