package policy

import (
	"bytes"
	"flag"
	"go/ast"
	"go/printer"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write what the module exports to testdata/api.txt")

// What the module exports stands in a file, so that a change to it is seen in
// review. Run with -update after a change that is meant.
func TestPublicAPI(t *testing.T) {
	var lines []string
	for _, s := range tree(t) {
		if s.isLibrary() && !strings.Contains(s.dir, "internal") {
			lines = append(lines, exported(s)...)
		}
	}
	slices.Sort(lines)
	got := strings.Join(slices.Compact(lines), "\n") + "\n"
	file := filepath.Join("testdata", "api.txt")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("the public API changed; if it is meant, run go test ./feedback/internal/policy -update (-want +got):\n%s", diff)
	}
}

// exported lists the exported declarations of a file, a line each.
func exported(s source) (lines []string) {
	prefix := "pkg " + s.dir + ", "
	for _, d := range s.file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Name.IsExported() && (d.Recv == nil || exportedReceiver(d.Recv)) {
				d.Doc, d.Body = nil, nil
				lines = append(lines, prefix+oneLine(s.fset, d))
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				lines = append(lines, exportedSpec(s, prefix, d.Tok, spec)...)
			}
		}
	}
	return lines
}

func exportedReceiver(recv *ast.FieldList) bool {
	t := recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	switch x := t.(type) {
	case *ast.IndexExpr:
		t = x.X
	case *ast.IndexListExpr:
		t = x.X
	}
	id, ok := t.(*ast.Ident)
	return ok && id.IsExported()
}

func exportedSpec(s source, prefix string, tok token.Token, spec ast.Spec) (lines []string) {
	switch spec := spec.(type) {
	case *ast.ValueSpec:
		for _, name := range spec.Names {
			if name.IsExported() {
				line := prefix + tok.String() + " " + name.Name
				if spec.Type != nil {
					line += " " + oneLine(s.fset, spec.Type)
				}
				lines = append(lines, line)
			}
		}
	case *ast.TypeSpec:
		if spec.Name.IsExported() {
			lines = append(lines, exportedType(s, prefix+"type "+spec.Name.Name, spec)...)
		}
	}
	return lines
}

// exportedType lists a type and its exported fields or methods.
func exportedType(s source, prefix string, spec *ast.TypeSpec) []string {
	switch t := spec.Type.(type) {
	case *ast.StructType:
		return append([]string{prefix + " struct"}, members(s, prefix+" struct, ", t.Fields)...)
	case *ast.InterfaceType:
		return append([]string{prefix + " interface"}, members(s, prefix+" interface, ", t.Methods)...)
	}
	return []string{prefix + " " + oneLine(s.fset, spec.Type)}
}

func members(s source, prefix string, list *ast.FieldList) (lines []string) {
	for _, f := range list.List {
		if len(f.Names) == 0 {
			lines = append(lines, prefix+"embeds "+oneLine(s.fset, f.Type))
		}
		for _, name := range f.Names {
			if name.IsExported() {
				lines = append(lines, prefix+name.Name+" "+oneLine(s.fset, f.Type))
			}
		}
	}
	return lines
}

// oneLine prints a node without line breaks.
func oneLine(fset *token.FileSet, node any) string {
	var b bytes.Buffer
	if err := (&printer.Config{Mode: printer.RawFormat}).Fprint(&b, fset, node); err != nil {
		return err.Error()
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// Every exported name says what it is, and every package what it is for.
func TestEverythingExportedIsDocumented(t *testing.T) {
	documented := map[string]bool{}
	for _, s := range tree(t) {
		if s.isTest() {
			continue
		}
		documented[s.dir] = documented[s.dir] || s.file.Doc != nil
		if !s.isExample() {
			checkDocs(t, s)
		}
	}
	for dir, ok := range documented {
		if !ok {
			t.Errorf("package %s has no package comment", dir)
		}
	}
}

func checkDocs(t *testing.T, s source) {
	for _, d := range s.file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Name.IsExported() && d.Doc == nil && (d.Recv == nil || exportedReceiver(d.Recv)) {
				t.Errorf("%s: %s has no doc comment", s.fset.Position(d.Pos()), d.Name.Name)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				checkSpecDocs(t, s, d, spec)
			}
		}
	}
}

func checkSpecDocs(t *testing.T, s source, d *ast.GenDecl, spec ast.Spec) {
	switch spec := spec.(type) {
	case *ast.TypeSpec:
		if spec.Name.IsExported() && d.Doc == nil && spec.Doc == nil {
			t.Errorf("%s: type %s has no doc comment", s.fset.Position(spec.Pos()), spec.Name.Name)
		}
	case *ast.ValueSpec:
		for _, name := range spec.Names {
			if name.IsExported() && d.Doc == nil && spec.Doc == nil && spec.Comment == nil {
				t.Errorf("%s: %s has no doc comment", s.fset.Position(name.Pos()), name.Name)
			}
		}
	}
}
