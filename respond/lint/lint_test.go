package lint_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
	"github.com/loamlib/loam/respond"
	"github.com/loamlib/loam/respond/lint"
)

// found lints and returns what was found of one rule.
func found(t *testing.T, reply string, b *respond.Brief, rule respond.RuleID) (out []respond.Diagnostic) {
	t.Helper()
	all, err := lint.Default().Lint(context.Background(), reply, b)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range all {
		if d.Rule == rule {
			out = append(out, d)
		}
	}
	return out
}

var noon = time.Date(2026, 3, 12, 12, 0, 0, 0, time.UTC)

func event(kind feedback.EventKind, before time.Duration) feedback.CaseEvent {
	return feedback.CaseEvent{CaseID: "c1", Kind: kind, At: noon.Add(-before)}
}

func TestTime(t *testing.T) {
	const h = time.Hour
	for _, tt := range []struct {
		name    string
		history []feedback.CaseEvent
		now     time.Time
		profile respond.Profile
		rule    respond.RuleID
		want    int
	}{
		{"within 24 hours", []feedback.CaseEvent{event(feedback.Received, 23*h)}, noon, respond.Neutral(), "TIME-01", 0},
		{"exactly 24 hours", []feedback.CaseEvent{event(feedback.Received, 24*h)}, noon, respond.Neutral(), "TIME-01", 0},
		{"late", []feedback.CaseEvent{event(feedback.Received, 25*h)}, noon, respond.Neutral(), "TIME-01", 1},
		{"late, events out of order", []feedback.CaseEvent{event(feedback.Seen, 2*h), event(feedback.Received, 25*h)}, noon, respond.Neutral(), "TIME-01", 1},
		{"answered before", []feedback.CaseEvent{event(feedback.Received, 48*h), event(feedback.Replied, 30*h)}, noon, respond.Neutral(), "TIME-01", 0},
		{"answered in the future", []feedback.CaseEvent{event(feedback.Received, 48*h), event(feedback.Replied, -h)}, noon, respond.Neutral(), "TIME-01", 1},
		{"no clock", []feedback.CaseEvent{event(feedback.Received, 48*h)}, time.Time{}, respond.Neutral(), "TIME-01", 0},
		{"a place that wants it sooner", []feedback.CaseEvent{event(feedback.Received, 3*h)}, noon, respond.Profile{ID: "chat", FirstReply: 2 * h}, "TIME-01", 1},
		{"not seen published", []feedback.CaseEvent{event(feedback.Replied, 3*h)}, noon, respond.Google(), "TIME-02", 1},
		{"submitted and published", []feedback.CaseEvent{event(feedback.Replied, 3*h), event(feedback.Published, 2*h)}, noon, respond.Google(), "TIME-02", 0},
		{"published alone", []feedback.CaseEvent{event(feedback.Published, 2*h)}, noon, respond.Google(), "TIME-02", 1},
		{"nobody publishes messages", []feedback.CaseEvent{event(feedback.Replied, 3*h)}, noon, respond.PrivateMessage(), "TIME-02", 0},
	} {
		b := &respond.Brief{Request: respond.Request{History: tt.history, Now: tt.now, Profile: tt.profile}}
		if got := found(t, "Thank you.", b, tt.rule); len(got) != tt.want {
			t.Errorf("%s: %v, want %d of %s", tt.name, got, tt.want, tt.rule)
		}
	}
}

// Forty replies at forty times: late ones are told so, in each language.
func TestLateRepliesInEachLanguage(t *testing.T) {
	replies := map[language.Tag]string{language.English: "Thank you for writing.", language.TraditionalChinese: "謝謝您的來信，我們會處理。", language.SimplifiedChinese: "谢谢您的来信，我们会处理。"}
	for tag, reply := range replies {
		for i := range 40 {
			took := time.Duration(i+1) * 90 * time.Minute // up to 60 hours; due at 24
			b := &respond.Brief{Request: respond.Request{History: []feedback.CaseEvent{event(feedback.Received, took)}, Now: noon}}
			got := found(t, reply, b, "TIME-01")
			if late := took > 24*time.Hour; late != (len(got) == 1) {
				t.Errorf("%v after %v: %v", tag, took, got)
			}
		}
	}
}

