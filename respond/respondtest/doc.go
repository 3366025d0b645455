// Package respondtest checks that linters and generators keep to the contracts
// of package respond. Each sentence of those contracts is a check with a name and
// an explanation, as in testing/slogtest.
//
// Whoever writes a linter runs
//
//	func TestContract(t *testing.T) {
//		respondtest.RunLinter(t, func() (respond.Linter, error) { return mine.New() }, nil)
//	}
//
// under the race detector, and whoever writes a generator runs [RunGenerator] in
// the same way. [TestLinter] and [TestGenerator] do the same outside of tests and
// return what is wrong as one error.
package respondtest
