using System.Text;
using NodaTime;
using Telehealth.Domain.LogSearch;
using Telehealth.Domain.Records;

namespace Telehealth.Domain.Tests.LogSearch;

public sealed class RecordFactsTests
{
    private static readonly Guid Patient = new("01234567-89ab-cdef-0123-456789abcdef"), Visit = new("11234567-89ab-cdef-0123-456789abcdef");

    private static RecordFacts Of(string code, string area, IReadOnlyDictionary<string, object?>? after = null, params string[] reasons)
    {
        var entry = new ClinicEntry(code, new Dictionary<string, string> { ["visit"] = Visit.ToString("D"), ["patient"] = Patient.ToString("D") }, after, reasons);
        var record = ClinicRecords.EncodeUnchained(area, entry, Actor.OfStaff(new StaffId(Patient), StaffRoles.Admin | StaffRoles.Auditor), Instant.FromUtc(2026, 11, 23, 18, 0), () => new byte[32]);
        Assert.Equal(record.At, RecordFactsReader.TimeOf(record.Bytes.Span));
        return RecordFactsReader.Read(record.Bytes.Span);
    }

    [Fact]
    public void A_record_is_found_by_what_its_bytes_say()
    {
        var facts = Of("SignInRefused", "door:sessions", null, "NOT_ALLOWED", "RATE_LIMITED");
        Assert.Equal(new RecordFacets("SignInRefused", RecordOutcome.Refused, null, ActorKind.Staff, "Admin+Auditor", "door:sessions", "NOT_ALLOWED,RATE_LIMITED"), facts.Facets with { Role = Sorted(facts.Facets.Role!) });
        Assert.Equal((Visit, Patient, Patient), (facts.Visit!.Value, facts.Patient!.Value, facts.Actor!.Value));
    }

    private static string Sorted(string roles) => string.Join('+', roles.Split('+').Order(StringComparer.Ordinal));

    [Fact]
    public void A_visits_place_is_carried_along_until_another_is_stated()
    {
        var silent = Of("VisitRead", "reads:reads");
        Assert.Equal("UT", silent.At("UT").Facets.State);
        var stated = Of("LicensureDryRun", "reads:reads", new Dictionary<string, object?> { ["jurisdiction"] = "ID", ["verdict"] = "Deny" });
        Assert.Equal(("ID", RecordOutcome.Denied), (stated.At("UT").Facets.State, stated.Facets.Outcome));
    }

    [Fact]
    public void Every_golden_record_has_facts_and_a_category()
    {
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Records", "records-v1.ndjson")))
        {
            var facts = RecordFactsReader.Read(Encoding.UTF8.GetBytes(line));
            Assert.Contains($"\"code\":\"{facts.Facets.Code}\"", line, StringComparison.Ordinal);
            Assert.Equal("visit", facts.Facets.Area);
            Assert.NotNull(facts.Visit);
            Assert.NotEqual(RecordCategory.System, RecordCategories.Of(facts.Facets.Code));
        }
    }

    [Theory]
    [InlineData("PatientAdmitted", RecordCategory.Visit)]
    [InlineData("AdmitPatientRefused", RecordCategory.Visit)]
    [InlineData("WaitingRoomLeft", RecordCategory.Arrival)]
    [InlineData("LicensureEvaluated", RecordCategory.Licensure)]
    [InlineData("RoomGranted", RecordCategory.Video)]
    [InlineData("VisitRead", RecordCategory.Reads)]
    [InlineData("VisitRefused", RecordCategory.Closing)]
    [InlineData("StaffSignedIn", RecordCategory.Access)]
    [InlineData("PatientMerged", RecordCategory.People)]
    [InlineData("SafetyContinuationUsed", RecordCategory.Safety)]
    [InlineData("NoticeAdvanced", RecordCategory.Notices)]
    [InlineData("SomethingElse", RecordCategory.System)]
    public void Codes_are_sorted_by_what_they_are_about(string code, RecordCategory category) => Assert.Equal(category, RecordCategories.Of(code));

    [Fact]
    public void What_is_no_record_is_said_to_be_none() => Assert.Throws<RecordFormatException>(() => RecordFactsReader.Read("[1]"u8));
}
