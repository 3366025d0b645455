package feedbacktest_test

import (
	"testing"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/feedbacktest"
)

func TestCompanyIsBelievable(t *testing.T) {
	c := feedbacktest.Company{Seed: 4, Months: 4, PerMonth: 500, Plants: []feedbacktest.Plant{
		{Topic: "product/quality", Product: "kettle", Region: "south", Month: 2, Share: 0.5},
	}}
	struck, hit, elsewhere, others := 0, 0, 0, 0
	n := 0
	for f, a := range c.Feedback() {
		n++
		if err := f.Validate(); err != nil {
			t.Fatal(err)
		}
		if err := a.Validate(&f); err != nil {
			t.Fatal(err)
		}
		bad := false
		for _, x := range a.Aspects {
			bad = bad || x.Topic == "product/quality" && x.Polarity == feedback.Negative
		}
		where := f.Product == "kettle" && f.Customer.Region == "south" && f.CreatedAt.Month() >= 3
		switch {
		case where:
			struck++
			if bad {
				hit++
			}
		default:
			others++
			if bad {
				elsewhere++
			}
		}
	}
	if n != 2000 || struck < 20 || hit*2 < struck/2 || elsewhere*8 > others {
		t.Errorf("%d pieces: %d of %d where it was planted, %d of %d elsewhere", n, hit, struck, elsewhere, others)
	}
}

func TestCompanyIsTheSameEachTime(t *testing.T) {
	c := feedbacktest.Company{Seed: 4, Months: 2, PerMonth: 50}
	var first []string
	for f := range c.Feedback() {
		first = append(first, f.Text)
	}
	i := 0
	for f := range c.Feedback() {
		if f.Text != first[i] {
			t.Fatalf("%d: %q, then %q", i, first[i], f.Text)
		}
		i++
	}
	if a, b := c.Trading()[1], c.Trading()[1]; a.Lost != b.Lost || a.Orders != b.Orders {
		t.Error(a, b)
	}
}
