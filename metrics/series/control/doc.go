// Package control has control charts: they tell the month that is out of the
// ordinary from the ups and downs that every series has.
package control
