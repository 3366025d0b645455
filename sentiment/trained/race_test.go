//go:build race

package trained_test

// raceEnabled is whether the race detector is on.
const raceEnabled = true
