package privacy

import "strings"

// The shapes that numbers are written in, by the lengths of their groups.
var (
	taiwanMobile   = [][]int{{10}, {4, 6}, {4, 3, 3}, {4, 2, 2, 2}, {2, 8}, {3, 3, 4}, {2, 4, 4}, {3, 7}}
	taiwanLandline = [][]int{{2, 8}, {2, 7}, {2, 4, 4}, {2, 3, 4}, {3, 6}, {3, 7}, {3, 3, 3}, {3, 3, 4}, {4, 6}, {4, 5}}
	freephone      = [][]int{{4, 3, 3}, {4, 6}, {3, 3, 4}, {3, 7}, {3, 4, 3}, {4, 2, 4}}
	mainlandMobile = [][]int{{11}, {3, 4, 4}, {3, 8}, {3, 3, 5}, {3, 2, 3, 3}, {5, 6}, {4, 3, 4}, {7, 4}}
	mainlandFixed  = [][]int{{3, 8}, {4, 7}, {4, 8}, {3, 4, 4}, {4, 4, 4}, {4, 3, 4}, {3, 7}}
	american       = [][]int{{3, 3, 4}, {1, 3, 3, 4}, {3, 7}}
	british        = [][]int{{5, 6}, {4, 7}, {3, 4, 4}, {5, 3, 3}, {4, 3, 4}, {2, 4, 4}, {3, 3, 4}}
)

// shortestPhone is how many digits a number has at least, without its area.
const shortestPhone = 7

// phone reports whether the groups are a telephone number, and writes it in one
// spelling, with the country where it is clear.
func (f *finder) phone(c chain, groups []group, digits []byte) (string, bool) {
	if len(digits) < shortestPhone {
		return "", false
	}
	n := string(digits)
	if c.plus {
		return "+" + strings.Replace(n, "8860", "886", 1), 8 <= len(n) && len(n) <= 15 && n[0] != '0'
	}
	if f.unitAfter(groups[len(groups)-1].end) {
		return "", false
	}
	called := f.cueBefore(c.start, 1<<cuePhone)
	switch {
	case strings.HasPrefix(n, "00886"), strings.HasPrefix(n, "0086"), strings.HasPrefix(n, "00852"), strings.HasPrefix(n, "001") && called:
		return "+" + n[2:], 11 <= len(n) && len(n) <= 17
	case strings.HasPrefix(n, "00") && n[2] != '0' && len(groups) >= 3 && 11 <= len(n) && len(n) <= 16:
		return "+" + n[2:], true
	case strings.HasPrefix(n, "886") && (11 <= len(n) && len(n) <= 12) && (called || len(groups) > 1):
		return "+" + n, true
	case strings.HasPrefix(n, "09") && len(n) == 10 && shaped(groups, taiwanMobile):
		return "+886" + n[1:], true
	case n[0] == '1' && len(n) == 11 && '3' <= n[1] && shaped(groups, mainlandMobile):
		return "+86" + n, true
	case strings.HasPrefix(n, "86") && len(n) == 13 && n[2] == '1' && '3' <= n[3]:
		return "+" + n, true
	case (strings.HasPrefix(n, "0800") || strings.HasPrefix(n, "0809") || strings.HasPrefix(n, "400") || strings.HasPrefix(n, "800")) && len(n) == 10 && len(groups) > 1 && dashed(groups) && shaped(groups, freephone):
		return n, true
	case n[0] == '0' && '2' <= n[1] && n[1] <= '8' && dashed(groups) && shaped(groups, taiwanLandline):
		return "+886" + n[1:], true
	case n[0] == '0' && n[1] != '0' && dashed(groups) && shaped(groups, mainlandFixed):
		return n, true
	case n[0] == '0' && n[1] != '0' && len(n) == 11 && (dashed(groups) || called) && shaped(groups, british):
		return n, true
	case f.americanPhone(groups, n) && (called || dashed(groups)):
		return "+1" + n[len(n)-10:], true
	}
	return n, called && 7 <= len(n) && len(n) <= 13 && !dated(groups, n)
}

// americanPhone reports whether the groups can be a number of North America:
// neither area nor exchange begins with 0 or 1.
func (f *finder) americanPhone(groups []group, n string) bool {
	if len(n) == 11 && n[0] == '1' {
		n = n[1:]
	}
	return len(n) == 10 && shaped(groups, american) && n[0] >= '2' && n[3] >= '2' && (len(groups) == 1 || groups[len(groups)-1].before != '.' || groups[0].len() == 3)
}

// dated reports whether the groups are a date: "2026-03-12", "20260312".
func dated(groups []group, n string) bool {
	switch {
	case len(groups) >= 3 && groups[0].len() == 4 && groups[1].len() <= 2 && groups[2].len() <= 2:
	case len(groups) >= 3 && groups[0].len() <= 2 && groups[1].len() <= 2 && groups[2].len() == 4:
		return true
	case len(n) == 8:
		return n[:2] == "20" && n[4:6] <= "12" && n[6:] <= "31"
	default:
		return false
	}
	return n[:2] == "19" || n[:2] == "20"
}