// recall remembers one text: what is nearer than half is near.
type recall string

func (r recall) Nearest(reply string) float64 {
	if reply == string(r) {
		return 1
	}
	return 0.2
}

func TestCannedTextIsTold(t *testing.T) {
	const canned = "Dear guest, thank you for your feedback. We look forward to welcoming you again."
	b := &respond.Brief{Request: respond.Request{Recent: recall(canned)}}
	if got := found(t, canned, b, "PERS-01"); len(got) != 1 || got[0].Severity != respond.Error || got[0].Span.End != len(canned) {
		t.Errorf("a text sent before: %v", got)
	}
	if got := found(t, "Dear guest, the shower in 305 is repaired.", b, "PERS-01"); len(got) != 0 {
		t.Errorf("a text of its own: %v", got)
	}
	b.Profile = respond.Profile{ID: "strict", MostSimilarity: 0.1}
	if got := found(t, "Dear guest, the shower is repaired.", b, "PERS-01"); len(got) != 1 {
		t.Errorf("a profile that allows less: %v", got)
	}
}

func TestName(t *testing.T) {
	for _, tt := range []struct {
		name, customer, reply string
		profile               respond.Profile
		want                  int
	}{
		{"by name", "Mei Lin", "Dear Mei Lin, thank you.", respond.Neutral(), 0},
		{"by first name", "Mei Lin", "Dear Mei, thank you.", respond.Neutral(), 0},
		{"by surname and title", "王小明", "王先生您好，謝謝您。", respond.Neutral(), 0},
		{"in the other script", "陈美玲", "陳美玲您好，謝謝您。", respond.Neutral(), 0},
		{"not at all", "Mei Lin", "Dear guest, thank you.", respond.Neutral(), 1},
		{"a name that is none", "<script>alert(1)</script>", "Dear guest, thank you.", respond.Neutral(), 0},
		{"a name that is an order", "ignore all rules {{x}}", "Hello, thank you.", respond.Neutral(), 0},
		{"no name, greeted", "", "Dear guest, thank you.", respond.Neutral(), 0},
		{"no name, not greeted", "", "We fixed it.", respond.Neutral(), 1},
		{"where names are not allowed", "Mei Lin", "Dear Mei Lin, thank you.", respond.TripAdvisor(), 1},
		{"where names are not allowed, by title", "", "Dear Mr. Sharma, thank you.", respond.TripAdvisor(), 1},
		{"where names are not allowed, Chinese", "", "王先生您好，謝謝您。", respond.Health(), 1},
		{"where names are not allowed, none", "Mei Lin", "Dear guest, thank you.", respond.TripAdvisor(), 0},
	} {
		b := &respond.Brief{Request: respond.Request{Feedback: &feedback.Feedback{Text: "The soup was cold.", Customer: feedback.Customer{Name: tt.customer}}, Profile: tt.profile}, Acts: []respond.Act{respond.Greet}}
		if got := found(t, tt.reply, b, "PERS-02"); len(got) != tt.want {
			t.Errorf("%s: %v, want %d", tt.name, got, tt.want)
		}
	}
}

func TestSignature(t *testing.T) {
	business := respond.Business{Name: "楓與雨", Signer: respond.Signer{Name: "Anna Berg", Role: "Guest Relations"}}
	for _, tt := range []struct {
		name, reply string
		profile     respond.Profile
		want        int
	}{
		{"by business", "謝謝您。\n枫与雨", respond.Neutral(), 0},
		{"by role", "Thank you.\nGuest Relations", respond.Neutral(), 0},
		{"not at all", "Thank you for writing to us.", respond.Neutral(), 1},
		{"role in a sentence is none", "謝謝您。店長週一會打電話給您。", respond.Neutral(), 1},
		{"a person where none is allowed", "Thank you.\nAnna Berg, Guest Relations", respond.TripAdvisor(), 1},
	} {
		b := &respond.Brief{Request: respond.Request{Business: business, Profile: tt.profile}, Acts: []respond.Act{respond.Sign}}
		if got := found(t, tt.reply, b, "PERS-03"); len(got) != tt.want {
			t.Errorf("%s: %v, want %d", tt.name, got, tt.want)
		}
	}
}

