package catalog_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond"
	"github.com/loamlib/loam/respond/catalog"
)

var update = flag.Bool("update", false, "write the replies in testdata anew")

// TestTwentyReplies words the cases of testdata, which are there to be read. No
// case knows of another, as if each were the only reply of its business.
func TestTwentyReplies(t *testing.T) {
	for _, tag := range tongues {
		t.Run(tag.String(), func(t *testing.T) {
			path := fmt.Sprintf("testdata/%s.txt", tag)
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			written := rewrite(t, tag, string(data))
			if *update {
				if err := os.WriteFile(path, []byte(written), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if n := strings.Count(written, "\n-- "); n != 20 {
				t.Errorf("%d replies, want 20", n)
			}
			if diff := cmp.Diff(string(data), written); diff != "" {
				t.Errorf("replies changed (-file +now); -update writes them:\n%s", diff)
			}
		})
	}
}

// rewrite is the file with the replies as they are worded now.
func rewrite(t *testing.T, tag language.Tag, data string) string {
	t.Helper()
	head := map[language.Tag]string{language.English: "-- reply"}[tag]
	if head == "" {
		head = map[language.Tag]string{language.TraditionalChinese: "-- 回覆", language.SimplifiedChinese: "-- 回复"}[tag]
	}
	preamble, cases, _ := strings.Cut(data, "\n== ")
	out := preamble
	for c := range strings.SplitSeq(cases, "\n== ") {
		facts, _, _ := strings.Cut(c, "\n-- ")
		facts = strings.TrimSpace(facts)
		out += "\n== " + facts + "\n\n" + head + "\n" + reply(t, tag, facts) + "\n"
	}
	return out
}

// reply plans and words one case.
func reply(t *testing.T, tag language.Tag, facts string) string {
	t.Helper()
	r, err := requestOf(tag, facts)
	if err != nil {
		t.Fatalf("%v in\n%s", err, facts)
	}
	b, err := respond.Plan(r)
	if err != nil {
		t.Fatalf("%v in\n%s", err, facts)
	}
	d, err := catalog.Default().Generate(t.Context(), b)
	if err != nil {
		t.Fatalf("%v in\n%s", err, facts)
	}
	return d.Text
}

// requestOf reads the facts of a case: its title, then lines of a key and what
// is known.
func requestOf(tag language.Tag, facts string) (*respond.Request, error) {
	title, lines, _ := strings.Cut(facts, "\n")
	a := &feedback.Analysis{}
	r := &respond.Request{
		Feedback: &feedback.Feedback{ID: title}, Analysis: a, Language: tag,
		Now: time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC),
	}
	for line := range strings.Lines(lines) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		if err := set(r, key, strings.TrimSpace(value)); err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
	}
	return r, nil
}

func set(r *respond.Request, key, value string) (err error) {
	fields := strings.Split(value, "|")
	for i := range fields {
		fields[i] = strings.TrimSpace(fields[i])
	}
	fields = append(fields, "", "", "", "", "")
	a := r.Analysis
	label := func(d feedback.Dimension) {
		a.Labels = append(a.Labels, feedback.Label{Dimension: d, Category: feedback.Category(value), Confidence: 0.9})
	}
	switch key {
	case "review":
		r.Feedback.Text = value
	case "name":
		r.Feedback.Customer.Name = value
	case "business":
		r.Business.Name, r.Business.Signer = fields[0], respond.Signer{Role: fields[1], Name: fields[2]}
	case "contact":
		r.Business.Contact = respond.Contact{Department: fields[0], Phone: fields[1], Email: fields[2], URL: fields[3], Hours: fields[4]}
	case "polarity":
		p, err := feedback.ParsePolarity(value)
		a.Sentiment = &feedback.Sentiment{Polarity: p}
		return err
	case "about":
		for item := range strings.SplitSeq(value, ",") {
			topic, sign, _ := strings.Cut(strings.TrimSpace(item), " ")
			p := map[string]feedback.Polarity{"+": feedback.Positive, "-": feedback.Negative, "0": feedback.Neutral}[sign]
			a.Aspects = append(a.Aspects, feedback.Aspect{Topic: feedback.Category(topic), Polarity: p})
		}
	case "intent":
		label(feedback.Intent)
	case "nature":
		label(feedback.Nature)
	case "urgency":
		label(feedback.Urgency)
	case "emotion":
		e, err := feedback.ParseEmotion(value)
		a.Emotions = append(a.Emotions, feedback.EmotionFinding{Emotion: e, Confidence: 0.9})
		return err
	case "fault":
		r.Fault = map[string]respond.Fault{"at_fault": respond.AtFault, "not_at_fault": respond.NotAtFault}[value]
	case "finding":
		r.Finding = value
	case "answer":
		r.Answer = value
	case "prevention":
		r.Prevention = value
	case "remedy":
		kind, detail, _ := strings.Cut(value, " ")
		if kind != "" {
			r.Remedy = &respond.Remedy{Kind: respond.RemedyKind(kind), Detail: detail}
		}
	case "progress":
		r.Progress = map[string]respond.Progress{"under_way": respond.UnderWay, "solved": respond.Solved}[value]
	case "next":
		layout := "2006-01-02 15:04"
		r.NextUpdate, err = time.Parse(layout[:len(value)], value)
	case "ask":
		r.Missing = []string{value}
	case "invite":
		r.Invite = true
	case "profile":
		for _, p := range respond.Profiles() {
			if p.ID == value {
				r.Profile = p
			}
		}
		if r.Profile.ID == "" {
			return fmt.Errorf("no profile %q", value)
		}
	default:
		return fmt.Errorf("no such key")
	}
	return err
}
