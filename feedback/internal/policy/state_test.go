package policy

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
	"testing"
)

// clock are functions of package time that look at or wait for the clock of the
// machine.
var clock = map[string]bool{"Now": true, "Since": true, "Until": true, "Sleep": true, "After": true, "AfterFunc": true,
	"Tick": true, "NewTimer": true, "NewTicker": true}

func TestLibraryHasNoClockAndNoInit(t *testing.T) {
	for _, s := range tree(t) {
		if !s.isLibrary() {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Recv == nil && n.Name.Name == "init" {
					t.Errorf("%s: has an init function", s.fset.Position(n.Pos()))
				}
			case *ast.SelectorExpr:
				if x, ok := n.X.(*ast.Ident); ok && x.Name == "time" && clock[n.Sel.Name] {
					t.Errorf("%s: calls time.%s; time comes in as a value", s.fset.Position(n.Pos()), n.Sel.Name)
				}
			}
			return true
		})
	}
}

// Package variables of library packages are tables that nothing writes to,
// errors that callers compare with, or what is behind a sync.Once.
func TestLibraryHasNoMutableState(t *testing.T) {
	packages := map[string][]source{}
	for _, s := range tree(t) {
		if s.isLibrary() {
			packages[s.dir] = append(packages[s.dir], s)
		}
	}
	for _, files := range packages {
		vars, once := map[string]bool{}, onceTypes(files)
		for _, s := range files {
			for _, spec := range variables(s.file) {
				free := embedded(s.file, spec) || spec.Type != nil && isOnce(spec.Type, once)
				for _, name := range spec.Names {
					checkVariable(t, s, spec, name, free)
					vars[name.Name] = !free || embedded(s.file, spec)
				}
			}
		}
		for _, s := range files {
			checkWrites(t, s, vars)
		}
	}
}

// variables lists the package variables of a file.
func variables(f *ast.File) (out []*ast.ValueSpec) {
	for _, d := range f.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
			for _, spec := range g.Specs {
				out = append(out, spec.(*ast.ValueSpec))
			}
		}
	}
	return out
}

// onceTypes names the types of a package that have a sync.Once in them.
func onceTypes(files []source) map[string]bool {
	once := map[string]bool{}
	for _, s := range files {
		ast.Inspect(s.file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.TypeSpec); ok && isOnce(spec.Type, nil) {
				once[spec.Name.Name] = true
			}
			return true
		})
	}
	return once
}

// isOnce reports whether a type is, or holds, a sync.Once.
func isOnce(typ ast.Expr, names map[string]bool) bool {
	once := false
	ast.Inspect(typ, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			once = once || n.Sel.Name == "Once"
		case *ast.Ident:
			once = once || names[n.Name]
		}
		return true
	})
	return once
}

// embedded reports whether the variable gets its value by a go:embed directive,
// which stands above it in a group of variables or above the keyword.
func embedded(f *ast.File, spec *ast.ValueSpec) bool {
	docs := []*ast.CommentGroup{spec.Doc}
	for _, d := range f.Decls {
		if g, ok := d.(*ast.GenDecl); ok && len(g.Specs) == 1 && g.Specs[0] == spec {
			docs = append(docs, g.Doc)
		}
	}
	for _, doc := range docs {
		if doc != nil && slices.ContainsFunc(doc.List, func(c *ast.Comment) bool { return strings.HasPrefix(c.Text, "//go:embed ") }) {
			return true
		}
	}
	return false
}

// checkVariable checks the declaration: what is exported can be written to by
// anybody, so only errors may be. free says that the variable needs no value.
func checkVariable(t *testing.T, s source, spec *ast.ValueSpec, name *ast.Ident, free bool) {
	if name.IsExported() && !strings.HasPrefix(name.Name, "Err") {
		t.Errorf("%s: variable %s is exported; make it a constant or a function", s.fset.Position(name.Pos()), name.Name)
	}
	if len(spec.Values) == 0 && name.Name != "_" && !free {
		t.Errorf("%s: variable %s has no value, so it is there to be written to", s.fset.Position(name.Pos()), name.Name)
	}
}

// checkWrites looks for statements that write to a package variable. A local
// variable of the same name hides it; naming them alike is not worth the doubt.
func checkWrites(t *testing.T, s source, vars map[string]bool) {
	report := func(e ast.Expr) {
		if id := rootOf(e); id != nil && vars[id.Name] && !declaredLocally(s.file, id) {
			t.Errorf("%s: writes to the package variable %s", s.fset.Position(e.Pos()), id.Name)
		}
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok != token.DEFINE {
				for _, e := range n.Lhs {
					report(e)
				}
			}
		case *ast.IncDecStmt:
			report(n.X)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				report(n.X)
			}
		}
		return true
	})
}

// rootOf is the variable that an expression like v.f[i] is about.
func rootOf(e ast.Expr) *ast.Ident {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		default:
			return nil
		}
	}
}

// declaredLocally reports whether the function around id declares a variable,
// parameter or result of the same name.
func declaredLocally(f *ast.File, id *ast.Ident) bool {
	found := false
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || id.Pos() < fn.Pos() || id.Pos() > fn.End() {
			continue
		}
		ast.Inspect(fn, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Field:
				for _, name := range n.Names {
					found = found || name.Name == id.Name
				}
			case *ast.AssignStmt:
				if n.Tok == token.DEFINE {
					for _, e := range n.Lhs {
						if x, ok := e.(*ast.Ident); ok && x.Name == id.Name {
							found = true
						}
					}
				}
			case *ast.RangeStmt:
				for _, e := range []ast.Expr{n.Key, n.Value} {
					if x, ok := e.(*ast.Ident); ok && n.Tok == token.DEFINE && x.Name == id.Name {
						found = true
					}
				}
			case *ast.ValueSpec:
				for _, name := range n.Names {
					found = found || name.Name == id.Name
				}
			}
			return true
		})
	}
	return found
}