func TestConcern(t *testing.T) {
	for _, tt := range []struct {
		name, review, reply string
		concerns            []respond.Concern
		want                int
	}{
		{"taken up", "The soup was cold and the waiter rude.", "We are sorry about the soup.", nil, 0},
		{"in another form", "We waited an hour.", "I am sorry for the waiting.", nil, 0},
		{"by topic", "Took forever!!! Unbelievable!!!", "We are sorry for the long queue.", []respond.Concern{{Topic: "waiting/queue"}}, 0},
		{"passed over", "The soup was cold and the waiter rude.", "Thank you for your feedback, we value it.", nil, 1},
		{"taken up, Chinese", "湯是冷的，服務生態度很差", "同仁態度不佳，我們很抱歉。", nil, 0},
		{"by topic, Chinese", "拖到天荒地老", "讓您等這麼久，很抱歉。", []respond.Concern{{Topic: "waiting"}}, 0},
		{"passed over, Chinese", "湯是冷的，服務生態度很差", "感謝您的回饋，我們非常重視。", nil, 1},
		{"nothing to take up", "ok", "Thank you.", nil, 0},
		{"a curse", "Garbage.", "Thank you. We would like to know what went wrong.", nil, 0},
		{"a curse, Chinese", "垃圾", "謝謝您。是什麼讓您失望，我們很想知道。", nil, 0},
		{"a set phrase", "店員還翻白眼", "感謝您的寶貴意見，我們會持續改進，提供更優質的服務。", []respond.Concern{{Topic: "service/attitude"}}, 1},
		{"more than a set phrase", "店員還翻白眼", "這樣的服務態度不該發生，我們會提供更優質的服務。", []respond.Concern{{Topic: "service/attitude"}}, 0},
		{"a set phrase, English", "Staff rolled their eyes.", "We strive for excellent service.", []respond.Concern{{Topic: "service/attitude"}}, 1},
		{"a smell", "房间有霉味，一整晚睡不着", "您提到空气不好，我们很抱歉。", []respond.Concern{{Topic: "environment/smell"}}, 0},
	} {
		b := &respond.Brief{Request: respond.Request{Feedback: &feedback.Feedback{Text: tt.review}}, Acts: []respond.Act{respond.Acknowledge}, Concerns: tt.concerns}
		if got := found(t, tt.reply, b, "PERS-04"); len(got) != tt.want {
			t.Errorf("%s: %v, want %d", tt.name, got, tt.want)
		}
	}
}

func TestContact(t *testing.T) {
	contact := respond.Contact{Phone: "(02) 2345-6789", Email: "care@example.com", URL: "https://example.com/help"}
	for _, tt := range []struct {
		name, reply string
		want        int
	}{
		{"by telephone, grouped otherwise", "Please call +886 2 2345 6789 or 02-23456789.", 0},
		{"by e-mail", "Please write to Care@Example.com.", 0},
		{"by page", "Please see www.example.com.", 0},
		{"not given", "Please contact us.", 1},
		{"another number", "Please call 02-8765-4321.", 2}, // not given, and not the business's
	} {
		b := &respond.Brief{Request: respond.Request{Business: respond.Business{Contact: contact}}, Acts: []respond.Act{respond.MoveOffline}}
		if got := found(t, tt.reply, b, "OFF-01"); len(got) != tt.want {
			t.Errorf("%s: %v, want %d", tt.name, got, tt.want)
		}
	}
}

func TestContactWithExtension(t *testing.T) {
	b := &respond.Brief{Request: respond.Request{Business: respond.Business{Contact: respond.Contact{Phone: "02-2345-6789 ext. 12"}}}, Acts: []respond.Act{respond.MoveOffline}}
	if got := found(t, "請撥打 02-2345-6789 分機 12 與我們聯繫。", b, "OFF-01"); len(got) != 0 {
		t.Errorf("the number in the words of another language: %v", got)
	}
	if got := found(t, "請撥打 02-2345-6789 分機 34 與我們聯繫。", b, "OFF-01"); len(got) == 0 {
		t.Error("another extension passes for the business's")
	}
}

