// Command bot sends a photo to a chat and says what came of it.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"

	bot "example.com/bot/bot/v1"
)

//go:generate go tool docpiler generate

func main() {
	// The token is a part of the address, so no header carries it.
	client := bot.NewClient(bot.Options{BaseURL: bot.DefaultBaseURL + "/bot" + os.Getenv("BOT_TOKEN")})
	photo, err := os.Open(os.Args[2])
	if err != nil {
		log.Fatal(err)
	}
	defer photo.Close()
	if err := run(context.Background(), client, os.Args[1], photo, os.Stdout); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, client *bot.Client, chat string, photo io.Reader, out io.Writer) error {
	me, err := client.APIs.GetMe(ctx)
	if err != nil {
		return err
	}
	sent, err := client.APIs.SendPhoto(ctx, bot.APISendPhotoBody{
		ChatID: chat, Photo: bot.File{Name: "door.png", Content: photo}, Caption: bot.Some("from " + me.FirstName),
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "message %d: %s\n", sent.MessageID.Value, sent.Caption)
	return err
}
