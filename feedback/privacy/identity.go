package privacy

// isCard reports whether the groups are the number of a payment card: 13 to 19
// digits in a usual shape, of a known issuer, with the check digit of Luhn
// (ISO/IEC 7812-1).
func (f *finder) isCard(groups []group, digits []byte) bool {
	n := len(digits)
	if n < 13 || n > 19 || !issued(digits) || !luhn(digits) {
		return false
	}
	switch {
	case len(groups) == 1, shape(groups, 4, 6, 5), shape(groups, 4, 6, 4), shape(groups, 6, 13):
		return true
	}
	for _, g := range groups[:len(groups)-1] {
		if g.len() != 4 {
			return false
		}
	}
	return true
}

// issued reports whether a network issues cards that begin so: American Express,
// Diners, JCB, Visa, Mastercard, Discover, UnionPay, Maestro.
func issued(d []byte) bool {
	two := int(d[0]-'0')*10 + int(d[1]-'0')
	switch {
	case two == 34, two == 37:
		return len(d) == 15
	case two == 30, two == 36, two == 38, two == 39:
		return len(d) == 14
	case d[0] == '4':
		return len(d) == 13 || len(d) == 16 || len(d) == 19
	case two == 35, 51 <= two && two <= 55, 22 <= two && two <= 27:
		return len(d) == 16
	case two == 62, two == 65, two == 60, two == 64, two == 81, two == 50, 56 <= two && two <= 69:
		return len(d) >= 16
	}
	return false
}

// luhn reports whether the digits satisfy the check of Luhn: every second from
// the right doubled, digits of the products added, the sum divisible by ten.
func luhn(digits []byte) bool {
	sum := 0
	for i := range digits {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// mainlandWeights are those of GB 11643-1999: 2 to the power 17-i, modulo 11.
var mainlandWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

// mainlandID reads an identity number of the mainland: region, date of birth,
// sequence, and a check digit by ISO 7064 MOD 11-2, which may be X. Behind a word
// that says what it is, one that fails the check counts as well: people mistype.
func (f *finder) mainlandID(groups []group, digits []byte) (string, bool) {
	end := groups[len(groups)-1].end
	check := f.at(end)
	switch {
	case len(digits) == 18:
		check = digits[17]
	case len(digits) == 17 && check == 'x' && !isAlnum(f.at(end+1)):
	case len(digits) == 15 && len(groups) == 1 && birthday(append([]byte("19"), digits[6:12]...)) && f.cueBefore(groups[0].start, 1<<cueID):
		return string(digits), true
	default:
		return "", false
	}
	if len(groups) > 1 && !shape(groups, 6, 8, 4) && !shape(groups, 6, 4, 4, 4) && !shape(groups, 6, 4, 4, 3) && !shape(groups, 6, 8, 3) {
		return "", false
	}
	if digits[0] == '0' || digits[0] == '9' || !birthday(digits[6:14]) {
		return "", false
	}
	sum := 0
	for i, w := range mainlandWeights {
		sum += w * int(digits[i]-'0')
	}
	if "10x98765432"[sum%11] != check && !f.cueBefore(groups[0].start, 1<<cueID) {
		return "", false
	}
	return string(digits[:17]) + string(check), true
}

// birthday reports whether yyyymmdd can be when somebody was born.
func birthday(d []byte) bool {
	year, month, day := string(d[:4]), string(d[4:6]), string(d[6:8])
	return "1900" <= year && year <= "2099" && "01" <= month && month <= "12" && "01" <= day && day <= "31"
}

// socialSecurity reports whether the groups are a Social Security number of the
// United States, which never has an area 000, 666 or 900 and above, nor zeros
// alone in a group.
func socialSecurity(groups []group, d []byte) bool {
	if !shape(groups, 3, 2, 4) || groups[1].before != '-' || groups[2].before != '-' {
		return false
	}
	area := string(d[:3])
	return area != "000" && area != "666" && area < "900" && string(d[3:5]) != "00" && string(d[5:]) != "0000"
}

// taiwanLetters are the numbers that the letters of Taiwanese identity numbers
// stand for, from a to z.
var taiwanLetters = [26]int{10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33}

// taiwanID reports whether s, ten characters in lower case, is an identity number
// of Taiwan: a letter, 1 or 2 for citizens, 8 or 9 for residents since 2021, a to
// d for residents before, seven digits and a check digit.
func taiwanID(s []byte) bool {
	if len(s) != 10 || !isLetter(s[0]) {
		return false
	}
	for _, c := range s[2:] {
		if !isDigit(c) {
			return false
		}
	}
	second := 0
	switch c := s[1]; {
	case c == '1', c == '2', c == '8', c == '9':
		second = int(c - '0')
	case 'a' <= c && c <= 'd':
		second = taiwanLetters[c-'a'] % 10
	default:
		return false
	}
	letter := taiwanLetters[s[0]-'a']
	sum := letter/10 + letter%10*9 + second*8
	for i, c := range s[2:9] {
		sum += int(c-'0') * (7 - i)
	}
	return (sum+int(s[9]-'0'))%10 == 0
}

// hongKongID reports whether s is an identity number of Hong Kong without its
// brackets: one or two letters, six digits and a check digit, which may be A.
func hongKongID(s []byte) bool {
	if len(s) == 8 {
		s = append([]byte{' '}, s...)
	}
	if len(s) != 9 || !isLetter(s[1]) || s[0] != ' ' && !isLetter(s[0]) {
		return false
	}
	value := func(c byte) int {
		switch {
		case c == ' ':
			return 36
		case isLetter(c):
			return int(c-'a') + 10
		}
		return int(c - '0')
	}
	sum := 0
	for i, c := range s[:8] {
		if i >= 2 && !isDigit(c) {
			return false
		}
		sum += value(c) * (9 - i)
	}
	if s[8] != 'a' && !isDigit(s[8]) {
		return false
	}
	return (sum+value(s[8]))%11 == 0
}

// documents looks at words of letters and digits: identity numbers and passports.
func (f *finder) documents() {
	for i := 0; i < len(f.fold); {
		if !isAlnum(f.fold[i]) {
			i++
			continue
		}
		end := i
		for isAlnum(f.at(end)) {
			end++
		}
		f.document(i, end)
		i = end
	}
}

func (f *finder) document(start, end int) {
	word := f.fold[start:end]
	switch {
	case taiwanID(word):
		f.add(NationalID, start, end, string(word))
	case f.at(end) == '(' && f.at(end+2) == ')' && len(word) <= 8 && hongKongID(append(append([]byte{}, word...), f.at(end+1))):
		f.add(NationalID, start, end+3, string(word)+string(f.at(end+1)))
	case len(word) >= 7 && len(word) <= 12 && digitsIn(word) >= 6:
		if f.cueBefore(start, 1<<cuePassport) {
			f.add(Passport, start, end, string(word))
		} else if f.cueBefore(start, 1<<cueID) {
			f.add(NationalID, start, end, string(word))
		}
	}
}

func digitsIn(word []byte) (n int) {
	for _, c := range word {
		if isDigit(c) {
			n++
		}
	}
	return n
}
