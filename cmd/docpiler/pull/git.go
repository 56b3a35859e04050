package pull

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// gitTimeout bounds one command of git.
const gitTimeout = 20 * time.Minute

// repository is a bare repository in a temporary folder. Nothing is checked out,
// so no filter, hook or link of the remote one has any effect.
type repository struct {
	dir    string
	remote string
	env    []string
	args   []string // before each command
	proxy  *proxy   // nil for a local repository
}

// protocols are what git may speak, by what the source permits.
func (s Source) protocols() string {
	list := []string{"https"}
	if s.AllowHTTP {
		list = append(list, "http")
	}
	if s.AllowPrivate {
		list = append(list, "ssh", "file")
	}
	return strings.Join(list, ":")
}

// openRepository makes an empty repository. git gets to the network through a
// proxy of ours, which connects as the source permits; where git connects by
// itself (ssh, local repositories) allowPrivate is needed.
func (r *run) openRepository(ctx context.Context) (*repository, error) {
	dir, err := os.MkdirTemp("", "docpiler-pull-")
	if err != nil {
		return nil, err
	}
	g := &repository{dir: dir, remote: r.Git, env: gitEnv(r.protocols())}
	for _, setting := range []string{
		"core.hooksPath=" + os.DevNull, "core.fsmonitor=false", "fetch.recurseSubmodules=false", "submodule.recurse=false",
		"gc.auto=0", "maintenance.auto=false", "http.followRedirects=initial",
		"protocol.version=2", "http.userAgent=" + r.Agent,
		"remote.origin.url=" + r.Git, "remote.origin.promisor=true", "remote.origin.partialclonefilter=blob:none",
	} {
		g.args = append(g.args, "-c", setting)
	}
	u, err := url.Parse(r.Git)
	if err == nil && (u.Scheme == "https" || u.Scheme == "http") {
		if g.proxy, err = r.startProxy(u); err == nil {
			g.args = append(g.args, "-c", "http.proxy="+g.proxy.url(), "-c", "remote.origin.proxy="+g.proxy.url())
		}
	}
	if err == nil {
		_, err = g.run(ctx, nil, "init", "--quiet", "--bare", ".")
	}
	if err != nil {
		g.remove()
		return nil, err
	}
	return g, nil
}

func (g *repository) remove() {
	if g.proxy != nil {
		g.proxy.close()
	}
	os.RemoveAll(g.dir)
}

// gitEnv is this process's environment without what would lead git to another
// repository, past our proxy, or to ask for a password.
func gitEnv(protocols string) []string {
	var env []string
	for _, entry := range os.Environ() {
		name, _, _ := strings.Cut(entry, "=")
		keeps := slices.ContainsFunc([]string{"GIT_SSH", "GIT_SSL_", "GIT_CONFIG", "GIT_ASKPASS", "GIT_EXEC_PATH", "GIT_TRACE"}, func(p string) bool {
			return strings.HasPrefix(name, p)
		})
		if strings.HasPrefix(name, "GIT_") && !keeps || slices.Contains([]string{"no_proxy", "all_proxy", "http_proxy", "https_proxy"}, strings.ToLower(name)) {
			continue
		}
		env = append(env, entry)
	}
	return append(env, "GIT_ALLOW_PROTOCOL="+protocols, "GIT_TERMINAL_PROMPT=0", "GIT_PROTOCOL_FROM_USER=0", "GIT_LFS_SKIP_SMUDGE=1", "LC_ALL=C")
}

// run runs git and returns what it prints.
func (g *repository) run(ctx context.Context, stdin io.Reader, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, gitTimeout)
	defer cancel()
	cmd := g.command(ctx, args...)
	cmd.Stdin = stdin
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, g.failed(args[0], err, stderr.String())
	}
	return out, nil
}

func (g *repository) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "git", append(slices.Clone(g.args), args...)...)
	cmd.Dir, cmd.Env = g.dir, g.env
	cmd.WaitDelay = 10 * time.Second
	return cmd
}

