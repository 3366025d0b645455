package similarity_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/loamlib/loam/respond"
	"github.com/loamlib/loam/respond/similarity"
)

var _ respond.Recall = (*similarity.Memory)(nil)

// TestOf counts shingles by hand: three ideographs in a row, two words in a row.
func TestOf(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want float64
	}{
		{"謝謝您的來信", "謝謝您的來信", 1},
		{"謝謝您的來信", "謝謝您的來電", 3.0 / 5},                                 // 謝謝您 謝您的 您的來 | 的來信 的來電
		{"thank you for writing", "Thank you, for calling!", 2.0 / 4}, // thank-you you-for | for-writing for-calling
		{"Anna 您好", "Max 您好", 0},                                      // anna-您, max-您; 您好 alone is no shingle
		{"don't worry about it", "dont worry about it", 1},            // apostrophes do not count
		{"ＴＨＡＮＫ ＹＯＵ very much", "thank you very much", 1},             // nor width
		{"thank you\n\nvery much", "thank you very much", 1},          // nor lines
		{"", "", 1},
		{"", "謝謝您的來信", 0},
		{"謝謝", "謝謝", 1},
		{"ok", "ok", 1},
		{"ok", "no", 0},
		{"！！！", "", 1},
	} {
		if got := similarity.Of(tt.a, tt.b); math.Abs(got-tt.want) > 1e-12 {
			t.Errorf("Of(%q, %q) = %v, want %v", tt.a, tt.b, got, tt.want)
		}
		if there, back := similarity.Of(tt.a, tt.b), similarity.Of(tt.b, tt.a); there != back {
			t.Errorf("Of(%q, %q) = %v, but the other way round %v", tt.a, tt.b, there, back)
		}
	}
}

// text is n words of a vocabulary.
func text(r *rand.Rand, n int) []string {
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprintf("w%d", r.IntN(100_000))
	}
	return words
}

// changed is words with a share of them replaced.
func changed(r *rand.Rand, words []string, share float64) []string {
	out := slices.Clone(words)
	for i := range out {
		if r.Float64() < share {
			out[i] = fmt.Sprintf("x%d", r.IntN(100_000))
		}
	}
	return out
}

// TestSignatureEstimates: exact for short replies, within four standard errors of
// the square root of J(1-J)/128 for long ones, and unbiased.
func TestSignatureEstimates(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	bias, n := 0.0, 0
	for i := range 2000 {
		length := 20 + r.IntN(40)
		if i%2 == 1 {
			length = 150 + r.IntN(600)
		}
		words := text(r, length)
		a, b := strings.Join(words, " "), strings.Join(changed(r, words, r.Float64()/2), " ")
		x, y := similarity.Sign(a), similarity.Sign(b)
		got, want := x.Similarity(&y), similarity.Of(a, b)
		if i%2 == 0 && math.Abs(got-want) > 1e-9 {
			t.Fatalf("%d words: estimated %v, want exactly %v", length, got, want)
		}
		if i%2 == 1 {
			bias, n = bias+got-want, n+1
			if e := math.Sqrt(want*(1-want)/128) + 0.002; math.Abs(got-want) > 4.5*e {
				t.Fatalf("%d words: estimated %v, is %v, standard error %v", length, got, want, e)
			}
		}
	}
	if bias /= float64(n); math.Abs(bias) > 0.004 {
		t.Errorf("estimates are off by %+.4f on average over %d pairs", bias, n)
	}
}

// TestMemoryFindsTheNearest compares with looking at all: whatever is half alike or
// more is found in nearly all cases, and nothing is found that is not there.
func TestMemoryFindsTheNearest(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	m, err := similarity.NewMemory(1500)
	if err != nil {
		t.Fatal(err)
	}
	var sent [][]string
	var signatures []similarity.Signature
	signOff := strings.Join(text(r, 12), " ")
	for range 1500 {
		words := text(r, 60+r.IntN(60))
		sent = append(sent, words)
		s := strings.Join(words, " ") + " " + signOff
		signatures = append(signatures, similarity.Sign(s))
		m.Add(s)
	}
	near, missed := 0, 0
	for range 1500 {
		s := strings.Join(changed(r, sent[r.IntN(len(sent))], r.Float64()/2), " ") + " " + signOff
		x := similarity.Sign(s)
		want := 0.0
		for i := range signatures {
			want = max(want, x.Similarity(&signatures[i]))
		}
		got := m.Nearest(s)
		if got > want+1e-9 {
			t.Fatalf("nearest is %v, but none is nearer than %v", got, want)
		}
		if want >= similarity.Near {
			near++
			if got < want-1e-9 {
				missed++
			}
		}
	}
	if near < 250 || missed > near/100 {
		t.Errorf("%d of %d near replies were missed, want at most one in a hundred", missed, near)
	}
}

