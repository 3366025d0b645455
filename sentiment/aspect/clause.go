package aspect

import "github.com/loamlib/loam/feedback/text"

// cutClauses numbers the clauses through the text.
func (r *reader) cutClauses() {
	r.clauses = grown(r.clauses, len(r.tokens))
	clause, begin, m := int32(0), 0, 0
	for s, sentence := range r.doc.Text.Sentences() {
		clause, begin = clause+1, sentence.First
		named := -1 // where the last mention ends
		for i := sentence.First; i < sentence.End; i++ {
			for ; m < len(r.mentions) && int(r.mentions[m].first) < i; m++ {
				r.mentions[m].sentence = int32(s)
				named = max(named, int(r.mentions[m].end))
			}
			if i != named && r.begins(i, begin) {
				clause, begin = clause+1, i
			}
			r.clauses[i] = clause
			if r.ends(i) && !(i == named && r.introduces(i)) {
				clause, begin = clause+1, i+1
			}
		}
		for ; m < len(r.mentions) && int(r.mentions[m].first) < sentence.End; m++ {
			r.mentions[m].sentence = int32(s)
		}
	}
}

// begins reports whether token i begins a clause, of which the current one
// begins at begin: behind "but", and behind a space in Chinese that is written
// without punctuation.
func (r *reader) begins(i, begin int) bool {
	tok := r.tokens[i]
	if r.classes[i]&turn != 0 && (i == 0 || r.classes[i-1]&turn == 0) {
		return true
	}
	return tok.Kind == text.Han1 && tok.Has(text.SpaceBefore) && i-begin > 1 &&
		r.tokens[i-1].Kind == text.Han1 && !r.tokens[i-1].Has(text.SpaceBefore)
}

// introduces reports whether token i stands between a thing and what is said of
// it: "Food: excellent".
func (r *reader) introduces(i int) bool {
	c := r.doc.Text.Bytes(r.tokens[i])[0]
	return c == ':' || c == '-'
}

// ends reports whether token i ends a clause. An emoji does, as the last word of
// it.
func (r *reader) ends(i int) bool {
	tok := r.tokens[i]
	switch tok.Kind {
	case text.Break, text.Emoji, text.Emoticon:
		return true
	case text.Punct:
	default:
		return false
	}
	mark := r.doc.Text.Bytes(tok)
	switch mark[0] {
	case ',', '.', ';', ':', '!', '?', '(', ')', '~', '|':
		return true
	case '-':
		return tok.Has(text.SpaceBefore) || len(mark) > 1
	}
	switch string(mark[:min(3, len(mark))]) {
	case "。", "「", "」", "『", "』", "【", "】", "《", "》":
		return true
	}
	return false
}
