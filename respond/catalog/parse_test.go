package catalog_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/respond"
	"github.com/loamlib/loam/respond/catalog"
)

func TestParseErrors(t *testing.T) {
	for _, tt := range []struct {
		text string
		line int
		says string
	}{
		{"", 1, "no language"},
		{"language xx-nonsense-", 1, "no language"},
		{"language en\nhello", 2, "not understood"},
		{"language en\nlist \", \"", 2, "quotes"},
		{"language en\nlist \", \" \" and \" \"x\"", 2, "too much"},
		{"language en\nmonths January", 2, "1 months, want 12"},
		{"language en\nperiods 6 am", 2, "begin at 0"},
		{"language en\nperiods 0 am 25 pm", 2, "0 to 23"},
		{"language en\nperiods 0", 2, "by turns"},
		{"language en\n==", 2, "without a name"},
		{"language en\n== tone=sorry", 2, "only conditions"},
		{"language en\n== flatter", 2, `"flatter" is no act`},
		{"language en\n== thank tone=angry", 2, `no value "angry"`},
		{"language en\n== thank mood=good", 2, "no condition"},
		{"language en\n== thank\nThank you {customer}.", 3, "no slot {customer}"},
		{"language en\n== thank\nThank you {name.", 3, "{ is not closed"},
		{"language en\n== thank\nThank [you|all.", 3, "] is missing"},
		{"language en\n== thank\nThank you<, {name}.", 3, "> is missing"},
		{"language en\n== thank\nThank you< very much>.", 3, "never left out"},
		{"language en\n== thank\nThank you].", 3, "no beginning"},
		{"language en\n== thank\nThank you.\\", 3, "at the end"},
		{"language en\n== thank\n" + strings.Repeat("[a|", 20), 3, "deep"},
		{"language en\n== thank\nCall {phone}.", 3, "belongs into"},
		{"language en\n== part reach\ncall {name}", 3, "no slot {name}"},
		{"language en\n== part time\nx", 2, "no act"},
		{"language en\n== order\ngreet / thank", 3, "lacks acknowledge"},
		{"language en\n== order\ngreet greet", 3, "twice"},
		{"language en\n== order\ngreet wave", 3, `"wave" is no act`},
		{"language en\n== topic food\nnice the food", 3, "about, good or bad"},
		{"language en\n== topic food\nabout the food | ", 3, "empty"},
	} {
		_, err := catalog.Parse("test.txt", tt.text)
		var syntax *catalog.SyntaxError
		if !errors.As(err, &syntax) || syntax.Line != tt.line || !strings.Contains(syntax.Problem, tt.says) || !strings.Contains(err.Error(), "test.txt:") {
			t.Errorf("Parse(%.60q): error %v, want line %d with %q", tt.text, err, tt.line, tt.says)
		}
	}
}

// TestEscapes: a backslash lets a wording have the characters of the notation.
func TestEscapes(t *testing.T) {
	c := parse(t, "language en\n== thank\nThank you \\[\\{really\\}\\] \\<3 \\\\ \\| ok.\n")
	if got := c.Wordings(respond.Thank); got != 1 {
		t.Errorf("%v wordings, want 1", got)
	}
}

func TestWordingsCounts(t *testing.T) {
	// 2·3 for the first line, 2·(1+2) for the nested second.
	c := parse(t, "language en\n== thank\n[a|b] [c|d|e]\n[f|g] [h|i [j|k]]\n")
	if got := c.Wordings(respond.Thank); got != 12 {
		t.Errorf("%v wordings, want 12", got)
	}
	if got := c.Wordings("flatter"); got != 0 {
		t.Errorf("%v wordings of no act, want 0", got)
	}
}

