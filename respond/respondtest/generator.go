package respondtest

import (
	"slices"
	"testing"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/respond"
)

// GeneratorOptions say what the generator under test promises. The zero value,
// like a nil pointer, is right for one that writes in the three languages and
// says the caller's sentences as they stand.
type GeneratorOptions struct {
	// Languages are those that the generator writes; empty is zh-Hant, zh-Hans
	// and English.
	Languages []language.Tag
	// Rewords says that findings, answers and the like are said in other words,
	// as a language model does.
	Rewords bool
	// Skip names checks to leave out, each with the reason why: "deterministic"
	// for a generator that cannot write the same twice.
	Skip map[string]string
}

// RunGenerator checks a generator, each check a subtest. newGenerator is called
// for every check.
func RunGenerator(t *testing.T, newGenerator func() (respond.Generator, error), opts *GeneratorOptions) {
	t.Helper()
	o := opts.orDefault()
	generatorContract.run(t, o.examine(newGenerator), o.Skip)
}

// TestGenerator checks a generator and returns what is wrong with it, or nil.
func TestGenerator(newGenerator func() (respond.Generator, error), opts *GeneratorOptions) error {
	o := opts.orDefault()
	return generatorContract.test(o.examine(newGenerator), o.Skip)
}

func (o *GeneratorOptions) orDefault() *GeneratorOptions {
	if o == nil {
		return &GeneratorOptions{}
	}
	return o
}

func (o *GeneratorOptions) writes(tag language.Tag) bool {
	return len(o.Languages) == 0 || slices.Contains(o.Languages, tag)
}

// examine prepares one check of one generator.
func (o *GeneratorOptions) examine(open func() (respond.Generator, error)) func() (*generatorExamination, error) {
	return func() (*generatorExamination, error) {
		g, err := open()
		return &generatorExamination{g, open, o}, err
	}
}

// A generatorExamination is one check of one generator.
type generatorExamination struct {
	generator respond.Generator
	open      func() (respond.Generator, error)
	opts      *GeneratorOptions
}

var generatorContract = contract[*generatorExamination]{
	{"draft", "a draft has words and no slot left open; its passages name acts and are ranges of whole characters in order", (*generatorExamination).draft},
	{"acts", "every act of the brief is performed: the facts that go with it are said, and where there are passages each act has one", (*generatorExamination).acts},
	{"language", "the draft is in the brief's language and says so", (*generatorExamination).language},
	{"founded", "no number, address, offer or admission is made up", (*generatorExamination).founded},
	{"customer-is-data", "whatever the customer writes, or is called, changes neither an act nor a fact", (*generatorExamination).customerIsData},
	{"hard-input", "no feedback makes a generator panic or repeat what must not be repeated", (*generatorExamination).hardInput},
	{"missing", "a fact that an act needs and the brief lacks is a *MissingError that names it, and with an error there is no draft", (*generatorExamination).missing},
	{"warnings", "the warnings of the brief are on the draft", (*generatorExamination).warnings},
	{"deterministic", "the same brief gives the same draft, whatever was written before and by whichever instance", (*generatorExamination).deterministic},
	{"concurrent", "Generate may be called by several goroutines at once", (*generatorExamination).concurrent},
	{"read-only", "the brief is not changed", (*generatorExamination).readOnly},
	{"reuse", "the brief is not kept: a draft stays as it is when the brief is changed after the call", (*generatorExamination).reuse},
	{"cancelled", "a call whose context is done returns", (*generatorExamination).cancelled},
}