func TestMemoryForgetsTheOldest(t *testing.T) {
	m, err := similarity.NewMemory(3)
	if err != nil {
		t.Fatal(err)
	}
	replies := []string{"謝謝您告訴我們等候太久的事", "感謝您的肯定與支持我們很開心", "關於退款的進度我們正在查證", "歡迎您隨時再來店裡坐坐聊聊"}
	for _, s := range replies {
		m.Add(s)
	}
	if got := m.Nearest(replies[0]); got != 0 || m.Len() != 3 {
		t.Errorf("the oldest of four is %v near in a memory of %d, want it forgotten", got, m.Len())
	}
	for _, s := range replies[1:] {
		if got := m.Nearest(s); got != 1 {
			t.Errorf("%q is %v near, want 1", s, got)
		}
	}
}

// TestMemoryIsBounded: after sixty thousand replies a memory takes up what it
// did after ten thousand, and so it would after ten million: nothing in it grows.
func TestMemoryIsBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("signs 60 000 replies")
	}
	var m similarity.Memory
	r := rand.New(rand.NewPCG(3, 3))
	fill := func(n int) uint64 {
		for range n {
			m.Add(fmt.Sprintf("thank you %d for telling us about %d and %d", r.Uint32(), r.Uint32(), r.Uint32()))
		}
		runtime.GC()
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		return stats.HeapAlloc
	}
	first := fill(similarity.DefaultSize)
	later := fill(60_000)
	if later > first+first/10 {
		t.Errorf("%d bytes after %d replies, %d after 60 000 more", first, similarity.DefaultSize, later)
	}
	if m.Len() != similarity.DefaultSize {
		t.Errorf("%d replies are remembered, want %d", m.Len(), similarity.DefaultSize)
	}
	t.Logf("heap %.1f MB", float64(later)/1e6)
}

func TestMemoryCodec(t *testing.T) {
	m, _ := similarity.NewMemory(50)
	r := rand.New(rand.NewPCG(4, 4))
	var all []string
	for range 80 { // past its size, so that the ring has turned
		s := strings.Join(text(r, 5+r.IntN(300)), " ")
		all = append(all, s)
		m.Add(s)
	}
	b, err := m.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	var back similarity.Memory
	if err := back.UnmarshalBinary(b); err != nil {
		t.Fatal(err)
	}
	again, _ := back.MarshalBinary()
	if !slices.Equal(b, again) {
		t.Error("what was read does not marshal to what was written")
	}
	for i, s := range all {
		if x, y := m.Nearest(s), back.Nearest(s); x != y || (i >= 30) != (x == 1) {
			t.Errorf("reply %d is %v near before and %v after", i, x, y)
		}
	}
	back.Add("one more") // goes on as a ring
	if back.Len() != 50 {
		t.Errorf("%d replies after one more, want 50", back.Len())
	}
	var empty, other similarity.Memory
	b, _ = empty.MarshalBinary()
	if err := other.UnmarshalBinary(b); err != nil || other.Len() != 0 {
		t.Errorf("an empty memory: %v", err)
	}
	other.Add("謝謝您的來信")
	if other.Len() != 1 {
		t.Error("a memory that was read empty cannot be added to")
	}
}

func TestMemoryMerge(t *testing.T) {
	var a, b similarity.Memory
	a.Add("謝謝您告訴我們等候太久的事")
	b.Add("感謝您的肯定與支持我們很開心")
	a.Merge(&b)
	if a.Len() != 2 || b.Len() != 1 || a.Nearest("感謝您的肯定與支持我們很開心") != 1 {
		t.Errorf("merged %d, other %d", a.Len(), b.Len())
	}
	a.Merge(&a) // with itself: no deadlock
	if a.Len() != 4 {
		t.Errorf("merged with itself %d, want 4", a.Len())
	}
}

