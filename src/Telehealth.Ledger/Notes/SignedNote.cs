using System.Buffers.Binary;
using System.Text;

namespace Telehealth.Ledger.Notes;

/// <param name="Name">Who is said to have signed.</param>
/// <param name="Signature">Of a kind that only the key knows.</param>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Signature);

/// <param name="Signers">The trusted keys whose signatures hold; empty when there is a problem.</param>
/// <param name="Problem">Plain words; null when at least one trusted key signed and none of their signatures is wrong.</param>
public sealed record NoteVerdict(IReadOnlyList<NoteVerifierKey> Signers, string? Problem);

/// <summary>Text signed by one or more keys (C2SP signed-note). The text means nothing until <see cref="Check"/> found no problem.</summary>
/// <param name="Text">Ends with a line feed.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    private const int MostSignatures = 100;
    private const int LongestNote = 1_000_000;
    private const string Dash = "— ";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>Null when the text is not a signed note.</returns>
    public static SignedNote? TryParse(string note)
    {
        if (note.Length > LongestNote || !note.EndsWith('\n') || note.Any(c => c < ' ' && c != '\n')) return null;
        var split = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (split < 0 || split + 2 == note.Length) return null;

        var signatures = new List<NoteSignature>();
        foreach (var line in note[(split + 2)..^1].Split('\n'))
        {
            if (ReadSignature(line) is not { } signature || signatures.Count == MostSignatures) return null;
            signatures.Add(signature);
        }

        return new(note[..(split + 1)], signatures);
    }

    /// <summary>Signs with each key, one line a key, in this order.</summary>
    public static SignedNote Sign(string text, IReadOnlyList<NoteSignerKey> keys)
    {
        if (!text.EndsWith('\n')) throw new ArgumentException("The text of a note ends with a line feed.", nameof(text));
        var bytes = Utf8.GetBytes(text);
        return new(text, [.. keys.Select(k => new NoteSignature(k.Verifier.Name, k.Verifier.Id, k.Sign(bytes)))]);
    }

    /// <summary>Unknown keys are passed over; a wrong signature under a trusted key's name and id condemns the note.</summary>
    public NoteVerdict Check(IReadOnlyList<NoteVerifierKey> trusted)
    {
        var signers = new List<NoteVerifierKey>();
        var text = Utf8.GetBytes(Text);
        foreach (var signature in Signatures)
        {
            if (trusted.FirstOrDefault(k => k.Name == signature.Name && k.Id == signature.KeyId) is not { } key || signers.Contains(key)) continue;
            if (!key.Verifies(text, signature.Signature)) return new([], $"the signature of {key.Name} is wrong: the text or the signature was changed");
            signers.Add(key);
        }

        return signers.Count > 0 ? new(signers, null) : new([], "it is signed by no key that is trusted here");
    }

    public override string ToString()
    {
        var note = new StringBuilder(Text).Append('\n');
        foreach (var signature in Signatures)
        {
            var bytes = new byte[4 + signature.Signature.Length];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, signature.KeyId);
            signature.Signature.CopyTo(bytes.AsMemory(4));
            note.Append(Dash).Append(signature.Name).Append(' ').Append(Convert.ToBase64String(bytes)).Append('\n');
        }

        return note.ToString();
    }

    private static NoteSignature? ReadSignature(string line)
    {
        if (!line.StartsWith(Dash, StringComparison.Ordinal) || line[Dash.Length..].Split(' ') is not [var name, var text] || !NoteKeys.IsName(name)) return null;
        return StrictBase64.TryRead(text) is { Length: > 4 } bytes ? new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes.AsMemory(4)) : null;
    }
}
