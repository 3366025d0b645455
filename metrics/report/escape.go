package report

import (
	"strings"
	"unicode"
)

// escape writes s so that Markdown shows it as it is: nothing that a customer or a
// company's data say is read as markup, a link or HTML.
func escape(s string) string {
	var b strings.Builder
	s = strings.ToValidUTF8(s, "\uFFFD")
	for i, r := range s {
		next := s[i+len(string(r)):]
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == '\u2028' || r == '\u2029':
			b.WriteByte(' ')
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
		case r == '<' && !strings.HasPrefix(next, " "):
			b.WriteString("&lt;")
		case r == '>' && i == 0:
			b.WriteString("&gt;")
		case r == '&' && !strings.HasPrefix(next, " "):
			b.WriteString("&amp;")
		case strings.ContainsRune("\\`*_[]|~$", r), i == 0 && strings.ContainsRune("#+-=", r) && (next == "" || next[0] == ' ' || next[0] == byte(r)):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
