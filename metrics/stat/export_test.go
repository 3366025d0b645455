package stat

// BothTails is the tail of a permutation test, exact and by saddlepoint.
func BothTails(x, y []int64) (exact, approximate float64, err error) {
	d, err := newDeal(x, y)
	if err != nil {
		return 0, 0, err
	}
	if mean, _ := d.moments(); d.sum < mean {
		d = d.mirrored()
	}
	return d.smaller().exact(d.n != d.smaller().n), d.saddlepoint(), nil
}
