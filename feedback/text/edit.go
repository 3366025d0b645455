package text

import "sort"

// An edit is a stretch of the folded form that is not a copy of the source:
// count units, each of width bytes in the folded form and of source bytes in
// the original. A width of 0 is a deletion. Between edits the two run in step.
//
// Counting units keeps the list short: a text in full-width letters is a single
// edit.
type edit struct {
	fold, orig    uint32 // where the stretch begins in either
	width, source uint32
	count         uint32
	repeats       bool // the unit absorbed what came after it
}

// newEdit is an edit of one unit.
func newEdit(fold, orig, width, source int) edit {
	return edit{uint32(fold), uint32(orig), uint32(width), uint32(source), 1, false}
}

func (e edit) foldEnd() uint32 { return e.fold + e.width*e.count }
func (e edit) origEnd() uint32 { return e.orig + e.source*e.count }

// appendEdit adds e to a list in order, joining it to the last edit if it goes
// on in the same measure.
func appendEdit(edits []edit, e edit) []edit {
	if k := len(edits) - 1; k >= 0 {
		last := &edits[k]
		adjacent := last.foldEnd() == e.fold && last.origEnd() == e.orig
		switch {
		case adjacent && e.width == 0 && last.width == 0:
			last.source += e.source
			return edits
		case adjacent && !last.repeats && last.width == e.width && last.source == e.source:
			last.count += e.count
			return edits
		}
	}
	return append(edits, e)
}

// origin maps a span of the folded form to the source. A span that begins or
// ends inside a unit covers the whole of it; deletions at its edges stay out.
func origin(edits []edit, s Span) Span {
	if len(edits) == 0 {
		return s
	}
	start := originStart(edits, uint32(s.Start))
	if s.Empty() {
		return Span{start, start}
	}
	return Span{start, originEnd(edits, uint32(s.End))}
}

func originStart(edits []edit, off uint32) int {
	k := sort.Search(len(edits), func(i int) bool { return edits[i].fold > off }) - 1
	if k < 0 {
		return int(off)
	}
	e := edits[k]
	if off < e.foldEnd() {
		return int(e.orig + (off-e.fold)/e.width*e.source)
	}
	return int(e.origEnd() + off - e.foldEnd())
}

func originEnd(edits []edit, off uint32) int {
	k := sort.Search(len(edits), func(i int) bool { return edits[i].fold >= off }) - 1
	if k < 0 {
		return int(off)
	}
	e := edits[k]
	if off <= e.foldEnd() {
		units := (off - e.fold + e.width - 1) / max(e.width, 1)
		return int(e.orig + units*e.source)
	}
	return int(e.origEnd() + off - e.foldEnd())
}
