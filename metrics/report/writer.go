package report

import (
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics/internal/phrase"
)

// A writer writes a report in one language.
type writer struct {
	r   *Report
	tag language.Tag
	b   strings.Builder
}

func (r *Report) writer(tag language.Tag) *writer { return &writer{r: r, tag: tag} }

// say is a wording in the language of the reader, safe to stand in Markdown.
func (w *writer) say(x text.Wording) string { return escape(x.In(w.tag)) }

// fill is a wording with arguments, in the language of the reader.
func (w *writer) fill(x text.Wording, args ...any) string { return w.say(phrase.Fill(x, args...)) }

func (w *writer) line(format string, args ...any) { fmt.Fprintf(&w.b, format+"\n", args...) }

func (w *writer) title(x text.Wording) {
	s := w.say(phrase.Sentence(x))
	if w.r.Company != "" {
		s = w.fill(text.Wording{En: "%s: %s", Hant: "%s %s", Hans: "%s %s"}, w.r.Company, x)
	}
	w.line("# %s\n", s)
}

func (w *writer) section(x text.Wording) { w.line("## %s\n", w.say(x)) }

func (w *writer) part(x text.Wording) { w.line("### %s\n", w.say(x)) }

// list writes sentences as a list, or what stands there if there are none.
func (w *writer) list(items []text.Wording, none text.Wording) {
	for _, x := range items {
		w.line("- %s", w.say(x))
	}
	if len(items) == 0 {
		w.line("%s", w.say(none))
	}
	w.line("")
}

// A column of a table, and whether its cells are numbers.
type column struct {
	head   text.Wording
	number bool
}

// table writes rows under headings.
func (w *writer) table(columns []column, rows [][]string) {
	var heads, rules []string
	for _, c := range columns {
		heads = append(heads, w.say(c.head))
		rules = append(rules, map[bool]string{true: "---:", false: "---"}[c.number])
	}
	w.line("| %s |", strings.Join(heads, " | "))
	w.line("|%s|", strings.Join(rules, "|"))
	for _, row := range rows {
		w.line("| %s |", strings.Join(row, " | "))
	}
	w.line("")
}

// pieces is how much feedback there is.
func pieces(n int64) text.Wording {
	form := text.Wording{En: "%s pieces of feedback", Hant: "共 %s 件回饋", Hans: "共 %s 条反馈"}
	if n == 1 {
		form.En = "%s piece of feedback"
	}
	return phrase.Fill(form, phrase.Count(float64(n)))
}

// opening says what was read, of which time, and what recent means.
func (w *writer) opening() {
	r := w.r
	n := pieces(r.Records.Feedback)
	if r.Window.Periods == 0 {
		w.line("%s\n", w.fill(text.Wording{
			En:   "%s, without a date.",
			Hant: "%s，都沒有日期。",
			Hans: "%s，都没有日期。",
		}, n))
		return
	}
	out := w.fill(text.Wording{
		En:   "%[1]s, %[2]s; as of %[3]s.",
		Hant: "%[1]s，期間：%[2]s；資料截至 %[3]s。",
		Hans: "%[1]s，期间：%[2]s；数据截至%[3]s。",
	}, n, r.Window.between(), phrase.Date(r.Now.Add(-time.Nanosecond)))
	if r.Earlier != nil {
		out += gap(w.tag) + w.fill(text.Wording{
			En:   "“Recently” is %[1]s, “before” is %[2]s.",
			Hant: "以下「近期」指 %[1]s，「先前」指 %[2]s。",
			Hans: "以下“近期”指 %[1]s，“此前”指 %[2]s。",
		}, r.Recent.between(), r.Earlier.between())
	}
	w.line("%s\n", out)
}

// gap is what stands between two sentences.
func gap(tag language.Tag) string {
	if text.Supported(tag) == language.TraditionalChinese || text.Supported(tag) == language.SimplifiedChinese {
		return ""
	}
	return " "
}
