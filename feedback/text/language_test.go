package text_test

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback/text"
)

func TestLanguage(t *testing.T) {
	data, err := os.ReadFile("testdata/languages.txt")
	if err != nil {
		t.Fatal(err)
	}
	cases := 0
	for line := range strings.Lines(string(data)) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if len(fields) != 3 || line[0] == '#' {
			continue
		}
		cases++
		got := text.Prepare(fields[2]).Language()
		if got.Script != fields[1] {
			t.Errorf("script of %q is %s, want %s", fields[2], got.Script, fields[1])
		}
		want := language.Make(fields[0])
		// Telling apart the close relatives of a language is not promised.
		if got.Tag != want && text.Supported(got.Tag) != text.Supported(want) {
			t.Errorf("language of %q is %v, want %v", fields[2], got.Tag, want)
		}
		if text.Supported(want) != language.Und && got.Tag != want {
			t.Errorf("language of %q is %v, want %v", fields[2], got.Tag, want)
		}
		if got.Confidence < 0 || got.Confidence > 1 {
			t.Errorf("confidence of %q is %v", fields[2], got.Confidence)
		}
	}
	if cases < 60 {
		t.Fatalf("only %d cases were read", cases)
	}
}

func TestSupported(t *testing.T) {
	for tag, want := range map[string]language.Tag{
		"en": language.English, "en-GB": language.English, "zh": language.SimplifiedChinese,
		"zh-CN": language.SimplifiedChinese, "zh-SG": language.SimplifiedChinese, "zh-Hans-TW": language.SimplifiedChinese,
		"zh-TW": language.TraditionalChinese, "zh-HK": language.TraditionalChinese, "zh-MO": language.TraditionalChinese,
		"zh-Hant": language.TraditionalChinese, "yue": language.TraditionalChinese, "ja": language.Und, "fr": language.Und,
		"und": language.Und, "und-Latn": language.Und, "und-Hant": language.Und, "ko": language.Und,
	} {
		if got := text.Supported(language.MustParse(tag)); got != want {
			t.Errorf("Supported(%s) = %v, want %v", tag, got, want)
		}
	}
}
