// Package classifytest checks that a classifier keeps the contract of
// [classify.Classifier], sentence by sentence. It is meant for the tests of
// classifiers:
//
//	func TestContract(t *testing.T) {
//		classifytest.Run(t, func(t *testing.T) classify.Classifier { return New() }, nil)
//	}
//
// It does not check that labels are right: for that there is annotated feedback.
package classifytest
