//go:build !race

package sentimenttest_test

const raceEnabled = false
