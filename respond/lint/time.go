package lint

import (
	"time"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// firstReply is within which the first reply is due where the profile does not
// say.
const firstReply = 24 * time.Hour

var lateReply = &fault{rule: "TIME-01",
	message: text.Wording{En: "The first reply comes after %[1]s; it was due within %[2]s.", Hant: "首次回覆已過 %[1]s，應在 %[2]s 內。", Hans: "首次回复已过 %[1]s，应在 %[2]s 内。"},
	fix:     text.Wording{En: "Send it now, and apologise for the wait.", Hant: "立即送出，並為久候致歉。", Hans: "立即发出，并为久等致歉。"}}

var notSeenPublished = &fault{rule: "TIME-02",
	message: text.Wording{En: "The reply of %s was submitted, but nothing says that it was published.", Hant: "%s 送出的回覆沒有公開的紀錄。", Hans: "%s 提交的回复没有公开的记录。"},
	fix:     text.Wording{En: "Look whether it is visible, and record when it became so.", Hant: "確認是否已顯示，並記錄公開時間。", Hans: "确认是否已显示，并记录公开时间。"}}

var notSeenSubmitted = &fault{rule: "TIME-02",
	message: text.Wording{En: "A reply was published on %s, but nothing says when it was submitted.", Hant: "%s 公開的回覆沒有送出時間的紀錄。", Hans: "%s 公开的回复没有提交时间的记录。"},
	fix:     text.Wording{En: "Record when it was submitted: that is what counts as the response time.", Hant: "補記送出時間，回覆時效以此為準。", Hans: "补记提交时间，回复时效以此为准。"}}

// checkTime looks at when the reply comes. Without Now nothing is checked.
func checkTime(r *reply) {
	now := r.brief.Now
	if now.IsZero() {
		return
	}
	replied, published := r.times(feedback.Replied), r.times(feedback.Published)
	if received := r.received(); !received.IsZero() && replied.n+published.n == 0 {
		within := r.brief.Profile.FirstReply
		if within == 0 {
			within = firstReply
		}
		if took := now.Sub(received); took > within {
			r.report(lateReply, missing, took.Round(time.Minute), within)
		}
	}
	if !r.brief.Profile.Public {
		return
	}
	const day = "2006-01-02 15:04"
	switch {
	case replied.n > 0 && published.n == 0:
		r.report(notSeenPublished, missing, replied.first.Format(day))
	case published.n > 0 && replied.n == 0:
		r.report(notSeenSubmitted, missing, published.first.Format(day))
	}
}

// occasions are the events of one kind: how many, and when the first was.
type occasions struct {
	n     int
	first time.Time
}

// times looks up the events of a kind, up to now.
func (r *reply) times(kind feedback.EventKind) (o occasions) {
	for _, e := range r.brief.History {
		if e.Kind != kind || e.At.IsZero() || e.At.After(r.brief.Now) {
			continue
		}
		if o.n++; o.n == 1 || e.At.Before(o.first) {
			o.first = e.At
		}
	}
	return o
}

// received is when the company had the feedback: as the case says, else as the
// feedback does; zero if neither.
func (r *reply) received() time.Time {
	if o := r.times(feedback.Received); o.n > 0 {
		return o.first
	}
	if f := r.brief.Feedback; f != nil {
		if !f.ReceivedAt.IsZero() {
			return f.ReceivedAt
		}
		return f.CreatedAt
	}
	return time.Time{}
}
