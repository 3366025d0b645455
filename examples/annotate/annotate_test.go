package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/loamlib/loam/feedback"
	"github.com/loamlib/loam/feedback/feedbacktest"
)

// annotate runs the command over in and returns its output and account.
func annotate(t testing.TB, in string, args ...string) (out, account string) {
	t.Helper()
	var o, e bytes.Buffer
	if err := run(t.Context(), args, strings.NewReader(in), &o, &e); err != nil {
		t.Fatal(err)
	}
	return o.String(), e.String()
}

// outLine is what a line of output may hold.
type outLine struct {
	feedback.Analysis
	Line  int
	Error string
}

func decodeAll(t *testing.T, out string) (lines []outLine) {
	t.Helper()
	for s := range strings.Lines(out) {
		var l outLine
		var failure struct {
			Line  int
			Error string
		}
		if err := json.Unmarshal([]byte(s), &l.Analysis); err != nil {
			t.Fatalf("line %d is not JSON: %v\n%s", len(lines)+1, err, s)
		}
		if err := json.Unmarshal([]byte(s), &failure); err != nil {
			t.Fatal(err)
		}
		l.Line, l.Error = failure.Line, failure.Error
		lines = append(lines, l)
	}
	return lines
}

func TestBadInput(t *testing.T) {
	tests := []struct {
		name, in string
		refused  string // part of the error; empty if judged
		warnings string
		unknown  feedback.Reason
	}{
		{"good", `{"id":"1","text":"很好吃"}`, "", "", ""},
		{"empty text", `{"text":""}`, "", "", feedback.NoText},
		{"white space", `{"text":" \n\t　"}`, "", "", feedback.NoText},
		{"no text", `{"id":"x"}`, `no field "text"`, "", ""},
		{"empty line", ``, "empty line", "", ""},
		{"broken JSON", `{"text":"很好`, "unexpected end of JSON input", "", ""},
		{"another value", `[1,2]`, "is a JSON array, want an object", "", ""},
		{"text of another type", `{"text":5}`, "field text: is a JSON number, want a string", "", ""},
		{"rating as text", `{"text":"good","ratings":[{"scale":"nps","value":"9"}]}`, "field ratings[0].value: is a JSON string, want a number", "", ""},
		{"field of nobody's", `{"text":"good","rating":5}`, "", "unknown_field", ""},
		{"NUL", `{"text":"ni\u0000ce"}`, "", "", ""},
		{"right-to-left override", `{"text":"\u202eterrible service\u202c"}`, "", "", ""},
		{"not UTF-8", "{\"text\":\"good \xff\xfe\"}", "", "invalid_utf8", ""},
		{"NPS of 11 and of 7.5", `{"text":"good","ratings":[{"scale":"nps","value":11},{"scale":"nps","value":7.5},{"scale":"nps","value":9}]}`, "", "rejected_rating rejected_rating", ""},
		{"scale of nobody's", `{"text":"good","ratings":[{"scale":"nsp","value":1}]}`, "field ratings[0].scale", "", ""},
		{"year 0", `{"text":"good","created_at":"0000-01-01T00:00:00Z"}`, "", "invalid_field", ""},
		{"no time", `{"text":"good","created_at":"yesterday"}`, "field created_at", "", ""},
		{"channel of nobody's", `{"text":"good","channel":"pigeon"}`, `channel "pigeon"`, "", ""},
		{"repeated ID", `{"id":"1","text":"good"}`, "", "duplicate_id", ""},
		{"language of another family", `{"text":"服務態度很差","language":"fr"}`, "", "language_conflict", ""},
		{"malformed language", `{"text":"good","language":"!!"}`, "field language", "", ""},
		{"Japanese", `{"text":"料理はとても美味しかったです"}`, "", "", feedback.UnsupportedLanguage},
		{"Thai", `{"text":"อาหารอร่อยมาก"}`, "", "", feedback.UnsupportedLanguage},
		{"Korean", `{"text":"정말 맛있어요"}`, "", "", feedback.UnsupportedLanguage},
		{"French", `{"text":"Le service est lent et les plats sont froids"}`, "", "", feedback.UnsupportedLanguage},
		{"Windows line end", "{\"text\":\"很好吃\"}\r", "", "", ""},
		{"last without a line break", `{"text":"很难吃"}`, "", "", ""},
	}
	in := "\ufeff" // a byte order mark, as some editors write it
	for i, test := range tests {
		in += test.in
		if i < len(tests)-1 {
			in += "\n"
		}
	}
	out, account := annotate(t, in)
	lines := decodeAll(t, out)
	if len(lines) != len(tests) {
		t.Fatalf("%d lines came out of %d:\n%s", len(lines), len(tests), out)
	}
	refused := 0
	for i, test := range tests {
		got := lines[i]
		if test.refused != "" {
			refused++
			if got.Line != i+1 || !strings.Contains(got.Error, test.refused) {
				t.Errorf("%s: line %d, error %q, want line %d with %q", test.name, got.Line, got.Error, i+1, test.refused)
			}
			continue
		}
		if got.Error != "" || got.Sentiment == nil {
			t.Errorf("%s: was not judged: %+v", test.name, got)
			continue
		}
		var codes []string
		for _, w := range got.Warnings {
			codes = append(codes, string(w.Code))
		}
		if diff := cmp.Diff(test.warnings, strings.Join(codes, " ")); diff != "" {
			t.Errorf("%s: warnings (-want +got):\n%s", test.name, diff)
		}
		if test.unknown != "" && (got.Sentiment.Polarity != feedback.Unknown || got.Sentiment.Reason != test.unknown) {
			t.Errorf("%s: sentiment %+v, want unknown because of %s", test.name, *got.Sentiment, test.unknown)
		}
	}
	want := fmt.Sprintf("%d lines: %d judged, %d refused", len(tests), len(tests)-refused, refused)
	if !strings.Contains(account, want) || !strings.Contains(account, "rejected_rating=2") || !strings.Contains(account, "duplicate_id=1") {
		t.Errorf("account %q, want %q and the warnings", account, want)
	}
}

