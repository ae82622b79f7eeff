using System.Buffers;
using System.Buffers.Text;
using System.Text;
using NodaTime;

namespace Telehealth.Domain.Records;

/// <summary>
/// Writes canonical JSON: no whitespace, only objects, arrays, strings, integers and null, strings escaped as RFC 8785 does. Our own,
/// because its bytes are frozen and a library's may change with its version.
/// </summary>
internal sealed class CanonicalWriter : IDisposable
{
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(2_048);
    private int length;
    private bool separate;

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, length);

    public void Clear()
    {
        length = 0;
        separate = false;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    public CanonicalWriter BeginObject() => Open((byte)'{');

    public CanonicalWriter EndObject() => Close((byte)'}');

    public CanonicalWriter BeginArray() => Open((byte)'[');

    public CanonicalWriter EndArray() => Close((byte)']');

    /// <summary>A name that needs no escape.</summary>
    public CanonicalWriter Name(ReadOnlySpan<byte> name)
    {
        Separate();
        var room = Room(name.Length + 3);
        room[0] = (byte)'"';
        name.CopyTo(room[1..]);
        room[name.Length + 1] = (byte)'"';
        room[name.Length + 2] = (byte)':';
        length += name.Length + 3;
        separate = false;
        return this;
    }

    public CanonicalWriter Name(string name)
    {
        Separate();
        Quote(name);
        Append((byte)':');
        separate = false;
        return this;
    }

    public CanonicalWriter Null()
    {
        Separate();
        Raw("null"u8);
        return this;
    }

    public CanonicalWriter Value(string? text)
    {
        if (text is null) return Null();
        Separate();
        Quote(text);
        return this;
    }

    public CanonicalWriter Value(long number)
    {
        Separate();
        Utf8Formatter.TryFormat(number, Room(20), out var written);
        length += written;
        return this;
    }

    public CanonicalWriter Value(Guid id)
    {
        Separate();
        var room = Room(38);
        room[0] = (byte)'"';
        Utf8Formatter.TryFormat(id, room[1..], out _, 'D');
        room[37] = (byte)'"';
        length += 38;
        return this;
    }

    /// <summary>RFC 3339 in UTC with six decimals.</summary>
    public CanonicalWriter Value(Instant instant)
    {
        Separate();
        var utc = instant.InUtc();
        var room = Room(29);
        room[0] = (byte)'"';
        Date(room[1..], utc.Date);
        room[11] = (byte)'T';
        Digits(room.Slice(12, 2), utc.Hour);
        room[14] = (byte)':';
        Digits(room.Slice(15, 2), utc.Minute);
        room[17] = (byte)':';
        Digits(room.Slice(18, 2), utc.Second);
        room[20] = (byte)'.';
        Digits(room.Slice(21, 6), utc.NanosecondOfSecond / 1_000);
        room[27] = (byte)'Z';
        room[28] = (byte)'"';
        length += 29;
        return this;
    }

    public CanonicalWriter Value(LocalDate date)
    {
        Separate();
        var room = Room(12);
        room[0] = (byte)'"';
        Date(room[1..], date);
        room[11] = (byte)'"';
        length += 12;
        return this;
    }

    private static void Date(Span<byte> room, LocalDate date)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(date.Year);
        Digits(room[..4], date.Year);
        room[4] = (byte)'-';
        Digits(room.Slice(5, 2), date.Month);
        room[7] = (byte)'-';
        Digits(room.Slice(8, 2), date.Day);
    }

    private static void Digits(Span<byte> room, int value)
    {
        for (var i = room.Length - 1; i >= 0; i--, value /= 10) room[i] = (byte)('0' + value % 10);
    }

    private CanonicalWriter Open(byte bracket)
    {
        Separate();
        Append(bracket);
        separate = false;
        return this;
    }

    private CanonicalWriter Close(byte bracket)
    {
        Append(bracket);
        separate = true;
        return this;
    }

    private void Separate()
    {
        if (separate) Append((byte)',');
        separate = true;
    }

    private void Quote(string text)
    {
        Append((byte)'"');
        var rest = text.AsSpan();
        while (true)
        {
            var special = rest.IndexOfAny(Escaped);
            var plain = special < 0 ? rest : rest[..special];
            // A lone surrogate becomes U+FFFD, the same way each time.
            length += Encoding.UTF8.GetBytes(plain, Room(Encoding.UTF8.GetMaxByteCount(plain.Length)));
            if (special < 0) break;
            Escape(rest[special]);
            rest = rest[(special + 1)..];
        }

        Append((byte)'"');
    }

    private static readonly SearchValues<char> Escaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (char)c), '"', '\\']);

    private void Escape(char c)
    {
        ReadOnlySpan<byte> escape = c switch
        {
            '"' => "\\\""u8,
            '\\' => "\\\\"u8,
            '\b' => "\\b"u8,
            '\t' => "\\t"u8,
            '\n' => "\\n"u8,
            '\f' => "\\f"u8,
            '\r' => "\\r"u8,
            _ => default,
        };
        if (!escape.IsEmpty)
        {
            Raw(escape);
            return;
        }

        Raw("\\u00"u8);
        Utf8Formatter.TryFormat((byte)c, Room(2), out var written, new StandardFormat('x', 2));
        length += written;
    }

    private void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        length += bytes.Length;
    }

    private void Append(byte single)
    {
        Room(1)[0] = single;
        length++;
    }

    private Span<byte> Room(int count)
    {
        if (buffer.Length - length < count) Grow(count);
        return buffer.AsSpan(length);
    }

    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(buffer.Length * 2, length + count));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
