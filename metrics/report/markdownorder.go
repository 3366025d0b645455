package report

import (
	"fmt"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/metrics/internal/phrase"
	"github.com/loamlib/loam/metrics/priority"
)

// orderShown is how many topics of the order are written out.
const orderShown = 5

// order is the topics in the order of what speaks for them, with the parts of their
// scores.
func (w *writer) order() {
	o := w.r.Order
	if o == nil || o.known() < 2 { // by one part alone the order is that of the table above
		return
	}
	w.part(headings.order)
	columns := []column{{headings.topic, false}, {headings.score, true}}
	for _, p := range priority.Parts() {
		if o.knows(p) {
			columns = append(columns, column{phrase.Sentence(phrase.Each(p.Name)), true})
		}
	}
	var rows [][]string
	for _, x := range o.Ranked[:min(orderShown, len(o.Ranked))] {
		row := []string{fmt.Sprintf("%d. %s", x.Place, w.say(x.Name)), fmt.Sprintf("%.2f", x.Score)}
		for _, c := range x.Parts {
			if o.knows(c.Part) {
				row = append(row, w.say(component(c)))
			}
		}
		rows = append(rows, row)
	}
	w.table(columns, rows)
	w.line("%s\n", w.say(text.Wording{
		En:   "The score is the mean chance of being ahead of another topic, over what is known of both. It ranks whatever there is, chance included; what the data call for stands at the top of this report.",
		Hant: "得分是在各項已知條件下領先其他主題的平均機率。這裡把所有主題都排了序，其中也有碰巧的成分；真正需要處理的列在報告開頭。",
		Hans: "得分是在各项已知条件下领先其他主题的平均概率。这里对所有主题都做了排序，其中也有偶然的成分；真正需要处理的列在报告开头。",
	}))
	w.list(o.Says, text.Wording{})
}

// component is the number behind a part of a score.
func component(c priority.Component) text.Wording {
	v, ok := c.Estimate.Value.Get()
	switch {
	case !c.Known || !ok:
		return text.Wording{En: "not known", Hant: "未知", Hans: "未知"}
	case c.Part == priority.Trend:
		return phrase.Each(func(tag language.Tag) string {
			s := c.Estimate.FormatDifference(v, tag)
			if v > 0 {
				s = "+" + s
			}
			return s
		})
	}
	return phrase.Each(func(tag language.Tag) string { return c.Estimate.FormatValue(v, tag) })
}
