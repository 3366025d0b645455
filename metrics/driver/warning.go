package driver

import "github.com/loamlib/loam/metrics"

// What a person should know before using a result. [Explain] says it in words.
const (
	MissingRows   metrics.WarningCode = "missing_rows"          // Count rows lack a value and were left out; Detail says of which columns
	FewRows       metrics.WarningCode = "few_rows"              // fewer than 10 rows a driver; Count would be enough
	FewEvents     metrics.WarningCode = "few_events"            // fewer than 10 of the rarer outcome a driver; Count would be enough
	HighInflation metrics.WarningCode = "high_inflation"        // the driver named by Detail nearly follows from others: its variance is inflated Count times
	SampledOrders metrics.WarningCode = "sampled_orders"        // too many drivers for all subsets: Count orders were sampled
	Penalised     metrics.WarningCode = "firth_penalty"         // the drivers named by Detail separate the outcomes: odds ratios are finite by Firth's penalty only
	NoContrast    metrics.WarningCode = "no_contrast"           // the driver named by Detail has no low, no high or no middling ratings
	NotHeldFixed  metrics.WarningCode = "others_not_held_fixed" // the regression on all topics together has no answer; Detail says why
	RareTopics    metrics.WarningCode = "rare_topics"           // Count topics have too few mentions; Detail names them
)

// association is what every result of this package shows, and all it shows.
const association = "association"
