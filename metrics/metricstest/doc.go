// Package metricstest checks that an accumulator keeps the contract of
// [metrics.Accumulator]. Authors of accumulators call it from a test:
//
//	func TestNPSKeepsTheContract(t *testing.T) {
//		metricstest.Run[metrics.NPS](t, metricstest.Subject[metrics.NPS]{
//			Add: func(n *metrics.NPS, r *rand.Rand) { n.Add(r.IntN(12)) },
//		})
//	}
//
// The rules are those by which a number may be computed in shards, on several
// machines, from stored states: see [Rules]. Equality is that of the binary
// encoding, to the bit.
package metricstest
