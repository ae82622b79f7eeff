using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Desk;

/// <summary>A limited authority is counted by the commit that starts the visit: nobody takes a use that another took meanwhile.</summary>
public abstract class LimitTests(DatabaseFixture database)
{
    private const int Rounds = 10;

    [Fact]
    public async Task Two_starts_at_once_cannot_both_take_the_last_use()
    {
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString);
        await RunAsync(node, node);
    }

    [Fact]
    public async Task A_use_counts_for_later_visits_and_not_against_its_own()
    {
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString);
        var clinic = new DatabaseClinic(node);
        var clinician = await clinic.AddClinicianAsync(new UsageLimit(UsageUnit.Encounter, 1, UsageWindow.CalendarYear));
        var first = await clinic.StartedVisitAsync(clinician);
        Assert.Single(first.UsedAuthorities);

        Assert.Null((await clinic.TryAsync(first.Id, new GetRoomGrant(), DatabaseClinic.As(clinician))).Refusal);
        var second = await clinic.WaitingOrRefusedAsync(clinician);
        var no = (await clinic.TryAsync(second, DatabaseClinic.Claim(), DatabaseClinic.As(clinician), DatabaseClinic.Key())).Refusal;
        Assert.Equal(1, await UsesAsync(node, clinician));
        Assert.NotNull(no);
        await node.IntactAsync(first.Id);
    }

    [Fact]
    public async Task Two_starts_at_once_cannot_both_be_the_second_crisis_visit_of_a_minors_week()
    {
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString);
        await InCrisisAsync(node, node);
    }

    /// <summary>Florida: two visits in seven days on a minor's own word (rules/minors.json). One has been; two more start at once, with two clinicians.</summary>
    private protected static async Task InCrisisAsync(DatabaseNode one, DatabaseNode other)
    {
        DatabaseClinic[] clinics = [new(one), new(other)];
        for (var round = 0; round < Rounds; round++)
        {
            var patient = await clinics[0].AddPatientAsync("Young", new LocalDate(2012, 6, 1));
            StaffId[] clinicians = [await clinics[0].AddClinicianAsync(state: "FL"), await clinics[0].AddClinicianAsync(state: "FL")];
            var first = await ClaimedInCrisisAsync(clinics[0], clinicians[0], patient);
            await clinics[0].DoAsync(first.Id, new AdmitPatient(null, true), DatabaseClinic.As(clinicians[0]));
            await clinics[0].DoAsync(first.Id, new EndVisit(Disposition.Completed, null), DatabaseClinic.As(clinicians[0]));

            Visit[] visits = [await ClaimedInCrisisAsync(clinics[0], clinicians[0], patient), await ClaimedInCrisisAsync(clinics[0], clinicians[1], patient)];
            var outcomes = await Task.WhenAll(visits.Select((v, i) => Task.Run(() =>
                clinics[i].TryAsync(v.Id, new AdmitPatient(null, true), DatabaseClinic.As(clinicians[i]), DatabaseClinic.Key()))));

            var started = outcomes.Select(o => o.Visit.Visit.StartedAt is not null).ToArray();
            Assert.Single(started, s => s);
            var held = outcomes[Array.IndexOf(started, false)];
            Assert.Contains(held.Evaluation!.Reasons, r => r.Code is ReasonCode.GuardianConsentRequired);
            foreach (var visit in visits) await one.IntactAsync(visit.Id);
        }
    }

    private static async Task<Visit> ClaimedInCrisisAsync(DatabaseClinic clinic, StaffId clinician, PatientId patient)
    {
        var visit = await clinic.ScheduledVisitAsync(clinician, zone: "America/New_York", patient: patient);
        var self = Actor.OfParticipant(visit.Patient!.Id);
        await clinic.DoAsync(visit.Id, new IdentifyParticipant(visit.Patient.Id, IdentityMethod.BirthDate, false), self);
        await clinic.DoAsync(visit.Id, DatabaseClinic.CheckIn("FL"), self);
        await clinic.DoAsync(visit.Id, new RecordMinorBasis(MinorBasis.SelfConsentInCrisis), DatabaseClinic.As(clinician));
        return await clinic.DoAsync(visit.Id, DatabaseClinic.Claim(), DatabaseClinic.As(clinician));
    }

    private protected static async Task RunAsync(DatabaseNode one, DatabaseNode other)
    {
        DatabaseClinic[] clinics = [new(one), new(other)];
        for (var round = 0; round < Rounds; round++)
        {
            var clinician = await clinics[0].AddClinicianAsync(new UsageLimit(UsageUnit.Encounter, 1, UsageWindow.CalendarYear));
            Visit[] visits = [await clinics[0].ClaimedVisitAsync(clinician), await clinics[0].ClaimedVisitAsync(clinician)];
            var outcomes = await Task.WhenAll(visits.Select((v, i) => Task.Run(() =>
                clinics[i].TryAsync(v.Id, new AdmitPatient(null, true), DatabaseClinic.As(clinician), DatabaseClinic.Key()))));

            Assert.Equal(RefusalCode.LicensureDenied, Assert.Single(outcomes, o => o.Refusal is not null).Refusal!.Code);
            Assert.Contains(outcomes.Single(o => o.Refusal is not null).Refusal!.Decision!.Reasons, r => r.Code is ReasonCode.UsageLimitReached);
            Assert.Equal(1, await UsesAsync(one, clinician));
            foreach (var visit in visits) await one.IntactAsync(visit.Id);
        }
    }

    private static Task<decimal> UsesAsync(DatabaseNode node, StaffId clinician) =>
        node.NumberAsync("SELECT COUNT(*) FROM authority_uses WHERE clinician_id = @id", clinician.Value);
}

public sealed class LimitOnSqliteTests(SqliteDatabase database) : LimitTests(database), IClassFixture<SqliteDatabase>;

public sealed class LimitOnPostgresTests(PostgresDatabase database) : LimitTests(database), IClassFixture<PostgresDatabase>
{
    private readonly PostgresDatabase _database = database;

    [Fact]
    public async Task Two_starts_in_two_processes_cannot_both_be_the_second_crisis_visit()
    {
        await using var one = await DatabaseNode.StartAsync(_database.ConnectionString);
        await using var other = await DatabaseNode.StartAsync(_database.ConnectionString);
        await InCrisisAsync(one, other);
    }

    [Fact]
    public async Task Two_starts_in_two_processes_cannot_both_take_the_last_use()
    {
        await using var one = await DatabaseNode.StartAsync(_database.ConnectionString);
        await using var other = await DatabaseNode.StartAsync(_database.ConnectionString);
        await RunAsync(one, other);
    }
}
