package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/docpiler/docpiler/emit/gomodel"
	"github.com/docpiler/docpiler/emit/mock"
	"github.com/docpiler/docpiler/ir"
)

// service is the verb serve with its flags.
type service struct {
	*env
	addr, config string
	anyHost      bool
}

func newServe(e *env) *cobra.Command {
	s := &service{env: e}
	cmd := &cobra.Command{
		Use:   "serve [PATH...]",
		Short: "answer requests with the examples of the pages",
		Long: "serve is a mock of the API: until stopped, it answers each request with the\n" +
			"best-fitting example of the pages. `Prefer: code=404` asks for an example with\n" +
			"that status. Only this machine is answered unless --addr and --any-host say\n" +
			"otherwise. Without PATH it reads the pages that docpiler.yaml names.",
		Example: "  docpiler serve --addr 127.0.0.1:8080 docs & sleep 2; kill $!",
		RunE: func(_ *cobra.Command, args []string) error {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return s.run(ctx, args, func(net.Addr) {})
		},
	}
	cmd.Flags().StringVar(&s.addr, "addr", "127.0.0.1:8080", "`address` to listen on; port 0 takes a free one")
	cmd.Flags().BoolVar(&s.anyHost, "any-host", false, "answer requests for any host name, not for loopback names alone")
	cmd.Flags().StringVarP(&s.config, "config", "c", "", "read language, pages and selection from this file")
	return cmd
}

// run serves until the context ends; started is told the address.
func (s *service) run(ctx context.Context, args []string, started func(net.Addr)) error {
	handler, err := s.handler(args)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", s.addr)
	if err != nil {
		return err
	}
	s.note("docpiler: serving on http://%s", listener.Addr())
	started(listener.Addr())
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       time.Minute,
		WriteTimeout:      time.Minute,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
	stopped := make(chan error, 1)
	go func() { stopped <- server.Serve(listener) }()
	select {
	case err = <-stopped:
	case <-ctx.Done():
		patience, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		defer cancel()
		err = errors.Join(server.Shutdown(patience), <-stopped)
	}
	if errors.Is(err, http.ErrServerClosed) || errors.Is(err, context.DeadlineExceeded) {
		return nil
	}
	return err
}

func (s *service) handler(args []string) (http.Handler, error) {
	job, err := s.argumentJob(args, s.config)
	if err != nil {
		return nil, err
	}
	r, err := s.readShown(job)
	if err != nil {
		return nil, err
	}
	if nothingDocumented(r.API.Diagnostics) {
		return nil, exitStatus(1)
	}
	api, err := ir.Select(r.API, job.Select)
	if err != nil {
		return nil, err
	}
	model, _ := gomodel.New(api, gomodel.Options{Package: "api", Locale: job.Base}) // its findings are about Go names
	return mock.New(model, mock.Options{AnyHost: s.anyHost}), nil
}
