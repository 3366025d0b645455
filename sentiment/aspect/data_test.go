package aspect

import (
	"strings"
	"testing"

	"github.com/loamlib/loam/classify/standard"
)

// A topic that the taxonomy does not have would make its phrases say nothing.
func TestDataNamesShippedTopics(t *testing.T) {
	topics := newTopicIndex(standard.Taxonomy().Categories())
	known := func(name string) {
		if _, ok := topics.index[name]; name != "" && !ok {
			t.Errorf("the topic %q is not shipped", name)
		}
	}
	for _, r := range sharedData() {
		known(r.topic)
		for _, name := range append(r.good, r.bad...) {
			known(name)
		}
	}
	for _, list := range [][]string{describing, qualities, concrete} {
		for _, name := range list {
			known(name)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for data, want := range map[string]string{
		"good\n":                        "line 1: phrases stand before the first @ line",
		"@opinion food\n":               "line 1: @opinion food is not understood",
		"@opinion food high\n":          "line 1: strconv.ParseFloat",
		"\n@words verb\n":               "line 2: @words verb is not understood",
		"@thing food\n(hot|cold) dog":   "line 2: \"(hot|cold) dog\" has alternatives",
		"@depends much + food\n":        "line 1: strconv.ParseFloat",
		"@opinion - 1\n\n@nonsense 1\n": "line 3: @nonsense 1 is not understood",
	} {
		if _, err := parse(data); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q gives the error %v, want one that says %q", data, err, want)
		}
	}
}
