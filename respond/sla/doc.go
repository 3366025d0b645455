// Package sla says by when a customer is owed something, and why then.
package sla
