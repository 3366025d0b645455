package alert

import (
	"fmt"
	"math"
	"time"

	"github.com/loamlib/loam/metrics"
	"github.com/loamlib/loam/metrics/series"
	"github.com/loamlib/loam/metrics/stat"
)

// A Profile is how many records each hour of a week brings while all is well, from
// the hour after midnight of Monday on.
type Profile [7 * 24]float64

// Steady is the profile of so many records a day at all hours.
func Steady(perDay float64) Profile {
	var p Profile
	for i := range p {
		p[i] = perDay / 24
	}
	return p
}

// VolumeOptions say what volume is watched.
type VolumeOptions struct {
	Definition metrics.ID // empty means [metrics.IDFeedbackVolume] by days
	// Expected is the usual number of records, and Zone whose hours it means; nil means
	// UTC. Without the hours of the night the records of every morning would be a spike.
	Expected Profile
	Zone     *time.Location
	// Times is how many times the usual volume should be found soon, above 1; 0 means 2.
	Times float64
	// Every is at least how long there is between false alarms on average; 0 means 90
	// days.
	Every time.Duration
	// Burst is the variance of the number of records of an hour, or a day, divided by
	// its mean: 1 if each comes by itself, which 0 means. Customers who write twice,
	// or of the same delay, come in bursts, and false alarms depend on it much: from a
	// few weeks of records it is easily counted.
	Burst float64
	// Late is how old a record may be when it is added to count; 0 means an hour. An
	// import of last year's reviews is no spike.
	Late   time.Duration
	Policy Policy
}

// A Volume watches for spikes: it adds up records and takes away those that were
// expected in the time between, as the cumulative sum of a Poisson process (Lucas
// 1985). It does not look for silence, which no record announces.
//
// It wants the time of each record and that of the clock. Records dated later than the
// clock are rejected, as are those that are older than Late; records may come a little
// out of order. A clock that is set back does not bring back what has been taken away:
// time stands still until it has caught up, and if that would take longer than Late it
// goes on from where the clock stands. A Volume is not safe for concurrent use; its
// state has a codec. Make one with [NewVolume]: the zero value expects nothing.
type Volume struct {
	options VolumeOptions
	limit   float64 // in records
	usual   float64 // records taken away for each that was expected
	does    Performance

	state volumeState
}

// volumeState is what changes.
type volumeState struct {
	sum     float64
	clock   time.Time // the latest
	since   time.Time // of the first record since the sum was 0
	seen    int64     // records since then
	wanted  float64   // expected since then
	records int64
	alerts  int64
	held    bool
	rejects metrics.Rejects
}

// NewVolume makes a watch that begins at start. The error names the option that is
// wrong.
func NewVolume(start time.Time, o VolumeOptions) (*Volume, error) {
	if o.Definition == "" {
		o.Definition = metrics.IDFeedbackVolume.With("days")
	}
	if err := metrics.CheckDefinition(o.Definition, metrics.UnitRate); err != nil {
		return nil, err
	}
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	if o.Times == 0 {
		o.Times = 2
	}
	if o.Every == 0 {
		o.Every = 90 * 24 * time.Hour
	}
	if o.Burst == 0 {
		o.Burst = 1
	}
	if o.Late == 0 {
		o.Late = time.Hour
	}
	week := o.Expected.week()
	switch {
	case start.IsZero():
		return nil, fmt.Errorf("alert: the start is missing: hand in the time from which records are added")
	case !(week > 0) || math.IsInf(week, 1):
		return nil, &stat.ArgumentError{Name: "records of a week in VolumeOptions.Expected", Value: week, Want: "a number above 0, no hour below 0"}
	case !(o.Times >= 1.1 && o.Times <= 100):
		return nil, &stat.ArgumentError{Name: "VolumeOptions.Times", Value: o.Times, Want: "from 1.1 to 100"}
	case !(o.Burst >= 1 && o.Burst <= 1000):
		return nil, &stat.ArgumentError{Name: "VolumeOptions.Burst", Value: o.Burst, Want: "from 1 to 1000"}
	case o.Every < time.Hour:
		return nil, &stat.ArgumentError{Name: "VolumeOptions.Every in hours", Value: o.Every.Hours(), Want: "at least 1"}
	case o.Late < 0:
		return nil, &stat.ArgumentError{Name: "VolumeOptions.Late in hours", Value: o.Late.Hours(), Want: "at least 0"}
	}
	v := &Volume{options: o, state: volumeState{clock: start.UTC()}}
	return v, v.calibrate(week * o.Every.Hours() / (7 * 24))
}

