package theme

import (
	"encoding/json"
	"math"
	"os"
	"testing"
)

// G² against R's vcd::assocstats.
func TestLikelihoodRatioAgainstR(t *testing.T) {
	b, err := os.ReadFile("testdata/keyness_g2.json")
	if err != nil {
		t.Fatal(err)
	}
	var o struct {
		Cases []struct {
			Name  string
			Input struct {
				TargetWith  int `json:"target_with"`
				TargetTotal int `json:"target_total"`
				RestWith    int `json:"rest_with"`
				RestTotal   int `json:"rest_total"`
			}
			Expected struct{ G2 float64 }
		}
	}
	if err := json.Unmarshal(b, &o); err != nil || len(o.Cases) == 0 {
		t.Fatalf("%d cases, %v", len(o.Cases), err)
	}
	for _, c := range o.Cases {
		x := c.Input
		got := likelihoodRatio(x.TargetWith, x.TargetTotal-x.TargetWith, x.RestWith, x.RestTotal-x.RestWith)
		if math.Abs(got-c.Expected.G2) > 1e-9*math.Max(1, c.Expected.G2) {
			t.Errorf("%s: %v, want %v", c.Name, got, c.Expected.G2)
		}
	}
}

// Of eight documents, "ab" is in four and neither character anywhere else: the
// parts always stand together, which is 1. "cd" is in one of those two with c and
// two with d: ln(p(cd)/(p(c)p(d)))/-ln p(cd) = ln(1/8 / (2/8 · 2/8)) / ln 8 = 1/3.
func TestAssociationByHand(t *testing.T) {
	const a, b, c, d = 1, 2, 3, 4
	tokens, ends := []uint32{}, []int{}
	for _, doc := range [][]uint32{{a, b}, {a, b}, {a, b}, {a, b}, {c, d}, {c}, {d}, {}} {
		tokens = append(append(append(tokens, 0), doc...), 0)
		ends = append(ends, len(tokens))
	}
	n := count(tokens, ends, make([]bool, 5), 1)
	for _, tt := range []struct {
		row  []uint32
		want float64
	}{{[]uint32{a, b}, 1}, {[]uint32{c, d}, 1.0 / 3}} {
		id, ok := n.find(tt.row)
		if !ok {
			t.Fatalf("%v is not counted", tt.row)
		}
		if got := n.association(tt.row, n.levels[1].df[id]); math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("association of %v is %v, want %v", tt.row, got, tt.want)
		}
	}
	// Every edge is another choice: four documents make two bits.
	id, _ := n.find([]uint32{a, b})
	if got := n.levels[1].freedom; len(got[0]) > 0 && got[0][id] != 2 {
		t.Errorf("the choice before ab is %v bits, want 2", got[0][id])
	}
}

// The counts must be those of looking at every row in every document.
func TestCountAgainstLooking(t *testing.T) {
	tokens := []uint32{0, 1, 2, 3, 1, 2, 0, 0, 1, 2, 1, 2, 3, 0, 0, 3, 1, 2, 0}
	ends := []int{7, 14, 19}
	n := count(tokens, ends, make([]bool, 4), 2)
	for _, tt := range []struct {
		row []uint32
		df  int32
	}{{[]uint32{1}, 3}, {[]uint32{1, 2}, 3}, {[]uint32{3, 1, 2}, 2}, {[]uint32{1, 2, 3}, 2}, {[]uint32{2, 1}, 0}, {[]uint32{2, 3, 1}, 0}} {
		id, ok := n.find(tt.row)
		if ok != (tt.df > 0) || ok && n.levels[len(tt.row)-1].df[id] != tt.df {
			t.Errorf("%v: %v documents, found %v, want %d", tt.row, n.levels[len(tt.row)-1].df, ok, tt.df)
		}
	}
}
