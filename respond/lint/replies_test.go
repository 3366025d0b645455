package lint_test

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond"
	"github.com/loamlib/loam/respond/lint"
)

var (
	repliesFlag = flag.String("replies", "", "tab-separated files, parted by commas, with the columns title, text and reply")
	mostReplies = flag.Int("most", 1000, "how many replies of -replies are linted")
)

// TestReplies lints replies that people have sent, under the profiles Neutral and
// TripAdvisor, counts what is found and shows every error for a reader to judge:
//
//	go test ./respond/lint -run TestReplies -v -replies replies.dev.tsv,replies.train.tsv
func TestReplies(t *testing.T) {
	if *repliesFlag == "" {
		t.Skip("no -replies")
	}
	l := lint.Default()
	exchanges := readExchanges(t, strings.Split(*repliesFlag, ","))
	exchanges = exchanges[:min(len(exchanges), *mostReplies)]
	for _, p := range []respond.Profile{respond.Neutral(), respond.TripAdvisor()} {
		counts, alarmed := map[string]int{}, 0
		for i, x := range exchanges {
			b := &respond.Brief{Request: respond.Request{Feedback: &feedback.Feedback{Title: x.title, Text: x.text}, Profile: p}}
			found, err := l.Lint(context.Background(), x.reply, b)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range found {
				counts[fmt.Sprintf("%s %v", d.Rule, d.Severity)]++
				if d.Severity == respond.Error {
					from, to := max(0, d.Span.Start-60), min(len(x.reply), d.Span.End+60)
					t.Logf("%s reply %d, %s: %q in …%s…", p.ID, i+1, d.Rule, d.Span.Of(x.reply), strings.ToValidUTF8(x.reply[from:to], ""))
				}
			}
			if slices.ContainsFunc(found, func(d respond.Diagnostic) bool { return d.Severity == respond.Error }) {
				alarmed++
			}
		}
		var lines []string
		for what, n := range counts {
			lines = append(lines, fmt.Sprintf("%s: %d", what, n))
		}
		sort.Strings(lines)
		t.Logf("%s: %d of %d replies have an error\n%s", p.ID, alarmed, len(exchanges), strings.Join(lines, "\n"))
	}
}

// An exchange is a review and what was answered.
type exchange struct{ title, text, reply string }

// readExchanges reads the columns of tab-separated files.
func readExchanges(t *testing.T, names []string) (out []exchange) {
	for _, name := range names {
		file, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		lines := bufio.NewScanner(file)
		lines.Buffer(nil, 1<<22)
		var columns []string
		for lines.Scan() {
			cells := strings.Split(lines.Text(), "\t")
			if columns == nil {
				columns = cells
				continue
			}
			cell := func(name string) string {
				if i := slices.Index(columns, name); i >= 0 && i < len(cells) {
					return cells[i]
				}
				return ""
			}
			if reply := cell("reply"); reply != "" {
				out = append(out, exchange{cell("title"), cell("text"), reply})
			}
		}
		if err := lines.Err(); err != nil {
			t.Fatal(err)
		}
	}
	return out
}
