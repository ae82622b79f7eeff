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
        options.MaxDepth = 16;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        options.Converters.Add(new TextConverter<Instant>(InstantText.Read, InstantText.Write));
        options.Converters.Add(new TextConverter<LocalDate>(text => Parsed(LocalDatePattern.Iso.Parse(text)), LocalDatePattern.Iso.Format));
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
        new(text => make(Guid.ParseExact(text, "D")), id => value(id).ToString("D"));

    internal static T Parsed<T>(ParseResult<T> result) => result.Success ? result.Value : throw new FormatException();
}

/// <summary>Instants as people's programs write them: RFC 3339, the offset is needed, written in UTC.</summary>
internal static class InstantText
{
    public static Instant Read(string text) => WireJson.Parsed(OffsetDateTimePattern.Rfc3339.Parse(text)).ToInstant();

    /// <summary>Null when absent or not an instant.</summary>
    public static Instant? TryRead(string? text) =>
        text is not null && OffsetDateTimePattern.Rfc3339.Parse(text) is { Success: true, Value: var value } ? value.ToInstant() : null;

    public static string Write(Instant instant) => InstantPattern.ExtendedIso.Format(instant);
}

/// <summary>A value that is a string on the wire. A wrong form is a <see cref="JsonException"/> that does not repeat the value.</summary>
internal sealed class TextConverter<T>(Func<string, T> read, Func<T, string> write) : JsonConverter<T>
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

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(write(value));
}
