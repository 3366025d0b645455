//go:build race

package emotion_test

// raceEnabled is whether the race detector is on, under which pools forget.
const raceEnabled = true
