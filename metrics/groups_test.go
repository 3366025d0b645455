package metrics_test

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"github.com/loamlib/loam/metrics"
)

func TestGroupsMergeAllOrNothing(t *testing.T) {
	type groups = metrics.Groups[metrics.Rate, *metrics.Rate]
	rates := func(id metrics.ID) func() *metrics.Rate {
		return func() *metrics.Rate { return &metrics.Rate{Definition: id} }
	}
	ours := groups{New: rates(metrics.IDReplyRate)}
	ours.At("北京").Add(true)
	ours.At("上海").Add(false)
	theirs := groups{New: rates(metrics.IDReplyRate)}
	theirs.At("上海").Add(true)
	theirs.At("广州").Add(true)
	if err := ours.Merge(&theirs); err != nil {
		t.Fatal(err)
	}
	var keys []string
	for key := range ours.All() {
		keys = append(keys, key)
	}
	if !slices.IsSorted(keys) || len(keys) != 3 {
		t.Errorf("keys %q", keys)
	}
	total, err := ours.Total()
	if yes, all := total.Counts(); err != nil || yes != 3 || all != 4 {
		t.Errorf("total %d of %d, %v", yes, all, err)
	}
	before, err := ours.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	other := groups{New: rates(metrics.IDChurnRate)}
	other.At("上海").Add(true)
	other.At("成都").Add(true)
	if err := ours.Merge(&other); err == nil {
		t.Error("rates of different definitions merged")
	}
	if after, _ := ours.MarshalBinary(); string(after) != string(before) {
		t.Error("a failed merge changed the groups")
	}
}

// Groups of one kind stay of one kind, also for keys that only one side has.
func TestGroupsDoNotMixKinds(t *testing.T) {
	type groups = metrics.Groups[metrics.Rate, *metrics.Rate]
	of := func(id metrics.ID, key string) *groups {
		g := &groups{New: func() *metrics.Rate { return &metrics.Rate{Definition: id} }}
		g.At(key).Add(true)
		return g
	}
	replies := of(metrics.IDReplyRate, "台北")
	var mismatch *metrics.MismatchError
	if err := replies.Merge(of(metrics.IDChurnRate, "高雄")); !errors.As(err, &mismatch) || replies.Len() != 1 {
		t.Errorf("churn among replies: %v, %d groups", err, replies.Len())
	}
	if err := replies.Merge(of(metrics.IDReplyRate, "高雄")); err != nil || replies.Len() != 2 {
		t.Errorf("replies among replies: %v, %d groups", err, replies.Len())
	}
	var empty groups
	if err := empty.Merge(replies); err != nil || empty.Len() != 2 {
		t.Errorf("nothing and replies: %v, %d groups", err, empty.Len())
	}
}

func TestGroupsRefuseKeysThatJSONWouldChange(t *testing.T) {
	var g metrics.Groups[metrics.NPS, *metrics.NPS]
	g.At("\xff").Add(9)
	if _, err := json.Marshal(g); err == nil {
		t.Error("a key that is no UTF-8 marshalled")
	}
}
