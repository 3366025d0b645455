package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/feedbacktest"
)

var update = flag.Bool("update", false, "write months.jsonl anew")

// noodleShop has a queue problem in one branch from June on.
var noodleShop = feedbacktest.Company{
	Seed: 11, Months: 8, PerMonth: 75,
	Products: []string{"牛肉麵", "水餃", "滷味"}, Regions: []string{"板橋店", "信義店", "士林店", "新店店"}, Touchpoints: []string{"內用", "外帶"},
	Topics: []feedback.Category{"food/taste", "waiting/queue", "service/attitude", "price"},
	Plants: []feedbacktest.Plant{{Topic: "waiting/queue", Region: "板橋店", Month: 5, Share: 0.6}},
}

func TestMonthsAreThoseOfTheNoodleShop(t *testing.T) {
	var b bytes.Buffer
	for f := range noodleShop.Feedback() {
		line, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(line, '\n'))
	}
	if *update {
		if err := os.WriteFile("months.jsonl", b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if b.String() != months && !*update {
		t.Error("months.jsonl is not what the company's customers said; run go test -update")
	}
}
