package service

// Graph is Microsoft Graph, which speaks OData. Its environments are the clouds
// that its pages' tables of clouds name, besides the global one.
var Graph = Service{
	Name: "graph",
	URL:  "https://graph.microsoft.com",
	Environments: []Environment{
		{"USGovL4", "https://graph.microsoft.us", "cloud US Government L4"},
		{"USGovL5", "https://dod-graph.microsoft.us", "cloud US Government L5 (DOD)"},
		{"China", "https://microsoftgraph.chinacloudapi.cn", "cloud China, operated by 21Vianet"},
	},
	Version: VersionInPath,
	Auth:    Auth{Header: "Authorization", Prefix: "Bearer "},
	Errors:  Errors{Code: "error.code", Message: "error.message"},
	Paging:  PagingOData,

	Namespace: "microsoft.graph",
	Known: Known{
		Root: "microsoft", Alias: "graph",
		Version: "v1.0", Versions: []string{"beta"}, TestVersion: "testprod",
		Self: "me", SelfCollection: "users", SelfResource: "user",
		GeneratedStem: "intune",
		Singletons:    []string{"calendar", "drive", "photo"},
		Batch:         true,
		LoginURL:      "https://login.microsoftonline.com/",
		StateHeaders:  []string{"Location", "Operation-Location", "Azure-AsyncOperation"},
		Headers:       []string{"client-request-id", "consistencylevel", "return-client-request-id", "workbook-session-id"},
	},
}
