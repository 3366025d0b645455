//go:build !race

package emotion_test

const raceEnabled = false
