package main

import "io"

func evaluateEmotions(out io.Writer, t *table, misses int) error { return nil }
