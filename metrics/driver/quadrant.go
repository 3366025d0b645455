package driver

import (
	"fmt"
	"math"

	"github.com/loamlib/loam/metrics/stat"
)

// A Quadrant is a field of the importance-performance map (Martilla and James 1977).
type Quadrant string

const (
	Concentrate Quadrant = "concentrate_here"  // important and not good
	KeepUp      Quadrant = "keep_up"           // important and good
	LowPriority Quadrant = "low_priority"      // neither
	Overkill    Quadrant = "possible_overkill" // good and not important
)

// A Spot is one attribute on the map.
type Spot struct {
	Name        string   `json:"name"`
	Importance  float64  `json:"importance"`
	Performance float64  `json:"performance"`
	Quadrant    Quadrant `json:"quadrant"`
}

// A Map is attributes by how important they are and how good, with the lines that
// part the quadrants: a value on a line counts as above it.
type Map struct {
	Spots          []Spot  `json:"spots"`
	ImportanceCut  float64 `json:"importance_cut"`
	PerformanceCut float64 `json:"performance_cut"`
	ImportanceBy   Cut     `json:"importance_by"` // where the lines come from
	PerformanceBy  Cut     `json:"performance_by"`
}

// A Cut says where a line of a [Map] comes from.
type Cut string

const (
	AtMean   Cut = "mean"   // at the mean of the attributes
	AtMedian Cut = "median" // at their median
	AsGiven  Cut = "given"  // where the options put it
)

// MapOptions say where the lines are. The zero value puts them at the means of the
// attributes.
type MapOptions struct {
	Median         bool     // put them at the medians
	ImportanceCut  *float64 // put this one here
	PerformanceCut *float64
}

// NewMap places attributes in quadrants. Their own fields are not looked at. With
// lines at means or medians there is always something to concentrate on, however good
// it is: a target as the PerformanceCut is better where there is one. Without
// attributes it is [stat.ErrNoData]; a value that is no number is an
// [*stat.ArgumentError].
func NewMap(spots []Spot, o MapOptions) (Map, error) {
	if len(spots) == 0 {
		return Map{}, fmt.Errorf("driver: there are no attributes: %w", stat.ErrNoData)
	}
	var importance, performance []float64
	for _, s := range spots {
		for _, v := range []float64{s.Importance, s.Performance} {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return Map{}, &stat.ArgumentError{Name: fmt.Sprintf("importance or performance of %q", s.Name), Value: v, Want: "a finite number"}
			}
		}
		importance, performance = append(importance, s.Importance), append(performance, s.Performance)
	}
	var m Map
	m.ImportanceCut, m.ImportanceBy = o.cut(o.ImportanceCut, importance)
	m.PerformanceCut, m.PerformanceBy = o.cut(o.PerformanceCut, performance)
	for _, s := range spots {
		s.Quadrant = m.quadrant(s)
		m.Spots = append(m.Spots, s)
	}
	return m, nil
}

func (o MapOptions) cut(given *float64, values []float64) (float64, Cut) {
	if given != nil {
		return *given, AsGiven
	}
	if o.Median {
		median, _ := stat.Median(values) // they are finite, and at least one
		return median, AtMedian
	}
	mean, _ := moments(values)
	return mean, AtMean
}

func (m Map) quadrant(s Spot) Quadrant {
	important, good := s.Importance >= m.ImportanceCut, s.Performance >= m.PerformanceCut
	switch {
	case important && good:
		return KeepUp
	case important:
		return Concentrate
	case good:
		return Overkill
	}
	return LowPriority
}

// Map places drivers that are ratings by their share of the explained variance and
// their mean. A driver whose association is below 0 counts with its size.
func (r *Ranking) Map(o MapOptions) (Map, error) {
	var spots []Spot
	for _, d := range r.Drivers {
		spots = append(spots, Spot{Name: d.Name, Importance: d.Weight.Share.Or(0), Performance: d.Mean})
	}
	return NewMap(spots, o)
}
