package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"

	"github.com/docpiler/docpiler/parser/pages"
)

// checkout is a copy of the pages of a git revision in a temporary folder.
type checkout struct {
	top string // the folder to remove
	dir string // what corresponds to the folder that the paths start from
}

func (c checkout) remove() { os.RemoveAll(c.top) }

// checkOut copies what a revision holds of some paths. Fragments that pages
// include may lie beside the paths, so everything below the first folder of
// each path is copied, pages only.
func checkOut(rev, dir string, inputs []pages.Input) (checkout, error) {
	prefix, err := git(dir, "rev-parse", "--show-prefix")
	if err != nil {
		return checkout{}, err
	}
	tree, err := git(dir, "rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{tree}")
	if err != nil {
		return checkout{}, fmt.Errorf("%s is no git revision here", rev)
	}
	args := []string{"ls-tree", "-r", "-z", "--full-tree", tree, "--"}
	for _, in := range inputs {
		if first := firstFolder(path.Join(prefix, filepath.ToSlash(in.Path))); first != "" {
			args = append(args, first)
		}
	}
	listing, err := git(dir, args...)
	if err != nil {
		return checkout{}, err
	}
	top, err := os.MkdirTemp("", "docpiler-diff-")
	if err != nil {
		return checkout{}, err
	}
	c := checkout{top: top, dir: filepath.Join(top, filepath.FromSlash(prefix))}
	if err := errors.Join(os.MkdirAll(c.dir, 0o700), copyBlobs(dir, top, listing)); err != nil {
		c.remove()
		return checkout{}, err
	}
	return c, nil
}

// firstFolder returns the first element of a path, "" for a glob or the top
// itself: then everything is looked at.
func firstFolder(name string) string {
	first, _, _ := strings.Cut(path.Clean(name), "/")
	if first == "." || strings.ContainsAny(first, "*?[{") {
		return ""
	}
	return first
}

// git runs git in a folder and returns what it prints, without the line end.
func git(dir string, args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("git %s: %w\n%s", args[0], err, strings.TrimSpace(stderr.String()))
	}
	return strings.TrimSuffix(string(out), "\n"), nil
}

// copyBlobs writes the files of an ls-tree listing below a folder. Links and
// submodules are left out: a page is a regular file.
func copyBlobs(dir, top, listing string) error {
	root, err := os.OpenRoot(top)
	if err != nil {
		return err
	}
	defer root.Close()
	var names []string
	var hashes strings.Builder
	for entry := range strings.SplitSeq(listing, "\x00") {
		meta, name, _ := strings.Cut(entry, "\t")
		fields := strings.Fields(meta) // mode, type, hash
		if len(fields) == 3 && strings.HasPrefix(fields[0], "100") && pages.Readable(name) {
			names = append(names, name)
			hashes.WriteString(fields[2] + "\n")
		}
	}
	cmd := exec.Command("git", "cat-file", "--batch")
	cmd.Dir = dir
	cmd.Stdin = strings.NewReader(hashes.String())
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	err = writeBlobs(root, bufio.NewReader(stdout), names)
	if err != nil {
		cmd.Process.Kill() // it may wait for a reader
	}
	return errors.Join(err, cmd.Wait())
}

// writeBlobs reads what `git cat-file --batch` prints: for each blob a line
// "hash blob size", its bytes, a line end.
func writeBlobs(root *os.Root, in *bufio.Reader, names []string) error {
	for _, name := range names {
		line, err := in.ReadString('\n')
		if err != nil {
			return err
		}
		var hash string
		var size int64
		if _, err := fmt.Sscanf(line, "%s blob %d", &hash, &size); err != nil {
			return fmt.Errorf("git cat-file: %q: %w", line, err)
		}
		if err := writeBlob(root, filepath.FromSlash(name), io.LimitReader(in, size)); err != nil {
			return err
		}
		if _, err := in.Discard(1); err != nil {
			return err
		}
	}
	return nil
}

func writeBlob(root *os.Root, name string, content io.Reader) error {
	if err := root.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return err
	}
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, content)
	return errors.Join(err, f.Close())
}
