using System.Security.Cryptography;

namespace Telehealth.Server.Features.VideoRooms;

internal static class RoomNames
{
    /// <summary>Random and opaque: it says nothing of the visit, and nobody can guess it.</summary>
    public static string New() => "r-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
