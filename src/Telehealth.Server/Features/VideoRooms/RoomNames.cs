using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Telehealth.Server.Features.VideoRooms;

internal static partial class RoomNames
{
    /// <summary>Random and opaque: it says nothing of the visit, and nobody can guess it.</summary>
    public static string New() => Of(RandomNumberGenerator.GetBytes(16));

    /// <summary>The same at each try of one promise, so that create-or-fetch finds what a first try made.</summary>
    public static string For(Guid promise) => Of(SHA256.HashData(promise.ToByteArray())[..16]);

    /// <summary>Whether it looks like one of these.</summary>
    public static bool IsOne(string name) => Shape().IsMatch(name);

    private static string Of(byte[] bytes) => "r-" + Convert.ToHexStringLower(bytes);

    [GeneratedRegex("^r-[0-9a-f]{32}$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
