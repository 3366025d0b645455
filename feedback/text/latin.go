package text

import (
	"bytes"
	"encoding/binary"
	"strings"
	"sync"

	"golang.org/x/text/language"
)

// English is told from other languages in the Latin script by its words. Words
// common in English feedback speak for it, English function words more so;
// function words of other languages and accented letters speak against it.

// englishFunction are words that hardly any English sentence lacks and that few
// other languages have.
const englishFunction = "the and is are was were it its this that these those of to for with not but you your they their my our " +
	"have has had been be will would could should can can't don't didn't doesn't isn't wasn't won't i'm i've it's very just too " +
	"when what which who how there here than then from about after because only all any some were we he she his her if or by an at"

// foreignFunction are common words of other languages, without accents where
// these are often left out.
var foreignFunction = []struct {
	tag   string
	words string
}{
	{"fr", "le les des du une est et pour pas avec dans sur ce cette ces qui que nous vous je tres très plus mais bien tout tous sont été aux par ne au leur notre votre sans chez c'est j'ai n'est bon bonne produit livraison merci parfait rapide déçu déçue magnifique chambre accueil repas cher prix plats délicieux délicieuse colis commande recommande jamais rien agréable propre décevant nul nulle bof sympa éviter aimable médiocre déception arnaque génial géniale lent froid mauvais mauvaise rapport injoignable chaleureux chaleureuse régal expérience furieux furieuse marche"},
	{"es", "el los las una es y para por muy pero más mas no con del que en se lo su está esta este todo como bien sin son fue ha mi nos al ya bueno buena malo servicio gracias producto excelente recomiendo llegó calidad comida también habitación habitaciones envío precio precios caro barato limpio sucia atención nunca encanta perfecto funciona amable rápido llega tarde gusta gustó encantó pésimo pésima lento fría frío roto estafa mal"},
	{"de", "der die das und ist nicht ein eine einen mit für auf auch sehr ich wir es zu von den dem war sind aber wie bei noch nur nach gut alles schnell leider haben hat wird kann mir mich kein keine immer wieder ware danke lieferung qualität tolle tolles tollen schlecht schlechte zufrieden freundlich freundliche freundliches freundlicher gerne empfehlen empfehlenswert preis bestellung zimmer frühstück kaputt lecker sauber teuer schöne schönes toll einfach passt enttäuschend enttäuscht mangelhaft naja langsam unfreundlich bestens ganz geht nett nette netter hervorragend einwandfrei abzocke frechheit kalt"},
	{"it", "il lo gli una è e per non con che di del della molto ma più sono ho ha nel alla anche tutto bene ottimo prodotto servizio buono buona questo questa come ci mi si consiglio spedizione grazie veloce qualità camere pulito pulita cibo prezzo consigliato pessimo pessima ottima personale colazione gentile comodo arrivato arrivata evitare scortese lento freddo"},
	{"pt", "o os as um uma é e para não nao com do da dos das muito mas mais em no na que se por foi são está este esta bom boa ótimo produto entrega recomendo chegou qualidade atendimento obrigado eu meu minha veio também quarto preço ótima péssimo péssima adorei comida rápida rápido caro limpo amei ruim demais lento gostei"},
	{"nl", "de het een en is niet van met voor op zijn maar ook zeer heel ik wij we dat dit deze die er naar bij nog goed snel mooi geen wel heb heeft was product levering bedankt aan uit om te slecht slechte lekker lekkere eten vriendelijk vriendelijke personeel kamer prijs schoon jammer helaas duur kapot"},
	{"sv", "och är det att en ett på för med inte som jag vi har var mycket men bra från till av om den de så snabb leverans tack mycket också bara kan"},
	{"da", "og er det at en et på for med ikke som jeg vi har var meget men god fra til af om den de så hurtig levering tak også kun kan blev"},
	{"nb", "og er det at en et på for med ikke som jeg vi har var veldig men bra fra til av om den de så rask levering takk også bare kan ble"},
	{"fi", "ja on ei se että oli hyvä mutta olen tämä kuin niin erittäin tuote nopea toimitus kiitos myös vain kaikki hyvin todella"},
	{"pl", "i w na z nie to jest się do że jak bardzo ale za od po dla był była jestem polecam produkt dobry dobra szybko wszystko tak już tylko czy mi przez"},
	{"cs", "a je to na se v že jsem byl velmi ale za od pro jako jen dobrý rychlé vše jsme s do ne není také spokojenost doporučuji"},
	{"ro", "și si este nu foarte cu la de pe un o pentru din dar sunt am mai bun bine recomand produs livrare multumesc care"},
	{"hu", "a az és nem egy hogy nagyon is volt van jó de már csak meg mint termék gyors köszönöm minden ez"},
	{"tr", "ve bir bu çok için ile de da ama gibi ne daha değil var yok ürün güzel iyi kargo tavsiye ederim teşekkürler hızlı geldi olarak en"},
	{"id", "dan yang di ini itu dengan untuk tidak sangat bagus saya ke dari ada sudah juga barang pengiriman cepat terima kasih baik tapi lagi bisa akan produk sesuai kualitas enak banget mantap kecewa ramah makanan mahal murah dingin lama sekali rusak pelayanan terlalu jelek gan lumayan kurang puas makasih respon"},
	{"ms", "dan yang di ini itu dengan untuk tidak sangat bagus saya ke dari ada sudah juga tak boleh penghantaran cepat terima kasih baik tetapi lagi akan barang"},
	{"tl", "ang ng sa na mga at ay ko po naman lang pero hindi maganda salamat ito siya ako kasi talaga din yung napaka sobrang"},
	{"vi", "và là của không rất có cho được này với tôi đã hàng giao nhanh tốt đẹp sản phẩm chất lượng nhưng cũng thì mà khong rat hang giao tot tệ dở kém ngon đắt chậm quá tuyệt vời phục vụ đồ ăn"},
	{"sw", "na ya wa ni kwa hii sana lakini nzuri asante huduma hakuna katika bidhaa"},
}