// failed says why a command failed: what the proxy refused says more than git,
// which learns only that something was.
func (g *repository) failed(verb string, err error, stderr string) error {
	if g.proxy != nil {
		if refused := g.proxy.refusal(); refused != nil {
			return refused
		}
	}
	return fmt.Errorf("git %s: %w\n%s", verb, err, strings.TrimSpace(stderr))
}

var commitHash = regexp.MustCompile(`^([0-9a-f]{40}|[0-9a-f]{64})$`)

// resolve asks the remote repository for the commit that a ref is now.
func (g *repository) resolve(ctx context.Context, ref string) (string, error) {
	if commitHash.MatchString(ref) {
		return ref, nil
	}
	out, err := g.run(ctx, nil, "ls-remote", "--", "origin", ref, ref+"^{}")
	if err != nil {
		return "", err
	}
	found := map[string]string{}
	for line := range strings.Lines(string(out)) {
		if hash, name, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok && commitHash.MatchString(hash) {
			found[name] = hash
		}
	}
	for _, name := range []string{ref, "refs/" + ref, "refs/tags/" + ref, "refs/heads/" + ref} { // as git looks it up
		if hash := cmp.Or(found[name+"^{}"], found[name]); hash != "" {
			return hash, nil
		}
	}
	return "", fmt.Errorf("%s has no branch or tag %q", g.remote, ref)
}

// fetchGit lists the pages of a repository, and stages what differs.
func (r *run) fetchGit(ctx context.Context) (*snapshot, error) {
	g, err := r.openRepository(ctx)
	if err != nil {
		return nil, err
	}
	defer g.remove()
	ref := cmp.Or(r.Ref, "HEAD")
	commit, err := g.resolve(ctx, ref)
	if err != nil {
		return nil, err
	}
	now := &snapshot{lockedFolder: lockedFolder{
		Path: r.Folder, Git: r.Git, Ref: r.Ref, Paths: r.Paths, Commit: commit, Pulled: time.Now().UTC().Truncate(time.Second),
	}}
	isSame := r.old.Git == r.Git && slices.Equal(r.old.Paths, r.Paths) && r.old.Commit == commit
	if isSame {
		now.Pulled = r.old.Pulled
	}
	if isSame && r.intact() {
		now.Pages = slices.Clone(r.old.Pages)
		return now, nil
	}
	if err := g.fetch(ctx, commit); err != nil {
		return nil, err
	}
	blobs, err := r.blobs(ctx, g, commit)
	if err != nil {
		return nil, err
	}
	if err := g.fetchMissing(ctx, commit, blobs); err != nil {
		return nil, err
	}
	now.Pages, err = r.stage(ctx, g, blobs)
	return now, err
}

// intact reports whether all files of the folder are as they were pulled.
func (r *run) intact() bool {
	for _, p := range r.old.Pages {
		if sum, err := r.sumOf(p.Path); err != nil || sum != p.Sum {
			return false
		}
	}
	return true
}

// blob is a page in a repository.
type blob struct{ name, hash string }

// blobs lists the pages that a commit holds below the source's paths. Links and
// submodules are no pages.
func (r *run) blobs(ctx context.Context, g *repository, commit string) ([]blob, error) {
	listing, err := g.run(ctx, nil, "ls-tree", "-r", "-z", "--full-tree", commit+"^{tree}")
	if err != nil {
		return nil, err
	}
	var out []blob
	lower := map[string]bool{}
	for entry := range strings.SplitSeq(string(listing), "\x00") {
		meta, name, _ := strings.Cut(entry, "\t")
		fields := strings.Fields(meta) // mode, type, hash
		if len(fields) != 3 || !within(name, r.Paths) || isData(name) || isHidden(name) {
			continue
		}
		switch err := checkName(name); {
		case !strings.HasPrefix(fields[0], "100"):
		case err != nil:
			if isNamed(name, r.Paths) {
				r.fail(name, err)
			}
		case lower[strings.ToLower(name)]:
			r.fail(name, errors.New("another page has this name but for its case"))
		default:
			lower[strings.ToLower(name)] = true
			out = append(out, blob{name, fields[2]})
		}
	}
	switch {
	case len(out) == 0:
		return nil, fmt.Errorf("%s holds no pages in %s", g.remote, strings.Join(r.Paths, ", "))
	case len(out) > r.maxPages():
		return nil, fmt.Errorf("there are %d pages, more than the %d of maxPages", len(out), r.maxPages())
	}
	return out, nil
}

