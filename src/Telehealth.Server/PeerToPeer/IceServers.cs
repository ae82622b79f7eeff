using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Desk;

namespace Telehealth.Server.PeerToPeer;

/// <summary>STUN and TURN servers for one participant; TURN credentials are coturn's time-limited ones, good for as long as the grant.</summary>
internal sealed class IceServers(IOptions<VideoOptions> options)
{
    public IReadOnlyList<IceServer> For(ParticipantId participant, Instant expiresAt) =>
        [.. options.Value.IceServers.Select(url => Of(url, participant, expiresAt))];

    private IceServer Of(string url, ParticipantId participant, Instant expiresAt)
    {
        if (options.Value.TurnSecret.Length == 0 || !url.StartsWith("turn", StringComparison.OrdinalIgnoreCase)) return new([url], null, null);
        var username = string.Create(CultureInfo.InvariantCulture, $"{expiresAt.ToUnixTimeSeconds()}:{participant}");
        return new([url], username, CredentialOf(username));
    }

    // coturn's REST scheme prescribes SHA-1; the secret never leaves the server and the credential ends with the grant.
#pragma warning disable CA5350
    private string CredentialOf(string username) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(options.Value.TurnSecret), Encoding.UTF8.GetBytes(username)));
#pragma warning restore CA5350
}
