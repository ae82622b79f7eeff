using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Telehealth.Server.Doors.Sessions;

/// <summary>An opaque 256-bit secret, base64url. Only its hash is stored.</summary>
internal static class SessionToken
{
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256, lower-case hex; the secret has full entropy, so it needs neither salt nor stretching.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Known to whoever may read the answer of sign-in, not to whoever can only make the browser send its cookie.</summary>
    public static string Csrf(string token) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(token), "telehealth csrf v1"u8));

    public static bool Same(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
