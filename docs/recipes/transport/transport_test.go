package transport

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel/propagation"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"

	"github.com/docpiler/docpiler/generated/v1"
)

// The credential that the README names is one that Identity takes.
var _ azcore.TokenCredential = (*azidentity.DefaultAzureCredential)(nil)

// fixed is a credential that hands out one token.
type fixed struct{}

func (fixed) GetToken(_ context.Context, o policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{Token: "for " + o.Scopes[0], ExpiresOn: time.Now().Add(time.Hour)}, nil
}

func TestTokensAndTraces(t *testing.T) {
	var token, trace string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token, trace = r.Header.Get("Authorization"), r.Header.Get("Traceparent")
		w.WriteHeader(http.StatusNoContent)
	}))
	defer server.Close()
	client := graphv1.NewClient(graphv1.Options{BaseURL: server.URL, Token: Identity(fixed{}), HTTPClient: Traced(
		otelhttp.WithTracerProvider(sdktrace.NewTracerProvider()), otelhttp.WithPropagators(propagation.TraceContext{}),
	)})
	if err := client.DriveItems.Checkin(context.Background(), graphv1.AtMyDriveRoot{}, graphv1.DriveItemCheckinBody{}); err != nil {
		t.Fatal(err)
	}
	if token != "Bearer for https://graph.microsoft.com/.default" {
		t.Errorf("the server got %q", token)
	}
	if trace == "" {
		t.Error("the request is no span")
	}
}
