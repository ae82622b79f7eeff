using System.Buffers.Text;
using System.Text;

namespace Telehealth.Ledger;

/// <summary>
/// The first four fields of a record v1, found by a plain scan: <c>{"v":1,"stream":"…","seq":N,"prev":"…"</c>. All else in a record is
/// opaque here.
/// </summary>
/// <param name="Seq">Counts the stream's records from 1; 0 outside any chain.</param>
/// <param name="Prev">Hash of the record before; null outside any chain.</param>
public sealed record RecordPrefix(string Stream, long Seq, string? Prev)
{
    /// <returns>Null when the bytes do not begin like a record.</returns>
    public static RecordPrefix? Read(ReadOnlySpan<byte> record)
    {
        if (!Skip(ref record, "{\"v\":1,\"stream\":\""u8) || Quoted(ref record) is not { } stream) return null;
        if (!Skip(ref record, ",\"seq\":"u8) || !Utf8Parser.TryParse(record, out long seq, out var digits) || seq < 0) return null;

        record = record[digits..];
        if (!Skip(ref record, ",\"prev\":"u8)) return null;
        if (Skip(ref record, "null,"u8)) return new(stream, seq, null);
        return Skip(ref record, "\""u8) && Quoted(ref record) is { } prev ? new(stream, seq, prev) : null;
    }

    private static bool Skip(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> expected)
    {
        if (!rest.StartsWith(expected)) return false;
        rest = rest[expected.Length..];
        return true;
    }

    // Stream names and hashes hold nothing that JSON would escape.
    private static string? Quoted(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOfAny((byte)'"', (byte)'\\');
        if (end <= 0 || rest[end] != '"') return null;
        var text = Encoding.UTF8.GetString(rest[..end]);
        rest = rest[(end + 1)..];
        return text;
    }
}
