// Package alert watches records as they arrive.
package alert
