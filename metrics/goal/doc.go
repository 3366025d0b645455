// Package goal judges goals for a metric: whether one is well set, how it stands, and
// whether the sample can show it at all.
package goal
