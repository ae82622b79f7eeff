using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Telehealth.Domain.Licensure;

namespace Telehealth.Server.Desk.Rules;

/// <summary>
/// One object of a rule file, read strictly: every mistake is noted and something harmless returned, so that all of them are told at once. What was
/// not asked for when <see cref="End"/> comes is a mistake too.
/// </summary>
internal sealed class RowReader(string file, string row, JsonElement json, ICollection<RuleProblem> problems)
{
    private const int Longest = 1000;
    private readonly HashSet<string> read = ["note"];

    public string Row { get; } = row;

    public JsonElement Json { get; } = json;

    public void Wrong(string reason) => problems.Add(new(file, Row, reason));

    public bool Has(string name) => Find(name) is not null;

    public string Text(string name) => TextOrNull(name) ?? Missing(name, "");

    public string? TextOrNull(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.String && value.GetString() is { Length: <= Longest } text && !string.IsNullOrWhiteSpace(text) && text == text.Trim()) return text;
        Wrong($"{name} is no text of 1 to {Longest} characters");
        return "";
    }

    public LocalDate Date(string name) => DateOrNull(name) ?? Missing(name, default(LocalDate));

    public LocalDate? DateOrNull(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.String && LocalDatePattern.Iso.Parse(value.GetString()!) is { Success: true, Value: var date }) return date;
        Wrong($"{name} is no date (YYYY-MM-DD)");
        return default(LocalDate);
    }

    /// <summary>An upper-case USPS code.</summary>
    public string State(string name)
    {
        var state = Text(name);
        if (state.Length > 0 && !StateZones.States.Contains(state)) Wrong($"{name} '{state}' is no USPS code");
        return state;
    }

    public T Word<T>(string name) where T : struct, Enum => WordOrNull<T>(name) ?? Missing(name, default(T));

    public T? WordOrNull<T>(string name) where T : struct, Enum => Find(name) is { } value ? WordOf<T>(name, value) : null;

    /// <summary>Each once; empty when absent.</summary>
    public ImmutableArray<T> Words<T>(string name) where T : struct, Enum
    {
        if (Find(name) is not { } value) return [];
        if (value.ValueKind is not JsonValueKind.Array || value.GetArrayLength() == 0)
        {
            Wrong($"{name} is no list with something in it");
            return [];
        }

        ImmutableArray<T> words = [.. value.EnumerateArray().Select(v => WordOf<T>(name, v))];
        if (words.Distinct().Count() != words.Length) Wrong($"{name} names something twice");
        return words;
    }

    public int Number(string name, int least, int most) => NumberOrNull(name, least, most) ?? Missing(name, least);

    public int? NumberOrNull(string name, int least, int most)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most) return number;
        Wrong(string.Create(CultureInfo.InvariantCulture, $"{name} is no whole number from {least} to {most}"));
        return least;
    }

    /// <summary>False when absent.</summary>
    public bool Flag(string name)
    {
        if (Find(name) is not { } value) return false;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Wrong($"{name} is neither true nor false");
        return false;
    }

    /// <summary>An object inside; null when absent.</summary>
    public RowReader? Object(string name)
    {
        if (Find(name) is not { } value) return null;
        if (value.ValueKind is JsonValueKind.Object) return new(file, Row, value, problems);
        Wrong($"{name} is no object");
        return null;
    }

    /// <param name="idOf">What a row is called in messages, from its own members; its number from 1 where that is missing.</param>
    public IEnumerable<RowReader> Rows(string name, Func<JsonElement, string?> idOf)
    {
        if (Find(name) is not { ValueKind: JsonValueKind.Array } value)
        {
            Wrong($"{name} is missing, or no list");
            yield break;
        }

        var number = 0;
        foreach (var element in value.EnumerateArray())
        {
            number++;
            var told = (Row.Length == 0 ? "" : Row + "/") + ((element.ValueKind is JsonValueKind.Object ? idOf(element) : null) ?? number.ToString(CultureInfo.InvariantCulture));
            if (element.ValueKind is JsonValueKind.Object) yield return new(file, told, element, problems);
            else problems.Add(new(file, told, "is no object"));
        }
    }

    public void InOrder(LocalDate? first, LocalDate? last, string names)
    {
        if (first > last) Wrong($"{names}: the first date is after the last");
    }

    public void End()
    {
        foreach (var member in Json.EnumerateObject().Where(m => !read.Contains(m.Name))) Wrong($"{member.Name} is not known here");
    }

    /// <summary>A member of a row, where it is a text; what <c>idOf</c> of <see cref="Rows"/> usually is.</summary>
    public static Func<JsonElement, string?> By(string name) =>
        row => row.TryGetProperty(name, out var id) && id.ValueKind is JsonValueKind.String ? id.GetString() : null;

    private T WordOf<T>(string name, JsonElement value) where T : struct, Enum
    {
        // By its name only: a number, or the name in another case, is not what is written here.
        if (value.ValueKind is JsonValueKind.String && Array.IndexOf(RuleWords.NamesOf<T>(), value.GetString()) is >= 0 and var at) return Enum.GetValues<T>()[at];
        Wrong($"{name} '{(value.ValueKind is JsonValueKind.String ? value.GetString() : value.ValueKind.ToString())}' is none of {string.Join(", ", RuleWords.NamesOf<T>())}");
        return default;
    }

    private T Missing<T>(string name, T otherwise)
    {
        Wrong($"{name} is missing");
        return otherwise;
    }

    private JsonElement? Find(string name)
    {
        read.Add(name);
        return Json.TryGetProperty(name, out var value) ? value : null;
    }
}
