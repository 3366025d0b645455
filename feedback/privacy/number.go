package privacy

// A chain is a row of groups of digits with little between them: "0912-345-678".
type chain struct {
	groups []group
	plus   bool // "+" stands before
	start  int  // of the sign or bracket before the first digit
}

// A group is a run of digits, [start, end) of the folded form, with the sign
// before it; 0 at the first.
type group struct {
	start, end int
	before     byte
}

func (g group) len() int { return g.end - g.start }

// mostGroups is how many groups one number may have.
const mostGroups = 6

// numbers looks at all digits.
func (f *finder) numbers() {
	for i := 0; i < len(f.fold); {
		if !isDigit(f.fold[i]) {
			i++
			continue
		}
		c := f.chainAt(i)
		i = f.readChain(c)
	}
}

// chainAt reads the chain whose first digit is at i.
func (f *finder) chainAt(i int) chain {
	c := chain{start: i}
	if f.at(i-1) == '(' {
		c.start--
	}
	if f.at(c.start-1) == '+' {
		c.start, c.plus = c.start-1, true
	}
	sign := byte(0)
	for len(c.groups) < mostGroups {
		end := i
		for isDigit(f.at(end)) {
			end++
		}
		c.groups = append(c.groups, group{i, end, sign})
		next, s := f.separator(end)
		if !isDigit(f.at(next)) || next == end {
			break
		}
		i, sign = next, s
	}
	return c
}

// separator skips what may part the groups of a number: one sign, with a space
// or bracket beside it. A bracket outweighs a dash, a dash a space.
func (f *finder) separator(i int) (next int, sign byte) {
	for n := 0; n < 3; n++ {
		switch c := f.at(i); c {
		case ' ', '-', '.', '(', ')':
			if sign == 0 || sign == ' ' || c == ')' {
				sign = c
			}
			i++
			continue
		}
		break
	}
	return i, sign
}

// readChain finds out what the chain is, the longest row of groups first, and
// returns where to go on.
func (f *finder) readChain(c chain) int {
	first := c.groups[0]
	if before := f.at(c.start - 1); isAlnum(before) || before == '$' || before == '.' || before == '_' {
		return first.end // "SM-G991", "$2000", "1.0912345678"
	}
	for n := len(c.groups); n > 0; n-- {
		groups := c.groups[:n]
		end := groups[n-1].end
		if isLetter(f.at(end)) && !f.extension(end) && !(f.at(end) == 'x' && n == 1) {
			continue
		}
		if k, value := f.classify(c, groups); k != 0 {
			if k == NationalID && f.at(end) == 'x' {
				end++
			}
			start := c.start
			if f.at(start) == '(' && k != Phone {
				start++
			}
			f.add(k, start, end, value)
			return end
		}
	}
	return first.end
}

// extension reports whether "ext" follows.
func (f *finder) extension(i int) bool {
	return f.at(i) == 'e' && f.at(i+1) == 'x' && f.at(i+2) == 't'
}

// classify says what the groups are; 0 if nothing personal.
func (f *finder) classify(c chain, groups []group) (Kind, string) {
	var buf [40]byte
	digits := buf[:0]
	for _, g := range groups {
		if len(digits)+g.len() > 20 {
			return 0, ""
		}
		digits = append(digits, f.fold[g.start:g.end]...)
	}
	end := groups[len(groups)-1].end
	if isDigit(f.at(end)) {
		return 0, ""
	}
	if !c.plus {
		if id, ok := f.mainlandID(groups, digits); ok {
			return NationalID, id
		}
		if socialSecurity(groups, digits) {
			return NationalID, string(digits)
		}
		if f.isCard(groups, digits) {
			return Card, string(digits)
		}
	}
	if number, ok := f.phone(c, groups, digits); ok {
		return Phone, number
	}
	return 0, ""
}

// shape reports whether the groups have these lengths.
func shape(groups []group, lengths ...int) bool {
	if len(groups) != len(lengths) {
		return false
	}
	for i, n := range lengths {
		if groups[i].len() != n {
			return false
		}
	}
	return true
}

// shaped reports whether the groups have one of the shapes.
func shaped(groups []group, shapes [][]int) bool {
	for _, s := range shapes {
		if shape(groups, s...) {
			return true
		}
	}
	return false
}

// dashed reports whether something stronger than a space parts the groups.
func dashed(groups []group) bool {
	for _, g := range groups[1:] {
		if g.before != ' ' {
			return true
		}
	}
	return false
}
