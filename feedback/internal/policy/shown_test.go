package policy

import (
	"go/ast"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Every package that users import shows how in a runnable example. A package of
// data, which exports a function or two, is shown by the engine that reads it.
func TestEveryPackageHasAnExample(t *testing.T) {
	exported, shown := map[string]int{}, map[string]bool{}
	for _, s := range tree(t) {
		if s.isExample() || strings.Contains(s.dir, "internal") {
			continue
		}
		for _, d := range s.file.Decls {
			fn, ok := d.(*ast.FuncDecl)
			switch {
			case !ok:
			case s.isTest():
				shown[s.dir] = shown[s.dir] || strings.HasPrefix(fn.Name.Name, "Example")
			case fn.Name.IsExported():
				exported[s.dir]++
			}
		}
	}
	for dir, n := range exported {
		if n > 2 && !shown[dir] {
			t.Errorf("package %s has no Example", dir)
		}
	}
}

// The Go code of the README is code of the repository, word for word, so that it
// compiles and prints what the README says.
func TestReadmeShowsCodeThatCompiles(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(root(t), "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	code := goFiles(t)
	blocks := strings.Split(string(readme), "```go\n")[1:]
	if len(blocks) == 0 {
		t.Error("the README shows no Go code")
	}
	for _, b := range blocks {
		b, _, _ = strings.Cut(b, "```")
		if !strings.Contains(code, indented(b)) && !strings.Contains(code, b) {
			t.Errorf("this block of the README is in no Go file:\n%s", b)
		}
	}
}

// goFiles is the text of all Go files of the module.
func goFiles(t *testing.T) string {
	var all strings.Builder
	for _, s := range tree(t) {
		data, err := os.ReadFile(filepath.Join(root(t), s.name))
		if err != nil {
			t.Fatal(err)
		}
		all.Write(data)
	}
	return all.String()
}

// indented is code as it stands in the body of a function.
func indented(code string) string {
	var out strings.Builder
	for line := range strings.Lines(code) {
		if line != "\n" {
			out.WriteByte('\t')
		}
		out.WriteString(line)
	}
	return out.String()
}
