namespace Telehealth.Ledger.Notes;

/// <summary>
/// A proof that stands alone (C2SP tlog-proof, <c>.tlog-proof</c>): that an entry is number <see cref="Index"/> of the tree under a signed
/// checkpoint. Ours carry the entry itself as the extra data, so one file and a vkey are enough; it is believed only once its hash fits.
/// </summary>
/// <param name="Extra">Null when there is none. Not vouched for by itself.</param>
/// <param name="Path">From the leaf's neighbour up.</param>
/// <param name="CheckpointNote">The signed note, verbatim.</param>
public sealed record TlogProof(long Index, ReadOnlyMemory<byte>? Extra, IReadOnlyList<byte[]> Path, string CheckpointNote)
{
    private const string Header = "c2sp.org/tlog-proof@v1";
    private const string ExtraWord = "extra ", IndexWord = "index ";

    /// <returns>Null when the text is no such proof.</returns>
    public static TlogProof? TryParse(string text)
    {
        var split = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || text[..split].Split('\n') is not [Header, .. var lines]) return null;
        byte[]? extra = null;
        if (lines is [var first, .. var rest] && first.StartsWith(ExtraWord, StringComparison.Ordinal))
        {
            if (StrictBase64.TryRead(first[ExtraWord.Length..]) is not { } bytes) return null;
            (extra, lines) = (bytes, rest);
        }

        if (lines is not [var line, .. var hashes] || !line.StartsWith(IndexWord, StringComparison.Ordinal) || StrictDecimal.TryRead(line[IndexWord.Length..]) is not { } index) return null;
        var path = hashes.Select(StrictBase64.TryRead).ToArray();
        if (path.Any(h => h is not { Length: MerkleHash.Size })) return null;
        return new(index, extra is null ? null : extra.AsMemory(), path!, text[(split + 2)..]);
    }

    public override string ToString() => string.Concat(
        [
            $"{Header}\n", Extra is { } extra ? $"{ExtraWord}{Convert.ToBase64String(extra.Span)}\n" : "", $"{IndexWord}{StrictDecimal.Write(Index)}\n",
            .. Path.Select(h => $"{Convert.ToBase64String(h)}\n"), "\n", CheckpointNote,
        ]);

    /// <summary>Checks the signature, then that the entry is in the tree.</summary>
    /// <param name="entry">The record's bytes; null: those that the proof carries.</param>
    /// <param name="origin">The log that it must be of; null: any that a trusted key signs for.</param>
    public ProofVerdict Check(IReadOnlyList<NoteVerifierKey> trusted, ReadOnlyMemory<byte>? entry = null, string? origin = null)
    {
        var opened = Checkpoint.Open(CheckpointNote, trusted, origin);
        if (opened.Checkpoint is not { } checkpoint) return new(null, $"the checkpoint does not hold: {opened.Problem}");
        if ((entry ?? Extra) is not { } bytes) return new(checkpoint, "the proof carries no record, and none was given");
        return MerkleProof.Includes(MerkleHash.Leaf(bytes.Span), Index, checkpoint.Size, Path, checkpoint.Root.Span)
            ? new(checkpoint, null)
            : new(checkpoint, $"the record is not number {Index} of this log: it, its place or the proof was changed");
    }
}

/// <param name="Checkpoint">The signed head that it rests on; null when that does not hold.</param>
/// <param name="Problem">Plain words; null when the proof holds.</param>
public sealed record ProofVerdict(Checkpoint? Checkpoint, string? Problem);
