package parser

import (
	"slices"
	"strconv"
	"strings"

	"github.com/docpiler/docpiler/ir"
	"github.com/docpiler/docpiler/ir/service"
	"github.com/docpiler/docpiler/parser/dialect"
)

// settleService decides which service an API is of: what is configured wins, then
// what the dialect of the pages says, then the addresses that they show. Pages that
// say nothing speak of Microsoft Graph where they are laid out as Graph's are.
func settleService(api *ir.API, configured service.Service) {
	shown := shownBases(api)
	api.Bases = nil
	var s service.Service
	switch told := api.Service; {
	case isGraph(shown), told == nil && len(shown) == 0:
		if configured.IsZero() {
			api.Service = nil
			return
		}
		s = service.Graph
	case told != nil:
		s = *told
	default:
		s, _ = dialect.ServiceAt(ir.Most(shown))
	}
	s = configured.Over(s)
	if s.IsGraph() {
		api.Service = &s
		return
	}
	prefixes := slices.Clone(s.Prefixes)
	if s.URL == "" {
		prefixes = append(prefixes, fromAddresses(&s, api, shown)...)
	}
	for _, version := range versionsOf(api) {
		if path := service.PathOf(s.Base(version)); path != "" && path != "/"+version { // paths lack a version already
			prefixes = append(prefixes, path)
		}
	}
	slices.SortStableFunc(prefixes, func(a, b string) int { return len(b) - len(a) })
	s.Prefixes = slices.Compact(prefixes)
	ir.SetService(api, s)
	if s.Protocol() == nil {
		ir.MarkLists(api)
	}
}

// isGraph reports whether most of the addresses that pages show are Graph's.
func isGraph(shown map[string]int) bool {
	graph, others := 0, 0
	for base, n := range shown {
		switch host := service.HostOf(base); {
		case service.Graph.Runs(host):
			graph += n
		case host != "":
			others += n
		}
	}
	return graph > others
}

// shownBases counts the addresses that paths stand below: those that were noted
// when pages were cut, else those of the examples.
func shownBases(api *ir.API) map[string]int {
	shown := map[string]int{}
	for base, n := range api.Bases {
		if !isTemplate(base) {
			shown[base] += n
		}
	}
	if len(api.Bases) > 0 {
		return shown
	}
	for _, op := range api.Operations {
		for i := range op.Examples {
			host := service.HostOf(op.Examples[i].Request.URL)
			if host == "" || isTemplate(host) {
				continue
			}
			scheme, _, _ := strings.Cut(op.Examples[i].Request.URL, "://")
			base := strings.ToLower(scheme) + "://" + host
			first, _, _ := strings.Cut(strings.TrimPrefix(service.PathOf(op.Examples[i].Request.URL), "/"), "/")
			if strings.EqualFold(first, op.APIVersion) {
				base += "/" + first
			}
			shown[base]++
		}
	}
	return shown
}

// isTemplate reports whether an address holds a placeholder.
func isTemplate(address string) bool { return strings.ContainsAny(address, "{}<>[]$() ") }

// fromAddresses gives a service the address that most of the shown ones are, and
// returns the paths that stand for it. A version at its end is that of the API.
func fromAddresses(s *service.Service, api *ir.API, shown map[string]int) []string {
	absolute := map[string]int{}
	for base, n := range shown {
		if service.HostOf(base) != "" {
			absolute[base] += n
		}
	}
	base := ir.Most(shown)
	path := service.PathOf(base)
	if len(absolute) > 0 {
		base = ir.Most(absolute)
		s.URL = strings.TrimSuffix(base, "/")
		if err := s.Check(); err != nil { // it is no address that a client could use
			s.URL = ""
		}
	}
	if s.URL == "" {
		s.URL = unknownHost + path
		reportUnknown(api, s.URL)
	}
	for _, version := range versionsOf(api) {
		if rest, ok := strings.CutSuffix(s.URL, "/"+version); ok && s.Version == "" {
			s.URL, s.Version = rest, service.VersionInPath
		}
	}
	versions := versionsOf(api)
	return slices.DeleteFunc([]string{service.PathOf(base), path}, func(p string) bool {
		return p == "" || slices.Contains(versions, strings.TrimPrefix(p, "/"))
	})
}

// unknownHost stands for the service's where no page says it.
const unknownHost = "http://localhost"

// reportUnknown says that no page tells the service's address.
func reportUnknown(api *ir.API, assumed string) {
	for _, op := range api.Operations {
		at := ir.Pos{File: op.Sources[0].File, Line: 1, Column: 1}
		api.Diagnostics = append(api.Diagnostics, ir.NewDiagnostic("service-unknown", at,
			"No page says under which address the service runs; "+strconv.Quote(assumed)+" is assumed."))
		return
	}
}

func versionsOf(api *ir.API) []string {
	var out []string
	for _, op := range api.Operations {
		out = append(out, op.APIVersion)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
