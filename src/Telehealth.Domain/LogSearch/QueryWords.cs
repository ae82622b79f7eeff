using System.Collections.Immutable;

namespace Telehealth.Domain.LogSearch;

/// <param name="Quoted">Written in quotation marks, which are not part of the text.</param>
internal readonly record struct QueryValue(string Text, bool Quoted, int Start, int Length);

/// <param name="Key">Null where there is no colon.</param>
internal sealed record QueryWord(bool Not, string? Key, int KeyStart, ImmutableArray<QueryValue> Values, int Start, int Length);

/// <summary>Takes a query apart into words, with their places.</summary>
internal static class QueryWords
{
    public static List<QueryWord> Split(string text, ImmutableArray<LogQueryError>.Builder errors)
    {
        var words = new List<QueryWord>();
        var at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
            if (at == text.Length) return words;
            words.Add(One(text, ref at, errors));
        }
    }

    private static QueryWord One(string text, ref int at, ImmutableArray<LogQueryError>.Builder errors)
    {
        var start = at;
        var not = text[at] == '-';
        if (not) at++;
        var keyStart = at;
        while (at < text.Length && char.IsAsciiLetter(text[at])) at++;
        if (at == text.Length || text[at] != ':' || at == keyStart)
        {
            while (at < text.Length && !char.IsWhiteSpace(text[at])) at++;
            return new(not, null, keyStart, [], start, at - start);
        }

        var key = text[keyStart..at++];
        var values = ImmutableArray.CreateBuilder<QueryValue>();
        while (at < text.Length && !char.IsWhiteSpace(text[at]))
        {
            values.Add(Value(text, ref at, errors));
            if (at < text.Length && text[at] == ',') at++;
        }

        return new(not, key, keyStart, values.ToImmutable(), start, at - start);
    }

    private static QueryValue Value(string text, ref int at, ImmutableArray<LogQueryError>.Builder errors)
    {
        var start = at;
        if (text[at] != '"')
        {
            while (at < text.Length && text[at] != ',' && !char.IsWhiteSpace(text[at])) at++;
            return new(text[start..at], false, start, at - start);
        }

        var end = text.IndexOf('"', at + 1);
        if (end < 0)
        {
            errors.Add(new(start, text.Length - start, "The quotation mark is not closed."));
            at = text.Length;
            return new(text[(start + 1)..], true, start, text.Length - start);
        }

        at = end + 1;
        while (at < text.Length && text[at] != ',' && !char.IsWhiteSpace(text[at])) at++;
        return new(text[(start + 1)..end], true, start, at - start);
    }
}
