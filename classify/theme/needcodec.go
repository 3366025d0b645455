package theme

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// needsJSON is the wire form of Needs.
type needsJSON struct {
	Version int         `json:"version"`
	Entries []entryJSON `json:"entries"`
}

type entryJSON struct {
	ID     string     `json:"id,omitzero"`
	Case   string     `json:"case,omitzero"`
	Wishes []wishJSON `json:"wishes"`
}

type wishJSON struct {
	Text string   `json:"text"`
	Keys []string `json:"keys"`
}

// MarshalJSON implements [json.Marshaler]: what was collected, so that it can be
// merged elsewhere. Equal sets of feedback give equal bytes. It has the words of the
// wishes in it.
func (n *Needs) MarshalJSON() ([]byte, error) {
	out := needsJSON{Version: 1, Entries: make([]entryJSON, len(n.entries))}
	for i, e := range n.entries {
		out.Entries[i] = entryJSON{ID: e.id, Case: e.theCase}
		for _, w := range e.wishes {
			out.Entries[i].Wishes = append(out.Entries[i].Wishes, wishJSON{w.Text, w.keys})
		}
	}
	slices.SortFunc(out.Entries, func(a, b entryJSON) int {
		return cmp.Or(strings.Compare(a.ID, b.ID), strings.Compare(a.Case, b.Case), slices.CompareFunc(a.Wishes, b.Wishes, func(v, w wishJSON) int {
			return cmp.Or(strings.Compare(v.Text, w.Text), slices.Compare(v.Keys, w.Keys))
		}))
	})
	return json.Marshal(out)
}

// UnmarshalJSON implements [json.Unmarshaler]: it takes the place of what n held, or
// fails and leaves it.
func (n *Needs) UnmarshalJSON(b []byte) error {
	var in needsJSON
	if err := json.Unmarshal(b, &in); err != nil {
		return fmt.Errorf("theme: needs: %w", err)
	}
	if in.Version != 1 {
		return fmt.Errorf("theme: needs are of version %d, this program reads 1", in.Version)
	}
	entries := make([]wishEntry, len(in.Entries))
	for i, e := range in.Entries {
		entries[i] = wishEntry{id: e.ID, theCase: e.Case}
		for _, w := range e.Wishes {
			if w.Text == "" || len(w.Keys) == 0 || slices.Contains(w.Keys, "") {
				return fmt.Errorf("theme: needs: entry %d has a wish without text or keys", i)
			}
			keys := slices.Clone(w.Keys)
			slices.Sort(keys)
			entries[i].wishes = append(entries[i].wishes, Wish{Text: w.Text, keys: slices.Compact(keys)})
		}
	}
	n.entries = entries
	return nil
}
