package main

import (
	"fmt"
	"io"

	"github.com/loamlib/loam/examples/internal/tsv"
)

// evaluateLabelled measures on a file what an engine finds in texts: aspects or
// emotions. Of the rows that are judged wrongly it prints the first misses.
func evaluateLabelled(out io.Writer, task, file string, misses int) error {
	if task != "aspect" && task != "emotion" {
		return fmt.Errorf("no task %q, want -task aspect or emotion", task)
	}
	rows, err := tsv.Open(file)
	if err != nil {
		return err
	}
	if err := rows.Complete(); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if task == "aspect" {
		return evaluateAspects(out, rows, misses)
	}
	return evaluateEmotions(out, rows, misses)
}
