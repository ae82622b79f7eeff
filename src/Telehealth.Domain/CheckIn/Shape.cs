namespace Telehealth.Domain.CheckIn;

/// <summary>What words and numbers from outside must look like.</summary>
internal static class Shape
{
    public const int NameLength = 100;
    public const int ShortLength = 60;
    public const int LineLength = 200;
    public const int NoteLength = 2000;
    public const int ReasonLength = 500;

    /// <summary>Not blank, not longer than this, and without control characters; any script.</summary>
    public static bool Text(string? text, int longest) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= longest && !text.Any(char.IsControl) && Whole(text);

    /// <summary>Absent, or a text that may have several lines.</summary>
    public static bool NoteOrNone(string? text, int longest) =>
        text is null || (text.Length <= longest && text.All(c => !char.IsControl(c) || c is '\n' or '\r' or '\t') && Whole(text));

    /// <summary>7 to 15 digits (ITU-T E.164), written with the usual signs between them.</summary>
    public static bool Phone(string? phone) =>
        phone is { Length: <= 32 } && phone.Count(char.IsAsciiDigit) is >= 7 and <= 15 && phone.LastIndexOf('+') <= 0
        && phone.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or '(' or ')' or '.' or ' ');

    public static bool Known<TEnum>(TEnum value) where TEnum : struct, Enum => Enum.IsDefined(value);

    public static bool KnownOrNone<TEnum>(TEnum? value) where TEnum : struct, Enum => value is null || Enum.IsDefined(value.Value);

    /// <summary>Half a surrogate pair can be neither stored nor signed.</summary>
    private static bool Whole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }
}
