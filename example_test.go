package docpiler_test

import (
	"fmt"

	"github.com/docpiler/docpiler"
	"github.com/docpiler/docpiler/parser/pages"
)

func ExampleBuild() {
	result, err := docpiler.Build(docpiler.Job{
		Docs:    []pages.Input{{Path: "seeds/driveitem-checkin.md"}},
		Options: docpiler.Options{Package: "graph", Emit: []string{"client"}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(result.PageCount, "page,", result.Operations, "operation")
	for _, name := range []string{"v1/client.go", "v1/driveitem.go"} {
		fmt.Println(name, len(result.Files[name]) > 0)
	}
	// Output:
	// 1 page, 1 operation
	// v1/client.go true
	// v1/driveitem.go true
}

func ExampleRead() {
	reading, err := docpiler.Read(docpiler.Job{Docs: []pages.Input{{Path: "seeds/driveitem-checkin.md"}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, o := range reading.API.Operations {
		fmt.Println(o.ID, o.Endpoints[0].Method, o.Endpoints[0].Path)
	}
	// Output:
	// v1.0/driveItem/checkin POST /me/drive/root/checkin
}
