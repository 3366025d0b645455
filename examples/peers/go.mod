module github.com/loamlib/loam/examples/peers

go 1.26.0

require (
	github.com/jonreiter/govader v0.0.0-20250429093935-f6505c8d03cc
	github.com/loamlib/loam v0.0.0
)

require (
	golang.org/x/text v0.43.0 // indirect
	gonum.org/v1/gonum v0.17.0 // indirect
)

replace github.com/loamlib/loam => ../..
