using Microsoft.AspNetCore.Authentication;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Doors.Sessions;
using Telehealth.Server.Doors.Wire;

namespace Telehealth.Server.Doors;

/// <summary>What every door needs: who is calling, may they enter, how often, and in which JSON.</summary>
internal static class DoorsFeature
{
    public static IServiceCollection AddDoors(this IServiceCollection services)
    {
        services.AddSingleton<SiteAddress>().AddSingleton<SessionLookup>().AddSingleton<DoorCounts>().AddHostedService<DoorCountsService>();
        services.AddScoped<Sessions.Sessions>().AddSingleton<VisitDoor>().AddSingleton<ReadRecords>().AddScoped<VisitSummaries>().AddScoped<StaffNames>().AddScoped<ClinicianNames>();
        services.AddAuthentication(TelehealthAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, TelehealthAuthentication>(TelehealthAuthentication.SchemeName, null);
        services.AddAuthorization(Policies.Configure);
        services.AddRateLimiter(Limits.Configure);
        services.ConfigureHttpJsonOptions(json => WireJson.Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        return services;
    }
}
