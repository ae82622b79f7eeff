using Telehealth.Ledger.Notes;
using Telehealth.Ledger.Tiles;

namespace Telehealth.Ledger.Tests;

/// <summary>A proof that stands alone holds, and no changed one does.</summary>
public sealed class TlogProofTests
{
    private static readonly NoteSignerKey Key = NoteSignerKey.FromSeed("clinic.example/log", [.. Enumerable.Repeat((byte)1, 32)]);

    [Fact]
    public async Task It_is_written_as_the_specification_says_and_read_back()
    {
        var proof = await ProofAsync(2, 5);

        var text = proof.ToString();

        Assert.StartsWith("c2sp.org/tlog-proof@v1\nextra bGVhZiAy\nindex 2\n", text, StringComparison.Ordinal);
        Assert.EndsWith($"\n\n{proof.CheckpointNote}", text, StringComparison.Ordinal);
        Assert.Equal(text, TlogProof.TryParse(text)!.ToString());
        Assert.Null(TlogProof.TryParse(text)!.Check([Key.Verifier]).Problem);
        Assert.Null(TlogProof.TryParse(text)!.Check([Key.Verifier], MemoryTiles.LeafBytes(2), "clinic.example/log").Problem);
    }

    [Fact]
    public async Task A_tree_of_one_leaf_needs_no_hashes()
    {
        var text = (await ProofAsync(0, 1)).ToString();

        Assert.Null(TlogProof.TryParse(text)!.Check([Key.Verifier]).Problem);
    }

    [Fact]
    public async Task Any_changed_character_is_noticed()
    {
        var text = (await ProofAsync(123, 1000)).ToString();
        for (var i = 0; i < text.Length; i++)
        {
            var changed = $"{text[..i]}{(char)(text[i] ^ 1)}{text[(i + 1)..]}";
            Assert.NotNull(TlogProof.TryParse(changed) is { } proof ? proof.Check([Key.Verifier]).Problem : "malformed");
        }
    }

    [Fact]
    public async Task Another_record_under_the_same_proof_is_refused_in_words()
    {
        var verdict = (await ProofAsync(123, 1000)).Check([Key.Verifier], MemoryTiles.LeafBytes(124));

        Assert.Contains("not number 123", verdict.Problem);
        Assert.Equal(1000, verdict.Checkpoint!.Size);
    }

    private static async Task<TlogProof> ProofAsync(int index, int size)
    {
        var tiles = MemoryTiles.Grow(size);
        var note = new Checkpoint("clinic.example/log", size, tiles.Frontier.Root()).Sign([Key]).ToString();
        return new(index, MemoryTiles.LeafBytes(index), await new TileTree(tiles, size).ProveInclusionAsync(index, default), note);
    }
}
