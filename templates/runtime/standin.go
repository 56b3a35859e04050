package runtime

// What every emitted package declares for itself stands here for the sake of
// this package's own build and tests. It is not emitted.

// Client stands for the emitted client.
type Client struct{ conn *conn }

// NewClient stands for the emitted constructor.
func NewClient(options Options) *Client { return &Client{newConn(options)} }

// DefaultBaseURL stands for the emitted address.
const DefaultBaseURL = "https://graph.microsoft.com/v1.0"

// Where the emitted package sends the token, and what it finds of an error.
const (
	authHeader   = "Authorization"
	authPrefix   = "Bearer "
	errorCode    = "error.code"
	errorMessage = "error.message"
)

// Where the emitted package finds what it needs of an answer and of a page of a list.
const (
	resultMember    = ""
	cursorItems     = "items"
	cursorNext      = "next"
	cursorParameter = "cursor"
)