// isNamed reports whether a file that cannot be pulled was meant to be one: it has
// the ending of a page, or is named itself.
func isNamed(name string, paths []string) bool {
	return slices.Contains(pageEndings, strings.ToLower(filepath.Ext(name))) || slices.Contains(paths, name)
}

// fetch fetches a commit without its history, and without the contents of files.
func (g *repository) fetch(ctx context.Context, commit string) error {
	_, err := g.run(ctx, nil, "fetch", "--quiet", "--no-tags", "--depth=1", "--", "origin", commit)
	return err
}

// fetchMissing fetches the contents of some pages at once. Where the server does
// not filter, they have come with the commit.
func (g *repository) fetchMissing(ctx context.Context, commit string, blobs []blob) error {
	out, err := g.run(ctx, nil, "rev-list", "--objects", "--missing=print", "--no-object-names", commit)
	if err != nil {
		return err
	}
	missing := map[string]bool{}
	for line := range strings.Lines(string(out)) {
		if hash, ok := strings.CutPrefix(strings.TrimSpace(line), "?"); ok {
			missing[hash] = true
		}
	}
	var wanted strings.Builder
	for _, b := range blobs {
		if missing[b.hash] {
			delete(missing, b.hash)
			wanted.WriteString(b.hash + "\n")
		}
	}
	if wanted.Len() == 0 {
		return nil
	}
	_, err = g.run(ctx, strings.NewReader(wanted.String()), "-c", "fetch.negotiationAlgorithm=noop", "fetch", "--quiet", "--no-tags",
		"--no-write-fetch-head", "--stdin", "--", "origin")
	return err
}

// stage reads the contents of pages and keeps them.
func (r *run) stage(ctx context.Context, g *repository, blobs []blob) ([]lockedPage, error) {
	var hashes strings.Builder
	for _, b := range blobs {
		hashes.WriteString(b.hash + "\n")
	}
	ctx, cancel := context.WithTimeout(ctx, gitTimeout)
	defer cancel()
	cmd := g.command(ctx, "cat-file", "--batch")
	cmd.Stdin = strings.NewReader(hashes.String())
	stdout, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return nil, err
	}
	out, err := r.stageBlobs(bufio.NewReader(stdout), blobs)
	if err != nil {
		cancel() // it may wait for a reader
	}
	return out, errors.Join(err, cmd.Wait())
}

// stageBlobs reads what `git cat-file --batch` prints: for each blob a line "hash
// blob size", its bytes, a line end.
func (r *run) stageBlobs(in *bufio.Reader, blobs []blob) ([]lockedPage, error) {
	var out []lockedPage
	total := int64(0)
	for i, b := range blobs {
		r.progress(i, len(blobs))
		line, err := in.ReadString('\n')
		if err != nil {
			return nil, err
		}
		fields := strings.Fields(line)
		if len(fields) != 3 || fields[1] != "blob" {
			return nil, fmt.Errorf("git cat-file: %q", line)
		}
		size, err := strconv.ParseInt(fields[2], 10, 64)
		if err != nil {
			return nil, fmt.Errorf("git cat-file: %q: %w", line, err)
		}
		if total += size; total > maxTotal {
			return nil, fmt.Errorf("the pages have more than %d bytes together", maxTotal)
		}
		if size > maxPage {
			r.fail(b.name, fmt.Errorf("it has %d bytes, more than the %d of a page", size, maxPage))
			if _, err := io.CopyN(io.Discard, in, size+1); err != nil {
				return nil, err
			}
			continue
		}
		data := make([]byte, size+1)
		if _, err := io.ReadFull(in, data); err != nil {
			return nil, err
		}
		sum, err := r.staging.put(data[:size])
		if err != nil {
			return nil, err
		}
		out = append(out, lockedPage{Path: b.name, Sum: sum})
	}
	r.progress(len(blobs), len(blobs))
	return out, nil
}