// Weights of what a word says about the text being English.
const (
	functionWeight = 2
	commonWeight   = 1
	unseenWeight   = -0.5 // a word of plain letters in no list
	endingWeight   = 0.25 // such a word with an ending that is rare elsewhere
	accentWeight   = -1.5 // a word with accented letters in no list
	foreignWeight  = -2
	sharedWeight   = 0.1 // a common English word that is a common word elsewhere too
)

// A language shows in its first words: at most wordsToRead are read, and fewer
// when the score reaches clearScore.
const (
	wordsToRead = 64
	clearScore  = 6
)

// latinWords tells what a folded word says about its language. Words are found in
// an open-addressing table by a number of 64 bits, of which a slot has all but the
// last eight; there it has what kind of word it is.
type latinWords struct {
	slots   []uint64           // 0 if free
	foreign map[string][]uint8 // indexes into foreignFunction
}

// A latinKind is a list, or what several lists have in common.
type latinKind uint8

const (
	unlisted latinKind = iota
	functionWord
	commonWord
	foreignWord
	sharedWord
)

var latinWeights = [...]float64{functionWord: functionWeight, commonWord: commonWeight, foreignWord: foreignWeight, sharedWord: sharedWeight}

// latinBits make the table more than twice as large as its words are many.
const latinBits = 14

const kindMask = 0xFF

// place is where the word is or would be, and what its slot says but for the kind.
func (l *latinWords) place(word []byte) (at, mark uint64) {
	h := wordNumber(word) * 0x9E3779B97F4A7C15
	mark = h &^ kindMask
	for at = h >> (64 - latinBits); l.slots[at] != 0 && l.slots[at]&^kindMask != mark; {
		at = (at + 1) & (1<<latinBits - 1)
	}
	return at, mark
}

// kind is the kind of a word.
func (l *latinWords) kind(word []byte) latinKind {
	at, _ := l.place(word)
	return latinKind(l.slots[at] & kindMask)
}

func (l *latinWords) put(word string, k latinKind) {
	at, mark := l.place([]byte(word))
	l.slots[at] = mark | uint64(k)
}

