package catalog

import (
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// clock fills the slots of a date and a time of day. What a catalog has no words
// for stays empty, and so does the time of day at midnight, which is how a date
// without a time is written in a [time.Time].
func (f *forms) clock(t time.Time, d *digits, into *[slots]string) {
	into[slotYear] = d.year(t.Year())
	into[slotDay] = d.plain[t.Day()]
	if f.months != nil {
		into[slotMonth] = f.months[t.Month()-1]
	}
	if f.weekdays != nil {
		into[slotWeekday] = f.weekdays[t.Weekday()]
	}
	if t.Hour() == 0 && t.Minute() == 0 {
		return
	}
	into[slotHour] = d.plain[t.Hour()]
	into[slotHour12] = d.plain[(t.Hour()+11)%12+1]
	if t.Minute() != 0 {
		into[slotMinute] = d.double[t.Minute()]
	}
	for _, p := range f.periods {
		if p.from <= t.Hour() {
			into[slotPeriod] = p.word
		}
	}
}

// digits are the numbers from 0 to 59 as a language writes them, alone and
// with two digits. x/text knows the digits; it has no dates yet.
type digits struct {
	plain, double [60]string
}

func newDigits(tag language.Tag) digits {
	var d digits
	printer := message.NewPrinter(tag)
	for i := range d.plain {
		d.plain[i] = printer.Sprint(number.Decimal(i))
		d.double[i] = printer.Sprint(number.Decimal(i, number.MinIntegerDigits(2)))
	}
	return d
}

// year writes a number without marks between thousands.
func (d *digits) year(n int) string {
	if n < 0 {
		return ""
	}
	if n < 10 {
		return d.plain[n]
	}
	return d.year(n/10) + d.plain[n%10]
}
