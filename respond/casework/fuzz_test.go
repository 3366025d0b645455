package casework_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond/casework"
	"github.com/loamlib/loam/respond/sla"
)

// Any events give a status of which every event is accounted for, and duties that
// can be explained.
func FuzzReplay(f *testing.F) {
	f.Add([]byte{1, 0, 6, 2, 10, 5, 11, 80, 12, 90, 13, 91}, 100)
	f.Add([]byte{15, 3, 1, 0, 1, 0, 12, 9, 12, 9, 0, 255, 99, 1}, 20)
	start := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, raw []byte, hours int) {
		var events []feedback.CaseEvent
		for i := 0; i+1 < len(raw); i += 2 {
			events = append(events, feedback.CaseEvent{CaseID: "c", Kind: feedback.EventKind(raw[i]), Target: "d",
				At: start.Add(time.Duration(raw[i+1]) * time.Hour)})
		}
		now := start.Add(time.Duration(hours%5000) * time.Hour)
		s, err := casework.Replay(events, now)
		if n := s.Version() + s.Ignored.Duplicates + s.Ignored.Future + s.Ignored.Illegal; n != len(events) {
			t.Fatalf("%d of %d events are accounted for", n, len(events))
		}
		if (err == nil) != (s.Ignored.Illegal == 0) {
			t.Fatalf("%d illegal events, and the error is %v", s.Ignored.Illegal, err)
		}
		duties, _ := casework.Planner{}.Next(casework.Dossier{Case: sla.Case{Events: events}}, now)
		for _, d := range duties {
			if d.Overdue && !now.After(d.Due) || d.Explanation(language.TraditionalChinese) == "" {
				t.Errorf("%+v", d)
			}
		}
		if _, err := json.Marshal(duties); err != nil {
			t.Error(err)
		}
	})
}

// Any text of a rule file is read or refused, never with a panic, and routing has an
// answer.
func FuzzRouter(f *testing.F) {
	f.Add([]byte(`[{"department":"物流部","any":[{"dimension":"topic","category":"delivery"}]}]`), "delivery/courier")
	f.Add([]byte(`[{"department":"x","all":[{"dimension":"intent","category":"complaint"}]}]`), "")
	f.Fuzz(func(t *testing.T, file []byte, topic string) {
		var routes []casework.Route
		if json.Unmarshal(file, &routes) != nil {
			return
		}
		r, err := casework.NewRouter(routes, "desk")
		if err != nil {
			if wrong := (*casework.RouteError)(nil); !errors.As(err, &wrong) {
				t.Errorf("%v is no RouteError", err)
			}
			return
		}
		d := r.Route(&feedback.Analysis{Labels: []feedback.Label{{Dimension: feedback.Topic, Category: feedback.Category(topic), Confidence: 0.5}}})
		if d.Department == "" || d.Fallback && d.Department != "desk" {
			t.Errorf("%+v", d)
		}
	})
}

// The board of a large desk: cases at every point of their life.
func BenchmarkBoard(b *testing.B) {
	start := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	life := []feedback.EventKind{feedback.Received, feedback.Assigned, feedback.Replied, feedback.Investigating, feedback.Resolved, feedback.Replied, feedback.FollowedUp, feedback.Closed}
	dossiers := make([]casework.Dossier, 10_000)
	for i := range dossiers {
		id := fmt.Sprintf("c-%05d", i)
		var events []feedback.CaseEvent
		for j, kind := range life[:1+i%len(life)] {
			events = append(events, feedback.CaseEvent{CaseID: id, Kind: kind, At: start.Add(time.Duration(i%500+7*j) * time.Hour), Department: "客服部"})
		}
		dossiers[i] = casework.Dossier{Case: sla.Case{ID: id, Events: events}}
	}
	now := start.Add(400 * time.Hour)
	b.ReportAllocs()
	for b.Loop() {
		if duties, err := (casework.Planner{}).Board(slices.Values(dossiers), now); err != nil || len(duties) == 0 {
			b.Fatal(len(duties), err)
		}
	}
}
