using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk;

/// <summary>At start: the rules of the settings are the rules in force, and a change of them is recorded and moves the fence.</summary>
internal sealed class RulesInForce(IClinicDesk desk, IOptions<ClinicOptions> clinic, VisitPolicy policy) : IHostedLifecycleService
{
    private const string Area = "rules";

    public Task StartingAsync(CancellationToken cancellationToken) => desk.ExecuteAsync(Actor.System, EnsureAsync, cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> EnsureAsync(ClinicWork work, CancellationToken cancellation)
    {
        string[] served = [.. clinic.Value.Served.Distinct().Order(StringComparer.Ordinal)];
        var hash = HashOf(served);
        var row = await work.Db.RuleSets.SingleOrDefaultAsync(cancellation);
        if (row is not null && row.Version.EndsWith(hash, StringComparison.Ordinal))
        {
            return false;
        }

        var version = $"{(row is null ? 1 : Counter(row.Version) + 1).ToString(CultureInfo.InvariantCulture)}-{hash}";
        row ??= work.Db.RuleSets.Add(new RuleSetRow { Version = version, ServedStates = served, ChangedAt = work.Now }).Entity;
        (row.Version, row.ServedStates, row.ChangedAt) = (version, served, work.Now);
        work.Record(new ClinicRecord("RulesChanged", Area, new Dictionary<string, string>(), new Dictionary<string, object?> { ["version"] = version, ["servedStates"] = served }));
        return true;
    }

    // A record's ToString names every member with its value, in order: any change of a number is another version.
    private string HashOf(string[] served) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{string.Join(',', served)};{policy}")))[..12];

    private static int Counter(string version) => int.Parse(version.AsSpan(0, version.IndexOf('-', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
}
