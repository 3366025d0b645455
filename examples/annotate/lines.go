package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"sync/atomic"
)

// A line is one line of input.
type line struct {
	number int // from 1
	data   []byte
	err    error // why data is not the line
}

// A lineReader reads lines of bounded length.
type lineReader struct {
	in      *bufio.Reader
	longest int
	read    atomic.Int64 // lines so far
	err     error        // why reading ended early
}

func newLineReader(in io.Reader, longest int) *lineReader {
	return &lineReader{in: bufio.NewReaderSize(in, 1<<18), longest: longest}
}

// all yields the lines. A line that is too long is passed over and yielded with
// an error. The last line may lack its line break.
func (l *lineReader) all(yield func(line) bool) {
	for number := 1; ; number++ {
		data, tooLong, err := l.next()
		if len(data) == 0 && !tooLong && err != nil {
			if !errors.Is(err, io.EOF) {
				l.err = fmt.Errorf("reading line %d: %w", number, err)
			}
			return
		}
		if number == 1 {
			data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")) // byte order mark
		}
		next := line{number: number, data: bytes.TrimRight(data, "\r\n")}
		if tooLong {
			next = line{number: number, err: fmt.Errorf("longer than %d bytes", l.longest)}
		}
		l.read.Add(1)
		if !yield(next) {
			return
		}
	}
}

// next reads up to and with the next line break. Of a line that is too long
// nothing is kept.
func (l *lineReader) next() (data []byte, tooLong bool, err error) {
	for {
		part, err := l.in.ReadSlice('\n')
		if len(data)+len(part) > l.longest {
			tooLong, data = true, nil
		}
		if !tooLong {
			data = append(data, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return data, tooLong, err
		}
	}
}
