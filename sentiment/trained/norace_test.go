//go:build !race

package trained_test

const raceEnabled = false
