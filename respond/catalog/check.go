package catalog

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/loamlib/loam/respond"
)

// An UnwordedError means that a catalog has no wording for an act in a
// situation.
type UnwordedError struct {
	Catalog language.Tag
	Act     respond.Act // empty if it is an order that is missing
	When    string      // the situation, as sections state it
}

// Error says what is missing.
func (e *UnwordedError) Error() string {
	what := "wording for " + string(e.Act)
	if e.Act == "" {
		what = "order of acts"
	}
	if e.When != "" {
		what += " when " + e.When
	}
	return fmt.Sprintf("catalog: %s has no %s", e.Catalog, what)
}

// A need is a situation in which [respond.Plan] asks for an act, and what it
// then makes sure of.
type need struct {
	act  respond.Act
	have slotSet
	when string
}

// needs lists what a catalog must be able to say, with as little known as may
// be. Acts that tell of a customer's case are not asked for where the reply must
// not confirm that the writer is a customer.
var needs = []need{
	{respond.Greet, 0, "relation=open,hidden"},
	{respond.Thank, 0, "relation=open,hidden"},
	{respond.Acknowledge, 0, "relation=open,hidden"},
	{respond.Empathise, 0, "relation=open,hidden tone=sorry,balanced"},
	{respond.Apologise, 0, "fault=at_fault"},
	{respond.AskDetail, 1 << slotAsked, ""},
	{respond.Answer, 1 << slotAnswer, "relation=open,hidden"},
	{respond.Report, 0, "progress=under_way,solved"},
	{respond.Report, 1 << slotFinding, ""},
	{respond.Offer, 0, "offer=refund,discount,replacement,free_service"},
	{respond.Offer, 1 << slotRemedy, "offer=detail"},
	{respond.Prevent, 1 << slotPrevention, "relation=open,hidden"},
	{respond.MoveOffline, 1 << slotReach, "relation=open,hidden"},
	{respond.InviteBack, 0, ""},
	{respond.PromiseNext, 1 << slotBy, "progress=unknown,under_way next=date"},
	{respond.AskSatisfied, 0, "progress=solved"},
	{respond.Close, 0, "relation=open,hidden"},
	{respond.Sign, 1 << slotBusiness, "relation=open,hidden"},
	{respond.Sign, 1 << slotRole, "relation=open,hidden"},
	{respond.Sign, 1 << slotSigner, "relation=open,hidden"},
}

// check reports what the catalog cannot say. It goes through every situation
// that its sections tell apart.
func (c *Catalog) check() error {
	var errs []error
	for _, n := range needs {
		var fit []condition
		for _, w := range c.of(n.act) {
			if len(w.acts) == 1 && w.pattern.fits(n.have) {
				fit = append(fit, w.when)
			}
		}
		if gap, found := uncovered(fit, n.when); found {
			errs = append(errs, &UnwordedError{Catalog: c.tag, Act: n.act, When: gap})
		}
	}
	var fit []condition
	for _, o := range c.orders {
		fit = append(fit, o.when)
	}
	if gap, found := uncovered(fit, "relation=open,hidden"); found {
		errs = append(errs, &UnwordedError{Catalog: c.tag, When: gap})
	}
	errs = append(errs, c.checkParts())
	return errors.Join(errs...)
}

// of lists the wordings of an act.
func (c *Catalog) of(a respond.Act) []wording {
	i, err := actOf(string(a))
	if err != nil {
		return nil
	}
	return c.wordings[i]
}

// checkParts sees to it that any one way to get in touch can be worded, and a
// date without a time.
func (c *Catalog) checkParts() error {
	var errs []error
	for _, n := range []struct {
		part string
		have slotSet
	}{
		{"reach", 1 << slotPhone}, {"reach", 1 << slotEmail}, {"reach", 1 << slotURL},
		{"by", 1<<slotYear | 1<<slotMonth | 1<<slotDay | 1<<slotWeekday},
	} {
		var fit []condition
		for _, w := range c.parts[n.part] {
			if w.pattern.fits(n.have) {
				fit = append(fit, w.when)
			}
		}
		if gap, found := uncovered(fit, "relation=open,hidden"); found {
			errs = append(errs, fmt.Errorf("catalog: %s has no wording of part %s with {%s} alone when %s", c.tag, n.part, slotTable[n.have.first()].name, gap))
		}
	}
	return errors.Join(errs...)
}

// uncovered finds a situation under when that meets none of the conditions. Of
// the facts that hold several values at once it tries each alone.
func uncovered(fit []condition, when string) (gap string, found bool) {
	scope, err := parseCondition(strings.Fields(when))
	if err != nil {
		return err.Error(), true
	}
	var told situation // values that some condition asks for
	for _, c := range append(fit, scope) {
		for _, any := range c {
			told |= any
		}
	}
	var try func(facts []fact, first int, s situation, words []string) bool
	try = func(rest []fact, first int, s situation, words []string) bool {
		if len(rest) == 0 {
			gap = strings.Join(words, " ")
			return !slices.ContainsFunc(fit, func(c condition) bool { return c.holds(s) })
		}
		f := rest[0]
		all := situation(1<<len(f.values)-1) << first
		if told&all == 0 { // nobody asks
			return try(rest[1:], first+len(f.values), s|all, words)
		}
		for i, value := range f.values {
			one := situation(1) << (first + i)
			if !scope.admits(one, all) {
				continue
			}
			if try(rest[1:], first+len(f.values), s|one, append(words, f.name+"="+value)) {
				return true
			}
		}
		return false
	}
	found = try(facts, 0, 0, nil)
	return gap, found
}

// admits reports whether the condition lets one of the values of a fact hold.
func (c condition) admits(one, all situation) bool {
	for _, any := range c {
		if any&all != 0 && any&one == 0 {
			return false
		}
	}
	return true
}
