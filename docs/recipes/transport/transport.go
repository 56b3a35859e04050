// Package transport shows how an emitted client is given tokens by azidentity
// and traces by OpenTelemetry. It is a module of its own, because emitted code
// needs neither.
package transport

import (
	"context"
	"net/http"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
)

// Identity makes the Token function of a client from a credential, for example
// that of azidentity.NewDefaultAzureCredential. The credential caches tokens.
func Identity(credential azcore.TokenCredential) func(context.Context) (string, error) {
	options := policy.TokenRequestOptions{Scopes: []string{"https://graph.microsoft.com/.default"}}
	return func(ctx context.Context) (string, error) {
		token, err := credential.GetToken(ctx, options)
		return token.Token, err
	}
}

// Traced makes the HTTPClient of a client whose requests are spans. Without
// options they go to the global tracer.
func Traced(options ...otelhttp.Option) *http.Client {
	return &http.Client{Transport: otelhttp.NewTransport(http.DefaultTransport, options...)}
}
