// Package segment compares slices of feedback.
package segment
