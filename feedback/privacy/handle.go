package privacy

// handles looks behind the names of messengers for the name or number of a user:
// "LINE ID: amy_0912", "加微信 wx2087".
func (f *finder) handles() {
	for _, c := range f.cue {
		if c.set&(1<<cueMessenger) == 0 {
			continue
		}
		start := c.end
		explicit := c.end >= 2 && (string(f.fold[c.end-2:c.end]) == "id" || f.hasSuffix(c.end, "号") || f.hasSuffix(c.end, "帐号") || f.hasSuffix(c.end, "号码"))
		for start < len(f.fold) && start-c.end < 8 && (f.fold[start] == ' ' || f.fold[start] == ':' || f.fold[start] == '@' || f.fold[start] == '=') {
			explicit = explicit || f.fold[start] == ':' || f.fold[start] == '='
			start++
		}
		for _, word := range []string{"是", "为", "is "} {
			if f.hasPrefix(start, word) {
				start, explicit = start+len(word), explicit || word != "is " // "WhatsApp is down"
			}
		}
		f.handle(start, explicit)
	}
}

// handle adds the name that begins at start. Where nothing but the name of a
// messenger stands before it, it must have a digit or an underscore: "LINE
// messages" is none.
func (f *finder) handle(start int, explicit bool) {
	for f.at(start) == ' ' || f.at(start) == '@' || f.at(start) == ':' {
		start++
	}
	const longest = 32
	end, odd := start, 0
	for end < len(f.fold) && end-start <= longest && f.inHandle(end) {
		if b := f.fold[end]; isDigit(b) || b == '_' {
			odd++
		}
		end++
	}
	n := end - start
	if n < 4 || n > longest || odd == 0 && !explicit || f.unitAfter(end) || f.at(end) == '@' {
		return
	}
	if number := odd == n; number && (n < 5 || n > 13) {
		return
	}
	f.add(Messenger, start, end, f.source(start, end))
}

// inHandle reports whether byte i may be part of a name on a messenger.
func (f *finder) inHandle(i int) bool {
	c := f.at(i)
	return isAlnum(c) || c == '_' || (c == '.' || c == '-') && isAlnum(f.at(i+1))
}

func (f *finder) hasPrefix(i int, s string) bool {
	return i >= 0 && i+len(s) <= len(f.fold) && string(f.fold[i:i+len(s)]) == s
}

func (f *finder) hasSuffix(end int, s string) bool { return f.hasPrefix(end-len(s), s) }
