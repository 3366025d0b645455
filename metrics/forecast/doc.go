// Package forecast predicts scores, shares, rates and counts.
package forecast
