package main

import (
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/loamlib/loam/examples/internal/tsv"
	"github.com/loamlib/loam/feedback"
)

func TestEmotionRows(t *testing.T) {
	table, err := tsv.Parse("label\temotion1\temotion2\tlabels\ttext\nfear\tanger\tsadness\tjoy|grief|realization\ta\nnone\tnone\t\tneutral\tb")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		source emotionSource
		row    int
		want   []feedback.Emotion
	}{
		{emotionSources[0], 0, []feedback.Emotion{feedback.Sadness, feedback.Joy}},
		{emotionSources[1], 0, []feedback.Emotion{feedback.Anxiety, feedback.Sadness}}, // emotion2 is read where there is one
		{emotionSources[3], 0, []feedback.Emotion{feedback.Anger, feedback.Sadness}},
		{emotionSources[3], 1, nil},
	} {
		x, ok := c.source.row(table.Rows[c.row])
		if !ok || !slices.Equal(x.shows, c.want) {
			t.Errorf("%s, row %d: shows %v, want %v", c.source.path, c.row, x.shows, c.want)
		}
	}
}

// A source whose labels have no name for an emotion says nothing of it.
func TestRowsSayNothingOfEmotionsWithoutALabel(t *testing.T) {
	table, err := tsv.Parse("label\ttext\nneural\tOpen as usual.")
	if err != nil {
		t.Fatal(err)
	}
	thanks, _ := emotionSources[2].row(table.Rows[0])
	blame, _ := ofPolarity(feedback.Negative)
	praise, _ := ofPolarity(feedback.Positive)
	neutral, _ := ofPolarity(feedback.Neutral)
	for _, c := range []struct {
		name    string
		row     emotionRow
		emotion feedback.Emotion
		want    bool
	}{
		{"posts of the epidemic", thanks, feedback.Gratitude, false},
		{"posts of the epidemic", thanks, feedback.Anger, true},
		{"blame", blame, feedback.Anger, false},
		{"blame", blame, feedback.Joy, true},
		{"praise", praise, feedback.Joy, false},
		{"praise", praise, feedback.Dissatisfaction, true},
		{"neutral", neutral, feedback.Joy, true},
	} {
		if got := c.row.tells(c.emotion); got != c.want {
			t.Errorf("%s tells of %v: %v, want %v", c.name, c.emotion, got, c.want)
		}
		learned := len(lessons([]*emotionSet{{weight: 1, train: []emotionRow{c.row}}}, c.emotion)) == 1
		if learned != c.want {
			t.Errorf("%s is learned from for %v: %v, want %v", c.name, c.emotion, learned, c.want)
		}
	}
	if _, ok := ofPolarity(feedback.Unknown); ok {
		t.Error("an unknown polarity tells of emotions")
	}
}

func TestFeltFilesAreRead(t *testing.T) {
	n := 0
	for _, s := range sources {
		felt, err := feltIn(s.name())
		if err != nil {
			t.Error(err)
		}
		n += len(felt)
	}
	if n < 10_000 {
		t.Errorf("%d rows have emotions, want the rows of all files", n)
	}
	if _, err := parseEmotions("joy|glee"); err == nil {
		t.Error("glee is read as an emotion")
	}
}

func TestFreshRows(t *testing.T) {
	seen := map[uint64]bool{}
	rows := []emotionRow{{text: "Late again"}, {text: "late, again!"}, {text: "in dev"}, {text: "new"}}
	got := fresh(rows, map[uint64]bool{fingerprint("In dev."): true}, seen)
	if len(got) != 2 || got[0].text != "Late again" || got[1].text != "new" {
		t.Errorf("got %v, want the first of those that are alike, and the new one", got)
	}
}

func TestEmotionTally(t *testing.T) {
	var tally emotionTally
	for _, x := range []feltText{
		{found: [allEmotions]float64{feedback.Joy: 0.9}, shows: [allEmotions]bool{feedback.Joy: true}},
		{found: [allEmotions]float64{feedback.Joy: 0.9}, flat: true},
		{shows: [allEmotions]bool{feedback.Joy: true, feedback.Anger: true}},
		{flat: true},
	} {
		tally.add(&x)
	}
	// joy: one of two found is right, one of two wanted is found; anger: none
	if tally.f1(feedback.Joy) != 0.5 || tally.macroF1() != 0.25 || tally.flat != 2 || tally.alarms != 1 {
		t.Errorf("joy %v, macro %v, %d of %d flat, want 0.5, 0.25, 1 of 2", tally.f1(feedback.Joy), tally.macroF1(), tally.alarms, tally.flat)
	}
}

func TestTrainEmotionsNamesTheFileThatIsMissing(t *testing.T) {
	err := run([]string{"-task", "emotion", "-data", filepath.Join(t.TempDir(), "none")}, io.Discard, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "online_shopping_10_cats.dev.tsv") {
		t.Errorf("got %v, want an error that names the file", err)
	}
}
