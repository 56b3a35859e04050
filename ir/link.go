package ir

// Link relates the pages of a merged API to each other, in place.
func Link(api *API) {
	sortAPI(api)
}
