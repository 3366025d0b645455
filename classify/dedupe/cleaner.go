package dedupe

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/loamlib/loam/feedback"
)

// A Cleaner looks at records one by one and says at the end which to drop. It
// keeps no words, only hashes of them: about 150 bytes a record and up to a
// kilobyte for each different text of some length. It is not safe for
// concurrent use; let goroutines have their own and merge.
type Cleaner struct {
	settings settings
	records  []record
	texts    map[digest][]uint32 // shingles of the texts that are long enough
	block    []uint32            // room for more shingles
	document feedback.Document
	buffer   []byte
}

// A record is what a Cleaner keeps of one feedback.
type record struct {
	at       int64 // nanoseconds since 1970; latest if not known
	source   string
	id       string
	customer uint64 // 0 if not known
	words    digest
	rest     uint64   // hash of the other fields that identify it
	set      []uint32 // shingles; nil if the words may be the same by chance
	near     bool     // whether they are so long that nearly the same is no chance either
	seconds  float32
	product  uint32
	finding  *finding // nil if it breaks no rule by itself
}

// New returns a Cleaner; nil options are the recommended ones. The error names
// an option that cannot be.
func New(o *Options) (*Cleaner, error) {
	s, err := o.settings()
	if err != nil {
		return nil, err
	}
	return &Cleaner{settings: s, texts: map[digest][]uint32{}}, nil
}

// Len is how many records were added.
func (c *Cleaner) Len() int { return len(c.records) }

// Add looks at a record, which it only reads and does not keep.
func (c *Cleaner) Add(f *feedback.Feedback) { c.records = append(c.records, c.read(f)) }

// AddDocument is [Cleaner.Add] for a record whose text was prepared already.
func (c *Cleaner) AddDocument(d *feedback.Document) {
	c.records = append(c.records, c.record(d))
}

func (c *Cleaner) read(f *feedback.Feedback) record {
	c.document.Reset(f)
	r := c.record(&c.document)
	c.document.Feedback = nil
	return r
}

func (c *Cleaner) record(d *feedback.Document) record {
	f := d.Feedback
	seconds := c.settings.seconds(f)
	r := record{at: when(f), source: f.Source, id: f.ID, seconds: float32(seconds)}
	if found := c.settings.content(d, seconds); found.rule != "" {
		r.finding = &found
	}
	if f.Customer.ID != "" {
		r.customer = hash(f.Customer.ID) | 1
	}
	r.product = uint32(hash(f.Product))
	c.buffer = identity(c.buffer[:0], f)
	r.rest = hash(c.buffer)
	var length int
	c.buffer, length = words(c.buffer[:0], &d.Text)
	r.words = digestOf(c.buffer)
	if length == 0 { // nothing but punctuation is no words
		r.words = digest{}
		return r
	}
	if length >= c.settings.MinLength && r.finding == nil {
		r.set = c.set(r.words)
		r.near = 2*length >= 3*c.settings.MinLength
	}
	return r
}

// set is the shingles of the words in the buffer.
func (c *Cleaner) set(words digest) []uint32 {
	set, ok := c.texts[words]
	if !ok {
		set = c.keep(shingles(nil, c.buffer))
		c.texts[words] = set
	}
	return set
}

// forget lets the texts go that were seen.
func (c *Cleaner) forget() { c.texts, c.block = map[digest][]uint32{}, nil }

// keep copies a set into a block, because a million small slices cost more.
func (c *Cleaner) keep(set []uint32) []uint32 {
	const blockSize = 1 << 16
	if len(c.block)+len(set) > cap(c.block) {
		c.block = make([]uint32, 0, blockSize)
	}
	from := len(c.block)
	c.block = append(c.block, set...)
	return c.block[from:len(c.block):len(c.block)]
}

// when is the time that the order goes by.
func when(f *feedback.Feedback) int64 {
	for _, t := range []time.Time{f.CreatedAt, f.ReceivedAt} {
		if t.IsZero() {
			continue
		}
		// UnixNano is not defined outside the years 1678 to 2262.
		return min(max(t.Unix(), -9e9), 9e9)*1e9 + int64(t.Nanosecond())
	}
	return math.MaxInt64
}

// identity writes the fields by which records are told apart that have the same
// time, source, ID and words.
func identity(b []byte, f *feedback.Feedback) []byte {
	for _, s := range []string{f.Title, f.Text, f.Question, f.Customer.ID, f.Customer.Name, f.Product, f.Touchpoint, f.Channel.String()} {
		b = appendField(b, s)
	}
	for _, r := range f.Ratings {
		b = appendField(b, string(r.Scale))
		b = appendField(b, r.Item)
		b = strconv.AppendFloat(b, r.Value, 'g', -1, 64)
	}
	return b
}

// Merge adds the records of o behind those of c and leaves o as it was. Both
// must have been made with the same options.
func (c *Cleaner) Merge(o *Cleaner) error {
	if a, b := fmt.Sprintf("%+v", c.settings), fmt.Sprintf("%+v", o.settings); a != b {
		return fmt.Errorf("dedupe: cannot merge what was looked at with other options: %s, want %s", b, a)
	}
	for words, set := range o.texts {
		if _, ok := c.texts[words]; !ok {
			c.texts[words] = set
		}
	}
	c.records = append(c.records, o.records...)
	return nil
}

// compare puts records in the order in which they count as written.
func compare(a, b *record) int {
	return cmp.Or(
		cmp.Compare(a.at, b.at), cmp.Compare(a.source, b.source), cmp.Compare(a.id, b.id),
		slices.Compare(a.words[:], b.words[:]), cmp.Compare(a.rest, b.rest),
	)
}
