using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Telehealth.Ledger.Bundles;
using Telehealth.Server.Desk.Sealing;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Storage.Sealing;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;
using static Telehealth.Server.Tests.Features.ExportTests;

namespace Telehealth.Server.Tests.Features;

/// <summary>What an export holds beside records, places and views: personal parts on demand, the visits it has whole, the way from older heads.</summary>
public sealed class ExportEvidenceTests
{
    [Fact]
    public async Task The_personal_parts_that_were_asked_for_are_those_that_the_records_commit_to()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var q = $"patient:{await DisclosedAsync(admin)}";
        var without = await DoneAsync(admin, new { q, formats = Array.Empty<string>(), purpose = "LegalProcess" });
        var with = await DoneAsync(admin, new { q, formats = Array.Empty<string>(), details = true, purpose = "LegalProcess" });
        using (var sparse = Open(await FileAsync(admin, without.GetProperty("id").GetString()!))) Assert.Null(sparse.Manifest.Find(BundleFileKind.Details));
        var zip = await FileAsync(admin, with.GetProperty("id").GetString()!);

        using var bundle = Open(zip);
        var lines = (await LinesAsync(bundle, BundleFileKind.Details)).ConvertAll(l => DetailLine.TryRead(l)!);
        Assert.All(lines, l => Assert.True(l.Holds()));
        Assert.Contains(lines, l => l.Plaintext!.Contains("Health department", StringComparison.Ordinal));
        Assert.Contains((await VerifiedAsync(zip)).HoldsLines, l => l.StartsWith($"details: {lines.Count} personal part", StringComparison.Ordinal));
        var asked = await AskedForDetailsAsync(app);
        Assert.Equal([false, true], asked);
    }

    [Fact]
    public async Task A_personal_part_that_is_gone_goes_into_no_file()
    {
        await using var app = await TelehealthApp.StartAsync();
        app.Log.Expect("could not be finished");
        using var admin = await app.AdminAsync();
        var q = $"patient:{await DisclosedAsync(admin)}";
        await ExecuteAsync(app, "DROP TRIGGER record_secrets_no_delete");
        await ExecuteAsync(app, "DELETE FROM record_secrets WHERE hash IN (SELECT hash FROM records WHERE patient_id IS NOT NULL)");

        var failed = await EndedAsync(admin, (await admin.PostAsync("/api/audit/exports", new { q, formats = All, details = true, purpose = "Incident" })).GetProperty("id").GetString()!);
        Assert.Equal(("Failed", "DETAIL_UNREADABLE"), (failed.GetProperty("state").GetString(), failed.GetProperty("fault").GetString()));
    }

    [Fact]
    public async Task Of_a_patient_who_was_erased_it_names_the_record_that_tells_of_it()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        using var other = await app.StaffAsync("Admin");
        var patient = await DisclosedAsync(admin);
        await admin.PostAsync($"/api/patients/{patient}/erasure", new { basis = "PatientAsked" });
        await other.PostAsync($"/api/patients/{patient}/erasure/confirm", null);

        var zip = await FileAsync(admin, (await DoneAsync(admin, new { q = $"patient:{patient}", formats = All, details = true, purpose = "PatientRequest" })).GetProperty("id").GetString()!);
        using (var bundle = Open(zip))
        {
            var lines = (await LinesAsync(bundle, BundleFileKind.Details)).ConvertAll(l => DetailLine.TryRead(l)!);
            Assert.Contains(lines, l => l.ErasedBy is not null);
            Assert.DoesNotContain(lines, l => l.Plaintext?.Contains("Health", StringComparison.Ordinal) is true);
        }

        Assert.Contains((await VerifiedAsync(zip)).HoldsLines, l => l.Contains("erased, by a record in this bundle", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_a_visit_whose_every_record_is_exported_is_claimed_whole()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var visit = (await app.VisitAsync((await app.ClinicianAsync("UT")).Id)).Id;
        var whole = await FileAsync(admin, (await DoneAsync(admin, new { q = $"visit:{visit}", formats = All, purpose = "PatientRequest" })).GetProperty("id").GetString()!);
        var part = await FileAsync(admin, (await DoneAsync(admin, new { q = $"visit:{visit} -code:VisitScheduled", formats = All, purpose = "PatientRequest" })).GetProperty("id").GetString()!);

        using (var bundle = Open(whole)) Assert.Equal(visit, HeadLine.TryRead(Assert.Single(await LinesAsync(bundle, BundleFileKind.Heads)))!.Visit);
        using (var bundle = Open(part)) Assert.Null(bundle.Manifest.Find(BundleFileKind.Heads));
        Assert.Contains((await VerifiedAsync(whole)).HoldsLines, l => l.StartsWith("completeness: 1 visit with exactly", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_head_that_was_mailed_or_was_the_last_of_its_day_is_compared_without_asking_the_clinic()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 22, 0, 0, TimeSpan.Zero));
        await using var app = await TelehealthApp.StartAsync(clock: clock);
        var reports = app.Services.GetRequiredService<LogReports>();
        Assert.Null(await reports.ReportAsync(default));
        var lastOfDay = await HeadAsync(app, clock);

        // The mail goes out in the middle of the next day but one, and heads follow it on the same day.
        clock.AdjustTime(clock.GetUtcNow().AddHours(36));
        var mailed = await HeadAsync(app, clock);
        Assert.NotNull(await reports.ReportAsync(default));
        await HeadAsync(app, clock);
        using var admin = await app.AdminAsync();
        var id = (await admin.PostAsync("/api/audit/exports", new { q = "code:StaffAdded", formats = All, purpose = "Oversight" })).GetProperty("id").GetString()!;
        await TurnUntilAsync(clock, async () => (await admin.GetAsync($"/api/audit/exports/{id}")).GetProperty("state").GetString() == "Done", "the export is done");
        var zip = await FileAsync(admin, id);

        foreach (var kept in new[] { lastOfDay, mailed })
        {
            var file = Path.Combine(Directory.CreateTempSubdirectory("telehealth-kept-").FullName, "checkpoint");
            await File.WriteAllTextAsync(file, kept.Note);
            Assert.Contains((await VerifiedAsync(zip, since: file)).HoldsLines, l => l.StartsWith("history: ", StringComparison.Ordinal));
        }
    }

    /// <summary>A head that is larger than the log was: signing in makes it grow.</summary>
    private static async Task<CheckpointRow> HeadAsync(TelehealthApp app, FakeTimeProvider clock)
    {
        var leaves = await app.Services.GetRequiredService<LogBook>().LeavesAsync(default);
        using var admin = await app.AdminAsync();
        CheckpointRow? head = null;
        await TurnUntilAsync(clock, async () => (head = await NewestAsync(app))?.Size > leaves, "a head is signed");
        return head!;
    }

    private static async Task<CheckpointRow?> NewestAsync(TelehealthApp app)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<TelehealthDb>>().CreateDbContextAsync();
        return await db.Checkpoints.AsNoTracking().OrderByDescending(c => c.Size).FirstOrDefaultAsync();
    }

    private static Task TurnUntilAsync(FakeTimeProvider clock, Func<Task<bool>> reached, string what) => Poll.UntilAsync(
        () =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return reached();
        },
        what, 60);

    /// <summary>A patient of whom something was told to others: a personal part.</summary>
    private static async Task<string> DisclosedAsync(ClinicClient admin)
    {
        var patient = (await admin.PostAsync("/api/patients", new { givenName = "Pat", familyName = "Probe" })).GetProperty("id").GetString()!;
        await admin.PostAsync($"/api/patients/{patient}/disclosures", new { recipient = "Health department", what = "dates of visits", purpose = "public health" });
        return patient;
    }

    private static async Task<bool[]> AskedForDetailsAsync(TelehealthApp app)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<TelehealthDb>>().CreateDbContextAsync();
        return [.. (await db.Records.Where(r => r.Code == "LogExportRequested").OrderBy(r => r.Id).Select(r => r.Bytes).ToListAsync())
            .Select(b => JsonDocument.Parse(b).RootElement.GetProperty("after").GetProperty("details").GetInt32() == 1)];
    }
}
