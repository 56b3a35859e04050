package runtime

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Time is a point in time as the service writes it. The text is kept as it
// came, so that what is read can be sent back unchanged, and so that a text
// that is no RFC 3339 time is not lost: Time is zero then and Text tells.
type Time struct {
	time.Time
	text string
}

// At returns the Time of t.
func At(t time.Time) Time { return Time{Time: t} }

// ParseTime returns the Time of a text, e.g. "2025-01-07T21:35:36.311Z".
func ParseTime(text string) Time {
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		t = time.Time{}
	}
	return Time{Time: t, text: text}
}

// Text returns what is sent: the text that came, or else the time in RFC 3339.
func (t Time) Text() string {
	if t.text != "" && ParseTime(t.text).Time.Equal(t.Time) {
		return t.text
	}
	return t.Format(time.RFC3339Nano)
}

// String returns Text.
func (t Time) String() string { return t.Text() }

// IsZero reports whether there is neither a time nor a text.
func (t Time) IsZero() bool { return t.text == "" && t.Time.IsZero() }

// MarshalJSON encodes Text.
func (t Time) MarshalJSON() ([]byte, error) { return json.Marshal(t.Text()) }

// UnmarshalJSON decodes any text; it leaves null alone.
func (t *Time) UnmarshalJSON(data []byte) error {
	var text *string
	if err := json.Unmarshal(data, &text); err != nil || text == nil {
		return err
	}
	*t = ParseTime(*text)
	return nil
}

// Date is a day, e.g. "2025-01-31".
type Date string

// Time returns the start of the day in UTC.
func (d Date) Time() (time.Time, error) { return time.Parse(time.DateOnly, string(d)) }

// DateOf returns the day of t in its location.
func DateOf(t time.Time) Date { return Date(t.Format(time.DateOnly)) }

// TimeOfDay is a time without a day, e.g. "17:30:00.0000000".
type TimeOfDay string

// Duration returns the time since midnight.
func (t TimeOfDay) Duration() (time.Duration, error) {
	at, err := time.Parse("15:04:05", string(t))
	if err != nil {
		return 0, err
	}
	midnight := time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
	return at.Sub(midnight), nil
}

// Duration is a length of time as ISO 8601 writes it, e.g. "PT1H30M".
type Duration string

// DurationOf returns d in seconds, e.g. "PT90S".
func DurationOf(d time.Duration) Duration {
	sign := ""
	if d < 0 {
		sign, d = "-", -d
	}
	return Duration(sign + "PT" + strconv.FormatFloat(d.Seconds(), 'f', -1, 64) + "S")
}

// Duration returns the length. Years and months have none and are errors; a
// day has 24 hours.
func (d Duration) Duration() (time.Duration, error) {
	text, negative := strings.CutPrefix(string(d), "-")
	days, clock, _ := strings.Cut(strings.TrimPrefix(text, "P"), "T")
	total, err := durationParts(days, map[byte]time.Duration{'W': 7 * 24 * time.Hour, 'D': 24 * time.Hour})
	if err == nil {
		var rest time.Duration
		rest, err = durationParts(clock, map[byte]time.Duration{'H': time.Hour, 'M': time.Minute, 'S': time.Second})
		total += rest
	}
	if err != nil || !strings.HasPrefix(text, "P") || len(text) < 3 {
		return 0, fmt.Errorf("%q is not a duration of weeks, days, hours, minutes and seconds", string(d))
	}
	if negative {
		total = -total
	}
	return total, nil
}

// durationParts adds up parts like "1H30M".
func durationParts(s string, units map[byte]time.Duration) (time.Duration, error) {
	var total time.Duration
	for s != "" {
		end := strings.IndexFunc(s, func(r rune) bool { return r != '.' && (r < '0' || r > '9') })
		if end <= 0 || units[s[end]] == 0 {
			return 0, strconv.ErrSyntax
		}
		n, err := strconv.ParseFloat(s[:end], 64)
		if err != nil {
			return 0, err
		}
		total += time.Duration(n * float64(units[s[end]]))
		s = s[end+1:]
	}
	return total, nil
}
