namespace Telehealth.Ledger;

/// <summary>RFC 4648 base64 with its one spelling: no spaces, the padding there, unused bits zero.</summary>
internal static class StrictBase64
{
    public static byte[]? TryRead(string text)
    {
        var bytes = new byte[(text.Length / 4 * 3) + 3];
        return Convert.TryFromBase64String(text, bytes, out var length) && Convert.ToBase64String(bytes, 0, length) == text ? bytes[..length] : null;
    }
}
