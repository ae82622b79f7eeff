using System.Text;
using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Records;
using Telehealth.Domain.Tests.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Tests.Records;

/// <summary>
/// The bytes of records v1 are frozen: a line of <c>records-v1.ndjson</c> never changes. A new event adds its lines, which the failing
/// test prints.
/// </summary>
public sealed class GoldenRecordTests
{
    private static readonly string[] Golden =
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Records", "records-v1.ndjson"), Encoding.UTF8);

    [Fact]
    public void Every_kind_of_record_keeps_its_bytes()
    {
        var now = Entries().Select(Line).ToArray();

        Assert.True(Golden.SequenceEqual(now), "New lines:\n" + string.Join('\n', now.Except(Golden)) + "\nGone:\n" + string.Join('\n', Golden.Except(now)));
    }

    [Fact]
    public void Every_golden_record_reads_back_to_its_own_bytes() => Assert.All(Golden, line =>
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        Assert.Equal(bytes, VisitRecords.Reencode(VisitRecords.Decode(bytes)));
        Assert.Null(CanonicalJson.Problem(bytes));
    });

    [Fact]
    public void Every_golden_decision_is_made_again_to_its_bytes() => Assert.All(Golden.Where(l => l.Contains("\"LicensureEvaluated\"", StringComparison.Ordinal)), line =>
    {
        var record = VisitRecords.Decode(Encoding.UTF8.GetBytes(line));
        var was = ((EvaluationEntry)record.Entry).Decision;
        var again = Telehealth.Domain.Licensure.LicensureEngine.Replay(was.Evidence, was.Purpose, was.Basis, was.ClinicianId, was.DecidedAt, was.RulesVersion);

        Assert.Equal(line, Encoding.UTF8.GetString(VisitRecords.Reencode(record with { Entry = new EvaluationEntry(again) })));
    });

    [Fact]
    public void Every_event_has_a_golden_record()
    {
        var codes = Golden.Select(l => VisitRecords.Decode(Encoding.UTF8.GetBytes(l)).Frame.Code).ToHashSet();

        Assert.Empty(Samples.EventTypes.Select(t => t.Name).Except(codes));
    }

    [Fact]
    public void No_event_field_takes_the_name_of_the_visits_phase_or_version() => Assert.All(Golden, line =>
    {
        using var document = System.Text.Json.JsonDocument.Parse(line);
        var names = document.RootElement.GetProperty("after").EnumerateObject().Select(p => p.Name).ToList();
        Assert.Equal(names.Distinct(), names);
    });

    private static IEnumerable<VisitEntry> Entries()
    {
        foreach (var type in Samples.EventTypes)
        {
            // A seed per type: one event more or less moves no other's values.
            var seed = type.Name.Aggregate(17, (sum, c) => unchecked(sum * 31 + c));
            yield return new EventEntry(new Samples(seed).Event(type, full: true));
            if (new Samples(seed).Event(type, full: false) is var bare && !bare.Equals(new Samples(seed).Event(type, full: true))) yield return new EventEntry(bare);
        }

        yield return new EvaluationEntry(Samples.Allowed);
        yield return new EvaluationEntry(Samples.Denied);
        yield return new EvaluationEntry(Samples.Unknown);
        yield return new EvaluationEntry(Samples.Faulty);
        yield return new GrantEntry(new Samples(1).Grant(full: true).Terms);
        yield return new GrantEntry(new Samples(1).Grant(full: false).Terms);
        yield return new RefusalEntry(new AdmitPatient(null, false).RefusedCode, new(RefusalCode.LicensureDenied, null, Samples.Denied));
        yield return new RefusalEntry(new HoldVisit().RefusedCode, new(RefusalCode.WrongPhase, "a sentence that no record holds"));
        yield return new EventEntry(new VisitHeld { Detail = new() { Note = "kept apart" } });
        yield return new EventEntry(new AlertRaised(VisitAlert.VideoLost));
        yield return new EvaluationEntry(Samples.Wider);
        yield return new EvaluationEntry(Samples.Compacts);
        yield return new EvaluationEntry(Samples.OfMinor);
        yield return new EvaluationEntry(Samples.OffCoast);
        yield return new EventEntry(new CheckInCarried(new(new Guid("00000000-0000-0000-0000-000000000010")), new(new Guid("00000000-0000-0000-0000-000000000001")), Ask.Now, StatedBy.Patient, null)
        {
            ConsentGivenAt = Ask.Now - Duration.FromDays(30),
        });
    }

    private static string Line(VisitEntry entry)
    {
        var detail = entry is EventEntry { Event.Detail: { } said } ? RecordWriter.Commit(new(new byte[32], PersonalDetailJson.Write(said))) : null;
        using var writer = new CanonicalWriter();
        RecordWriter.Write(writer, Samples.Frame(entry, detail), entry);
        return Encoding.UTF8.GetString(writer.Written);
    }
}
