using System.Text;

namespace Telehealth.Verify.Bundle;

/// <summary>What the records of a bundle commit to, and which of them tell of an erasure.</summary>
/// <param name="wanted">Nothing is kept where no detail is to be checked.</param>
internal sealed class Commitments(bool wanted)
{
    private const int HexLength = 64;
    private const string Erasure = "PatientErased";
    private readonly HashSet<string> _details = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string?> _codes = [];

    // The commitment is a record's last field.
    private static ReadOnlySpan<byte> Before => "\"detail\":\""u8;

    private static ReadOnlySpan<byte> After => "\"}"u8;

    public bool Holds(string commitment) => _details.Contains(commitment);

    /// <summary>Whether the record of that leaf tells of an erasure; null when it is not in the bundle.</summary>
    public bool? IsErasure(long leaf) => _codes.TryGetValue(leaf, out var code) ? code == Erasure : null;

    public void Saw(long leaf, ReadOnlyMemory<byte> record)
    {
        if (!wanted) return;
        var bytes = record.Span;
        _codes[leaf] = bytes.IndexOf("\"code\":\"PatientErased\""u8) > 0 ? RecordPlace.TextOf(record, "code") : null;
        if (!bytes.EndsWith(After) || bytes.Length < Before.Length + HexLength + After.Length) return;
        var tail = bytes[^(Before.Length + HexLength + After.Length)..];
        if (tail.StartsWith(Before)) _details.Add(Encoding.ASCII.GetString(tail.Slice(Before.Length, HexLength)));
    }
}