func TestOneBrokenLineInManyLosesNothingElse(t *testing.T) {
	const n = 20_000
	var in strings.Builder
	for i := range n {
		if i == n/2 {
			in.WriteString("{broken\n")
			continue
		}
		fmt.Fprintf(&in, "{\"id\":\"%d\",\"text\":\"第%d次來，服務都很好\"}\n", i, i)
	}
	lines := decodeAll(t, first(annotate(t, in.String(), "-only", "sentiment")))
	if len(lines) != n {
		t.Fatalf("%d lines came out of %d", len(lines), n)
	}
	for i, l := range lines {
		if i == n/2 {
			if l.Line != n/2+1 || l.Error == "" {
				t.Errorf("the broken line gives %+v", l)
			}
		} else if l.ID != fmt.Sprint(i) || l.Error != "" {
			t.Fatalf("line %d gives %+v", i+1, l)
		}
	}
}

func first(a, _ string) string { return a }

func TestHugeLines(t *testing.T) {
	for name, text := range map[string]string{
		"one letter": strings.Repeat("a", 10<<20), "one character": strings.Repeat("好", 10<<20/3), "emoji": strings.Repeat("👍", 1<<20),
	} {
		t.Run(name, func(t *testing.T) {
			in, _ := json.Marshal(map[string]string{"id": name, "text": text})
			lines := decodeAll(t, first(annotate(t, string(in)+"\n{\"id\":\"next\",\"text\":\"ok\"}\n")))
			if len(lines) != 2 || lines[0].ID != name || lines[1].ID != "next" {
				t.Errorf("%d lines came out", len(lines))
			}
		})
	}
	out, _ := annotate(t, `{"text":"`+strings.Repeat("x", 1000)+`"}`+"\n"+`{"text":"ok"}`, "-max-line", "500")
	if lines := decodeAll(t, out); len(lines) != 2 || !strings.Contains(lines[0].Error, "longer than 500 bytes") || lines[1].Error != "" {
		t.Errorf("a line that is too long gives %s", out)
	}
}

