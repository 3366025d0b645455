package linear

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"math"
	"slices"
	"strings"
)

// ErrOneLabel is returned for examples that all have the same label, or none:
// there is nothing to tell apart.
var ErrOneLabel = errors.New("linear: all examples have the same label")

// ErrNoExamples is returned if there is no example that can be used.
var ErrNoExamples = errors.New("linear: no examples with a text")

// A LabelError reports an example with a label that was not declared.
type LabelError struct {
	Index int // of the example, counting from 0
	Label string
	Want  []string
}

// Error says which example it is and what would be right.
func (e *LabelError) Error() string {
	return fmt.Sprintf("linear: example %d has the label %q, want one of %q", e.Index, e.Label, e.Want)
}

// A Report tells what training met.
type Report struct {
	Examples      int            // used
	Empty         int            // without a text, left out
	Unlabelled    int            // without a label in a multinomial model, left out
	Contradicting int            // with a text that came with other labels before; used all the same. Of very many examples only the later ones are compared
	Labels        map[string]int // examples by label
	Sources       map[string]int // examples by source
	Grams         int            // different ones met
	Kept          int            // in the model
	Forgotten     int            // dropped to keep memory bounded, met once until then
	LostClues     int            // phrases of clues that are too long to be grams
	HeldOut       *HeldOut       // how the model does on held-out examples; nil without
}

// A HeldOut is how a model does on examples that it was not trained on.
type HeldOut struct {
	Examples int
	Accuracy float64   // share of examples whose labels are all right
	F1       []float64 // of each label; 0 for one that no example has
	MacroF1  float64   // their mean
	LogLoss  float64   // mean -log of the probability of the right labels
}

// A survey is what the first pass over the examples finds: labels, sources and
// how many there are of each.
type survey struct {
	options *Options
	report  *Report
	labels  []string
	index   map[string]int
	sources map[string]int
	counts  [][]float64 // by source and label
	totals  []float64   // by source
	norm    float64     // makes the mean weight of an example 1
}

// take goes through the examples once.
func take(examples iter.Seq[Example], o *Options) (*survey, error) {
	s := &survey{options: o, report: &Report{Labels: map[string]int{}, Sources: map[string]int{}}, index: map[string]int{}, sources: map[string]int{}}
	for i, l := range o.Labels {
		s.index[l] = i
	}
	seen := newMemory()
	position := -1
	for e := range examples {
		position++
		switch {
		case strings.TrimSpace(e.Text) == "":
			s.report.Empty++
			continue
		case len(e.Labels) == 0 && !o.MultiLabel:
			s.report.Unlabelled++
			continue
		case !(e.Weight >= 0) || math.IsInf(e.Weight, 0):
			return nil, fmt.Errorf("linear: example %d has the weight %v, want a finite number above 0, or 0 for 1", position, e.Weight)
		}
		for _, l := range e.Labels {
			if err := s.meet(l, position); err != nil {
				return nil, err
			}
		}
		s.report.Examples++
		s.report.Sources[e.Source]++
		if _, known := s.sources[e.Source]; !known {
			s.sources[e.Source] = len(s.sources)
		}
		if seen.contradicts(e) {
			s.report.Contradicting++
		}
	}
	return s, s.finish()
}

// meet counts a label.
func (s *survey) meet(label string, position int) error {
	if _, known := s.index[label]; !known {
		if s.options.Labels != nil || label == "" {
			return &LabelError{position, label, s.options.Labels}
		}
		s.index[label] = 0
	}
	s.report.Labels[label]++
	return nil
}

func (s *survey) finish() error {
	s.labels = s.options.Labels
	if s.labels == nil {
		for l := range s.index {
			s.labels = append(s.labels, l)
		}
		slices.Sort(s.labels)
		for i, l := range s.labels {
			s.index[l] = i
		}
	}
	switch {
	case s.report.Examples == 0:
		return ErrNoExamples
	case !s.options.MultiLabel && len(s.report.Labels) < 2:
		return fmt.Errorf("%w: %d examples are all %q", ErrOneLabel, s.report.Examples, slices.Sorted(maps.Keys(s.report.Labels)))
	case s.options.MultiLabel && len(s.report.Labels) == 0:
		return fmt.Errorf("%w: %d examples have none", ErrOneLabel, s.report.Examples)
	}
	return nil
}

// weigh counts labels by source, so that weight knows what each is worth.
func (s *survey) weigh(examples iter.Seq[Example]) {
	s.counts = make([][]float64, len(s.sources))
	s.totals = make([]float64, len(s.sources))
	for i := range s.counts {
		s.counts[i] = make([]float64, len(s.labels))
	}
	for e := range s.usable(examples) {
		k := s.sources[e.Source]
		s.totals[k]++
		for _, l := range e.Labels {
			s.counts[k][s.index[l]] += 1 / float64(len(e.Labels))
		}
	}
	s.norm = 1
	sum, n := 0.0, 0.0
	for e := range s.usable(examples) {
		sum += s.weight(e)
		n++
	}
	s.norm = n / sum
}

// usable leaves out what training leaves out.
func (s *survey) usable(examples iter.Seq[Example]) iter.Seq[Example] {
	return func(yield func(Example) bool) {
		for e := range examples {
			if strings.TrimSpace(e.Text) == "" || len(e.Labels) == 0 && !s.options.MultiLabel || !s.known(e.Labels) {
				continue
			}
			if !yield(e) {
				return
			}
		}
	}
}

// known reports whether the survey met the labels: a sequence may give others
// the second time.
func (s *survey) known(labels []string) bool {
	for _, l := range labels {
		if _, ok := s.index[l]; !ok {
			return false
		}
	}
	return true
}

// weight is what e counts in training.
func (s *survey) weight(e Example) float64 {
	const most = 5 // times that a rare label is made up for
	k := s.sources[e.Source]
	w := s.norm * math.Pow(s.totals[k], s.options.SourcePower-1)
	if e.Weight > 0 {
		w *= e.Weight
	}
	if len(e.Labels) == 0 {
		return w
	}
	present, factor := s.present(k), 0.0
	for _, l := range e.Labels {
		share := s.counts[k][s.index[l]] * present / s.totals[k]
		f := min(most, math.Pow(share, -s.options.Balance))
		if c, ok := s.options.ClassWeights[l]; ok {
			f *= c
		}
		factor += f
	}
	return w * factor / float64(len(e.Labels))
}

// A memory remembers the labels of the texts met last, in bounded space.
type memory []remembered

// remembered are hashes of a text and of its labels.
type remembered struct{ text, labels uint64 }

// memorySize bounds what contradictions are found among.
const memorySize = 1 << 18

func newMemory() memory { return make(memory, memorySize) }

// contradicts reports whether the text of e came with other labels before, and
// remembers it.
func (m memory) contradicts(e Example) bool {
	r := remembered{text: hashBytes([]byte(strings.TrimSpace(e.Text)), kindRow) | 1}
	for _, l := range e.Labels {
		r.labels = join(r.labels, hashBytes([]byte(l), kindWord), kindPair)
	}
	s := &m[r.text>>20%memorySize]
	clash := s.text == r.text && s.labels != r.labels
	*s = r
	return clash
}

// present is how many labels a source has.
func (s *survey) present(source int) float64 {
	n := 0.0
	for _, c := range s.counts[source] {
		if c > 0 {
			n++
		}
	}
	return n
}
