//go:build ignore

package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/sentiment/lexicon"
	"github.com/loamlib/loam/sentiment/lexicon/en"
	"github.com/loamlib/loam/sentiment/lexicon/zh"
)

var (
	dataDir = flag.String("data", "", "directory with the labelled files")
	lists   = flag.String("lexicon", "sentiment/lexicon", "directory with the lexicon files of each language")
	lang    = flag.String("lang", "en", "language: en or zh")
	part    = flag.String("part", "dev", "part of the files to measure on")
	errs    = flag.String("errors", "", "print what is judged wrongly of this source")
	out     = flag.String("out", "", "write the induced lexicon here")
	without = flag.String("without", "", "hold out the sources of this family, or of each in turn if it is \"each\"")

	asIs = flag.Bool("asis", false, "measure the lexicon as it is, with nothing made anew")

	check = flag.Bool("audit", false, "print the handwritten entries that the labels contradict")

	minZ        = flag.Float64("z", 2.5, "")
	minMean     = flag.Float64("mean", 0.3, "")
	minAgree    = flag.Float64("agree", 0.75, "")
	minWeight   = flag.Float64("minweight", 0.25, "")
	pull        = flag.Float64("pull", 0.05, "")
	pullCurated = flag.Float64("pullcurated", 0.1, "")
	listScale   = flag.Float64("listscale", 0.7, "")
	sourcePower = flag.Float64("sourcepower", 0.5, "")
)

func main() {
	flag.Parse()
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

// handwrittenParts are the files that each language has, in the order in which
// its package reads them.
var handwrittenParts = []string{"operators", "plain", "words", "praise", "blame", "facts", "idioms", "neutral", "survey"}

var tags = map[string][]language.Tag{
	"en": {language.English},
	"zh": {language.TraditionalChinese, language.SimplifiedChinese},
}

func run() error {
	curated, err := handwritten()
	if err != nil {
		return err
	}
	train, err := load(*dataDir, *lang, "train", true)
	if err != nil {
		return err
	}
	sources, err := load(*dataDir, *lang, *part, false)
	if err != nil {
		return err
	}
	if *check {
		a, err := engine(*lang, curated, nil)
		if err != nil {
			return err
		}
		audit(a, train)
		return nil
	}
	if *asIs {
		lexicons := map[string]func() *lexicon.Lexicon{"en": en.Lexicon, "zh": zh.Lexicon}
		a, err := engine(*lang, lexicons[*lang]().Entries(), nil)
		if err != nil {
			return err
		}
		report(a, sources)
		return nil
	}
	if *without != "" {
		return holdOut(curated, train, sources)
	}
	weights, err := induce(*dataDir, *lang, curated, train)
	if err != nil {
		return err
	}
	a, err := engine(*lang, curated, weights)
	if err != nil {
		return err
	}
	report(a, sources)
	if *out != "" {
		return os.WriteFile(*out, []byte(write("", weights)), 0o644)
	}
	return nil
}

// handwritten is the lexicon without what this program made.
func handwritten() ([]lexicon.Entry, error) {
	var parts []string
	for _, name := range handwrittenParts {
		data, err := os.ReadFile(filepath.Join(*lists, *lang, name+".txt"))
		if err != nil {
			return nil, err
		}
		parts = append(parts, string(data))
	}
	l, err := lexicon.Parse(*lang, tags[*lang], parts...)
	if err != nil {
		return nil, err
	}
	return l.Entries(), nil
}

// holdOut reports how the lexicon does on each source when nothing of its
// family was used to make it.
func holdOut(curated []lexicon.Entry, train, sources []source) error {
	var rows []line
	done := map[string]bool{}
	for _, src := range sources {
		if done[src.family] || *without != "each" && *without != src.family {
			continue
		}
		done[src.family] = true
		a, err := analyzerOf(curated, train, src.family)
		if err != nil {
			return err
		}
		for _, other := range sources {
			if other.family == src.family {
				rows = append(rows, line{other.name, measure(a, other.rows)})
			}
		}
	}
	printLines(rows)
	return nil
}

func analyzerOf(curated []lexicon.Entry, train []source, without string) (*lexicon.Analyzer, error) {
	rest := slices.DeleteFunc(slices.Clone(train), func(s source) bool { return s.family == without })
	weights, err := induce(*dataDir, *lang, curated, rest)
	if err != nil {
		return nil, err
	}
	return engine(*lang, curated, weights)
}
