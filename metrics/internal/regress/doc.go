// Package regress fits the regressions that trends, drivers and effects rest on:
// least squares with or without weights, logistic regression of shares and of yes
// and no, proportional odds, ridge.
//
// A [Design] has one name a column and one row an observation; each fit puts the
// intercept before the columns. Inside, columns are centred and scaled, so that
// neither a date in seconds nor an amount in cents costs precision. Data that
// leave coefficients open are an error that names the columns: [RankError],
// [SeparationError].
package regress
