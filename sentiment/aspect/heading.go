package aspect

import "github.com/loamlib/loam/feedback/text"

// shortAnswer is how many tokens a line may have that says something good or bad
// by naming it alone, under a heading or in answer to a question.
const shortAnswer = 8

// headed notes what is said of things by naming them under a heading, "Cons:
// battery, price", or in answer to a survey question, "What should we improve?".
func (r *reader) headed() {
	side := r.asked()
	judged, k, m := r.judged, 0, 0
	for _, s := range r.doc.Text.Sentences() {
		open := side // of this sentence
		if own, alone := r.heading(s); own != 0 {
			open = own
			if alone {
				side = own
			}
		} else if s.End-s.First > shortAnswer {
			open = 0
		}
		for ; m < r.known && int(r.mentions[m].first) < s.End; m++ {
			for k < len(judged) && int(judged[k].mention) < m {
				k++
			}
			x := &r.mentions[m]
			if said := k < len(judged) && int(judged[k].mention) == m; open != 0 && x.noun && !x.spoken && !said {
				r.judged = append(r.judged, remark{int32(m), x.topic, noHit, open})
			}
		}
	}
	r.sort()
}

// heading is the side of a sentence that begins with a heading, 0 if it does not;
// alone says that nothing follows it.
func (r *reader) heading(s text.Sentence) (side float64, alone bool) {
	const latest = 3 // token at which the word of a heading may begin: "- The good:"
	for i := s.First; i < min(s.End, s.First+latest); i++ {
		if r.classes[i]&(pro|con) == 0 {
			continue
		}
		side = sideOf(r.classes[i])
		for i < s.End && r.classes[i]&(pro|con) != 0 {
			i++
		}
		if i == s.End {
			return side, true
		}
		if k := r.tokens[i].Kind; k != text.Break && !(k == text.Punct && r.introduces(i)) {
			return 0, false
		}
		for i++; i < s.End && r.tokens[i].Kind == text.Break; i++ {
		}
		return side, i >= s.End
	}
	return 0, false
}

func sideOf(c class) float64 {
	if c&con != 0 {
		return -1
	}
	return 1
}

// asked is the side that the survey question asks for, 0 if none or both.
func (r *reader) asked() float64 {
	question := r.doc.Feedback.Question
	if question == "" {
		return 0
	}
	r.question.Reset(question)
	r.matches = r.vocabulary.matcher.AppendAll(r.matches[:0], &r.question)
	side, end := 0.0, 0
	for i, m := range r.matches {
		longer := i+1 < len(r.matches) && r.matches[i+1].First == m.First
		c := r.vocabulary.names[m.ID].class & (pro | con)
		if c == 0 || m.First < end || longer && r.vocabulary.names[r.matches[i+1].ID].class&(pro|con) != 0 {
			continue
		}
		if end = m.End; side != 0 && side != sideOf(c) {
			return 0
		}
		side = sideOf(c)
	}
	return side
}
