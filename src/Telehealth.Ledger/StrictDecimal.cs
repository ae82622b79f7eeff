using System.Globalization;

namespace Telehealth.Ledger;

/// <summary>Whole numbers with their one spelling: ASCII digits, no sign, no leading zero.</summary>
internal static class StrictDecimal
{
    public static long? TryRead(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Write(number) == text ? number : null;

    public static string Write(long number) => number.ToString(CultureInfo.InvariantCulture);
}
