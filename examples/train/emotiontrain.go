package main

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"

	"github.com/loamlib/loam/classify/linear"
	"github.com/loamlib/loam/feedback"
)

// emotionOptions say how to make the model that package emotion embeds.
type emotionOptions struct {
	data, out, version string
	seed               uint64
}

// train are the settings for each emotion. Letters within words and rows of three
// words gain a point or two, and take twice the time.
func (o *emotionOptions) train() *linear.Options {
	return &linear.Options{Labels: []string{holds, not}, Plain: true, Bits: 16, MinCount: 3, Rate: 0.05, Epochs: 6, SourcePower: 0.6, SourceBias: true, Seed: o.seed}
}

// trainEmotions makes the model and prints its card. Each emotion is learned by
// itself, from the rows that tell of it: a source that knows no gratitude does not
// teach that thanks are none.
func trainEmotions(o *emotionOptions, w io.Writer) error {
	sets, err := loadEmotions(o.data)
	if err != nil {
		return err
	}
	parts, err := o.parts(sets)
	if err != nil {
		return err
	}
	m, err := linear.Gather(gatheredBits, parts...)
	if err != nil {
		return err
	}
	m = strengthened(m)
	card, err := o.card(sets, m)
	if err != nil {
		return err
	}
	return publish(m, card, o.out, w)
}

// parts trains the models of the emotions, as many at a time as there are processors.
func (o *emotionOptions) parts(sets []*emotionSet) ([]linear.Part, error) {
	emotions := feedback.Emotions()
	parts, errs := make([]linear.Part, len(emotions)), make([]error, len(emotions))
	var all sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, e := range emotions {
		all.Go(func() {
			free <- struct{}{}
			defer func() { <-free }()
			m, _, err := linear.Train(shuffled(lessons(sets, e), o.seed), o.train())
			if err != nil {
				errs[i] = fmt.Errorf("%v: %w", e, err)
			}
			parts[i] = linear.Part{Name: e.String(), Model: m, Label: holds}
		})
	}
	all.Wait()
	return parts, errors.Join(errs...)
}

// lessons are the rows that tell whether an emotion is shown.
func lessons(sets []*emotionSet, e feedback.Emotion) (out []linear.Example) {
	for _, s := range sets {
		if s.weight == 0 {
			continue
		}
		for _, r := range s.train {
			if r.tells(e) {
				x := kindExample(r.text, r.has(e), s.name)
				x.Weight = s.weight
				out = append(out, x)
			}
		}
	}
	return out
}
