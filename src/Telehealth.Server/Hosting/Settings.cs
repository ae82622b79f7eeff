using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Features.Staff;

namespace Telehealth.Server.Hosting;

/// <summary>Binds every options class to its section and checks all of them at start, so that all mistakes are told at once.</summary>
internal static class Settings
{
    public static IServiceCollection AddTelehealthSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<SiteOptions>, SiteOptionsCheck>().AddSingleton<IValidateOptions<ClinicOptions>, ClinicOptionsCheck>()
            .AddSingleton<IValidateOptions<LicensureOptions>, LicensureOptionsCheck>();
        services.AddSettings<SiteOptions>(configuration, SiteOptions.Section);
        services.AddSettings<ClinicOptions>(configuration, ClinicOptions.Section);
        services.AddSettings<RateLimitOptions>(configuration, RateLimitOptions.Section);
        services.AddSettings<AccountOptions>(configuration, AccountOptions.Section);
        services.AddSettings<LicensureOptions>(configuration, LicensureOptions.Section);
        services.AddSettings<DrainOptions>(configuration, DrainOptions.Section);
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<SiteOptions>>(Trust);
        return services;
    }

    public static void AddSettings<T>(this IServiceCollection services, IConfiguration configuration, string section) where T : class =>
        services.AddOptions<T>().Bind(section.Length == 0 ? configuration : configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();

    private static void Trust(ForwardedHeadersOptions forwarded, IOptions<SiteOptions> site)
    {
        forwarded.ForwardedHeaders = site.Value.TrustedProxies.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        foreach (var proxy in site.Value.TrustedProxies)
        {
            if (System.Net.IPNetwork.TryParse(proxy, out var network)) forwarded.KnownIPNetworks.Add(network);
            else forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
        }
    }
}