func TestMemoryConcurrently(t *testing.T) {
	m, _ := similarity.NewMemory(100)
	var group sync.WaitGroup
	for g := range 8 {
		group.Go(func() {
			for i := range 200 {
				s := fmt.Sprintf("thank you for telling us %d %d", g, i)
				m.Add(s)
				_ = m.Nearest(s)
			}
		})
	}
	group.Wait()
	if m.Len() != 100 {
		t.Errorf("%d remembered, want 100", m.Len())
	}
}

func TestNewMemory(t *testing.T) {
	for _, size := range []int{0, -1, similarity.MaxSize + 1} {
		if _, err := similarity.NewMemory(size); err == nil {
			t.Errorf("NewMemory(%d): no error", size)
		}
	}
}

func TestSurvey(t *testing.T) {
	canned := "謝謝您的寶貴意見，我們會持續改進，造成不便敬請見諒。%s 敬上"
	replies := []string{
		fmt.Sprintf(canned, "小林"), fmt.Sprintf(canned, "小王"), fmt.Sprintf(canned, "小陳"),
		"湯端上來已經涼了，換成是我們也會失望，廚房已經調整出餐的順序。",
		"停車的建議我們記下了，正在和隔壁的停車場談合作。",
	}
	got, err := similarity.Survey(slices.Values(replies), 0)
	if err != nil {
		t.Fatal(err)
	}
	want := similarity.Repetition{Replies: 5, Canned: 3, Texts: 3, Most: 3}
	if got != want {
		t.Errorf("Survey = %+v, want %+v", got, want)
	}
	if share, ok := got.Share(); !ok || share != 0.6 {
		t.Errorf("share %v, %v, want 0.6", share, ok)
	}
	if none, _ := similarity.Survey(slices.Values([]string(nil)), 0); none.String() != "no replies" {
		t.Errorf("of nothing: %v", none)
	}
	for _, near := range []float64{-1, 1.5, math.NaN()} {
		if _, err := similarity.Survey(slices.Values(replies), near); err == nil {
			t.Errorf("near %v: no error", near)
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add("謝謝您的來信", "Thank you for writing")
	f.Add("", "\xff\xfe")
	f.Fuzz(func(t *testing.T, a, b string) {
		s := similarity.Of(a, b)
		if !(s >= 0 && s <= 1) || s != similarity.Of(b, a) || similarity.Of(a, a) != 1 {
			t.Fatalf("Of(%q, %q) = %v", a, b, s)
		}
		x, y := similarity.Sign(a), similarity.Sign(b)
		if e := x.Similarity(&y); !(e >= 0 && e <= 1) || x.Similarity(&x) != 1 {
			t.Fatalf("Similarity of %q and %q = %v", a, b, e)
		}
		var m similarity.Memory
		if m.Add(a); m.Nearest(a) != 1 {
			t.Fatalf("Nearest(%q) = %v right after it was added", a, m.Nearest(a))
		}
	})
}

func FuzzMemoryUnmarshal(f *testing.F) {
	var m similarity.Memory
	m.Add("謝謝您的來信")
	b, _ := m.MarshalBinary()
	f.Add(b)
	f.Add([]byte("loamsim\x01"))
	f.Fuzz(func(t *testing.T, b []byte) {
		var m similarity.Memory
		if m.UnmarshalBinary(b) != nil {
			return
		}
		again, err := m.MarshalBinary()
		if err != nil || !slices.Equal(again, b) {
			t.Fatalf("%x reads and writes as %x, %v", b, again, err)
		}
	})
}

func BenchmarkNearest(b *testing.B) {
	var m similarity.Memory
	r := rand.New(rand.NewPCG(5, 5))
	for range similarity.DefaultSize {
		m.Add(strings.Join(text(r, 80), " "))
	}
	s := strings.Join(text(r, 80), " ")
	b.ReportAllocs()
	for b.Loop() {
		m.Nearest(s)
	}
}
