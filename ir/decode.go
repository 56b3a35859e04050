package ir

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
)

// MaxEncoded is the size in bytes of the largest saved IR that Decode takes.
const MaxEncoded = 512 << 20

// Decode reads what [Encode] wrote, JSON or YAML, told by content. Keys that it
// does not know are passed over. An IR of another version, input that is not an
// IR, and input that is larger than [MaxEncoded] are errors.
func Decode(data []byte) (*API, error) {
	if len(data) > MaxEncoded {
		return nil, fmt.Errorf("saved IR has %d bytes; at most %d are read", len(data), MaxEncoded)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !IsJSON(data) {
		var err error
		if data, err = yamlToJSON(data); err != nil {
			return nil, err
		}
	}
	var api API
	err := json.Unmarshal(data, &api)
	if err != nil && !isTypeError(err) {
		return nil, fmt.Errorf("saved IR: %w", err)
	}
	if vErr := checkVersion(data, api.IRVersion); vErr != nil {
		return nil, vErr
	}
	if err != nil {
		return nil, fmt.Errorf("saved IR: %w", err)
	}
	return &api, checkEntries(&api)
}

// IsJSON reports whether a saved IR is in JSON rather than YAML.
func IsJSON(data []byte) bool {
	data = bytes.TrimLeft(data, " \t\r\n")
	return len(data) > 0 && data[0] == '{'
}

func isTypeError(err error) bool {
	var t *json.UnmarshalTypeError
	return errors.As(err, &t)
}

// checkVersion looks at irVersion alone, because an IR of another version may
// not fit the structs.
func checkVersion(data []byte, decoded int) error {
	if decoded == Version {
		return nil
	}
	var head struct {
		IRVersion *int `json:"irVersion"`
	}
	if err := json.Unmarshal(data, &head); err != nil || head.IRVersion == nil {
		return errors.New("saved IR has no irVersion; is it the output of docpiler ir?")
	}
	if *head.IRVersion != Version {
		return fmt.Errorf("saved IR has irVersion %d; this docpiler reads irVersion %d", *head.IRVersion, Version)
	}
	return nil
}

func checkEntries(api *API) error {
	for i, o := range api.Operations {
		if o == nil {
			return fmt.Errorf("saved IR: operations[%d] is null", i)
		}
	}
	for i, t := range api.Types {
		if t == nil {
			return fmt.Errorf("saved IR: types[%d] is null", i)
		}
	}
	return nil
}
