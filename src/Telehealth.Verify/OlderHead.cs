using Telehealth.Ledger;
using Telehealth.Ledger.Bundles;
using Telehealth.Ledger.Notes;
using Telehealth.Ledger.Tiles;

namespace Telehealth.Verify;

/// <summary>
/// A signed head that whoever checks kept from before: the log must begin with what it said then. This is what shows that the log was not
/// written anew, cut back to an older backup, or shown otherwise to somebody else.
/// </summary>
internal sealed class OlderHead(Checkpoint head)
{
    public long Size => head.Size;

    /// <returns>The head, or why it is none.</returns>
    public static (OlderHead? Head, string? Problem) Read(string file, IReadOnlyList<NoteVerifierKey> keys, string origin)
    {
        if (TextFiles.TryRead(file) is not { } note) return (null, $"The older checkpoint cannot be read: {file}");
        var opened = Checkpoint.Open(note, keys, origin);
        return opened.Checkpoint is { } checkpoint ? (new(checkpoint), null) : (null, $"The older checkpoint does not hold: {opened.Problem}. Nothing can be compared with it.");
    }

    /// <param name="root">The root at the older head's size as it follows from the records themselves; null when it does not.</param>
    /// <param name="proof">Of consistency from the older head to this one; null when there is none.</param>
    /// <param name="tiles">The log's tiles; null when there are none.</param>
    public async Task CompareAsync(Checkpoint now, byte[]? root, ConsistencyLine? proof, TileFolder? tiles, Report report, CancellationToken cancellation)
    {
        var said = $"history: the log of {now.Size} begins with the {Words.Many(Size, "record")} of the older head, unchanged";
        if (Size > now.Size) Wrong(report, $"the head that you kept counts {Size} records, and this one {now.Size}: records were taken away, as by restoring an older backup. (Only if you kept yours after this export was made is that no evidence.)");
        else if (Size == now.Size) Judge(report, head.Root.Span.SequenceEqual(now.Root.Span), "history: this head is the one that you kept.", "two signed heads of one size have different roots: the log tells two histories. Keep both files, they prove it");
        else if (Size == 0) report.Holds("history: the older head is of the empty log, with which every log begins.");
        else if (root is not null) Judge(report, head.Root.Span.SequenceEqual(root), $"{said}: computed from the records themselves.", Rewritten);
        else if (proof is not null) Judge(report, Extends(now, proof.Proof), $"{said}.", Rewritten);
        else if (tiles is not null && await FromTilesAsync(tiles, now, cancellation) is { } path) Judge(report, Extends(now, path), $"{said}.", Rewritten);
        else report.CannotUse($"Nothing here connects the older head of {Size} with this one of {now.Size}. Ask the clinic for GET /api/audit/log/consistency?from={Size}&to={now.Size} and give the file with --consistency.");
    }

    private string Rewritten => $"the log does not begin with the {Words.Many(Size, "record")} that the older head counts, or the proof of it was changed: what was signed then was changed since";

    private bool Extends(Checkpoint now, IReadOnlyList<byte[]> proof) => MerkleProof.Extends(Size, now.Size, proof, head.Root.Span, now.Root.Span);

    private async Task<IReadOnlyList<byte[]>?> FromTilesAsync(TileFolder tiles, Checkpoint now, CancellationToken cancellation)
    {
        try
        {
            return await new TileTree(tiles, now.Size).ProveConsistencyAsync(Size, cancellation);
        }
        catch (TileMissingException)
        {
            return null;
        }
    }

    private static void Judge(Report report, bool holds, string good, string bad)
    {
        if (holds) report.Holds(good);
        else Wrong(report, bad);
    }

    private static void Wrong(Report report, string problem) => report.Wrong(new("history", problem));
}
