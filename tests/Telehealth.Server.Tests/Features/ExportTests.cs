using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.Domain;
using Telehealth.Ledger;
using Telehealth.Ledger.Bundles;
using Telehealth.Ledger.Notes;
using Telehealth.Server.Desk.Exports;
using Telehealth.Server.Storage;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;
using Telehealth.Verify;
using Telehealth.Verify.Bundle;

namespace Telehealth.Server.Tests.Features;

/// <summary>Exports of the log: complete for what they say, proven, recorded, made in the background and the same however often they were interrupted.</summary>
public sealed class ExportTests
{
    internal static readonly string[] All = ["Csv", "Fhir", "Html"];

    [Fact]
    public async Task A_filtered_export_holds_what_the_search_finds_with_a_proof_for_each_record()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var auditor = await app.AuditorAsync();
        using var desk = await app.FrontDeskAsync();
        var found = (await auditor.GetAsync("/api/audit/records?q=code%3AStaffAdded,StaffSignedIn")).GetProperty("count").GetProperty("number").GetInt64();

        var done = await DoneAsync(auditor, new { q = "code:StaffAdded,StaffSignedIn", formats = All, purpose = "AuditReview" });
        var zip = await FileAsync(auditor, done.GetProperty("id").GetString()!);
        Assert.Equal(done.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(zip)));
        using var bundle = Open(zip);
        Assert.Equal((found, "code:StaffAdded,StaffSignedIn", false), (bundle.Head.Count, bundle.Head.Query, bundle.Head.Whole));
        Assert.Equal(["checkpoint", "records", "proofs", "csv", "fhir", "html"], bundle.Manifest.Files.Select(f => f.Kind.ToString().ToLowerInvariant()));

        Assert.Equal(bundle.ManifestHash, await ReceiptAsync(app));
        var checkpoint = CheckpointOf(bundle);
        var (records, proofs) = (await LinesAsync(bundle, BundleFileKind.Records), await LinesAsync(bundle, BundleFileKind.Proofs));
        Assert.Equal((found, found), (records.Count, proofs.Count));
        Assert.All(records.Zip(proofs.Select(p => InclusionLine.TryRead(p)!)), r =>
            Assert.True(MerkleProof.Includes(MerkleHash.Leaf(r.First.Span), r.Second.Leaf, checkpoint.Size, r.Second.Proof, checkpoint.Root.Span)));
        Assert.Equal(["LogExportRequested", "LogExportFinished", "LogExportDownloaded"], await RecordedAsync(app));
    }

    [Fact]
    public async Task The_offline_verifier_makes_every_view_again_and_finds_nothing_wrong()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        await app.VisitAsync((await app.ClinicianAsync("UT")).Id);
        foreach (var request in (object[])[new { q = "code:Visit*,Staff*,Licensure*", formats = All, purpose = "AuditReview" }, new { q = "", whole = true, formats = All, purpose = "AuditReview" }])
        {
            var done = await DoneAsync(admin, request);
            var receipt = Path.Combine(Directory.CreateTempSubdirectory("telehealth-receipt-").FullName, "receipt.tlog-proof");
            using (var proof = await SendAsync(admin, HttpMethod.Get, $"/api/audit/records/{done.GetProperty("receiptId").GetInt64()}/proof")) await File.WriteAllTextAsync(receipt, await proof.Content.ReadAsStringAsync());
            var report = await VerifiedAsync(await FileAsync(admin, done.GetProperty("id").GetString()!), receipt: receipt);
            Assert.Equal(3, report.HoldsLines.Count(l => l.StartsWith("views: ", StringComparison.Ordinal)));
            Assert.Contains(report.HoldsLines, l => l.StartsWith("receipt: ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_whole_export_gives_the_root_of_the_log_and_holds_the_record_of_its_own_request()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var done = await DoneAsync(admin, new { q = "", whole = true, formats = Array.Empty<string>(), purpose = "Archive", note = "for the yearly archive" });
        using var bundle = Open(await FileAsync(admin, done.GetProperty("id").GetString()!));
        var checkpoint = CheckpointOf(bundle);
        var records = await LinesAsync(bundle, BundleFileKind.Records);
        Assert.Equal((0L, checkpoint.Size - 1, checkpoint.Size), (bundle.Head.FirstLeaf, bundle.Head.LastLeaf, (long)records.Count));
        var tree = new MerkleTree();
        foreach (var record in records) tree.Append(record.Span);
        Assert.Equal(checkpoint.Root.ToArray(), tree.Root(records.Count));
        Assert.Contains(records, r => Encoding.UTF8.GetString(r.Span).Contains("LogExportRequested", StringComparison.Ordinal));
        Assert.DoesNotContain(records, r => Encoding.UTF8.GetString(r.Span).Contains("yearly", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Made_again_from_any_step_it_is_the_same_file_byte_for_byte()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var done = await DoneAsync(admin, new { q = "-code:Service*", formats = All, purpose = "Other" });
        var (id, first) = (done.GetProperty("id").GetString()!, await FileAsync(admin, done.GetProperty("id").GetString()!));
        foreach (var step in (string[])["Packing", "Writing"])
        {
            // As a crash leaves it: the working files are gone or half written.
            await File.WriteAllTextAsync(Path.Combine(app.Services.GetRequiredService<ExportFolder>().PathOf(Guid.Parse(id)), "records.ndjson"), "half a rec");
            await ExecuteAsync(app, $"UPDATE log_exports SET state = 'Running', step = '{step}', done = 0");
            await EndedAsync(admin, id);
            Assert.Equal(first, await FileAsync(admin, id));
        }
    }

    [Fact]
    public async Task A_download_goes_on_where_it_broke_off_and_each_is_recorded()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var auditor = await app.AuditorAsync();
        var id = (await DoneAsync(auditor, new { q = "code:StaffAdded", formats = All, purpose = "Oversight" })).GetProperty("id").GetString()!;
        var whole = await FileAsync(auditor, id);
        using var response = await SendAsync(auditor, HttpMethod.Get, $"/api/audit/exports/{id}/file", new RangeHeaderValue(100, null));
        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(whole[100..], await response.Content.ReadAsByteArrayAsync());
        Assert.Equal(2, (await RecordedAsync(app)).Count(c => c == "LogExportDownloaded"));
    }

    [Fact]
    public async Task Only_who_asked_for_it_or_an_admin_removes_it_and_then_it_is_gone()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var auditor = await app.AuditorAsync();
        using var other = await app.AuditorAsync();
        using var admin = await app.AdminAsync();
        var id = (await DoneAsync(auditor, new { q = "code:StaffAdded", formats = All, purpose = "Incident" })).GetProperty("id").GetString()!;
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(other, HttpMethod.Delete, $"/api/audit/exports/{id}"));
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(admin, HttpMethod.Delete, $"/api/audit/exports/{id}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(auditor, HttpMethod.Get, $"/api/audit/exports/{id}/file"));
        Assert.Equal("Removed", (await auditor.GetAsync($"/api/audit/exports/{id}")).GetProperty("state").GetString());
        Assert.Empty(app.Services.GetRequiredService<ExportFolder>().All());
    }

    [Theory]
    [InlineData("""{"q":"code:x","whole":true,"formats":[],"purpose":"Archive"}""", "whole")]
    [InlineData("""{"q":"colour:red","formats":[],"purpose":"Archive"}""", "q")]
    [InlineData("""{"q":"","formats":["Pdf"],"purpose":"Archive"}""", "formats")]
    [InlineData("""{"q":"","formats":[],"purpose":"Because"}""", "purpose")]
    [InlineData("""{"q":"","formats":[],"purpose":"Archive","origin":7}""", "origin")]
    public async Task What_cannot_be_exported_is_refused_by_name(string body, string member)
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        using var response = await admin.SendAsync("/api/audit/exports", JsonDocument.Parse(body).RootElement);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.True(JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").TryGetProperty(member, out _));
    }

    [Fact]
    public async Task No_more_run_at_a_time_than_may_and_a_stopped_one_makes_room()
    {
        await using var app = await TelehealthApp.StartAsync(new Dictionary<string, string> { ["Audit:ExportsAtOnce"] = "1" });
        using var admin = await app.AdminAsync();
        var busy = (await DoneAsync(admin, new { q = "", whole = true, formats = All, purpose = "Archive" })).GetProperty("id").GetString();
        // Another server has it.
        await ExecuteAsync(app, $"UPDATE log_exports SET state = 'Running', step = 'Writing', claimed_until = {long.MaxValue}");
        using var refused = await admin.SendAsync("/api/audit/exports", new { q = "", whole = true, formats = All, purpose = "Archive" });
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(admin, HttpMethod.Delete, $"/api/audit/exports/{busy}"));
        await DoneAsync(admin, new { q = "", whole = true, formats = All, purpose = "Archive" });
    }

    [Fact]
    public async Task What_cannot_be_written_fails_with_its_code_and_goes_on_when_it_is_let()
    {
        var blocked = Path.Combine(Directory.CreateTempSubdirectory("telehealth-exports-").FullName, "folder");
        await File.WriteAllTextAsync(blocked, "a file where a folder should be");
        await using var app = await TelehealthApp.StartAsync(new Dictionary<string, string> { ["Audit:ExportFolder"] = blocked });
        app.Log.Expect("could not be finished");
        using var admin = await app.AdminAsync();
        var id = (await admin.PostAsync("/api/audit/exports", new { q = "", whole = true, formats = All, purpose = "Archive" })).GetProperty("id").GetString()!;
        Assert.Equal(("Failed", "FOLDER_UNAVAILABLE"), await EndedAsync(admin, id) is var failed ? (failed.GetProperty("state").GetString(), failed.GetProperty("fault").GetString()) : default);
        File.Delete(blocked);
        await admin.PostAsync($"/api/audit/exports/{id}/resume", null);
        Assert.Equal("Done", (await EndedAsync(admin, id)).GetProperty("state").GetString());
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(blocked));
        Assert.Equal(["LogExportRequested", "LogExportFailed", "LogExportResumed", "LogExportFinished"], await RecordedAsync(app));
    }

    [Fact]
    public async Task A_fault_of_the_program_ends_one_export_and_not_the_server()
    {
        await using var app = await TelehealthApp.StartAsync();
        app.Log.Expect("could not be finished");
        using var admin = await app.AdminAsync();
        var id = (await DoneAsync(admin, new { q = "code:StaffAdded", formats = All, purpose = "Archive" })).GetProperty("id").GetString()!;
        await ExecuteAsync(app, "UPDATE log_exports SET state = 'Running', step = 'Finding', query = 'colour:red'");
        Assert.Equal(("Failed", "UNEXPECTED"), await EndedAsync(admin, id) is var failed ? (failed.GetProperty("state").GetString(), failed.GetProperty("fault").GetString()) : default);
        await DoneAsync(admin, new { q = "code:StaffAdded", formats = All, purpose = "Archive" });
        Assert.Contains("LogExportFailed", await RecordedAsync(app));
    }

    [Fact]
    public async Task One_that_is_stopped_while_it_fails_stays_stopped_and_the_server_runs_on()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        app.Log.Expect("could not be finished");
        var id = (await DoneAsync(admin, new { q = "code:StaffAdded", formats = All, purpose = "Archive" })).GetProperty("id").GetString()!;
        await ExecuteAsync(app, "CREATE TRIGGER stopped AFTER UPDATE OF claimed_by ON log_exports WHEN NEW.state = 'Running' AND NEW.query = 'colour:red' BEGIN UPDATE log_exports SET state = 'Cancelled' WHERE id = NEW.id; END");
        await ExecuteAsync(app, "UPDATE log_exports SET state = 'Running', step = 'Finding', query = 'colour:red', finished_at = NULL");
        Assert.Equal("Cancelled", (await EndedAsync(admin, id)).GetProperty("state").GetString());
        await DoneAsync(admin, new { q = "code:StaffAdded", formats = All, purpose = "Archive" });
        Assert.DoesNotContain("LogExportFailed", await RecordedAsync(app));
    }

    [Fact]
    public async Task One_that_failed_goes_on_only_when_there_is_room()
    {
        await using var app = await TelehealthApp.StartAsync(new Dictionary<string, string> { ["Audit:ExportsAtOnce"] = "1" });
        using var admin = await app.AdminAsync();
        var failed = (await DoneAsync(admin, new { q = "", whole = true, formats = All, purpose = "Archive" })).GetProperty("id").GetString()!;
        var busy = (await DoneAsync(admin, new { q = "", whole = true, formats = All, purpose = "Archive" })).GetProperty("id").GetString()!;
        await ExecuteAsync(app, $"UPDATE log_exports SET state = 'Failed', fault = 'UNEXPECTED' WHERE lower(id) = '{failed}'");
        await ExecuteAsync(app, $"UPDATE log_exports SET state = 'Running', step = 'Writing', claimed_until = {long.MaxValue} WHERE lower(id) = '{busy}'");
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(admin, HttpMethod.Post, $"/api/audit/exports/{failed}/resume"));
        Assert.Equal("Failed", (await admin.GetAsync($"/api/audit/exports/{failed}")).GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(admin, HttpMethod.Delete, $"/api/audit/exports/{busy}"));
        await admin.PostAsync($"/api/audit/exports/{failed}/resume", null);
        Assert.Equal("Done", (await EndedAsync(admin, failed)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task No_record_no_export_and_no_file()
    {
        await using var app = await TelehealthApp.StartAsync();
        app.Log.Expect("A request failed");
        app.Log.Expect("failed; correlation");
        app.Log.Expect("A group of");
        using var admin = await app.AdminAsync();
        var id = (await DoneAsync(admin, new { q = "", whole = true, formats = All, purpose = "Archive" })).GetProperty("id").GetString()!;
        await ExecuteAsync(app, "CREATE TRIGGER no_records BEFORE INSERT ON records WHEN NEW.stream LIKE 'reads:%' OR NEW.stream = 'clinic:exports' BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
        Assert.True(await StatusAsync(admin, HttpMethod.Get, $"/api/audit/exports/{id}/file") >= HttpStatusCode.InternalServerError);
        using var refused = await admin.SendAsync("/api/audit/exports", new { q = "", whole = true, formats = All, purpose = "Archive" });
        Assert.True(refused.StatusCode >= HttpStatusCode.InternalServerError);
        await ExecuteAsync(app, "DROP TRIGGER no_records");
        Assert.Single((await admin.GetAsync("/api/audit/exports")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_record_that_is_not_what_was_sealed_goes_into_no_file()
    {
        await using var app = await TelehealthApp.StartAsync();
        app.Log.Expect("could not be finished");
        using var auditor = await app.AuditorAsync();
        await DoneAsync(auditor, new { q = "", whole = true, formats = All, purpose = "Incident" });
        await ExecuteAsync(app, "DROP TRIGGER records_no_update");
        await ExecuteAsync(app, "UPDATE records SET bytes = CAST(replace(CAST(bytes AS TEXT), 'StaffAdded', 'StaffAdder') AS BLOB) WHERE code = 'StaffAdded'");
        var id = (await auditor.PostAsync("/api/audit/exports", new { q = "", whole = true, formats = All, purpose = "Incident" })).GetProperty("id").GetString()!;
        var failed = await EndedAsync(auditor, id);
        Assert.Equal(("Failed", "RECORD_CHANGED"), (failed.GetProperty("state").GetString(), failed.GetProperty("fault").GetString()));
    }

    internal static async Task ExecuteAsync(TelehealthApp app, string sql)
    {
        await using var connection = await app.Services.GetRequiredService<DatabaseLinks>().OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    internal static async Task<JsonElement> DoneAsync(ClinicClient client, object request)
    {
        var id = (await client.PostAsync("/api/audit/exports", request)).GetProperty("id").GetString()!;
        var ended = await EndedAsync(client, id);
        Assert.Equal("Done", ended.GetProperty("state").GetString());
        return ended;
    }

    internal static async Task<JsonElement> EndedAsync(ClinicClient client, string id)
    {
        JsonElement view = default;
        await Poll.UntilAsync(async () => (view = await client.GetAsync($"/api/audit/exports/{id}")).GetProperty("state").GetString() != "Running", "the export has ended", 60);
        return view;
    }

    internal static async Task<byte[]> FileAsync(ClinicClient client, string id)
    {
        using var response = await SendAsync(client, HttpMethod.Get, $"/api/audit/exports/{id}/file");
        Assert.Equal((HttpStatusCode.OK, "application/zip"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        return await response.Content.ReadAsByteArrayAsync();
    }

    internal static BundleReader Open(byte[] zip)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("telehealth-bundle-").FullName, "export.zip");
        File.WriteAllBytes(path, zip);
        return BundleReader.Open(path);
    }

    internal static async Task<Report> VerifiedAsync(byte[] zip, string? since = null, string? receipt = null)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("telehealth-bundle-").FullName, "export.zip");
        await File.WriteAllBytesAsync(path, zip);
        using var bundle = BundleReader.Open(path);
        var report = await new BundleCommand([.. bundle.Head.Keys.Select(k => NoteVerifierKey.TryParse(k)!)], new BundleOptions(since, null, null, receipt), KnownViews.All).RunAsync(path, CancellationToken.None);
        Assert.True(report.Exit == ExitCode.Holds, string.Join('\n', report.Findings.Select(f => $"{f.Check} {f.Place}: {f.Problem}").Append(report.Unusable)));
        return report;
    }

    private static Checkpoint CheckpointOf(BundleReader bundle) => Checkpoint.Open(
        Encoding.UTF8.GetString(bundle.Read(BundleFileKind.Checkpoint)!.Value.Span), [.. bundle.Head.Keys.Select(k => NoteVerifierKey.TryParse(k)!)], bundle.Head.Origin).Checkpoint!;

    internal static async Task<List<ReadOnlyMemory<byte>>> LinesAsync(BundleReader bundle, BundleFileKind kind)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        await foreach (var line in bundle.LinesAsync(kind, CancellationToken.None)) lines.Add(line.ToArray());
        return lines;
    }

    private static async Task<string?> ReceiptAsync(TelehealthApp app)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<TelehealthDb>>().CreateDbContextAsync();
        return JsonDocument.Parse(await db.Records.Where(r => r.Code == "LogExportFinished").Select(r => r.Bytes).SingleAsync()).RootElement.GetProperty("after").GetProperty("manifestSha256").GetString();
    }

    private static async Task<string[]> RecordedAsync(TelehealthApp app)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<TelehealthDb>>().CreateDbContextAsync();
        return [.. await db.Records.Where(r => r.Code.StartsWith("LogExport")).OrderBy(r => r.Id).Select(r => r.Code).ToListAsync()];
    }

    private static async Task<HttpStatusCode> StatusAsync(ClinicClient client, HttpMethod method, string path)
    {
        using var response = await SendAsync(client, method, path);
        return response.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendAsync(ClinicClient client, HttpMethod method, string path, RangeHeaderValue? range = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(client.Address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", client.AccessToken);
        request.Headers.Range = range;
        return await http.SendAsync(request);
    }
}
