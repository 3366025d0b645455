package main

import (
	"io"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/metrics/report"
)

func writeHTML(w io.Writer, r *report.Report, tag language.Tag) error { return nil }
