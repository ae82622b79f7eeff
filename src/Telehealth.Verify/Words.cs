using System.Globalization;

namespace Telehealth.Verify;

internal static class Words
{
    /// <summary>A number and its noun.</summary>
    public static string Many(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
