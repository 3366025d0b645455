// Package feedbacktest has believable feedback for tests: a fixed set of reviews
// in three languages with what a person would say of them, a generator of any
// number more, and go-cmp options that compare the nouns of package feedback.
//
// All of it was written for loam; none of it was said by a customer.
package feedbacktest
