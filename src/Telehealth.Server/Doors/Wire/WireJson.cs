using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Telehealth.Domain;

namespace Telehealth.Server.Doors.Wire;

/// <summary>The one JSON of REST and hub: camelCase, enums as their names, RFC 3339 instants, ISO dates, bare ids, nulls left out.</summary>
internal static class WireJson
{
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.MaxDepth = 24; // What the deepest answer needs to be described in the API document.
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        options.Converters.Add(new TextConverter<Instant>(InstantText.Read, InstantText.Longest, InstantText.Write));
        options.Converters.Add(new TextConverter<LocalDate>(text => Parsed(LocalDatePattern.Iso.Parse(text)), InstantText.Longest, InstantText.Write));
        AddIds(options);
        return options;
    }

    private static void AddIds(JsonSerializerOptions options)
    {
        options.Converters.Add(Id(g => new VisitId(g), id => id.Value));
        options.Converters.Add(Id(g => new ParticipantId(g), id => id.Value));
        options.Converters.Add(Id(g => new PatientId(g), id => id.Value));
        options.Converters.Add(Id(g => new StaffId(g), id => id.Value));
        options.Converters.Add(Id(g => new AuthorityId(g), id => id.Value));
        options.Converters.Add(Id(g => new CommandId(g), id => id.Value));
        options.Converters.Add(Id(g => new ConcernId(g), id => id.Value));
    }

    private static TextConverter<T> Id<T>(Func<Guid, T> make, Func<T, Guid> value) where T : struct =>
        new(text => make(Guid.ParseExact(text, "D")), 36, (id, room) => Utf8Formatter.TryFormat(value(id), room, out var written) ? written : 0);

    internal static T Parsed<T>(ParseResult<T> result) => result.Success ? result.Value : throw new FormatException();
}

/// <summary>Instants as people's programs write them: RFC 3339, the offset is needed, written in UTC.</summary>
internal static class InstantText
{
    /// <summary>Bytes that an instant or a date may take.</summary>
    public const int Longest = 32;

    public static Instant Read(string text) => WireJson.Parsed(OffsetDateTimePattern.Rfc3339.Parse(text)).ToInstant();

    /// <summary>Null when absent or not an instant.</summary>
    public static Instant? TryRead(string? text) =>
        text is not null && OffsetDateTimePattern.Rfc3339.Parse(text) is { Success: true, Value: var value } ? value.ToInstant() : null;

    public static string Write(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    /// <summary>As <see cref="InstantPattern.ExtendedIso"/> writes it, without a string or its pattern: a view holds a dozen.</summary>
    public static int Write(Instant instant, Span<byte> room)
    {
        var utc = instant.InUtc();
        if (utc.Year is < 1 or > 9999) return Encoding.UTF8.GetBytes(InstantPattern.ExtendedIso.Format(instant), room);
        var length = Write(utc.Date, room);
        room[length++] = (byte)'T';
        length += Two(utc.Hour, ':', room[length..]);
        length += Two(utc.Minute, ':', room[length..]);
        length += Two(utc.Second, '.', room[length..]);
        length = Fraction(utc.NanosecondOfSecond, room, length);
        room[length] = (byte)'Z';
        return length + 1;
    }

    /// <summary>As <see cref="LocalDatePattern.Iso"/> writes it.</summary>
    public static int Write(LocalDate date, Span<byte> room)
    {
        if (date.Year is < 1 or > 9999) return Encoding.UTF8.GetBytes(LocalDatePattern.Iso.Format(date), room);
        Utf8Formatter.TryFormat(date.Year, room, out var length, new StandardFormat('D', 4));
        room[length++] = (byte)'-';
        length += Two(date.Month, '-', room[length..]);
        return length + Two(date.Day, null, room[length..]);
    }

    private static int Two(int number, char? then, Span<byte> room)
    {
        room[0] = (byte)('0' + number / 10);
        room[1] = (byte)('0' + number % 10);
        if (then is { } mark) room[2] = (byte)mark;
        return then is null ? 2 : 3;
    }

    /// <summary>No zeros at the end; without any digit the point goes too.</summary>
    private static int Fraction(int nanoseconds, Span<byte> room, int length)
    {
        if (nanoseconds == 0) return length - 1;
        Utf8Formatter.TryFormat(nanoseconds, room[length..], out var digits, new StandardFormat('D', 9));
        return length + room.Slice(length, digits).TrimEnd((byte)'0').Length;
    }
}

/// <summary>A value that is a string on the wire. A wrong form is a <see cref="JsonException"/> that does not repeat the value.</summary>
/// <param name="longest">Bytes that a value may take.</param>
/// <param name="write">Puts its UTF-8 into the room and says how many bytes.</param>
internal sealed class TextConverter<T>(Func<string, T> read, int longest, WriteText<T> write) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("A string is expected.");
        try
        {
            return read(reader.GetString()!);
        }
        catch (FormatException)
        {
            throw new JsonException($"Not a {typeof(T).Name}.");
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        Span<byte> room = stackalloc byte[longest];
        writer.WriteStringValue(room[..write(value, room)]);
    }

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        Span<byte> room = stackalloc byte[longest];
        writer.WritePropertyName(room[..write(value, room)]);
    }
}

internal delegate int WriteText<in T>(T value, Span<byte> room);
