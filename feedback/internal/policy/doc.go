// Package policy holds the tests of what is true of the module as a whole: which
// package may import which, that library packages touch nothing outside their
// arguments, what the module requires, and what it exports.
package policy
