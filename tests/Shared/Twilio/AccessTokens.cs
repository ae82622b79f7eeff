using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Telehealth.Tests.Shared.Twilio;

/// <summary>Reads an access token as the vendor does when a device connects, with nothing but HMAC and JSON.</summary>
internal static class AccessTokens
{
    public static (string Room, string Identity) Read(string token, FakeAccount account, DateTimeOffset now)
    {
        var parts = token.Split('.');
        if (parts.Length != 3) throw new TurnedAwayException(20101);
        using var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        if (Text(header, "alg") != "HS256" || Text(header, "cty") != "twilio-fpa;v=1") throw new TurnedAwayException(20102);
        if (!account.Keys.TryGetValue(Text(claims, "iss"), out var secret) || Text(claims, "sub") != account.Sid) throw new TurnedAwayException(20103);
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"));
        if (!expected.AsSpan().SequenceEqual(Base64Url.DecodeFromChars(parts[2]))) throw new TurnedAwayException(20107);
        var (from, until) = (Seconds(claims, "iat"), Seconds(claims, "exp"));
        if (until <= now) throw new TurnedAwayException(20104);
        if (until - from > TimeSpan.FromDays(1)) throw new TurnedAwayException(20157);
        var grants = claims.RootElement.GetProperty("grants");
        return (grants.GetProperty("video").GetProperty("room").GetString()!, grants.GetProperty("identity").GetString()!);
    }

    private static string Text(JsonDocument json, string name) => json.RootElement.GetProperty(name).GetString()!;

    private static DateTimeOffset Seconds(JsonDocument json, string name) => DateTimeOffset.FromUnixTimeSeconds(json.RootElement.GetProperty(name).GetInt64());
}
