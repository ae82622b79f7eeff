using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;
using Telehealth.Ledger;
using Telehealth.Ledger.Bundles;
using Telehealth.Ledger.Notes;
using Telehealth.Ledger.Views;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Log;

/// <summary>
/// One AuditEvent for every code that a record can have, in a file that the validators of others look at (src/web/contract/fhir.test.ts). A new
/// code fails here until it has its line in <see cref="FhirKinds"/>; TELEHEALTH_WRITE_DOCS=1 writes the file anew.
/// </summary>
public sealed partial class AuditEventFileTests
{
    private static readonly string File = Path.Combine(Repository.Top, "tests", "Shared", "Fhir", "audit-events.json");
    private static readonly Guid Visit = new("10000000-0000-0000-0000-000000000001"), Patient = new("20000000-0000-0000-0000-000000000002"), Staff = new("30000000-0000-0000-0000-000000000003");
    private static readonly Instant At = Instant.FromUtc(2026, 11, 23, 18, 0);

    [Fact]
    public async Task The_checked_file_holds_an_audit_event_for_every_code()
    {
        var written = await WrittenAsync();
        if (Environment.GetEnvironmentVariable("TELEHEALTH_WRITE_DOCS") == "1") await System.IO.File.WriteAllTextAsync(File, written);
        // What a sentence says may change; what an event is may not, without others looking at it again.
        Assert.True(Unworded(written) == Unworded(await System.IO.File.ReadAllTextAsync(File)), $"{File} is not what the records say. Write it with TELEHEALTH_WRITE_DOCS=1 dotnet test --filter AuditEventFileTests");
        using var bundle = JsonDocument.Parse(written);
        var codes = bundle.RootElement.GetProperty("entry").EnumerateArray().SelectMany(e => e.GetProperty("resource").GetProperty("entity").EnumerateArray())
            .Where(e => e.TryGetProperty("detail", out _)).Select(e => e.GetProperty("detail").EnumerateArray().Single(d => d.GetProperty("type").GetString() == "code").GetProperty("valueString").GetString()!).ToHashSet();
        Assert.Empty(Codes().Except(codes));
    }

    [Fact]
    public void Every_code_that_is_no_commands_refusal_has_a_line_of_its_own() => Assert.DoesNotContain(Codes().Except(Refusals()), c => !FhirKinds.Knows(c));

    /// <summary>Events, evaluations and grants of visits; refusals of commands; what has a sentence; and whatever else the server writes.</summary>
    private static IReadOnlyList<string> Codes() =>
        [.. TypesOf<VisitEvent>().Concat(["LicensureEvaluated", "RoomGranted"]).Concat(Refusals()).Concat(RecordSentences.Codes).Concat(FhirKinds.Codes).Concat(Written()).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Refusals() => TypesOf<VisitCommand>().Select(c => $"{c}Refused");

    private static IEnumerable<string> TypesOf<T>() => typeof(T).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(T)) && !t.IsAbstract).Select(t => t.Name);

    private static IEnumerable<string> Written() => Directory.EnumerateFiles(Path.Combine(Repository.Top, "src", "Telehealth.Server"), "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains("/obj/", StringComparison.Ordinal)).SelectMany(f => Literal().Matches(System.IO.File.ReadAllText(f))).Select(m => m.Groups[1].Value);

    private static async Task<string> WrittenAsync()
    {
        var golden = (await System.IO.File.ReadAllLinesAsync(Path.Combine(Repository.Top, "tests", "Telehealth.Domain.Tests", "Records", "records-v1.ndjson"))).Select(Encoding.UTF8.GetBytes)
            .GroupBy(r => Field(r, "code")).ToDictionary(g => g.Key, g => g.First());
        var refused = golden["AdmitPatientRefused"];
        var records = Codes().Select((code, i) => (Leaf: (long)i, Bytes: (ReadOnlyMemory<byte>)(golden.GetValueOrDefault(code) ?? (Refusals().Contains(code) ? Renamed(refused, code) : OfClinic(code))))).ToList();
        using var to = new MemoryStream();
        var key = NoteSignerKey.FromSeed("clinic.test/log", new byte[32]);
        var head = new BundleHead
        {
            Origin = "clinic.test/log", Keys = [key.Verifier.ToString()], Query = "", CreatedAt = At.ToDateTimeOffset(), ExportId = Visit.ToString("D"), Count = records.Count, FirstLeaf = 0, LastLeaf = records.Count - 1,
            Whole = true, TreeSize = records.Count, PrunedBefore = 0,
        };
        var checkpoint = new Checkpoint("clinic.test/log", records.Count, MerkleHash.Leaf("root"u8)).Sign([key]).ToString();
        await FhirView.WriteAsync(head, checkpoint, records.ToAsyncEnumerable(), to, CancellationToken.None);
        return Encoding.UTF8.GetString(to.ToArray());
    }

    private static byte[] OfClinic(string code)
    {
        var reads = code.EndsWith("Read", StringComparison.Ordinal) || code.EndsWith("Listed", StringComparison.Ordinal);
        var actor = code.StartsWith("Service", StringComparison.Ordinal) || code.StartsWith("Notice", StringComparison.Ordinal) ? Actor.System
            : code.StartsWith("Attendance", StringComparison.Ordinal) ? Actor.VideoProvider
            : code.StartsWith("Participant", StringComparison.Ordinal) ? Actor.OfParticipant(new ParticipantId(Staff))
            : Actor.OfStaff(new StaffId(Staff), StaffRoles.Admin | StaffRoles.Auditor);
        var subject = new Dictionary<string, string> { ["visit"] = Visit.ToString("D"), ["patient"] = Patient.ToString("D"), ["staff"] = Staff.ToString("D"), ["link"] = Visit.ToString("D"), ["authority"] = Staff.ToString("D") };
        var after = new Dictionary<string, object?> { ["items"] = 3L, ["filter"] = reads ? "code:Visit*" : null, ["purpose"] = code.Contains("Export", StringComparison.Ordinal) ? "AuditReview" : null, ["roles"] = new[] { "Admin", "Auditor" } };
        string[] reasons = code.EndsWith("Refused", StringComparison.Ordinal) ? ["NOT_ALLOWED"] : [];
        return ClinicRecords.EncodeUnchained(reads ? "reads:reads" : "door:test", new ClinicEntry(code, subject, after, reasons), actor, At, () => new byte[32]).Bytes.ToArray();
    }

    private static byte[] Renamed(byte[] record, string code) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(record).Replace("\"AdmitPatientRefused\"", $"\"{code}\"", StringComparison.Ordinal));

    private static string Unworded(string json) => Words().Replace(json, "");

    private static string Field(byte[] record, string name)
    {
        using var json = JsonDocument.Parse(record);
        return json.RootElement.GetProperty(name).GetString()!;
    }

    [GeneratedRegex("\"(?:div|outcomeDesc)\":\"[^\"]*\"")]
    private static partial Regex Words();

    [GeneratedRegex("(?:ClinicRecord\\(\\s*(?:[^\"\\n]*\\? )?|NoteAsync\\([^\"\\n]*|NoteVisitAsync\\([^\"\\n]*|RecordOf\\(|EndAsync\\([^\"\\n]*|WriteAsync\\()\"([A-Z][A-Za-z]+)\"")]
    private static partial Regex Literal();
}
