package privacy

import "strings"

// provinces begin the plates of the mainland.
const provinces = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"

// plates looks for plates of the mainland, which have a form of their own, and
// behind words that announce one.
func (f *finder) plates() {
	tokens := f.text.Tokens()
	for _, tok := range tokens {
		if s := string(f.text.Bytes(tok)); len(s) == 3 && strings.Contains(provinces, s) {
			f.mainlandPlate(int(tok.Start), int(tok.End))
		}
	}
	for _, c := range f.cue {
		if c.set&(1<<cuePlate) == 0 {
			continue
		}
		start := c.end
		for start < len(f.fold) && start-c.end < 12 && !isAlnum(f.fold[start]) {
			start++
		}
		if !links(f.fold[c.end:start]) {
			continue
		}
		end := start
		for isAlnum(f.at(end)) || (f.at(end) == '-' || f.at(end) == ' ') && isAlnum(f.at(end+1)) && end-start < 6 {
			end++
		}
		if n := end - start; 4 <= n && n <= 9 && digitsIn(f.fold[start:end]) >= 2 {
			f.add(Plate, start, end, plain(f.fold[start:end]))
		}
	}
}

// mainlandPlate adds a plate whose province is [start, end): a letter, a dot
// perhaps, and five or six letters and digits, two of them digits at least.
func (f *finder) mainlandPlate(start, end int) {
	if !isLetter(f.at(end)) {
		return
	}
	i := end + 1
	for _, dot := range []string{"·", "・", ".", "-", " ", "•"} {
		if f.hasPrefix(i, dot) {
			i += len(dot)
			break
		}
	}
	stop := i
	for isAlnum(f.at(stop)) {
		stop++
	}
	if n := stop - i; n != 5 && n != 6 || digitsIn(f.fold[i:stop]) < 2 {
		return
	}
	f.add(Plate, start, stop, string(f.fold[start:end+1])+string(f.fold[i:stop]))
}

// plain is a code without what parts it.
func plain(code []byte) string {
	return strings.NewReplacer("-", "", " ", "").Replace(string(code))
}
