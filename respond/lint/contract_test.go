package lint_test

import (
	"testing"

	"github.com/loamlib/loam/respond"
	"github.com/loamlib/loam/respond/lint"
	"github.com/loamlib/loam/respond/respondtest"
)

func TestContract(t *testing.T) {
	respondtest.RunLinter(t, func() (respond.Linter, error) { return lint.New(nil) }, nil)
}
