package policy

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The top level is fixed: these names and no others.
var topLevel = []string{"feedback", "metrics", "classify", "sentiment", "respond", "examples", "go.mod", "go.sum", "README.md", "doc.go",
	"LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", ".gitignore", ".ci", ".git"}

func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir(root(t))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
		if !slices.Contains(topLevel, e.Name()) {
			t.Errorf("%s does not belong at the top level", e.Name())
		}
	}
	for _, name := range topLevel {
		if !slices.Contains(got, name) && name != ".git" {
			t.Errorf("%s is missing at the top level", name)
		}
	}
}

// The module requires three modules and nothing else, directly or indirectly.
func TestRequirements(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(root(t), "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.Lines(string(data)) {
		fields := strings.Fields(strings.TrimPrefix(strings.TrimSpace(line), "require "))
		if len(fields) >= 2 && strings.Contains(fields[0], ".") && strings.HasPrefix(fields[1], "v") {
			got = append(got, fields[0])
			if len(fields) > 2 {
				t.Errorf("%s is marked %v", fields[0], fields[2:])
			}
		}
	}
	slices.Sort(got)
	if want := []string{"github.com/google/go-cmp", "golang.org/x/text", "gonum.org/v1/gonum"}; !slices.Equal(got, want) {
		t.Errorf("go.mod requires %v, want %v", got, want)
	}
}

// Importing the contracts must not link the data of the engines.
func TestContractsLinkNoEngineData(t *testing.T) {
	if testing.Short() {
		t.Skip("builds three programs")
	}
	base, contracts, everything := programSize(t, "base"), programSize(t, "contracts"), programSize(t, "everything")
	const most = 400 << 10
	t.Logf("feedback alone %d kB, with the four contracts %d kB, with the default engines %d kB", base>>10, contracts>>10, everything>>10)
	if contracts-base > most {
		t.Errorf("the contracts cost %d kB over package feedback, want at most %d kB", (contracts-base)>>10, most>>10)
	}
	if everything <= contracts {
		t.Errorf("the program with all engines is no larger than that without: the test measures nothing")
	}
}

// programSize is the size of a stripped program of testdata.
func programSize(t *testing.T, name string) int64 {
	t.Helper()
	out := filepath.Join(t.TempDir(), name)
	cmd := exec.Command("go", "build", "-ldflags=-s -w", "-o", out, "./testdata/"+name)
	if msg, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("building %s: %v\n%s", name, err, msg)
	}
	info, err := os.Stat(out)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}
