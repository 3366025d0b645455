package text

// Folder folds and does nothing else, for benchmarks.
type Folder struct{ t Text }

// Fold folds s and returns the length of the result.
func (f *Folder) Fold(s string) int {
	f.t.fold, f.t.edits = f.t.fold[:0], f.t.edits[:0]
	f.t.foldSource(s)
	return len(f.t.fold)
}
