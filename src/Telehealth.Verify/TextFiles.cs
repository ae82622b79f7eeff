using System.Text;

namespace Telehealth.Verify;

/// <summary>Small files that people name.</summary>
internal static class TextFiles
{
    private const int Largest = 4 << 20;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>Null when it is not there, too large, or not UTF-8.</returns>
    public static string? TryRead(string file)
    {
        try
        {
            return new FileInfo(file).Length <= Largest ? Utf8.GetString(File.ReadAllBytes(file)) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
