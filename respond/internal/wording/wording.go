// Package wording writes words of code, times and durations for people in
// Traditional Chinese, Simplified Chinese and English.
package wording

import (
	"fmt"
	"strings"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
)

// A Term is a word of the code with its names for people.
type Term struct {
	Word                string // canonical, as JSON has it
	Hant, Hans, English string
}

// Name is the word for people who read tag, English if loam does not write that
// language; the word itself if no term has it.
func Name(terms []Term, word string, tag language.Tag) string {
	for _, t := range terms {
		if t.Word == word {
			return In(tag, t.Hant, t.Hans, t.English)
		}
	}
	return word
}

// Has reports whether a term has the word.
func Has(terms []Term, word string) bool {
	for _, t := range terms {
		if t.Word == word {
			return true
		}
	}
	return false
}

// Words lists the words of the terms, for errors.
func Words(terms []Term) string {
	out := make([]string, len(terms))
	for i, t := range terms {
		out[i] = t.Word
	}
	return strings.Join(out, ", ")
}

// In is the one of three texts that people who read tag read.
func In(tag language.Tag, hant, hans, english string) string {
	return text.Wording{En: english, Hant: hant, Hans: hans}.In(tag)
}

// Time is a time to the minute in its own zone, with the day of the week:
// "2026 年 2 月 24 日（週二）10:30", "2026年2月24日（周二）10:30" or
// "Tue 24 Feb 2026, 10:30".
func Time(t time.Time, tag language.Tag) string { return timeAs("15:04", t, tag) }

// TimeToTheSecond is [Time] with seconds where there are any.
func TimeToTheSecond(t time.Time, tag language.Tag) string {
	if t.Second() == 0 {
		return Time(t, tag)
	}
	return timeAs("15:04:05", t, tag)
}

func timeAs(clock string, t time.Time, tag language.Tag) string {
	day := [...]string{"日", "一", "二", "三", "四", "五", "六"}[t.Weekday()]
	return In(tag,
		fmt.Sprintf("%d 年 %d 月 %d 日（週%s）%s", t.Year(), t.Month(), t.Day(), day, t.Format(clock)),
		fmt.Sprintf("%d年%d月%d日（周%s）%s", t.Year(), t.Month(), t.Day(), day, t.Format(clock)),
		t.Format("Mon 2 Jan 2006, "+clock))
}

// Duration is a duration in days, hours and minutes, or in minutes and seconds if it
// is below an hour. It is cut, never rounded up: what remains is not made to look
// longer.
func Duration(d time.Duration, tag language.Tag) string {
	const day = 24 * time.Hour
	if d.Abs() < time.Hour {
		return minutes(d, tag)
	}
	return parts(tag, part{d / day, unitDay}, part{d % day / time.Hour, unitHour}, part{d % time.Hour / time.Minute, unitMinute})
}

// Hours is a duration in hours and minutes, or in minutes and seconds if it is below
// an hour. It is the form for open time, of which a day has fewer than 24 hours.
func Hours(d time.Duration, tag language.Tag) string {
	if d.Abs() < time.Hour {
		return minutes(d, tag)
	}
	return parts(tag, part{d / time.Hour, unitHour}, part{d % time.Hour / time.Minute, unitMinute})
}

// minutes is a duration below an hour.
func minutes(d time.Duration, tag language.Tag) string {
	return parts(tag, part{d / time.Minute, unitMinute}, part{d % time.Minute / time.Second, unitSecond})
}

type part struct {
	n    time.Duration
	unit Term
}

var (
	unitDay    = Term{Hant: "天", Hans: "天", English: "d"}
	unitHour   = Term{Hant: "小時", Hans: "小时", English: "h"}
	unitMinute = Term{Hant: "分鐘", Hans: "分钟", English: "min"}
	unitSecond = Term{Hant: "秒", Hans: "秒", English: "s"}
)

// parts joins those parts that are not zero; the last one stands there if all are.
// All parts have the sign of the duration, which stands before the first.
func parts(tag language.Tag, list ...part) string {
	var out []string
	sign := ""
	for i := range list {
		if list[i].n < 0 {
			sign, list[i].n = "−", -list[i].n
		}
	}
	for _, p := range list {
		if p.n != 0 {
			out = append(out, p.in(tag))
		}
	}
	if len(out) == 0 {
		out = append(out, list[len(list)-1].in(tag))
	}
	return sign + strings.Join(out, " ")
}

func (p part) in(tag language.Tag) string {
	return fmt.Sprintf("%d %s", p.n, In(tag, p.unit.Hant, p.unit.Hans, p.unit.English))
}
