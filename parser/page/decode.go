package page

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
)

// UTF8 returns the data as UTF-8. Only UTF-16 with its mark at the start, which
// is what some shells and editors write, is decoded; columns count code points
// and stay the same.
func UTF8(data []byte) []byte {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		order = binary.LittleEndian
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		order = binary.BigEndian
	default:
		return data
	}
	units := make([]uint16, len(data)/2-1)
	for i := range units {
		units[i] = order.Uint16(data[2*i+2:])
	}
	return []byte(string(utf16.Decode(units)))
}
