using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk.Rules;
using Telehealth.Server.Storage;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Rules;

/// <summary>Which rules are in force is the database's word; who holds others decides nothing.</summary>
public sealed class RulesInForceTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task A_change_of_the_rules_is_recorded_once_and_moves_the_version()
    {
        using var folder = new RuleFolder().WithRow(RuleFiles.Minors, "WA-self", row => row["fromAge"] = 14);
        string before, after, again;
        await using (var node = await StartAsync(null)) before = await VersionAsync(node);
        await using (var node = await StartAsync(folder.Path)) after = await VersionAsync(node);
        await using (var node = await StartAsync(folder.Path)) again = await VersionAsync(node);
        Assert.Equal(after, again);
        Assert.NotEqual(before[(before.IndexOf('-', StringComparison.Ordinal) + 1)..], after[(after.IndexOf('-', StringComparison.Ordinal) + 1)..]);
        Assert.Equal(CounterOf(before) + 1, CounterOf(after));
    }

    [Fact]
    public async Task A_node_with_other_rules_than_those_in_force_decides_nothing_and_says_so()
    {
        await using var first = await StartAsync(null);
        var clinic = new DatabaseClinic(first);
        var visit = await clinic.ClaimedVisitAsync(await clinic.AddClinicianAsync());
        using var folder = new RuleFolder().WithRow(RuleFiles.Minors, "WA-self", row => row["fromAge"] = 14);
        await using var second = await StartAsync(folder.Path);

        // The first still has the former rules in memory: what it decides on them clashes at the commit, and then it knows.
        var refused = await Assert.ThrowsAnyAsync<StorageUnavailableException>(() => clinic.TryAsync(visit.Id, new AdmitPatient(null, true), DatabaseClinic.As(visit.ClinicianId!.Value), DatabaseClinic.Key()));
        Assert.IsType<OtherRulesException>(refused);
        Assert.Contains("decides nothing", refused.Message, StringComparison.Ordinal);

        var other = new DatabaseClinic(second);
        Assert.Null((await other.TryAsync(visit.Id, new AdmitPatient(null, true), DatabaseClinic.As(visit.ClinicianId!.Value), DatabaseClinic.Key())).Refusal);
    }

    [Fact]
    public async Task A_consent_text_that_was_put_in_force_is_never_another_under_its_name()
    {
        using var folder = new RuleFolder().With(RuleFiles.ConsentTexts, Add);
        await using (var node = await StartAsync(folder.Path)) Assert.NotEmpty(await VersionAsync(node));

        using var edited = new RuleFolder().With(RuleFiles.ConsentTexts, json =>
        {
            Add(json);
            json["editions"]![1]!["languages"]!["es"]!["title"] = "Otras palabras";
        });
        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => StartAsync(edited.Path));
        Assert.Contains("consent-texts.json, row clinic-1/es", refused.Message, StringComparison.Ordinal);
        Assert.Contains("A change of words is a new edition", refused.Message, StringComparison.Ordinal);

        await using var back = await StartAsync(folder.Path);
        Assert.NotEmpty(await VersionAsync(back));

        static void Add(System.Text.Json.Nodes.JsonObject json)
        {
            var next = json["editions"]![0]!.DeepClone().AsObject();
            next["version"] = "clinic-1";
            json["editions"]!.AsArray().Add(next);
        }
    }

    [Fact]
    public async Task What_was_in_force_can_be_read_back_from_the_database()
    {
        await using var node = await StartAsync(null);
        await using var db = await node.Get<IDbContextFactory<TelehealthDb>>().CreateDbContextAsync();
        var held = node.Get<LoadedRules>();
        var kept = await db.RuleContents.SingleAsync(c => c.Hash == held.Hash);
        Assert.Equal(held.Hash, RuleSetReader.Of(RuleContent.Unpack(kept.Files), RuleFolder.Today).Rules!.Hash);
    }

    private Task<DatabaseNode> StartAsync(string? folder) =>
        DatabaseNode.StartAsync(database.ConnectionString, settings: folder is null ? null : new() { ["Rules:Folder"] = folder });

    private static int CounterOf(string version) => int.Parse(version[..version.IndexOf('-', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> VersionAsync(DatabaseNode node)
    {
        await using var db = await node.Get<IDbContextFactory<TelehealthDb>>().CreateDbContextAsync();
        return (await db.RuleSets.AsNoTracking().SingleAsync()).Version;
    }
}
