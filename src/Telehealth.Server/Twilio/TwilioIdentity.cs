using System.Security.Cryptography;
using Telehealth.Domain;

namespace Telehealth.Server.Twilio;

/// <summary>
/// Who somebody is to the vendor: the opaque participant id, a dot, and a random part, new with every token. Two devices of one person
/// never share an identity, or the vendor would throw the older one out while both reconnect.
/// </summary>
internal static class TwilioIdentity
{
    private const int IdLength = 36;

    public static string New(ParticipantId participant) => $"{participant}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";

    /// <summary>Null for an identity that we did not make.</summary>
    public static ParticipantId? ParticipantOf(string? identity) =>
        identity is { Length: > IdLength } && identity[IdLength] == '.' && Guid.TryParseExact(identity.AsSpan(0, IdLength), "D", out var id) ? new ParticipantId(id) : null;
}
