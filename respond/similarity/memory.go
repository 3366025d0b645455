package similarity

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"sync"
)

// DefaultSize is how many replies a [Memory] remembers unless it is told.
const DefaultSize = 10_000

// MaxSize is the most that a [Memory] can be told to remember.
const MaxSize = 1 << 24

// A Memory remembers the signatures of the last replies, up to its size, and
// tells how near another text comes to them. What is older is forgotten: what is
// to be avoided is what customers can see side by side. It takes up to 1.3 kB a
// reply, 11 MB for the default size, however many are added.
//
// The zero value remembers [DefaultSize] replies. A Memory is a respond.Recall and
// safe for concurrent use; it must not be copied after first use.
type Memory struct {
	mu    sync.RWMutex
	size  int
	sent  []Signature // a ring once it is full
	next  int         // where the next goes, and the oldest is
	index *index
}

// NewMemory makes a memory of size replies, 1 to [MaxSize].
func NewMemory(size int) (*Memory, error) {
	if size < 1 || size > MaxSize {
		return nil, fmt.Errorf("similarity: size of a memory is %d, want 1 to %d", size, MaxSize)
	}
	return &Memory{size: size}, nil
}

// Add remembers a reply that was sent.
func (m *Memory) Add(reply string) { m.AddSignature(Sign(reply)) }

// AddSignature remembers a reply by its signature.
func (m *Memory) AddSignature(s Signature) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.add(&s)
}

func (m *Memory) add(s *Signature) {
	if m.size == 0 {
		m.size = DefaultSize
	}
	position := m.next
	if position == len(m.sent) {
		m.sent = append(m.sent, *s)
		m.grow()
	} else {
		m.sent[position] = *s
	}
	m.index.add(s, position)
	m.next = (position + 1) % m.size
}

// grow makes room in the index for what is remembered, up to the size, so that a
// memory takes up space for what is in it and not for what could be.
func (m *Memory) grow() {
	if m.index != nil && len(m.sent) <= m.index.room {
		return
	}
	m.index = newIndex(min(max(1024, 2*len(m.sent)), m.size))
	for i := range len(m.sent) - 1 {
		m.index.add(&m.sent[i], i)
	}
}

// Len is how many replies are remembered.
func (m *Memory) Len() int {
	m.mu.RLock()
	defer m.mu.RUnlock()
	return len(m.sent)
}

// Nearest is the greatest similarity of reply to one that is remembered, and 0
// if none is. It is an estimate with the error of a [Signature]; similarities
// below 0.3 may be missed, for which it gives 0 or a smaller one. Only some of
// what is remembered is looked at, so time does not grow with it.
func (m *Memory) Nearest(reply string) float64 {
	s := Sign(reply)
	return m.NearestSignature(&s)
}

// NearestSignature is [Memory.Nearest] of the reply that s stands for.
func (m *Memory) NearestSignature(s *Signature) float64 {
	m.mu.RLock()
	defer m.mu.RUnlock()
	if m.index == nil {
		return 0
	}
	var array [bands * bucketSize]uint32
	found := m.index.candidates(s, array[:0])
	slices.Sort(found)
	nearest := 0.0
	for _, position := range slices.Compact(found) {
		nearest = max(nearest, s.Similarity(&m.sent[position]))
	}
	return nearest
}

// signatures lists what is remembered, oldest first. The caller holds the lock.
func (m *Memory) signatures() []Signature {
	if len(m.sent) < m.size {
		return slices.Clone(m.sent)
	}
	return slices.Concat(m.sent[m.next:], m.sent[:m.next])
}

// Merge remembers what o does, as if those replies had been sent after those of
// m. It does not change o.
func (m *Memory) Merge(o *Memory) {
	o.mu.RLock()
	list := o.signatures()
	o.mu.RUnlock()
	m.mu.Lock()
	defer m.mu.Unlock()
	for i := range list {
		m.add(&list[i])
	}
}

const memoryMagic = "loamsim"

// MarshalBinary implements [encoding.BinaryMarshaler]: a header of 16 bytes with the
// version, and up to 513 bytes a reply.
func (m *Memory) MarshalBinary() ([]byte, error) {
	m.mu.RLock()
	defer m.mu.RUnlock()
	list := m.signatures()
	b := make([]byte, 0, len(memoryMagic)+1+8+(1+4*most)*len(list))
	b = append(append(b, memoryMagic...), SignatureVersion)
	b = binary.BigEndian.AppendUint32(b, uint32(m.size))
	b = binary.BigEndian.AppendUint32(b, uint32(len(list)))
	for i := range list {
		b, _ = list[i].AppendBinary(append(b, list[i].n))
	}
	return b, nil
}

var errMemory = errors.New("similarity: these bytes are no memory of replies")

// UnmarshalBinary implements [encoding.BinaryUnmarshaler]. On error m is as it
// was.
func (m *Memory) UnmarshalBinary(b []byte) error {
	const header = len(memoryMagic) + 1 + 8
	if len(b) < header || string(b[:len(memoryMagic)]) != memoryMagic {
		return errMemory
	}
	if v := b[len(memoryMagic)]; v != SignatureVersion {
		return fmt.Errorf("similarity: memory of version %d, want %d; its signatures do not fit those of this version", v, SignatureVersion)
	}
	size := binary.BigEndian.Uint32(b[len(memoryMagic)+1:])
	n := binary.BigEndian.Uint32(b[len(memoryMagic)+5:])
	if size > MaxSize || size == 0 && n > 0 || n > size {
		return errMemory
	}
	read := &Memory{size: int(size)}
	b = b[header:]
	for range n {
		if len(b) == 0 || len(b) < 1+4*int(b[0]) {
			return errMemory
		}
		var s Signature
		end := 1 + 4*int(b[0])
		if err := s.UnmarshalBinary(b[1:end]); err != nil {
			return err
		}
		read.add(&s)
		b = b[end:]
	}
	if len(b) > 0 {
		return errMemory
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.size, m.sent, m.next, m.index = read.size, read.sent, read.next, read.index
	return nil
}
