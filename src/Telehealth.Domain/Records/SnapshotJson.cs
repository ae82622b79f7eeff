using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Records;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(VisitIdConverter), typeof(ParticipantIdConverter), typeof(PatientIdConverter), typeof(StaffIdConverter), typeof(ConcernIdConverter),
        typeof(AuthorityIdConverter), typeof(InstantConverter), typeof(LocalDateConverter), typeof(DurationConverter),
    ])]
[JsonSerializable(typeof(Visit))]
internal sealed partial class SnapshotJson : JsonSerializerContext;

/// <summary>A typed id as its text.</summary>
internal abstract class IdConverter<TId>(Func<Guid, TId> make, Func<TId, Guid> value) : JsonConverter<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => make(reader.GetGuid());

    public override void Write(Utf8JsonWriter writer, TId id, JsonSerializerOptions options) => writer.WriteStringValue(value(id));
}

internal sealed class VisitIdConverter() : IdConverter<VisitId>(g => new(g), id => id.Value);

internal sealed class ParticipantIdConverter() : IdConverter<ParticipantId>(g => new(g), id => id.Value);

internal sealed class PatientIdConverter() : IdConverter<PatientId>(g => new(g), id => id.Value);

internal sealed class StaffIdConverter() : IdConverter<StaffId>(g => new(g), id => id.Value);

internal sealed class ConcernIdConverter() : IdConverter<ConcernId>(g => new(g), id => id.Value);

internal sealed class AuthorityIdConverter() : IdConverter<AuthorityId>(g => new(g), id => id.Value);

/// <summary>As in records.</summary>
internal sealed class LocalDateConverter : JsonConverter<LocalDate>
{
    public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        LocalDatePattern.Iso.Parse(reader.GetString()!) is { Success: true, Value: var date } ? date : throw new JsonException("Not a date.");

    public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) => writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
}

/// <summary>Ticks of 100 ns since 1970 UTC: short, quick to read, and finer than any record.</summary>
internal sealed class InstantConverter : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Instant.FromUnixTimeTicks(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteNumberValue(value.ToUnixTimeTicks());
}

/// <summary>Ticks of 100 ns.</summary>
internal sealed class DurationConverter : JsonConverter<Duration>
{
    public override Duration Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Duration.FromTicks(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.BclCompatibleTicks);
}
