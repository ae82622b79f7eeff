using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using NodaTime;

namespace Telehealth.Server.Twilio;

/// <summary>Mints the vendor's access tokens: one room, one identity. Never stored, never logged.</summary>
internal sealed class TwilioTokens(TwilioKeys keys, IOptions<TwilioOptions> options)
{
    public static readonly Duration LongestLife = Duration.FromHours(24);

    // Without a "not before": the vendor's clock may be behind ours.
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <param name="roomSid">The room's id, never its name: by name a late client would open a new room that is not ours.</param>
    public string Mint(string roomSid, string identity, Instant now, Instant expiresAt)
    {
        if (!roomSid.StartsWith("RM", StringComparison.Ordinal)) throw new ArgumentException("A token names a room by its id.", nameof(roomSid));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(expiresAt, now);
        var key = keys.Current;
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = key.Sid,
            IssuedAt = now.ToDateTimeUtc(),
            Expires = End(now, expiresAt).ToDateTimeUtc(),
            AdditionalHeaderClaims = new Dictionary<string, object> { ["cty"] = "twilio-fpa;v=1" },
            Claims = new Dictionary<string, object>
            {
                ["jti"] = string.Create(CultureInfo.InvariantCulture, $"{key.Sid}-{now.ToUnixTimeSeconds()}"),
                ["sub"] = options.Value.AccountSid,
                ["grants"] = new Dictionary<string, object> { ["identity"] = identity, ["video"] = new Dictionary<string, object> { ["room"] = roomSid } },
            },
            SigningCredentials = new(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key.Secret)), SecurityAlgorithms.HmacSha256),
        });
    }

    /// <summary>When a token asked for until <paramref name="expiresAt"/> really ends.</summary>
    public static Instant End(Instant now, Instant expiresAt) => Instant.Min(expiresAt, now + LongestLife);
}