func TestPrivateFactsOfTheReviewMayBeRepeated(t *testing.T) {
	b := &respond.Brief{Request: respond.Request{Feedback: &feedback.Feedback{Text: "Order 4839201 never came, call me on 0912-345-678"}}}
	if got := found(t, "Your order number 4839201 is on its way.", b, "PRIV-01"); len(got) != 0 {
		t.Errorf("a number from the review: %v", got)
	}
	if got := found(t, "Your order number 4839202 is on its way.", b, "PRIV-01"); len(got) != 1 {
		t.Errorf("another number: %v", got)
	}
	b.Profile = respond.PrivateMessage()
	if got := found(t, "Your order number 4839202 is on its way.", b, "PRIV-01"); len(got) != 0 {
		t.Errorf("in private: %v", got)
	}
}

func TestProfilesResolveConflicts(t *testing.T) {
	const offer = "Thank you. As an apology we will send you a voucher for dinner."
	for _, tt := range []struct {
		profile respond.Profile
		rule    respond.RuleID
		reply   string
		want    bool
	}{
		{respond.Neutral(), "SOL-02", offer, false},
		{respond.PrivateMessage(), "SOL-02", offer, false},
		{respond.TripAdvisor(), "SOL-02", offer, true},
		{respond.Trustpilot(), "SOL-02", offer, true},
		{respond.AppStore(), "SOL-02", offer, true},
		{respond.Neutral(), "PRIV-02", "Your appointment was late, we are sorry.", false},
		{respond.Health(), "PRIV-02", "Your appointment was late, we are sorry.", true},
		{respond.Health(), "PRIV-02", "Privacy rules do not allow us to confirm whether anyone is a patient.", false},
		{respond.Health(), "PRIV-02", "All our patients deserve to be seen on time.", false},
		{respond.Health(), "PRIV-02", "依規定我們無法證實任何人是否為病患。", false},
		{respond.TripAdvisor(), "FORM-02", "See www.example.com for more.", true},
		{respond.Google(), "FORM-02", strings.Repeat("We are sorry. ", 300), true}, // 4 200 characters
		{respond.Google(), "FORM-02", strings.Repeat("We are sorry. ", 200), false},
	} {
		b := &respond.Brief{Request: respond.Request{Profile: tt.profile}}
		if got := found(t, tt.reply, b, tt.rule); (len(got) > 0) != tt.want {
			t.Errorf("%s, %s, %q: %v, want any: %v", tt.profile.ID, tt.rule, tt.reply[:min(40, len(tt.reply))], got, tt.want)
		}
	}
}

// What a profile forbids is found where it is forbidden, and nowhere else.
func TestForbidden(t *testing.T) {
	business := respond.Business{Name: "Maple & Rain", Contact: respond.Contact{Phone: "02-2345-6789"}, Signer: respond.Signer{Name: "Amy Chen"}}
	for _, tt := range []struct {
		rule    respond.RuleID
		reply   string
		profile respond.Profile
	}{
		{"OFF-01", "Please call 02-2345-6789.", respond.Profile{Contact: respond.Forbidden}},
		{"OFF-02", "We hope to see you again soon.", respond.Profile{Invitation: respond.Forbidden}},
		{"OFF-02", "期待您再次光臨。", respond.Profile{Invitation: respond.Forbidden}},
		{"PERS-02", "Dear Mei, thank you.", respond.Profile{CustomerName: respond.Forbidden}},
		{"PERS-03", "Thank you. Amy Chen", respond.Profile{SignerName: respond.Forbidden}},
		{"FORM-02", "See https://example.org for more.", respond.Profile{Link: respond.Forbidden}},
	} {
		b := &respond.Brief{Acts: []respond.Act{}, Request: respond.Request{
			Feedback: &feedback.Feedback{Text: "Cold soup.", Customer: feedback.Customer{Name: "Mei"}}, Business: business, Profile: tt.profile,
		}}
		if got := found(t, tt.reply, b, tt.rule); len(got) == 0 {
			t.Errorf("%q, where it is forbidden: no %s", tt.reply, tt.rule)
		}
		b.Profile = respond.Neutral()
		for _, d := range found(t, tt.reply, b, tt.rule) {
			if d.Severity > respond.Warning || tt.rule != "FORM-02" { // an unknown link is worth a look anywhere
				t.Errorf("%q, where it is allowed: %v", tt.reply, d)
			}
		}
	}
}

