using NodaTime;

namespace Telehealth.Domain.Records;

/// <summary>Named values, as the encoders write them: absent is null, yes is 1, no is 0, enums are their names.</summary>
internal static class CanonicalFields
{
    public static CanonicalWriter Field(this CanonicalWriter writer, ReadOnlySpan<byte> name, string? value) => writer.Name(name).Value(value);

    public static CanonicalWriter Field(this CanonicalWriter writer, ReadOnlySpan<byte> name, long? value) =>
        value is { } number ? writer.Name(name).Value(number) : writer.Name(name).Null();

    public static CanonicalWriter Field(this CanonicalWriter writer, ReadOnlySpan<byte> name, bool value) => writer.Name(name).Value(value ? 1 : 0);

    public static CanonicalWriter Field(this CanonicalWriter writer, ReadOnlySpan<byte> name, Guid value) => writer.Name(name).Value(value);

    public static CanonicalWriter Field(this CanonicalWriter writer, ReadOnlySpan<byte> name, Guid? value) =>
        value is { } id ? writer.Name(name).Value(id) : writer.Name(name).Null();

    public static CanonicalWriter Field(this CanonicalWriter writer, ReadOnlySpan<byte> name, Instant? value) =>
        value is { } instant ? writer.Name(name).Value(instant) : writer.Name(name).Null();

    public static CanonicalWriter Field(this CanonicalWriter writer, ReadOnlySpan<byte> name, LocalDate? value) =>
        value is { } date ? writer.Name(name).Value(date) : writer.Name(name).Null();

    public static CanonicalWriter Field<TEnum>(this CanonicalWriter writer, ReadOnlySpan<byte> name, TEnum value) where TEnum : struct, Enum =>
        writer.Name(name).Value(value.ToString());

    public static CanonicalWriter Field<TEnum>(this CanonicalWriter writer, ReadOnlySpan<byte> name, TEnum? value) where TEnum : struct, Enum =>
        writer.Name(name).Value(value?.ToString());

    public static CanonicalWriter Field(this CanonicalWriter writer, ReadOnlySpan<byte> name, IEnumerable<string> values)
    {
        writer.Name(name).BeginArray();
        foreach (var value in values) writer.Value(value);
        return writer.EndArray();
    }
}
