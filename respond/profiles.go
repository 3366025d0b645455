package respond

// Neutral is the profile of a place that has no rules of its own.
func Neutral() Profile { return Profile{ID: "neutral", Name: "No particular place", Public: true} }