func TestOnly(t *testing.T) {
	in := `{"text":"客服態度很差，退款等了兩個星期"}`
	out, _ := annotate(t, in, "-only", "labels")
	if !strings.Contains(out, `"labels":[`) || strings.Contains(out, `"sentiment"`) {
		t.Errorf("-only labels gives %s", out)
	}
	if err := run(t.Context(), []string{"-only", "mood"}, strings.NewReader(in), io.Discard, io.Discard); err == nil || !strings.Contains(err.Error(), "mood") {
		t.Errorf("-only mood gives the error %v", err)
	}
}

// Whoever types a line sees its answer before typing the next.
// A file name as an argument would leave the program waiting for a terminal.
func TestBadArguments(t *testing.T) {
	for _, args := range [][]string{{"feedback.jsonl"}, {"-workers", "-1"}, {"-max-line", "0"}} {
		err := run(t.Context(), args, strings.NewReader(""), io.Discard, io.Discard)
		if err == nil || !strings.Contains(err.Error(), args[len(args)-1]) {
			t.Errorf("arguments %q give the error %v", args, err)
		}
	}
}

func TestAnswersAtOnce(t *testing.T) {
	inR, inW := io.Pipe()
	outR, outW := io.Pipe()
	done := make(chan error, 1)
	go func() {
		done <- run(context.Background(), nil, inR, outW, io.Discard)
		outW.Close()
	}()
	answers := bufio.NewScanner(outR)
	for i := range 3 {
		fmt.Fprintf(inW, "{\"id\":\"%d\",\"text\":\"ok\"}\n", i)
		if !answers.Scan() || !strings.Contains(answers.Text(), fmt.Sprintf(`"id":"%d"`, i)) {
			t.Fatalf("line %d was answered by %q", i, answers.Text())
		}
	}
	inW.Close()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestInterruptIsReported(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := run(ctx, nil, strings.NewReader("{\"text\":\"ok\"}\n"), io.Discard, io.Discard); err == nil {
		t.Error("an interrupted run ends without an error")
	}
}

// reviews yields n lines of generated feedback without holding them.
func reviews(n int) io.Reader {
	r, w := io.Pipe()
	go func() {
		b := bufio.NewWriter(w)
		for f := range feedbacktest.Generate(1, n) {
			line, _ := json.Marshal(f)
			b.Write(append(line, '\n'))
		}
		b.Flush()
		w.Close()
	}()
	return r
}

// peak is a writer that watches the heap while it is written to.
type peak struct{ bytes uint64 }

func (p *peak) Write(b []byte) (int, error) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	p.bytes = max(p.bytes, m.HeapInuse)
	return len(b), nil
}

func TestMemoryStaysFlat(t *testing.T) {
	if testing.Short() {
		t.Skip("annotates 60 000 lines")
	}
	inUse := func(n int) uint64 {
		runtime.GC()
		var p peak
		if err := run(t.Context(), []string{"-only", "sentiment"}, reviews(n), &p, io.Discard); err != nil {
			t.Fatal(err)
		}
		return p.bytes
	}
	small, large := inUse(5_000), inUse(50_000)
	t.Logf("heap in use: %d MB for 5 000 lines, %d MB for 50 000", small>>20, large>>20)
	if large > small+64<<20 || large > 200<<20 {
		t.Errorf("heap in use grows from %d MB to %d MB with ten times the lines", small>>20, large>>20)
	}
}

// The figure to hold against the floors: bytes.Count and a bare decoding loop
// over the same bytes.
func BenchmarkAnnotate(b *testing.B) {
	in, err := io.ReadAll(reviews(5_000))
	if err != nil {
		b.Fatal(err)
	}
	b.Run("annotate", func(b *testing.B) {
		b.SetBytes(int64(len(in)))
		for b.Loop() {
			if err := run(b.Context(), []string{"-only", "sentiment"}, bytes.NewReader(in), io.Discard, io.Discard); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("bytes.Count", func(b *testing.B) {
		b.SetBytes(int64(len(in)))
		for b.Loop() {
			countLines(in)
		}
	})
	b.Run("decode", func(b *testing.B) {
		b.SetBytes(int64(len(in)))
		for b.Loop() {
			countRunes(in)
		}
	})
}

func countLines(b []byte) int { return bytes.Count(b, []byte("\n")) }

func countRunes(b []byte) (n int) {
	for len(b) > 0 {
		_, size := utf8.DecodeRune(b)
		b = b[size:]
		n++
	}
	return n
}
