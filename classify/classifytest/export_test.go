package classifytest

import "github.com/loamlib/loam/classify"

// CheckKeywordCase runs the case for keywords of the given name alone.
func CheckKeywordCase(name string, create func() classify.KeywordExtractor) error {
	for _, c := range keywordCases() {
		if c.name == name {
			return c.run(asClassifier(create), nil)
		}
	}
	panic("no case is called " + name)
}

// CheckCase runs the case of the given name alone.
func CheckCase(name string, create func() classify.Classifier, opts *Options) error {
	for _, c := range cases {
		if c.name == name {
			return c.run(create, opts)
		}
	}
	panic("no case is called " + name)
}

// CaseNames lists the cases.
func CaseNames() []string {
	var out []string
	for _, c := range cases {
		out = append(out, c.name)
	}
	return out
}
