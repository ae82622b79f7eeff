using System.Text;
using CsCheck;
using NodaTime;
using Telehealth.Domain.Records;
using Telehealth.Domain.Tests.Visits;
using Telehealth.Domain.Visits;
using static Telehealth.Domain.Tests.Visits.Cast;

namespace Telehealth.Domain.Tests.Records;

public sealed class VisitHistoryTests
{
    [Fact]
    public void Whatever_the_rules_decide_makes_records_that_hold() => Gen.Select(Gen.Int[0, 3], Gen.Bool, Walk.Any.List[40]).Sample(
        (stage, exception, walk) =>
        {
            var (visit, records) = Recorded([new(Duration.Zero, WorldChange.None, FrontDesk, Schedule(Ada)), .. Walk.Opening(stage), .. walk], exception);
            var history = new VisitHistory();
            foreach (var record in records)
                Assert.True(history.Add(VisitRecords.Decode(record.Bytes)) is not { } problem, Encoding.UTF8.GetString(record.Bytes.Span));

            Assert.Null(history.End());
            Assert.Equal(VisitSnapshots.Write(visit with { Details = VisitDetails.None }), VisitSnapshots.Write(history.Visit!));
        },
        iter: 200);

    [Fact]
    public void A_history_without_its_licensure_decisions_does_not_hold() => Gen.Select(Gen.Int[2, 3], Walk.Any.List[20]).Sample(
        (stage, walk) =>
        {
            var (_, records) = Recorded([new(Duration.Zero, WorldChange.None, FrontDesk, Schedule(Ada)), .. Walk.Opening(stage), .. walk], exception: false);
            var history = new VisitHistory();

            Assert.Contains(
                records.Select(r => VisitRecords.Decode(r.Bytes)).Where(r => r.Entry is not EvaluationEntry),
                record => history.Add(record)?.Contains("without a licensure decision", StringComparison.Ordinal) ?? false);
        },
        iter: 50);

    private static (Visit Visit, List<EncodedRecord> Records) Recorded(IEnumerable<Step> steps, bool exception)
    {
        var (visit, head, now) = (Visit.Unscheduled(TheVisit), RecordHead.Empty, Start - Duration.FromMinutes(40));
        var facts = new VisitFacts
        {
            Clinic = Clinic(VisitPolicy.Default with { SafetyContinuationAllowed = exception }),
            Patient = new(TheOne, new LocalDate(1990, 5, 17), 1),
        };
        var records = new List<EncodedRecord>();
        foreach (var step in steps)
        {
            // As a desk does: the decision and its records are of the same whole microsecond.
            now += step.Turn;
            facts = Licensed(facts, step.World);
            var commit = VisitRecords.Encode(visit, VisitRules.Decide(visit, step.Command, step.Actor, facts, now), step.Actor, now, head, () => new byte[32]);
            (visit, head) = (commit.After, commit.Head);
            records.AddRange(commit.Records);
        }

        return (visit, records);
    }

    private static VisitFacts Licensed(VisitFacts facts, WorldChange change) => change switch
    {
        WorldChange.AdaLosesUtah => With(facts, Clinician(Ada, "ID")),
        WorldChange.AdaRegains => With(facts, Clinician(Ada, "UT", "ID")),
        WorldChange.BenLosesUtah => With(facts, Clinician(Ben)),
        WorldChange.BenRegains => With(facts, Clinician(Ben, "UT")),
        _ => facts,
    };

    private static VisitFacts With(VisitFacts facts, ClinicianFacts clinician) =>
        facts with { Clinic = facts.Clinic with { Clinicians = facts.Clinic.Clinicians.SetItem(clinician.Id, clinician) } };
}
