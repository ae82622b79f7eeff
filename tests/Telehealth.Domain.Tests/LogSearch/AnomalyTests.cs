using NodaTime;
using Telehealth.Domain.LogSearch;

namespace Telehealth.Domain.Tests.LogSearch;

public sealed class AnomalyTests
{
    private static readonly Guid Dana = new("01234567-89ab-cdef-0123-456789abcdef"), Visit = new("11234567-89ab-cdef-0123-456789abcdef");
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 23, 19, 0);
    private static readonly AnomalyNumbers Numbers = new(DateTimeZoneProviders.Tzdb["America/Denver"], 7, 20, 10);

    private static Sighting Seen(Instant at, string code, RecordOutcome outcome = RecordOutcome.Done, Guid? visit = null, Guid? patient = null, bool own = false) =>
        new(at, Dana, new RecordFacets(code, outcome, null, ActorKind.Staff, "Admin", "visit", ""), visit, patient, own);

    private static Guid New(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    [Fact]
    public void Many_different_charts_within_an_hour_are_one_finding()
    {
        var reads = Enumerable.Range(0, 15).Select(i => Seen(Noon + Duration.FromMinutes(i), "PatientRead", patient: New(i))).ToList();
        var found = Assert.Single(AnomalyRules.Find(reads, Numbers));
        Assert.Equal((AnomalyKind.BulkReads, 15, Noon + Duration.FromMinutes(14)), (found.Kind, found.Count, found.To));
    }

    [Fact]
    public void The_same_chart_again_and_many_charts_over_a_day_are_none()
    {
        Assert.Empty(AnomalyRules.Find(Enumerable.Range(0, 40).Select(i => Seen(Noon + Duration.FromMinutes(i), "PatientRead", patient: New(1))), Numbers));
        Assert.Empty(AnomalyRules.Find(Enumerable.Range(0, 12).Select(i => Seen(Noon + Duration.FromMinutes(8 * i), "PatientRead", patient: New(i))), Numbers));
    }

    [Fact]
    public void A_night_of_reading_is_one_finding_in_the_clinics_time()
    {
        var late = Instant.FromUtc(2026, 11, 24, 5, 0);
        var found = Assert.Single(AnomalyRules.Find([Seen(late, "LogRead"), Seen(late + Duration.FromHours(4), "VisitRead", visit: Visit), Seen(Noon, "VisitRead", visit: Visit)], Numbers));
        Assert.Equal((AnomalyKind.OffHours, 2), (found.Kind, found.Count));
    }

    [Fact]
    public void Getting_through_soon_after_a_refusal_is_worth_a_look()
    {
        var refused = Seen(Noon, "AdmitPatientRefused", RecordOutcome.Refused, Visit);
        var found = Assert.Single(AnomalyRules.Find([refused, Seen(Noon + Duration.FromMinutes(5), "PatientAdmitted", visit: Visit)], Numbers));
        Assert.Equal((AnomalyKind.RefusedThenDone, Visit), (found.Kind, found.Visit));
        Assert.Empty(AnomalyRules.Find([refused, Seen(Noon + Duration.FromMinutes(5), "PatientAdmitted", visit: New(9))], Numbers));
        Assert.Empty(AnomalyRules.Find([refused, Seen(Noon + Duration.FromHours(2), "PatientAdmitted", visit: Visit)], Numbers));
    }

    [Fact]
    public void Reading_a_patient_of_ones_own_name_is_worth_a_look()
    {
        var found = Assert.Single(AnomalyRules.Find([Seen(Noon, "PatientRead", patient: New(1), own: true), Seen(Noon, "PatientRead", patient: New(2))], Numbers));
        Assert.Equal((AnomalyKind.OwnRecord, New(1)), (found.Kind, found.Patient));
    }
}
