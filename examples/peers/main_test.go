package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/loamlib/loam/examples/internal/tsv"
)

func TestBothEnginesAreMeasured(t *testing.T) {
	file := filepath.Join(t.TempDir(), "reviews.tsv")
	rows := "label\ttext\n1\tThe staff were friendly and the room was lovely.\n0\tTerrible service, never again.\n" +
		"negative\t等了一個小時，湯還是冷的\n2\tNeither here nor there.\n"
	if err := os.WriteFile(file, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	if err := run(file, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"3 texts, 1 rows left out", "govader  accuracy 0.667", "loam     accuracy 1.000", "times as fast"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in\n%s", want, out.String())
		}
	}
}

func TestBadFiles(t *testing.T) {
	for name, data := range map[string]string{"no columns": "a\tb\n1\tfine\n", "no rows": "label\ttext\n", "other labels": "label\ttext\nmeh\tfine\n"} {
		file, err := tsv.Parse(data)
		if err == nil {
			_, _, err = read(file)
		}
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