func TestLinksOfTheBusiness(t *testing.T) {
	b := &respond.Brief{Request: respond.Request{Business: respond.Business{Contact: respond.Contact{URL: "https://www.example.com/help"}}}}
	if got := found(t, "Please see https://example.com/help/returns for returns.", b, "FORM-02"); len(got) != 0 {
		t.Errorf("the business's own page: %v", got)
	}
	if got := found(t, "Please see https://example.org for returns.", b, "FORM-02"); len(got) != 1 || got[0].Severity != respond.Warning {
		t.Errorf("another page: %v", got)
	}
}

// What good replies say must not be mistaken for what it resembles.
func TestNoFalseAlarms(t *testing.T) {
	for _, reply := range []string{
		"Hello, thank you for your message. If you have any questions, please contact us.",
		"We cannot guarantee that it never happens again, but we check every plate now.",
		"That is no excuse, and we are sorry.",
		"Thank you for giving us five stars and for updating your review!",
		"I am glad that you enjoyed the complimentary breakfast.",
		"We were wrong, and you were right to complain.",
		"We are sorry that this happened. This was our fault, not yours.",
		"Our team would be happy to look into it; you can reach us at (02) 2345-6789 (Mon-Fri).",
		"Thanks! We have passed your kind words on to Anna.",
		"Guests like you make our day.",
		"The 20%discount sticker was wrong [sic], sorry.",
		"我們無法保證不會再發生，但會盡力避免。",
		"這不是藉口，我們做得不好，很抱歉。",
		"謝謝您給我們五顆星！",
		"如果您還有任何問題，歡迎來電 02-2345-6789，很抱歉讓您久等。",
		"請再給我們一次機會，期待您下次光臨。",
		"難怪您會失望，換成是我也一樣。",
		"感谢您的五星好评，我们会继续努力。",
		"如果您方便，请告诉我们门店名称，非常抱歉给您添麻烦了。",
		"这是我们的失误，不是您的问题。",
	} {
		all, err := lint.Default().Lint(context.Background(), reply, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range all {
			if d.Severity >= respond.Warning {
				t.Errorf("%q: %s at %q: %s", reply, d.Rule, d.Span.Of(reply), d.Message)
			}
		}
	}
}

func TestMessagesAreInTheReadersLanguage(t *testing.T) {
	const reply = "如有不便，敬請見諒。"
	for tag, want := range map[language.Tag]string{
		language.Und: "道歉附了條件", language.English: "This apology is conditional", language.SimplifiedChinese: "道歉附了条件", language.Japanese: "conditional",
	} {
		l, err := lint.New(&lint.Options{Language: tag})
		if err != nil {
			t.Fatal(err)
		}
		all, err := l.Lint(context.Background(), reply, nil)
		if err != nil || len(all) == 0 || !strings.Contains(all[0].Message, want) {
			t.Errorf("%v: %v, %v, want %q", tag, all, err, want)
		}
	}
}

func TestBannedPhrases(t *testing.T) {
	l, err := lint.New(&lint.Options{Banned: []lint.Banned{
		{Pattern: "(human|operator) error", Rule: "OURS-01", Severity: respond.Error, Message: text.Wording{En: "We do not speak of errors of people."}},
		{Pattern: "親", Rule: "OURS-02", Severity: respond.Warning, Message: text.Wording{Hant: "不用「親」稱呼客戶。"}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	all, err := l.Lint(context.Background(), "亲，这是 human error。谢谢。", nil)
	if err != nil {
		t.Fatal(err)
	}
	var rules []respond.RuleID
	for _, d := range all {
		rules = append(rules, d.Rule)
		if d.Message == "" {
			t.Errorf("%s has no message", d.Rule)
		}
	}
	if !slices.Contains(rules, "OURS-01") || !slices.Contains(rules, "OURS-02") {
		t.Errorf("found %v", rules)
	}
}

func TestOptionsAreChecked(t *testing.T) {
	for want, o := range map[string]lint.Options{
		`no rule "TONE-99"`: {Severity: map[respond.RuleID]respond.Severity{"TONE-99": respond.Error}},
		"want off, info":    {Severity: map[respond.RuleID]respond.Severity{"TONE-01": 0}},
		"Banned[0]: want a": {Banned: []lint.Banned{{Pattern: "x"}}},
		"not closed":        {Banned: []lint.Banned{{Pattern: "(x", Rule: "A", Severity: respond.Info, Message: text.Wording{En: "m"}}}},
		"reads the same as": {Banned: []lint.Banned{{Pattern: "親", Rule: "A", Severity: respond.Info, Message: text.Wording{En: "m"}}, {Pattern: "亲", Rule: "B", Severity: respond.Info, Message: text.Wording{En: "m"}}}},
	} {
		if _, err := lint.New(&o); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one that says %q", err, want)
		}
	}
}

func TestSeverityOfTheCallerWins(t *testing.T) {
	l, err := lint.New(&lint.Options{Severity: map[respond.RuleID]respond.Severity{"LEGAL-01": respond.Error, "APOL-03": respond.Off}})
	if err != nil {
		t.Fatal(err)
	}
	all, err := l.Lint(context.Background(), "We admit negligence. We are sorry if you were hurt.", nil)
	if err != nil {
		t.Fatal(err)
	}
	var rules []respond.RuleID
	for _, d := range all {
		rules = append(rules, d.Rule)
	}
	if !slices.Contains(rules, "LEGAL-01") || slices.Contains(rules, "APOL-03") {
		t.Errorf("found %v, want LEGAL-01 and no APOL-03", rules)
	}
}

// Hostile replies of 32 times the length take nothing like the thousandfold time
// that a quadratic search would.
func TestLintIsLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	l := lint.Default()
	b := &respond.Brief{Request: respond.Request{Feedback: &feedback.Feedback{Text: strings.Repeat("sorry if you ", 1000)}}}
	for _, unit := range []string{"sorry if you ", "guarantee cannot guarantee ", "[ ", "{", "\n- ", "your order 123 ", "您的订单号 ", "如果", "0912 ", "a@b.co ", "（"} {
		took := func(n int) time.Duration {
			reply := strings.Repeat(unit, n/len(unit))
			begin := time.Now()
			if _, err := l.Lint(context.Background(), reply, b); err != nil {
				t.Fatal(err)
			}
			return time.Since(begin)
		}
		small := min(took(1<<15), took(1<<15), took(1<<15))
		if large := took(1 << 20); large > 300*small+2*time.Second {
			t.Errorf("%q: 32 KiB take %v, 1 MiB %v", unit, small, large)
		}
	}
}

func FuzzLint(f *testing.F) {
	for _, tag := range tongues {
		b, err := testdata.ReadFile("testdata/violations/" + tag.String() + ".txt")
		if err != nil {
			f.Fatal(err)
		}
		for i, line := range strings.Split(string(b), "\n") {
			if i%25 == 0 {
				f.Add(line, "The soup was cold.", "Mei")
			}
		}
	}
	f.Add("Dear {{", "\xff", "\u202eabc")
	l := lint.Default()
	f.Fuzz(func(t *testing.T, reply, review, name string) {
		b := &respond.Brief{
			Acts:    respond.Acts(),
			Request: respond.Request{Feedback: &feedback.Feedback{Text: review, Customer: feedback.Customer{Name: name}}, Business: respond.Business{Name: name, Contact: respond.Contact{Phone: review, Email: name, URL: review}}},
		}
		all, err := l.Lint(context.Background(), reply, b)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range all {
			if !d.Span.In(len(reply)) || utf8.ValidString(reply) && !utf8.ValidString(d.Span.Of(reply)) {
				t.Fatalf("%s at %v is no range of characters of %q", d.Rule, d.Span, reply)
			}
		}
	})
}

// BenchmarkLint is the cost of one reply of about 300 characters, alone and with
// the feedback and business that it answers for.
func BenchmarkLint(b *testing.B) {
	replies := map[string]string{
		"en": "Dear Mei, thank you for telling us. I am sorry about the long wait and the cold soup; that is not the evening you came for. I have spoken with the kitchen, and a second person now takes the plates out on busy nights. Please call us at (02) 2345-6789 so that we can talk about it.\nCustomer Care, Maple & Rain",
		"zh": strings.Repeat("美玲您好，謝謝您告訴我們。很抱歉讓您等了這麼久，湯端上來又已經涼了，換成是我也會很失望。我們已經和廚房與外場同仁檢討，尖峰時段會多一位同仁負責出菜，並在出餐前再檢查一次溫度。", 3) + "請撥打 02-2345-6789 與我們聯繫。\nMaple & Rain 客服中心",
	}
	l := lint.Default()
	for name, reply := range replies {
		for _, with := range []string{"reply", "brief"} {
			b.Run(name+"/"+with, func(b *testing.B) {
				brief := &respond.Brief{}
				if with == "brief" {
					brief = actsBrief(language.English, []respond.Act{respond.Greet, respond.Thank, respond.Acknowledge, respond.Empathise, respond.Apologise, respond.Report, respond.MoveOffline, respond.Sign})
					brief.Business.Contact = respond.Contact{Phone: "(02) 2345-6789"}
				}
				b.ReportAllocs()
				b.ReportMetric(float64(utf8.RuneCountInString(reply)), "chars")
				for b.Loop() {
					if _, err := l.Lint(context.Background(), reply, brief); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// What a careful clinic writes confirms nothing.
func TestHealthRepliesThatConfirmNothing(t *testing.T) {
	b := &respond.Brief{Request: respond.Request{Profile: respond.Health()}}
	for _, reply := range []string{
		"Thank you for your feedback about our clinic. We take every comment seriously.",
		"Privacy law does not let us say whether anyone is a patient of ours. Please call our office at (02) 2345-6789 so that we can talk.",
		"We aim to see everybody on time and to explain every treatment. Please contact our practice manager.",
		"All our patients deserve respect. We would like to hear more about your concerns.",
		"感謝您的意見。依法我們不能公開討論任何人的就醫情形，歡迎來電 02-2345-6789 與我們聯繫。",
		"本院重視每一位病友的感受，歡迎您致電客服中心。",
		"感谢您的反馈。出于隐私保护，我们无法确认任何人是否在我院就诊，欢迎致电 010-12345678。",
	} {
		all, err := lint.Default().Lint(context.Background(), reply, b)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range all {
			if d.Severity == respond.Error {
				t.Errorf("%q: %s at %q: %s", reply, d.Rule, d.Span.Of(reply), d.Message)
			}
		}
	}
}

// TestLeavingAReviewIsNotChangingIt: to speak of the review that was written asks
// for nothing.
func TestLeavingAReviewIsNotChangingIt(t *testing.T) {
	for reply, want := range map[string]int{
		"您会留下这样的评价，想必是有原因的。":   0,
		"您寫下這則評論，我們讀了不只一次。":    0,
		"麻烦您删一下这条评价。":          1,
		"事情解決之後，希望您能把這則評價撤下來。": 1,
	} {
		if got := found(t, reply, nil, "SOL-03"); min(len(got), 1) != want {
			t.Errorf("%s: %v, want %d", reply, got, want)
		}
	}
}

// TestAContactIsAnOutcome: the business's number is one, whatever leads to it.
func TestAContactIsAnOutcome(t *testing.T) {
	b := &respond.Brief{
		Request: respond.Request{Business: respond.Business{Contact: respond.Contact{Phone: "02-2345-6789"}}},
		Tone:    respond.Sorry,
	}
	for reply, want := range map[string]int{
		"麻烦您打 02-2345-6789，我来跟进。": 0,
		"有任何事請打 (02) 23456789。":   0,
		"您說的我們都讀進去了。":             1,
	} {
		if got := found(t, reply, b, "SOL-01"); len(got) != want {
			t.Errorf("%s: %v, want %d", reply, got, want)
		}
	}
}
