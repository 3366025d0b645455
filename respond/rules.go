package respond

// Rules lists the rules.
func Rules() []Rule { return nil }
