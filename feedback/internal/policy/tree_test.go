package policy

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/loamlib/loam"

// root is the module's folder.
func root(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; ; dir = filepath.Dir(dir) {
		if data, err := os.ReadFile(filepath.Join(dir, "go.mod")); err == nil && strings.HasPrefix(string(data), "module "+module+"\n") {
			return dir
		}
		if dir == filepath.Dir(dir) {
			t.Fatal("no go.mod of " + module + " above the test")
		}
	}
}

// A source is one Go file of the root module.
type source struct {
	name string // slash-separated, from the module's folder
	dir  string // the package's folder, "." for the root
	file *ast.File
	fset *token.FileSet
}

func (s source) isTest() bool    { return strings.HasSuffix(s.name, "_test.go") }
func (s source) isExample() bool { return strings.HasPrefix(s.name, "examples/") }

// isKit reports whether the file belongs to a conformance kit or to fixtures:
// packages for tests.
func (s source) isKit() bool { return strings.HasSuffix(path.Base(s.dir), "test") }

// isLibrary reports whether the file is what users build into their programs.
func (s source) isLibrary() bool { return !s.isTest() && !s.isExample() }

// imports lists the imports of the file.
func (s source) imports() (out []string) {
	for _, spec := range s.file.Imports {
		p, _ := strconv.Unquote(spec.Path.Value)
		out = append(out, p)
	}
	return out
}

// tree parses all Go files of the root module: nested modules and testdata are
// left out.
func tree(t *testing.T) (sources []source) {
	t.Helper()
	top := root(t)
	err := filepath.WalkDir(top, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(top, name)
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			if rel != "." && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), "_") || isModule(name)) {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
		sources = append(sources, source{rel, path.Dir(rel), file, fset})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(sources) < 50 {
		t.Fatalf("only %d Go files were found", len(sources))
	}
	return sources
}

func isModule(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "go.mod"))
	return err == nil
}

// local turns an import path of the module into a folder, "" for other paths.
func local(importPath string) string {
	if importPath == module {
		return "."
	}
	if rest, ok := strings.CutPrefix(importPath, module+"/"); ok {
		return rest
	}
	return ""
}

// under reports whether folder dir is one of the given or lies below one.
func under(dir string, folders ...string) bool {
	return slices.ContainsFunc(folders, func(f string) bool { return dir == f || strings.HasPrefix(dir, f+"/") })
}
