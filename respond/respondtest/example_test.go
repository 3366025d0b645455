package respondtest_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/loamlib/loam/respond"
	"github.com/loamlib/loam/respond/catalog"
	"github.com/loamlib/loam/respond/respondtest"
)

// A generator that adds a promise of its own is caught.
func ExampleTestGenerator() {
	err := respondtest.TestGenerator(func() (respond.Generator, error) {
		return respond.GeneratorFunc(func(ctx context.Context, b *respond.Brief) (respond.Draft, error) {
			d, err := catalog.Default().Generate(ctx, b)
			d.Text += " 下次用餐打八折。"
			return d, err
		}), nil
	}, nil)
	for line := range strings.Lines(err.Error()) {
		if strings.HasPrefix(line, "founded") {
			fmt.Println(strings.Fields(line)[0], strings.Contains(line, "打八折") || strings.Contains(line, "八折"))
		}
	}
	// Output:
	// founded: true
}
