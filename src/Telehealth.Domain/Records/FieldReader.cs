using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Telehealth.Domain.Records;

/// <summary>Reads what <see cref="CanonicalFields"/> wrote, and nothing else: a missing or misspelt field is a format error.</summary>
internal readonly struct FieldReader(JsonElement element)
{
    private static readonly InstantPattern Times = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.ffffff'Z'");

    public FieldReader Object(string name) => Of(Member(name), JsonValueKind.Object, name, e => new FieldReader(e));

    public string Text(string name) => TextOrNull(name) ?? throw Bad(name);

    public string? TextOrNull(string name) => OrNull(name, JsonValueKind.String, e => e.GetString()!, null);

    public long Long(string name) => Of(Member(name), JsonValueKind.Number, name, e => e.TryGetInt64(out var value) ? value : throw Bad(name));

    public int Int(string name) => Long(name) is >= int.MinValue and <= int.MaxValue and var value ? (int)value : throw Bad(name);

    public int? IntOrNull(string name) => IsNull(name) ? null : Int(name);

    public bool Flag(string name) => Long(name) switch { 0 => false, 1 => true, _ => throw Bad(name) };

    public bool? FlagOrNull(string name) => IsNull(name) ? null : Flag(name);

    public Guid Id(string name) => IdOrNull(name) ?? throw Bad(name);

    public Guid? IdOrNull(string name) => TextOrNull(name) is not { } text ? null
        : Guid.TryParseExact(text, "D", out var id) && id.ToString("D", CultureInfo.InvariantCulture) == text ? id
        : throw Bad(name);

    public Instant Time(string name) => TimeOrNull(name) ?? throw Bad(name);

    public Instant? TimeOrNull(string name) =>
        TextOrNull(name) is not { } text ? null : Times.Parse(text) is { Success: true } parsed ? parsed.Value : throw Bad(name);

    public LocalDate Date(string name) => DateOrNull(name) ?? throw Bad(name);

    public LocalDate? DateOrNull(string name) =>
        TextOrNull(name) is not { } text ? null : LocalDatePattern.Iso.Parse(text) is { Success: true } parsed ? parsed.Value : throw Bad(name);

    public TEnum Enum<TEnum>(string name) where TEnum : struct, Enum => EnumOrNull<TEnum>(name) ?? throw Bad(name);

    public TEnum? EnumOrNull<TEnum>(string name) where TEnum : struct, Enum => TextOrNull(name) is not { } text ? null
        : System.Enum.TryParse<TEnum>(text, out var value) && value.ToString() == text ? value
        : throw Bad(name);

    /// <summary>An enum written in its wire form.</summary>
    public TEnum Wire<TEnum>(string name) where TEnum : struct, Enum
    {
        var text = Text(name);
        foreach (var value in System.Enum.GetValues<TEnum>())
        {
            if (value.ToWire() == text) return value;
        }

        throw Bad(name);
    }

    public ImmutableArray<string> Texts(string name) => List(name, e => e.ValueKind is JsonValueKind.String ? e.GetString()! : throw Bad(name));

    public ImmutableArray<T> Objects<T>(string name, Func<FieldReader, T> read) =>
        List(name, e => e.ValueKind is JsonValueKind.Object ? read(new FieldReader(e)) : throw Bad(name));

    public bool Has(string name) => element.TryGetProperty(name, out _);

    public bool IsNull(string name) => Member(name).ValueKind is JsonValueKind.Null;

    private ImmutableArray<T> List<T>(string name, Func<JsonElement, T> read) =>
        Of(Member(name), JsonValueKind.Array, name, list => list.EnumerateArray().Select(read).ToImmutableArray());

    private T? OrNull<T>(string name, JsonValueKind kind, Func<JsonElement, T> read, T? none)
    {
        var member = Member(name);
        return member.ValueKind is JsonValueKind.Null ? none : Of(member, kind, name, read);
    }

    private static T Of<T>(JsonElement member, JsonValueKind kind, string name, Func<JsonElement, T> read) =>
        member.ValueKind == kind ? read(member) : throw Bad(name);

    private JsonElement Member(string name) =>
        element.TryGetProperty(name, out var member) ? member : throw new RecordFormatException($"the field '{name}' is missing");

    private static RecordFormatException Bad(string name) => new($"the field '{name}' has a value that does not belong there");
}