func parse(t *testing.T, text string) *catalog.Catalog {
	t.Helper()
	c, err := catalog.Parse("test.txt", text)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestIncompleteCatalogs: a catalog of a new language that cannot say something is
// refused with what and when.
func TestIncompleteCatalogs(t *testing.T) {
	german, err := os.ReadFile("testdata/de.txt")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := catalog.New(&catalog.Options{Catalogs: []*catalog.Catalog{parse(t, string(german))}}); err != nil {
		t.Fatalf("the whole catalog: %v", err)
	}
	for _, tt := range []struct {
		without string // the head of a section
		act     respond.Act
		when    string
	}{
		{"== thank", respond.Thank, ""},
		{"== apologise", respond.Apologise, "fault=at_fault"},
		{"== acknowledge tone=sorry,balanced", respond.Acknowledge, "tone="},
		{"== move_offline relation=hidden", respond.MoveOffline, "relation=hidden"},
		{"== order", "", ""},
	} {
		head, rest, found := strings.Cut(string(german), tt.without+"\n")
		if !found {
			t.Fatalf("no section %q", tt.without)
		}
		_, rest, _ = strings.Cut(rest, "\n== ")
		_, err := catalog.New(&catalog.Options{Catalogs: []*catalog.Catalog{parse(t, head+"\n== "+rest)}})
		var unworded *catalog.UnwordedError
		if !errors.As(err, &unworded) || unworded.Act != tt.act || !strings.Contains(unworded.When, tt.when) {
			t.Errorf("without %q: error %v", tt.without, err)
		}
	}
	for name, o := range map[string]*catalog.Options{
		"nil catalog":    {Catalogs: []*catalog.Catalog{nil}},
		"nothing left":   {WithoutShipped: true},
		"negative tries": {Tries: -1},
		"many tries":     {Tries: 1 << 20},
	} {
		if _, err := catalog.New(o); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestGerman writes from a catalog of the caller, for readers of any German.
func TestGerman(t *testing.T) {
	german, err := os.ReadFile("testdata/de.txt")
	if err != nil {
		t.Fatal(err)
	}
	g, err := catalog.New(&catalog.Options{Catalogs: []*catalog.Catalog{parse(t, string(german))}})
	if err != nil {
		t.Fatal(err)
	}
	for _, tag := range []string{"de", "de-AT", "de-CH"} {
		r := complaint(language.English)
		r.Language = language.MustParse(tag)
		r.Missing = []string{"das Datum", "die Filiale"}
		r.NextUpdate = r.Now.AddDate(0, 0, 2)
		d := word(t, g, r)
		for _, s := range []string{"Anna", "das Datum und die Filiale", "Freitag, 27. November, um 10 Uhr", "020 7946 0123"} {
			if d.Language != language.German || !strings.Contains(d.Text, s) {
				t.Errorf("%s: %q is not in %v\n%s", tag, s, d.Language, d.Text)
			}
		}
		if !strings.Contains(d.Text, "diese Angaben") || strings.Contains(d.Text, "diese Angabe ") {
			t.Errorf("%s: two things are asked in the singular:\n%s", tag, d.Text)
		}
	}
}

// TestAddingTopics: a caller's topic is taken up, in the shipped language.
func TestAddingTopics(t *testing.T) {
	mine := parse(t, "language zh-Hant\n== topic petrol\nabout 加油服務\nbad 油槍沒有油\n")
	g, err := catalog.New(&catalog.Options{Catalogs: []*catalog.Catalog{mine}})
	if err != nil {
		t.Fatal(err)
	}
	r := complaint(language.TraditionalChinese)
	r.Analysis.Aspects[0].Topic = feedback.Category("petrol")
	d := word(t, g, r)
	if !strings.Contains(d.Text, "加油服務") && !strings.Contains(d.Text, "油槍沒有油") || len(d.Warnings) != 0 {
		t.Errorf("the topic is not in\n%s\nwarnings %v", d.Text, d.Warnings)
	}
	// The shipped generator is as it was.
	if d := word(t, catalog.Default(), r); len(d.Warnings) != 1 {
		t.Errorf("the shipped catalogs know the topic too: %v", d.Warnings)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"language en\n== thank tone=sorry\n[Thank you|Thanks]<, {name}>.\n", "language de\nlist \", \" \" und \"\n",
		"language en\n== part by\n{day} {month}\n", "language en\n== topic a/b\nabout x | y\n", "language en\n== order\ngreet / thank\n",
		"language zh-Hant\n== greet\n{name}您好：\\n\n", "\\", "==", "language en\nperiods 0 am 12 pm\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := catalog.Parse("fuzz", s)
		if err != nil {
			var syntax *catalog.SyntaxError
			if !errors.As(err, &syntax) || syntax.Line < 1 {
				t.Fatalf("error %v without a line", err)
			}
			return
		}
		for _, act := range respond.Acts() {
			if n := c.Wordings(act); !(n >= 0) {
				t.Fatalf("%v wordings of %s", n, act)
			}
		}
		if c.Language() == language.Chinese || c.Language() == language.TraditionalChinese || c.Language() == language.English {
			return // adds to a shipped one, which has all there must be
		}
		_, _ = catalog.New(&catalog.Options{Catalogs: []*catalog.Catalog{c}})
	})
}

// FuzzGenerate puts anything into names and sentences: no panic, no notation read, no
// control characters, passages that fit.
func FuzzGenerate(f *testing.F) {
	f.Add("Anna", "We looked into it", "refund", uint64(1), byte(0))
	f.Add("<b>", "{name} [a|b]", "", uint64(2), byte(1))
	f.Add("\u202e", "\x00\xff", "自訂", uint64(3), byte(2))
	f.Fuzz(func(t *testing.T, name, sentence, kind string, seed uint64, n byte) {
		r := complaint(tongues[int(n)%len(tongues)])
		r.Feedback.Customer.Name, r.Finding, r.Prevention, r.Seed = name, sentence, sentence, seed
		r.Missing = []string{sentence, name}
		r.Remedy = &respond.Remedy{Kind: respond.RemedyKind(kind), Detail: sentence}
		r.Profile = respond.Profiles()[int(seed%8)]
		b, err := respond.Plan(&r)
		if err != nil {
			return
		}
		d, err := catalog.Default().Generate(t.Context(), b)
		if err != nil {
			var missing *respond.MissingError
			if !errors.As(err, &missing) {
				t.Fatal(err)
			}
			return
		}
		for _, p := range d.Passages {
			if !p.In(len(d.Text)) || p.Empty() {
				t.Fatalf("passage %v in %d bytes", p, len(d.Text))
			}
		}
		if strings.ContainsAny(d.Text, "\x00\u202e\u200b\r") {
			t.Fatalf("control characters in %q", d.Text)
		}
	})
}
