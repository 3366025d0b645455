package report_test

import (
	"fmt"
	"golang.org/x/text/language"
	"os"
	"testing"
	"time"

	"github.com/loamlib/loam/classify/standard"
	"github.com/loamlib/loam/feedback/feedbacktest"
	"github.com/loamlib/loam/metrics/report"
	"github.com/loamlib/loam/metrics/series"
)

func TestTry(t *testing.T) {
	if os.Getenv("TRY") == "" {
		t.Skip()
	}
	c := feedbacktest.Company{Seed: 7, Months: 12, PerMonth: 600}
	if os.Getenv("TRY") == "plant" {
		c.Plants = []feedbacktest.Plant{{Topic: "product/quality", Product: "kettle", Region: "south", Month: 8, Share: 0.4, Lost: 0.005}}
	}
	now := time.Date(2027, 1, 1, 0, 0, 0, 0, time.FixedZone("Asia/Taipei", 8*3600))
	col, err := report.NewCollector(report.Options{Window: series.Window{Calendar: series.Calendar{Zone: now.Location()}, Now: now}})
	if err != nil {
		t.Fatal(err)
	}
	for f, a := range c.Feedback() {
		col.Add(&f, &a)
	}
	for _, x := range c.Trading() {
		col.AddOrders(x.Start, x.Orders)
		col.AddCustomers(x.Start, x.Customers, x.Lost)
	}
	r, err := col.Report(report.Subject{Company: "Pot & Pan", TopicName: standard.Taxonomy().Name})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(r.Markdown(language.Make(os.Getenv("LANGTAG"))))
}
