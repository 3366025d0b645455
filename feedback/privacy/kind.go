package privacy

import (
	"fmt"
	"slices"
)

// A Kind is a kind of personal data.
type Kind uint8

// The kinds. Where two would overlap, the one declared first is meant.
const (
	Email      Kind = 1 + iota // address for e-mail
	Profile                    // web address that belongs to a user
	NationalID                 // of Taiwan (residents included), the mainland, Hong Kong or the United States
	Card                       // payment card
	Passport                   // passport
	Messenger                  // name or number on LINE, WeChat, QQ, WhatsApp, Telegram
	Phone                      // telephone
	Order                      // order, booking, ticket, parcel or invoice
	Account                    // bank account, membership, policy, medical record
	Plate                      // of a vehicle
	Address                    // street and number
	Name                       // of a person, behind a title or an introduction
)

var kindWords = [...]string{
	Email: "email", Profile: "profile", NationalID: "national_id", Card: "card", Passport: "passport", Messenger: "messenger",
	Phone: "phone", Order: "order", Account: "account", Plate: "plate", Address: "address", Name: "name",
}

// Kinds lists all kinds.
func Kinds() []Kind {
	var out []Kind
	for k := Email; int(k) < len(kindWords); k++ {
		out = append(out, k)
	}
	return out
}

// String is the word that JSON and pseudonyms use.
func (k Kind) String() string {
	if int(k) < len(kindWords) && kindWords[k] != "" {
		return kindWords[k]
	}
	return fmt.Sprintf("kind(%d)", uint8(k))
}

// MarshalText implements [encoding.TextMarshaler].
func (k Kind) MarshalText() ([]byte, error) {
	if int(k) >= len(kindWords) || kindWords[k] == "" {
		return nil, fmt.Errorf("privacy: %v is not a declared kind", k)
	}
	return []byte(k.String()), nil
}

// UnmarshalText implements [encoding.TextUnmarshaler].
func (k *Kind) UnmarshalText(b []byte) error {
	i := slices.Index(kindWords[:], string(b))
	if i <= 0 {
		return fmt.Errorf("privacy: no kind %q, want one of %v", b, Kinds())
	}
	*k = Kind(i)
	return nil
}
