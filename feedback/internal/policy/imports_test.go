package policy

import (
	"slices"
	"strings"
	"testing"
)

// layers is the order of the packages: a statement of policy. A package may
// import what stands in lines above its own, and the contract above itself.
// Lines name folders; "x/..." is everything below x but x itself.
var layers = []struct{ dir, may string }{
	{"feedback/text", ""},
	{"feedback/privacy", "feedback/text"}, // below all that reads or writes text of people
	{"feedback", "feedback/text feedback/privacy"},
	{"classify", "feedback feedback/text feedback/privacy"},
	{"sentiment", "feedback feedback/text feedback/privacy"},
	{"metrics", "feedback feedback/text feedback/privacy metrics/stat metrics/internal/..."}, // the intervals stand below the metrics
	{"metrics/stat", "metrics/internal/..."},
	{"respond", "feedback feedback/text feedback/privacy"},
	{"classify/...", "feedback feedback/text feedback/privacy classify classify/... metrics/stat"}, // intervals and tests stand once
	{"sentiment/...", "feedback feedback/text feedback/privacy sentiment sentiment/... classify/linear"},
	{"metrics/...", "feedback feedback/text feedback/privacy metrics metrics/..."},
	{"respond/...", "feedback feedback/text feedback/privacy respond respond/..."},
	{"feedback/feedbacktest", "feedback feedback/text feedback/privacy"},
	{"feedback/pipeline", "feedback feedback/text feedback/privacy classify classify/... sentiment sentiment/..."},
	{"feedback/internal/policy", ""},
	{".", ""},
	{"examples/...", "feedback/... feedback classify classify/... sentiment sentiment/... metrics metrics/... respond respond/... examples/..."},
}

// matches reports whether dir is what a line of layers names.
func matches(pattern, dir string) bool {
	if folder, ok := strings.CutSuffix(pattern, "/..."); ok {
		return strings.HasPrefix(dir, folder+"/")
	}
	return dir == pattern
}

// allowed is what the package in dir may import of the module; ok is false if no
// line is about it. Exact lines go before lines with dots.
func allowed(dir string) (may []string, ok bool) {
	for _, exact := range []bool{true, false} {
		for _, l := range layers {
			if strings.HasSuffix(l.dir, "/...") != exact && matches(l.dir, dir) {
				return strings.Fields(l.may), true
			}
		}
	}
	return nil, false
}

func TestImportOrder(t *testing.T) {
	for _, s := range tree(t) {
		if s.isTest() {
			continue
		}
		may, ok := allowed(s.dir)
		if !ok {
			t.Errorf("%s: no line of the policy is about the package", s.name)
			continue
		}
		for _, p := range s.imports() {
			dir := local(p)
			if dir == "" || dir == s.dir {
				continue
			}
			if !slices.ContainsFunc(may, func(pattern string) bool { return matches(pattern, dir) }) {
				t.Errorf("%s imports %s; it may import only: %s", s.name, dir, strings.Join(may, " "))
			}
		}
	}
}

// A kit is for tests; no program should have to link one.
func TestKitsAreImportedByTestsOnly(t *testing.T) {
	for _, s := range tree(t) {
		if s.isTest() || s.isKit() {
			continue
		}
		for _, p := range s.imports() {
			if strings.HasSuffix(p, "test") && local(p) != "" || p == "testing" || strings.HasPrefix(p, "github.com/google/go-cmp") {
				t.Errorf("%s imports %s, which is for tests", s.name, p)
			}
		}
	}
}

// impure are packages that reach out of the process or around the type system.
var impure = []string{"os", "net", "log", "syscall", "io/ioutil", "flag", "path/filepath", "plugin", "unsafe", "embed/os", "testing/iotest"}

// pure are packages below those that only compute.
var pure = []string{"net/netip", "net/url", "net/mail", "net/textproto", "log/slog"}

func TestLibraryIsPure(t *testing.T) {
	for _, s := range tree(t) {
		if !s.isLibrary() {
			continue
		}
		for _, p := range s.imports() {
			if under(p, impure...) && !under(p, pure...) {
				t.Errorf("%s imports %s: library packages do no I/O of their own", s.name, p)
			}
		}
	}
}
