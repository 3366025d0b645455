package privacy

import (
	"bytes"
	"strings"

	"github.com/loamlib/loam/feedback/text"
)

// The longest parts of an address that are looked at (RFC 5321 allows 64 and
// 255).
const (
	longestLocal  = 64
	longestDomain = 255
)

// mails looks around every "@" for an address, and at links for profiles.
func (f *finder) mails() {
	for i := 0; i < len(f.fold); {
		n := bytes.IndexByte(f.fold[i:], '@')
		if n < 0 {
			break
		}
		i += n
		if end := f.mail(i); end > i {
			i = end
		} else {
			i++
		}
	}
	f.veiledMails()
	for _, tok := range f.text.Tokens() {
		if tok.Kind == text.Link {
			f.profile(int(tok.Start), int(tok.End))
		}
	}
}

// mail adds the address around the "@" at i and returns where it ends; 0 if
// there is none.
func (f *finder) mail(i int) int {
	start := i
	for start > 0 && i-start < longestLocal && (isAlnum(f.fold[start-1]) || strings.IndexByte("._%+-", f.fold[start-1]) >= 0) {
		start--
	}
	for start < i && !isAlnum(f.fold[start]) {
		start++
	}
	end, dot := f.domain(i + 1)
	if start == i || dot == 0 || end-dot < 3 || isDigit(f.fold[dot+1]) {
		return 0
	}
	f.add(Email, start, end, f.source(start, end))
	return end
}

// veiledMails looks for addresses that write the "@" as "(at)" or "[at]".
func (f *finder) veiledMails() {
	for i := 0; i+4 <= len(f.fold); i++ {
		if f.fold[i] != '(' && f.fold[i] != '[' {
			continue
		}
		if sign := string(f.fold[i : i+4]); sign != "(at)" && sign != "[at]" {
			continue
		}
		start, from := i, i+4
		if f.at(start-1) == ' ' {
			start--
		}
		if f.at(from) == ' ' {
			from++
		}
		local := start
		for local > 0 && start-local < longestLocal && (isAlnum(f.fold[local-1]) || strings.IndexByte("._%+-", f.fold[local-1]) >= 0) {
			local--
		}
		end, dot := f.domain(from)
		if local < start && dot > 0 && end-dot >= 3 {
			f.add(Email, local, end, string(f.fold[local:start])+"@"+string(f.fold[from:end]))
		}
	}
}

// domain is where the name of a host that begins at i ends, and its last dot; 0
// if it has none.
func (f *finder) domain(i int) (end, dot int) {
	end = i
	for end < len(f.fold) && end-i < longestDomain && (isAlnum(f.fold[end]) || (f.fold[end] == '.' || f.fold[end] == '-') && isAlnum(f.at(end+1))) {
		if f.fold[end] == '.' {
			dot = end
		}
		end++
	}
	return end, dot
}

// source is the original of a range, in lower case: folding cuts letters that
// repeat, which tell addresses apart.
func (f *finder) source(start, end int) string {
	return strings.ToLower(f.text.Origin(text.Span{Start: start, End: end}).Of(f.text.Source()))
}

// profiles are hosts where the path names a user, and what the path begins with.
var profiles = []struct{ host, path string }{
	{"facebook.com/", ""}, {"fb.com/", ""}, {"instagram.com/", ""}, {"twitter.com/", ""}, {"x.com/", ""}, {"linkedin.com/", "in/"},
	{"t.me/", ""}, {"line.me/", "ti/p/"}, {"lin.ee/", ""}, {"wa.me/", ""}, {"weibo.com/", ""}, {"tiktok.com/", "@"}, {"youtube.com/", "@"},
	{"threads.net/", "@"}, {"xiaohongshu.com/", "user/"}, {"douyin.com/", "user/"}, {"space.bilibili.com/", ""},
}

// profile adds a link that belongs to a user: by its host, or with a user before
// the "@".
func (f *finder) profile(start, end int) {
	link := string(f.fold[start:end])
	rest := link
	if scheme, after, ok := strings.Cut(link, "://"); ok {
		rest = after
		if user, _, ok := strings.Cut(rest, "@"); ok && user != "" && !strings.Contains(user, "/") && (scheme == "https" || scheme == "http" || scheme == "ftp") {
			f.add(Profile, start, end, f.source(start, end))
			return
		}
	}
	// Folding cuts the third of three equal letters.
	for _, prefix := range []string{"www.", "ww.", "m.", "zh-tw.", "mobile."} {
		rest = strings.TrimPrefix(rest, prefix)
	}
	for _, p := range profiles {
		if path, ok := strings.CutPrefix(rest, p.host); ok && strings.HasPrefix(path, p.path) && len(path) > len(p.path)+1 {
			f.add(Profile, start, end, f.source(start, end))
			return
		}
	}
}
