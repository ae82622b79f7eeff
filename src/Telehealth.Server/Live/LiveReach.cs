namespace Telehealth.Server.Live;

/// <summary>Whether other processes may hold connections to the same visits: then every audience is sent to, connected here or not.</summary>
internal sealed class LiveReach(IConfiguration configuration)
{
    public bool IsShared { get; } = !string.IsNullOrEmpty(configuration.GetConnectionString("Redis"));
}
