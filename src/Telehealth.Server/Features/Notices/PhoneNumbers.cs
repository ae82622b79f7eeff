namespace Telehealth.Server.Features.Notices;

/// <summary>Numbers are kept as people wrote them; a message needs E.164.</summary>
internal static class PhoneNumbers
{
    /// <summary>Null for what is no complete number. Ten digits are a number of the North American plan, where the clinic is.</summary>
    public static string? ToE164(string? written)
    {
        if (written is null || written.Contains('x', StringComparison.OrdinalIgnoreCase)) return null;
        var digits = string.Concat(written.Where(char.IsAsciiDigit));
        var whole = written.TrimStart().StartsWith('+') ? digits
            : digits.Length == 10 ? $"1{digits}"
            : digits.Length == 11 && digits[0] == '1' ? digits
            : "";
        return whole.Length is >= 8 and <= 15 && whole[0] != '0' ? $"+{whole}" : null;
    }
}
