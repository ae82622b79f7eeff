namespace Telehealth.Ledger.Notes;

/// <summary>The head of a log at one size (C2SP tlog-checkpoint): what a signed note says.</summary>
/// <param name="Origin">The log's name.</param>
/// <param name="Size">Leaves, from 0.</param>
/// <param name="Root">32 bytes.</param>
public sealed record Checkpoint(string Origin, long Size, ReadOnlyMemory<byte> Root)
{
    /// <summary>The text that is signed.</summary>
    public string Text => $"{Origin}\n{StrictDecimal.Write(Size)}\n{Convert.ToBase64String(Root.Span)}\n";

    /// <summary>Whether a log may be named so and sign under that name: no space, plus or control character, and no # before it.</summary>
    public static bool IsOrigin(string origin) => NoteKeys.IsName(origin) && origin[0] != '#';

    /// <returns>Null when the text is no checkpoint. Lines after the third are allowed and ignored.</returns>
    public static Checkpoint? TryParse(string text)
    {
        if (!text.EndsWith('\n') || text[..^1].Split('\n') is not [var origin, var size, var root, .. var more] || more.Contains("")) return null;
        return origin.Length > 0 && StrictDecimal.TryRead(size) is { } leaves && StrictBase64.TryRead(root) is { Length: MerkleHash.Size } hash
            ? new(origin, leaves, hash)
            : null;
    }

    public SignedNote Sign(IReadOnlyList<NoteSignerKey> keys) => SignedNote.Sign(Text, keys);

    /// <summary>Reads a signed checkpoint and checks its signatures.</summary>
    /// <param name="origin">The log that it must be of; null: any that a trusted key signs for.</param>
    public static OpenedCheckpoint Open(string note, IReadOnlyList<NoteVerifierKey> trusted, string? origin = null)
    {
        if (SignedNote.TryParse(note) is not { } signed || TryParse(signed.Text) is not { } checkpoint) return new(null, [], "this is not a signed checkpoint");
        var verdict = signed.Check(trusted);
        if (verdict.Problem is { } problem) return new(null, [], problem);
        return origin is null || origin == checkpoint.Origin
            ? new(checkpoint, verdict.Signers, null)
            : new(null, [], $"it is a checkpoint of another log: {checkpoint.Origin}, not {origin}");
    }
}

/// <param name="Checkpoint">Null when there is a problem.</param>
/// <param name="Signers">The trusted keys that signed it.</param>
/// <param name="Problem">Plain words.</param>
public sealed record OpenedCheckpoint(Checkpoint? Checkpoint, IReadOnlyList<NoteVerifierKey> Signers, string? Problem);
