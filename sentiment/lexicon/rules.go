package lexicon

// rules are the numbers that the rules of the engine work with. They were
// found by trying values on the training data one after the other until none
// made things better; see gen/.
type rules struct {
	negatePositive float64 // how much of praise a negator turns: "not good"
	negateNegative float64 // how much of blame a negator turns: "not bad"
	negateMost     float64 // the most of praise that a negator turns: "not superb" is little worse than "not good"
	degreeNegated  float64 // factor of a strong degree under a negator: "not very good"
	boost          float64 // factor of a Booster in front of valence
	before         float64 // factor of what stands before "but"
	after          float64 // factor of what stands behind it
	conceded       float64 // factor of what stands behind "although"
	wishPositive   float64 // factor of praise that is wished for
	wishMore       float64 // the same for what is wished to be more: "friendlier", 快一点
	wish           float64 // a wish for more that names nothing good or bad, in log-odds
	wishNegative   float64 // factor of blame inside a wish
	condition      float64 // factor of what stands behind "if"
	pastPositive   float64 // factor of praise for what is no more
	pastNegative   float64
	askedPositive  float64 // factor of praise in a question
	askedNegative  float64 // factor of blame there: complaints often ask
	summary        float64 // factor of the verdict on the whole
	caps           float64 // factor of a word in capitals
	stretched      float64 // factor of a word drawn out
	exclaimed      float64 // factor of what stands before an exclamation mark
	irony          float64 // factor of praise that mocks

	negatorReach     int // how many words a negator reaches over
	negatorReachHan  int // how many Chinese characters
	inferiorReach    int // how many words a comparison reaches over
	inferiorReachHan int
	degreeReach      int // how many words a degree reaches over
	degreeReachHan   int // how many Chinese characters
}

var defaultRules = rules{
	negatePositive: 0.8,
	negateNegative: 0.5,
	negateMost:     1.4,
	degreeNegated:  0.7,
	boost:          1.4,
	before:         0.6,
	after:          1.3,
	conceded:       0.6,
	wishPositive:   -0.3,
	wishMore:       -0.6,
	wish:           -0.8,
	wishNegative:   0.7,
	condition:      0.5,
	pastPositive:   -0.3,
	pastNegative:   0.5,
	askedPositive:  0.2,
	askedNegative:  0.7,
	summary:        1.5,
	caps:           1.2,
	stretched:      1.2,
	exclaimed:      1.15,
	irony:          -0.5,

	negatorReach:     3,
	negatorReachHan:  5,
	inferiorReach:    4,
	inferiorReachHan: 8,
	degreeReach:      1,
	degreeReachHan:   2,
}
