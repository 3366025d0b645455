// Package loam turns customer feedback into judgements, numbers and replies.
package loam
