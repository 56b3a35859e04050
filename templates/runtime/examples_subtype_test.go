//go:build !links && !cursor && !unpaged

package runtime

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// knowsSubtype checks that an object which says that it is a subtype is decoded
// as that, and that the subtype says so when it is sent.
func knowsSubtype[T, S any](t *testing.T, odataType string) {
	t.Helper()
	var value T
	if err := json.Unmarshal(fmt.Appendf(nil, `{"@odata.type":%q}`, odataType), &value); err != nil {
		t.Fatal(err)
	}
	field := reflect.ValueOf(&value).Elem().FieldByName("Subtype")
	if _, ok := field.Interface().(*S); !ok {
		t.Errorf("%s is decoded as %T, want %T", odataType, field.Interface(), new(S))
	}
	field.Set(reflect.ValueOf(new(S)))
	if data, err := json.Marshal(value); err != nil || !strings.Contains(string(data), fmt.Sprintf(`"@odata.type":%q`, odataType)) {
		t.Errorf("%T is sent as %s: %v", new(S), data, err)
	}
}