// calibrate finds the limit. Time is cut into slots so short that a slot has one
// record at most, and the sum walks down a step in an empty slot and up in one with a
// record. Bursts are records that come as many at once, at the same total.
func (v *Volume) calibrate(every float64) error {
	o := v.options
	v.usual = (o.Times - 1) / math.Log(o.Times) // between 1 and Times: the likelihood ratio's
	const perRecord = 100                       // slots that take away one record: fine enough for two percent
	chance := func(slot float64) float64 { return -math.Expm1(-slot) }
	slot := 1 / (v.usual * perRecord) // bursts expected in a slot
	slot *= 1 - chance(slot)          // only empty slots take a step away
	w := walk{[]int{-1, perRecord}, []float64{1 - chance(slot), chance(slot)}}
	limit, slots, err := w.limitFor(every / o.Burst / slot)
	if err != nil {
		return err
	}
	q := chance(slot * o.Times)
	v.limit = float64(limit) / perRecord * o.Burst
	v.does = Performance{
		Every: slots * slot * o.Burst,
		Delay: walk{w.step, []float64{1 - q, q}}.averageRunLength(limit) * slot * o.Burst,
	}
	return nil
}

// Add counts a record of a time, at the time of the clock, and returns an alert if it
// raises one, else nil. It takes the same time however many records there were.
func (v *Volume) Add(at, now time.Time) *Alert {
	s := &v.state
	switch {
	case at.IsZero() || now.IsZero():
		s.rejects.Add(metrics.NoTime)
		return nil
	case at.After(now):
		s.rejects.Add(metrics.AfterNow)
		return nil
	case now.Sub(at) > v.options.Late:
		s.rejects.Add(metrics.TooEarly)
		return nil
	}
	v.pass(now)
	s.records++
	if s.held {
		return nil
	}
	if s.sum == 0 {
		s.since, s.seen, s.wanted = at.UTC(), 0, 0
	}
	s.sum++
	s.seen++
	if s.sum < v.limit {
		return nil
	}
	a := &Alert{Definition: v.options.Definition, Direction: series.Rising, At: at, Since: s.since.In(at.Location()),
		Seen: v.estimate(now), Baseline: v.options.Expected.week() / 7, Every: v.does.Every}
	v.forget()
	s.alerts++
	s.held = v.options.Policy == Hold
	return a
}

// pass lets the clock run on and takes away what was expected since.
func (v *Volume) pass(now time.Time) {
	s := &v.state
	if s.clock.Sub(now) > v.options.Late { // it was wrong before, or is now: go by what it says
		s.clock = now.UTC()
	}
	if !now.After(s.clock) {
		return
	}
	expected := v.options.Expected.between(s.clock.In(v.options.Zone), now.In(v.options.Zone))
	s.clock = now.UTC()
	s.sum = math.Max(0, s.sum-v.usual*expected)
	s.wanted += expected
}

// estimate is the volume per day since the evidence began, if the hours of those days
// were like others: the usual volume times how many more there were than expected.
func (v *Volume) estimate(now time.Time) metrics.Estimate {
	const day = 24
	perDay := v.options.Expected.week() / 7
	r := metrics.EventRate{Definition: v.options.Definition}
	exposure := v.state.wanted / perDay
	if least := time.Minute.Hours() / day; exposure < least { // all at once
		exposure = least
	}
	_ = r.Add(v.state.seen, exposure) // the definition was checked
	return r.Estimate()
}

func (v *Volume) forget() {
	v.state.sum, v.state.since, v.state.seen, v.state.wanted = 0, time.Time{}, 0, 0
}

// Reset forgets the evidence, and ends the silence of [Hold]. Counts stay.
func (v *Volume) Reset() {
	v.forget()
	v.state.held = false
}

// Performance is how often it alarms falsely and how soon it sees the change, in
// records expected at the usual volume.
func (v *Volume) Performance() Performance { return v.does }

// Records is how many records were counted, and how many alerts they raised.
func (v *Volume) Records() (records, alerts int64) { return v.state.records, v.state.alerts }

// Evidence is how far the sum is on its way to an alert, from 0 to 1, as of the last
// record.
func (v *Volume) Evidence() float64 { return v.state.sum / v.limit }

// Rejected is what was set aside.
func (v *Volume) Rejected() metrics.Rejects { return v.state.rejects }

// week is how many records a week brings; NaN if an hour has less than none.
func (p *Profile) week() float64 {
	var sum float64
	for _, x := range p {
		if !(x >= 0) {
			return math.NaN()
		}
		sum += x
	}
	return sum
}

// between is how many records are expected between two times of the same zone.
func (p *Profile) between(from, to time.Time) float64 {
	const week = 7 * 24 * time.Hour
	var sum float64
	for weeks := to.Sub(from) / week; weeks > 0; weeks = to.Sub(from) / week { // a Duration holds 292 years
		sum += float64(weeks) * p.week()
		from = from.Add(weeks * week)
	}
	for from.Before(to) {
		into := time.Duration(from.Minute())*time.Minute + time.Duration(from.Second())*time.Second + time.Duration(from.Nanosecond())
		next := from.Add(time.Hour - into) // of the zone's own hours, which may begin at half past
		if next.After(to) {
			next = to
		}
		hour := (int(from.Weekday())+6)%7*24 + from.Hour()
		sum += p[hour] * next.Sub(from).Hours()
		from = next
	}
	return sum
}
