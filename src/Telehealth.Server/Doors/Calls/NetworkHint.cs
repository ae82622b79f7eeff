using Microsoft.Extensions.Options;
using Telehealth.Domain.Licensure;

namespace Telehealth.Server.Doors.Calls;

/// <summary>What a trusted proxy says of the network that a call comes from. Anyone else's word is not heard.</summary>
/// <param name="Region">USPS code or <c>OUTSIDE</c>; null where it is not told, or cannot be read.</param>
internal sealed record NetworkHint(string? Region, bool Anonymizer)
{
    private static readonly object Key = typeof(NetworkHint);

    public static NetworkHint? Of(HttpContext? http) => http?.Items.TryGetValue(Key, out var hint) is true ? (NetworkHint?)hint : null;

    /// <summary>Before the forwarded headers are applied: afterwards nobody can tell who handed the call on.</summary>
    public static void Use(WebApplication app)
    {
        var (options, proxies) = (app.Services.GetRequiredService<IOptions<LicensureOptions>>(), app.Services.GetRequiredService<IOptions<SiteOptions>>());
        app.Use((context, next) =>
        {
            if (Read(context, options.Value, proxies.Value) is { } hint) context.Items[Key] = hint;
            return next(context);
        });
    }

    internal static NetworkHint? Read(HttpContext context, LicensureOptions options, SiteOptions site)
    {
        if (options is { RegionHeader: "", AnonymizerHeader: "" } || context.Connection.RemoteIpAddress is not { } peer || !site.Trusts(peer)) return null;
        var (region, anonymizer) = (RegionOf(Value(context, options.RegionHeader)), Value(context, options.AnonymizerHeader) is "1" or "true");
        return region is null && !anonymizer ? null : new(region, anonymizer);
    }

    private static string? Value(HttpContext context, string header) => header.Length == 0 ? null : context.Request.Headers[header].ToString();

    private static string? RegionOf(string? told) => told switch
    {
        null or "" => null,
        ['U', 'S', '-', .. var state] => Known(state),
        [>= 'A' and <= 'Z', >= 'A' and <= 'Z', '-', ..] => DeviceLocation.Outside,
        _ => Known(told),
    };

    private static string? Known(string state) => StateZones.Of(state).IsEmpty ? null : state;
}

internal sealed class LicensureOptionsCheck(IOptions<SiteOptions> site) : IValidateOptions<LicensureOptions>
{
    public ValidateOptionsResult Validate(string? name, LicensureOptions options) =>
        (options.RegionHeader.Length > 0 || options.AnonymizerHeader.Length > 0) && site.Value.TrustedProxies.Length == 0
            ? ValidateOptionsResult.Fail("Licensure:RegionHeader and Licensure:AnonymizerHeader need TrustedProxies: only a proxy's word is heard.")
            : ValidateOptionsResult.Success;
}
