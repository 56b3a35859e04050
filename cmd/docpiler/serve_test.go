package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
)

func TestServe(t *testing.T) {
	var out, errs bytes.Buffer
	s := &service{env: &env{out: bufio.NewWriter(&out), err: &errs}, addr: "127.0.0.1:0"}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	addr, ended := make(chan net.Addr, 1), make(chan error, 1)
	seed := filepath.Join("..", "..", "seeds", "timecard-clockin.en-us.txt")
	go func() { ended <- s.run(ctx, []string{seed}, func(a net.Addr) { addr <- a }) }()

	url := "http://" + (<-addr).String() + "/v1.0/teams/x/schedule/timeCards/clockIn"
	answer, err := http.Post(url, "application/json", strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(answer.Body)
	answer.Body.Close()
	if err != nil || answer.StatusCode != 201 || !strings.Contains(string(body), `"state"`) {
		t.Errorf("got %s, %v\n%s", answer.Status, err, body)
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("did not end well: %v", err)
	}
	if !strings.Contains(errs.String(), "serving on http://127.0.0.1:") || out.Len() > 0 {
		t.Errorf("standard error %q, standard output %q", errs.String(), out.String())
	}
}

func TestServeCannot(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	seed := filepath.Join("..", "..", "seeds", "timecard-clockin.en-us.txt")
	for _, args := range [][]string{
		{"serve", "--addr", taken.Addr().String(), seed},
		{"serve", "--addr", "nonsense", seed},
		{"serve", "nowhere"},
	} {
		var out, errs bytes.Buffer
		if status := run(args, strings.NewReader(""), &out, &errs); status != 1 || errs.Len() == 0 {
			t.Errorf("%v: status %d, %s", args, status, errs.String())
		}
	}
}
