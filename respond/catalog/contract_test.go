package catalog_test

import (
	"testing"

	"github.com/loamlib/loam/respond"
	"github.com/loamlib/loam/respond/catalog"
	"github.com/loamlib/loam/respond/lint"
	"github.com/loamlib/loam/respond/respondtest"
)

func TestContract(t *testing.T) {
	respondtest.RunGenerator(t, func() (respond.Generator, error) { return catalog.New(nil) }, nil)
}

// TestContractGuarded runs the contract on the catalogs behind the rules.
func TestContractGuarded(t *testing.T) {
	respondtest.RunGenerator(t, func() (respond.Generator, error) {
		return respond.Guard(catalog.Default(), lint.Default(), nil)
	}, nil)
}
