using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk.Rules;

/// <summary>
/// At start: the rules that this process holds are the rules in force, and a change of them is recorded and moves the fence. Whoever held others is
/// out until it is started with these (<see cref="HeldRules.Require"/>).
/// </summary>
internal sealed class RulesInForce(IClinicDesk desk, HeldRules held) : IHostedLifecycleService
{
    private const string Area = "rules";

    /// <exception cref="StartRefusedException">A consent text is not what it was when it was put in force.</exception>
    public Task StartingAsync(CancellationToken cancellationToken) => desk.ExecuteAsync(Actor.System, EnsureAsync, cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> EnsureAsync(ClinicWork work, CancellationToken cancellation)
    {
        await KeepTextsAsync(work, cancellation);
        await KeepContentAsync(work, cancellation);
        var row = await work.Db.RuleSets.SingleOrDefaultAsync(cancellation);
        if (row is not null && held.AreThoseOf(row)) return false;

        var version = $"{(row is null ? 1 : Counter(row.Version) + 1).ToString(CultureInfo.InvariantCulture)}-{held.Fingerprint}";
        string[] served = [.. held.Served];
        row ??= work.Db.RuleSets.Add(new RuleSetRow { Version = version, Hash = held.Loaded.Hash, ServedStates = served, ChangedAt = work.Now }).Entity;
        (row.Version, row.Hash, row.ServedStates, row.ChangedAt) = (version, held.Loaded.Hash, served, work.Now);
        work.Record(new ClinicRecord("RulesChanged", Area, new Dictionary<string, string>(), new Dictionary<string, object?>
        {
            ["version"] = version, ["hash"] = held.Loaded.Hash, ["servedStates"] = served, ["clinicFiles"] = (string[])[.. held.Loaded.Files.Where(f => f.Origin == RuleFiles.Clinic).Select(f => f.Name)],
        }));
        return true;
    }

    /// <summary>What people agreed to under a name stays what it was.</summary>
    private async Task KeepTextsAsync(ClinicWork work, CancellationToken cancellation)
    {
        var known = await work.Db.ConsentWordings.ToDictionaryAsync(w => (w.Version, w.Language), cancellation);
        foreach (var edition in held.Loaded.Texts.Editions)
        {
            foreach (var language in edition.Languages.Keys.Order(StringComparer.Ordinal))
            {
                var hash = ConsentFingerprint.Of(edition, language);
                if (!known.TryGetValue((edition.Version, language), out var before))
                {
                    work.Db.ConsentWordings.Add(new ConsentWordingRow { Version = edition.Version, Language = language, Hash = hash, InForceFrom = work.Now });
                    work.Record(new ClinicRecord("ConsentTextAdded", Area, new Dictionary<string, string>(), new Dictionary<string, object?> { ["edition"] = edition.Version, ["language"] = language, ["hash"] = hash }));
                }
                else if (before.Hash != hash)
                {
                    throw new StartRefusedException(
                        $"{RuleFiles.ConsentTexts}, row {edition.Version}/{language}: this edition is not what it was when it was put in force on {before.InForceFrom.InUtc().Date:uuuu-MM-dd}. A change of words is a new edition.");
                }
            }
        }
    }

    /// <summary>The files themselves, so that what was in force on any day can be shown and compared.</summary>
    private async Task KeepContentAsync(ClinicWork work, CancellationToken cancellation)
    {
        var hash = held.Loaded.Hash;
        if (!await work.Db.RuleContents.AnyAsync(c => c.Hash == hash, cancellation))
            work.Db.RuleContents.Add(new RuleContentRow { Hash = hash, Files = RuleContent.Pack(held.Loaded.Files), KeptAt = work.Now });
    }

    private static int Counter(string version) => int.Parse(version.AsSpan(0, version.IndexOf('-', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
}
