package feedback

import "golang.org/x/text/language"

// Emotion is a feeling that a piece of feedback shows. There is no word for
// "none": feedback without a recognised emotion has an empty list.
type Emotion uint8

// The emotions. Anger, disappointment and dissatisfaction are the three that
// companies are told to listen for in negative feedback; the rest let praise
// and worry be told apart.
const (
	Anger Emotion = 1 + iota
	Disappointment
	Dissatisfaction
	Anxiety
	Sadness
	Surprise
	Joy
	Gratitude
)

const emotionKind = "emotion"

var emotionTerms = []term{
	0:               {},
	Anger:           {word: "anger", hant: "憤怒", hans: "愤怒", aliases: []string{"生氣", "生气"}},
	Disappointment:  {word: "disappointment", hant: "失望", hans: "失望"},
	Dissatisfaction: {word: "dissatisfaction", hant: "不滿", hans: "不满"},
	Anxiety:         {word: "anxiety", hant: "焦慮", hans: "焦虑", aliases: []string{"擔心", "担心"}},
	Sadness:         {word: "sadness", hant: "難過", hans: "难过", aliases: []string{"悲傷", "悲伤"}},
	Surprise:        {word: "surprise", hant: "驚訝", hans: "惊讶"},
	Joy:             {word: "joy", hant: "喜悅", hans: "喜悦", aliases: []string{"開心", "开心"}},
	Gratitude:       {word: "gratitude", hant: "感謝", hans: "感谢", aliases: []string{"感激"}},
}

// Emotions lists all emotions in their declared order.
func Emotions() []Emotion {
	return []Emotion{Anger, Disappointment, Dissatisfaction, Anxiety, Sadness, Surprise, Joy, Gratitude}
}

// ParseEmotion reads an emotion by its word, its Chinese name or an alias.
func ParseEmotion(s string) (Emotion, error) {
	i, err := lookup(emotionKind, emotionTerms, s)
	return Emotion(i), err
}

// String is the canonical word.
func (e Emotion) String() string { return printed(emotionKind, emotionTerms, int(e)) }

// Name is the emotion as people who read tag call it.
func (e Emotion) Name(tag language.Tag) string {
	return named(emotionKind, emotionTerms, int(e), tag)
}

// AppendText implements [encoding.TextAppender].
func (e Emotion) AppendText(b []byte) ([]byte, error) {
	w, err := wordOf(emotionKind, emotionTerms, int(e))
	return append(b, w...), err
}

// MarshalText implements [encoding.TextMarshaler].
func (e Emotion) MarshalText() ([]byte, error) { return e.AppendText(nil) }

// UnmarshalText implements [encoding.TextUnmarshaler] through [ParseEmotion].
func (e *Emotion) UnmarshalText(b []byte) error {
	v, err := ParseEmotion(string(b))
	if err == nil {
		*e = v
	}
	return err
}