// wordNumber is the bytes of a word as a number, mixed with those before for each
// eight more. It is never 0, for no word is empty.
func wordNumber(word []byte) uint64 {
	var h uint64
	for len(word) > 8 {
		h = (h ^ binary.LittleEndian.Uint64(word)) * 0x9E3779B97F4A7C15
		h ^= h >> 32
		word = word[8:]
	}
	if n := len(word); n >= 4 { // two halves that may overlap
		low, high := binary.LittleEndian.Uint32(word), binary.LittleEndian.Uint32(word[n-4:])
		return h ^ (uint64(low) | uint64(high)<<(8*(n-4)))
	}
	var x uint64
	for i, c := range word {
		x |= uint64(c) << (8 * i)
	}
	return h ^ x
}

var sharedLatin struct {
	once  sync.Once
	words *latinWords
}

func latin() *latinWords {
	sharedLatin.once.Do(func() { sharedLatin.words = newLatinWords() })
	return sharedLatin.words
}

func newLatinWords() *latinWords {
	l := &latinWords{slots: make([]uint64, 1<<latinBits), foreign: map[string][]uint8{}}
	for _, list := range []string{englishWords, englishVerdicts} {
		for w := range strings.FieldsSeq(list) {
			l.put(w, commonWord)
		}
	}
	for i, f := range foreignFunction {
		for w := range strings.FieldsSeq(f.words) {
			l.foreign[w] = append(l.foreign[w], uint8(i))
			l.put(w, foreignOrShared(l.kind([]byte(w))))
		}
	}
	for w := range strings.FieldsSeq(englishFunction) {
		l.put(w, functionWord)
		delete(l.foreign, w)
	}
	return l
}

// foreignOrShared is the kind of a word of another language that is of kind k as
// an English one: a word that both have tells nothing.
func foreignOrShared(k latinKind) latinKind {
	if k == commonWord || k == sharedWord {
		return sharedWord
	}
	return foreignWord
}

// guessLatin tells English from other languages in the Latin script.
func (t *Text) guessLatin(confidence float64) Guess {
	words, n, score := latin(), 0, 0.0
	var votes [32]int
	for _, tok := range t.tokens {
		if tok.Kind != Word || tok.Script != Latin {
			continue
		}
		if n == wordsToRead || score >= clearScore {
			break
		}
		n++
		b := t.Bytes(tok)
		kind := words.kind(b)
		if kind == foreignWord {
			for _, i := range words.foreign[string(b)] {
				votes[i]++
			}
		}
		if kind == unlisted {
			kind = words.disguised(b)
		}
		if kind == unlisted {
			score += unseenWordWeight(b)
			continue
		}
		score += latinWeights[kind]
	}
	guess := Guess{Tag: language.Und, Script: Latin.String()}
	if n == 0 {
		return guess
	}
	if score > 0 {
		guess.Tag, guess.Confidence = language.English, confidence*min(1, score/float64(n))
		return guess
	}
	best := 0
	for i := range foreignFunction {
		if votes[i] > votes[best] {
			best = i
		}
	}
	if votes[best]*4 >= n {
		guess.Tag, guess.Confidence = language.Make(foreignFunction[best].tag), confidence*min(1, float64(votes[best])/float64(n))
	}
	return guess
}

// disguised is the kind of a word with digits for letters, "t3rrible" for
// "terrible".
func (l *latinWords) disguised(word []byte) latinKind {
	const longest = 16
	var plain [longest]byte
	if len(word) > longest {
		return unlisted
	}
	digits := false
	for i, c := range word {
		if '0' <= c && c <= '9' {
			digits = true
			c = "oizeasgtbg"[c-'0']
		}
		plain[i] = c
	}
	if !digits {
		return unlisted
	}
	return l.kind(plain[:len(word)])
}

func unseenWordWeight(word []byte) float64 {
	for _, c := range word {
		if c >= 0x80 {
			return accentWeight
		}
	}
	for _, ending := range []string{"ing", "ness", "ful", "less", "ly", "ght"} {
		if bytes.HasSuffix(word, []byte(ending)) && len(word) > len(ending)+2 {
			return endingWeight
		}
	}
	return unseenWeight
}
