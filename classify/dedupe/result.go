package dedupe

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// Result says which of the records to drop. It can be asked for at any time and
// changes nothing. For n records it takes n log n steps, and memory of some 200
// bytes for each kept text of some length.
func (c *Cleaner) Result() Report {
	j := newJudge(&c.settings, c.records, len(c.texts))
	drops := []Drop{}
	order := make([]int32, len(c.records))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return compare(&c.records[a], &c.records[b]) })
	limit := c.speedLimit()
	for _, i := range order {
		r := &c.records[i]
		d := Drop{Index: int(i), ID: r.id}
		d.found(r)
		if d.Rule == "" && r.seconds >= 0 && float64(r.seconds) < limit && !c.settings.skip[Speeder] {
			d.Rule, d.Detail = Speeder, fmt.Sprintf("%v s, less than %.3g s, a third of the median", r.seconds, limit)
		}
		if d.Rule == "" {
			j.repeats(&d, r)
		}
		if d.Rule == "" {
			j.burst(&d, r)
		}
		if d.Rule == "" {
			j.keep(i, r)
			continue
		}
		drops = append(drops, d)
	}
	slices.SortFunc(drops, func(a, b Drop) int { return a.Index - b.Index })
	out := Report{Records: len(c.records), Kept: len(c.records) - len(drops), Rules: map[Rule]int{}, Drops: drops}
	for _, d := range drops {
		out.Rules[d.Rule]++
	}
	return out
}

// found takes over what a record breaks by itself.
func (d *Drop) found(r *record) {
	if r.finding != nil {
		d.Rule, d.Detail = r.finding.rule, r.finding.detail
	}
}

// Speeders are found where at least fewestTimed records say how long they took.
const fewestTimed = 20

// speedLimit is a third of the median time that answers took, a common cut-off
// for panels; 0 if too few say.
func (c *Cleaner) speedLimit() float64 {
	var times []float32
	for i := range c.records {
		if s := c.records[i].seconds; s >= 0 {
			times = append(times, s)
		}
	}
	if len(times) < fewestTimed {
		return 0
	}
	slices.Sort(times)
	return float64(times[(len(times)-1)/2]) / 3
}

// key identifies a record by its source and ID.
func (r *record) key() digest {
	return digestOf(appendField(appendField(nil, r.source), r.id))
}

type customerWords struct {
	customer uint64
	words    digest
	product  uint32
}

// A judge goes through records from the earliest to the latest.
type judge struct {
	settings   *settings
	records    []record
	base       int // index of the first record for those who ask
	byID       map[digest]int32
	byWords    map[digest]int32        // the first kept record with words of some length
	byCustomer map[customerWords]int32 // the latest kept record
	keptAt     map[uint64][]int64      // by customer: the times of kept records of the last hour
	sets       *index
	owners     []int32 // by text in sets: its record
}

func newJudge(s *settings, records []record, texts int) *judge {
	return &judge{settings: s, records: records, sets: newIndex(texts), byID: map[digest]int32{}, byWords: map[digest]int32{},
		byCustomer: map[customerWords]int32{}, keptAt: map[uint64][]int64{}}
}

// repeats looks for a kept record that r repeats.
func (j *judge) repeats(d *Drop, r *record) {
	skip := j.settings.skip
	if first, ok := j.sameID(r); ok {
		o := &j.records[first]
		switch same := o.words == r.words; {
		case same && !skip[SameID]:
			j.set(d, SameID, "the same ID and words", first, 1)
			return
		case !same && !skip[Revised]:
			j.set(d, Revised, "the same ID with other words", first, setSimilarity(o, r))
			return
		}
	}
	if r.customer != 0 && r.words != (digest{}) && !skip[Repeated] {
		last, ok := j.byCustomer[customerWords{r.customer, r.words, r.product}]
		if ok && within(j.records[last].at, r.at, j.settings.RepeatWithin) {
			j.set(d, Repeated, "the same customer, words and product", last, 1)
			return
		}
	}
	if r.set == nil {
		return
	}
	if first, ok := j.byWords[r.words]; ok {
		if !skip[Copied] {
			j.set(d, Copied, "the same words", first, 1)
		}
		return
	}
	if skip[NearCopy] || !r.near {
		return
	}
	if near, similarity := j.sets.nearest(r.set, j.settings.Similarity); near >= 0 {
		j.set(d, NearCopy, "nearly the same words", j.owners[near], similarity)
	}
}

func setSimilarity(a, b *record) float64 {
	if a.set == nil || b.set == nil {
		return 0
	}
	return max(0, jaccard(a.set, b.set, 0))
}

func (j *judge) set(d *Drop, rule Rule, detail string, of int32, similarity float64) {
	d.Rule, d.Detail, d.Repeat, d.Of, d.OfID, d.Similarity = rule, detail, true, j.base+int(of), j.records[of].id, similarity
}

// within reports whether two times are at most d apart. Times that are not known
// may be.
func within(a, b int64, d time.Duration) bool {
	return max(a, b) == math.MaxInt64 || uint64(max(a, b))-uint64(min(a, b)) <= uint64(d)
}

func (j *judge) sameID(r *record) (first int32, ok bool) {
	if r.id == "" {
		return 0, false
	}
	first, ok = j.byID[r.key()]
	return first, ok
}

// burst drops what one customer gives beyond what people do in an hour.
func (j *judge) burst(d *Drop, r *record) {
	if r.customer == 0 || r.at == math.MaxInt64 || j.settings.skip[Burst] {
		return
	}
	times := j.keptAt[r.customer]
	for len(times) > 0 && !within(times[0], r.at, time.Hour) {
		times = times[1:]
	}
	j.keptAt[r.customer] = times
	if len(times) >= j.settings.MaxPerHour {
		d.Rule, d.Detail = Burst, fmt.Sprintf("more than %d records of one customer within an hour", j.settings.MaxPerHour)
	}
}

func (j *judge) keep(i int32, r *record) {
	if _, ok := j.sameID(r); r.id != "" && !ok {
		j.byID[r.key()] = i
	}
	if r.customer != 0 {
		if r.words != (digest{}) {
			j.byCustomer[customerWords{r.customer, r.words, r.product}] = i
		}
		if r.at != math.MaxInt64 {
			j.keptAt[r.customer] = append(j.keptAt[r.customer], r.at)
		}
	}
	if r.set == nil {
		return
	}
	if _, ok := j.byWords[r.words]; ok {
		return
	}
	j.byWords[r.words] = i
	if !j.settings.skip[NearCopy] && r.near {
		j.sets.put(r.set) // repeats has just looked for it
		j.owners = append(j.owners, i)
	}
}
