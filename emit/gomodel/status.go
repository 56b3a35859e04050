package gomodel

import "net/http"

// SuccessStatus is the status that a server answers with unless its method
// chooses another: the documented one, if HTTP can send it.
func (m *Method) SuccessStatus() int {
	switch {
	case m.Result.Status >= 200 && m.Result.Status <= 599:
		return m.Result.Status
	case m.Result.Kind == None:
		return http.StatusNoContent
	}
	return http.StatusOK
}
