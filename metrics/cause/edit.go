package cause

import (
	"fmt"
	"slices"
)

// Add puts a possible cause behind those that its parent has, and returns its ID, a
// new one if it has none. A node that would make the tree invalid is refused, and the
// tree stays as it was.
func (t *Tree) Add(parent string, n Node) (string, error) {
	if n.ID == "" {
		n.ID = t.fresh()
	}
	n.Parent = parent
	err := t.change(func(c *Tree) error {
		if parent == "" {
			return &TreeError{Node: n.ID, Problem: MissingParent, Want: "the ID of the node it is a cause of"}
		}
		c.Nodes = append(c.Nodes, n)
		return nil
	})
	return n.ID, err
}

// Remove takes a node out, and all that explains it. The problem stays.
func (t *Tree) Remove(id string) error {
	return t.change(func(c *Tree) error {
		i, err := c.find(id)
		if err != nil {
			return err
		}
		if c.Nodes[i].Parent == "" {
			return &TreeError{Node: id, Problem: IsProblem, Want: "another tree for another problem"}
		}
		var keep []Node
		for j := range c.Nodes {
			if !slices.Contains(c.path(j), i) {
				keep = append(keep, c.Nodes[j])
			}
		}
		c.Nodes = keep
		return nil
	})
}

// Move makes a node, and all that explains it, the last possible cause of another.
// Moving a node below itself is refused.
func (t *Tree) Move(id, parent string) error {
	return t.change(func(c *Tree) error {
		i, err := c.find(id)
		if err != nil {
			return err
		}
		if c.Nodes[i].Parent == "" {
			return &TreeError{Node: id, Problem: IsProblem, Want: "a cause to move"}
		}
		n := c.Nodes[i]
		n.Parent = parent
		if parent == "" {
			return &TreeError{Node: id, Problem: MissingParent, Want: "the ID of the node it is a cause of"}
		}
		c.Nodes = append(slices.Delete(c.Nodes, i, i+1), n)
		return nil
	})
}

// Decide records what somebody found out about a node, and why they think so. Open
// takes an earlier verdict back.
func (t *Tree) Decide(id string, v Verdict, by, why string) error {
	return t.change(func(c *Tree) error {
		i, err := c.find(id)
		if err != nil {
			return err
		}
		n := &c.Nodes[i]
		n.Verdict, n.DecidedBy, n.Why = v, by, why
		return nil
	})
}

func (t *Tree) find(id string) (int, error) {
	i := t.index(id)
	if i < 0 {
		return i, &TreeError{Node: id, Problem: NoSuchNode, Want: fmt.Sprintf("one of the %d nodes of the tree", len(t.Nodes))}
	}
	return i, nil
}

// change makes a change on a copy, and keeps it if the copy is valid.
func (t *Tree) change(with func(*Tree) error) error {
	c := &Tree{Kind: t.Kind, Nodes: slices.Clone(t.Nodes)}
	if err := with(c); err != nil {
		return err
	}
	if err := c.Validate(); err != nil {
		return err
	}
	t.Nodes = c.Nodes
	return nil
}
