// Checks a log with the code of Go's own checksum database and nothing of ours: the signed head, that it extends an older one, every
// tile, every record, and proofs that stand alone.
//
//	verify FOLDER VKEY OLD-CHECKPOINT PROOF...
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func check(what string, err error) {
	if err != nil {
		fmt.Printf("BAD %s: %v\n", what, err)
		os.Exit(1)
	}
}

func head(text []byte, vkey string) tlog.Tree {
	verifier, err := note.NewVerifier(vkey)
	check("vkey", err)
	opened, err := note.Open(text, note.VerifierList(verifier))
	check("signature", err)
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check("size", err)
	root, err := tlog.ParseHash(lines[2])
	check("root", err)
	return tlog.Tree{N: size, Hash: root}
}

// files reads tiles as C2SP lays them out: as x/mod does, without the height in the path.
type files struct{ folder string }

func (f files) Height() int { return 8 }

func (f files) SaveTiles([]tlog.Tile, [][]byte) {}

func (f files) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		bytes, err := os.ReadFile(filepath.Join(f.folder, strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			return nil, err
		}
		all = append(all, bytes)
	}
	return all, nil
}

func (f files) entries(size int64) [][]byte {
	var all [][]byte
	for tile := int64(0); tile*256 < size; tile++ {
		path := tlog.Tile{H: 8, L: 0, N: tile, W: int(min(256, size-tile*256))}.Path()
		bundle, err := os.ReadFile(filepath.Join(f.folder, strings.Replace(path, "tile/8/0/", "tile/entries/", 1)))
		check("entries", err)
		for len(bundle) > 0 {
			length := int(binary.BigEndian.Uint16(bundle))
			all = append(all, bundle[2:2+length])
			bundle = bundle[2+length:]
		}
	}
	return all
}

func min(a, b int64) int64 {
	if a < b {
		return a
	}
	return b
}

func proof(file, vkey string) {
	text, err := os.ReadFile(file)
	check("proof", err)
	split := bytes.Index(text, []byte("\n\n"))
	lines := strings.Split(string(text[:split]), "\n")
	record, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	check("record", err)
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	check("index", err)
	var path tlog.RecordProof
	for _, line := range lines[3:] {
		hash, err := tlog.ParseHash(line)
		check("hash", err)
		path = append(path, hash)
	}
	tree := head(text[split+2:], vkey)
	check("inclusion", tlog.CheckRecord(path, tree.N, tree.Hash, index, tlog.RecordHash(record)))
}

func main() {
	folder, vkey := os.Args[1], os.Args[2]
	text, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	check("checkpoint", err)
	tree := head(text, vkey)
	older, err := os.ReadFile(os.Args[3])
	check("older checkpoint", err)
	old := head(older, vkey)

	// This reader believes no tile that does not lead to the signed root.
	reader := tlog.TileHashReader(tree, files{folder})
	way, err := tlog.ProveTree(tree.N, old.N, reader)
	check("tiles", err)
	check("consistency", tlog.CheckTree(way, tree.N, tree.Hash, old.N, old.Hash))

	entries := files{folder}.entries(tree.N)
	if int64(len(entries)) != tree.N {
		check("entries", fmt.Errorf("%d of %d", len(entries), tree.N))
	}
	for i, entry := range entries {
		hashes, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, int64(i))})
		check("tiles", err)
		if hashes[0] != tlog.RecordHash(entry) {
			check("entry", fmt.Errorf("number %d is not what its tile says", i))
		}
	}
	for _, file := range os.Args[4:] {
		proof(file, vkey)
	}
	fmt.Printf("OK %d records, %d before, %d proofs\n", tree.N, old.N, len(os.Args)-4)
}
