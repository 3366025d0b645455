package theme_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/loamlib/loam/classify/theme"
	"github.com/loamlib/loam/feedback"
)

// Half a megabyte of what makes careless loops quadratic stays well below the
// limit, which no quadratic loop keeps.
func TestTimeIsLinear(t *testing.T) {
	w, err := theme.NewWatch([]theme.Competitor{{Name: "飞鸽"}, {Name: "Acme"}})
	if err != nil {
		t.Fatal(err)
	}
	e := newExtractor(t, nil)
	const size = 1 << 19
	for _, unit := range []string{"希望", "希望的", "希望吧", "就好了", "要是", "飞鸽。", "比飞鸽好", "Acme ", "Acme. ", "please add ", "could be better ", "服务", "a-", "slow-slow ", "差", "x"} {
		text := strings.Repeat(unit, size/len(unit))
		f := feedback.Feedback{ID: "big", Text: text}
		begun := time.Now()
		d := feedback.NewDocument(&f)
		var n theme.Needs
		n.Add(d, "")
		n.Result(0)
		w.Mentions(d)
		if _, err := e.Keywords(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		m := newMiner(t, &theme.Options{MinDocuments: 2})
		m.Add(d)
		m.Add(d)
		for _, x := range m.Themes(1) {
			x.Stories(slices.Values([]feedback.Feedback{f}), nil)
		}
		if took := time.Since(begun); took > 20*time.Second {
			t.Errorf("%q repeated takes %v", unit, took)
		}
	}
}
