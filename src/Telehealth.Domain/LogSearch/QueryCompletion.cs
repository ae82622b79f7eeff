namespace Telehealth.Domain.LogSearch;

/// <summary>What is being written at the caret: a key, or a value of <paramref name="Key"/>; and which part of the text a proposal takes the place of.</summary>
/// <param name="Key">Null while the key itself is being written.</param>
/// <param name="Not">A <c>-</c> stands before the term.</param>
/// <param name="Prefix">What of it is there already, without a quotation mark.</param>
/// <param name="Start">Where that part begins.</param>
/// <param name="Length">How long it is, up to the caret.</param>
public sealed record QueryCompletion(LogKey? Key, bool Not, string Prefix, int Start, int Length)
{
    /// <returns>Null where a proposal makes no sense: behind a key that does not exist.</returns>
    public static QueryCompletion? At(string text, int caret)
    {
        var end = Math.Clamp(caret, 0, text.Length);
        var start = StartOf(text, end);
        var word = text[start..end];
        var not = word.StartsWith('-');
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return new(null, not, word[(not ? 1 : 0)..], start + (not ? 1 : 0), word.Length - (not ? 1 : 0));
        if (LogQueryParser.KeyOf(word[(not ? 1 : 0)..colon]) is not { } key) return null;
        var value = word.LastIndexOf(',') is var comma && comma > colon ? comma + 1 : colon + 1;
        return new(key, not, word[value..].TrimStart('"'), start + value, word.Length - value);
    }

    // Blanks inside quotation marks belong to the word.
    private static int StartOf(string text, int end)
    {
        var (start, quoted) = (0, false);
        for (var i = 0; i < end; i++)
        {
            if (text[i] == '"') quoted = !quoted;
            else if (!quoted && char.IsWhiteSpace(text[i])) start = i + 1;
        }

        return start;
    }
}
