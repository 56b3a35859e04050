// Command issues lists the open issues of a GitLab project, all pages of them, and
// files one.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"

	gitlab "example.com/issues/gitlab/v4"
)

//go:generate go tool docpiler generate

func main() {
	token := func(context.Context) (string, error) { return os.Getenv("GITLAB_TOKEN"), nil }
	client := gitlab.NewClient(gitlab.Options{Token: token, BaseURL: os.Getenv("GITLAB_URL")})
	if err := run(context.Background(), client, os.Args[1], os.Stdout); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, client *gitlab.Client, project string, out io.Writer) error {
	page, err := client.Projects.ListIssues(ctx, project, gitlab.ProjectListIssuesOptions{State: "opened"})
	if err != nil {
		return err
	}
	for issue, err := range page.All(ctx) { // the header Link leads from page to page
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "#%d %s\n", issue.Iid.Value, issue.Title)
	}
	filed, err := client.Projects.CreateIssues(ctx, project, gitlab.ProjectCreateIssuesBody{Title: "Oil the hinge", Labels: gitlab.Some("door")})
	if failed := (*gitlab.Error)(nil); errors.As(err, &failed) {
		return fmt.Errorf("GitLab says %d: %s", failed.Status, failed.Message)
	} else if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "filed #%d\n", filed.Iid.Value)
	return err
}
