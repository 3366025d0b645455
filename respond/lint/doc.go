// Package lint checks replies against the rules of package respond.
package lint
