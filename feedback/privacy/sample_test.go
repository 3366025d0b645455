package privacy_test

import (
	"bufio"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/loamlib/loam/feedback/privacy"
)

var texts = flag.String("texts", "", "tab-separated files, parted by commas, whose column named text is looked through")

// TestSample counts what is found in files of one's own and shows a sample, to be
// read for false alarms:
//
//	go test ./feedback/privacy -run TestSample -v -texts reviews.tsv
func TestSample(t *testing.T) {
	if *texts == "" {
		t.Skip("no -texts")
	}
	const shown = 40 // of each kind
	counts, n := map[privacy.Kind]int{}, 0
	for _, name := range strings.Split(*texts, ",") {
		for _, s := range textColumn(t, name) {
			n++
			for _, d := range privacy.Find(s) {
				if counts[d.Kind]++; counts[d.Kind] <= shown {
					from, to := max(0, d.Span.Start-40), min(len(s), d.Span.End+30)
					t.Logf("%v %q in …%s…", d.Kind, d.Span.Of(s), strings.ToValidUTF8(s[from:to], ""))
				}
			}
		}
	}
	for _, k := range privacy.Kinds() {
		t.Logf("%v: %d", k, counts[k])
	}
	t.Logf("%d texts", n)
}

// textColumn reads the column named text of a tab-separated file.
func textColumn(t *testing.T, name string) (out []string) {
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<22)
	column := -1
	for lines.Scan() {
		cells := strings.Split(lines.Text(), "\t")
		if column < 0 {
			if column = slices.Index(cells, "text"); column < 0 {
				t.Fatalf("%s has no column named text", name)
			}
		} else if column < len(cells) {
			out = append(out, cells[column])
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}
