using Telehealth.Domain;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Desk;

/// <summary>The write path of visits, the same on every engine.</summary>
public abstract class VisitDeskTests(DatabaseFixture database) : IAsyncLifetime
{
    private DatabaseNode _node = null!;
    private DatabaseClinic _clinic = null!;

    public async Task InitializeAsync()
    {
        _node = await DatabaseNode.StartAsync(database.ConnectionString);
        _clinic = new DatabaseClinic(_node);
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task A_visit_goes_from_scheduled_to_closed_and_its_records_fold_to_it()
    {
        var clinician = await _clinic.AddClinicianAsync();
        var visit = await _clinic.StartedVisitAsync(clinician);
        Assert.Equal(VisitPhase.InProgress, visit.Phase);

        var ended = await _clinic.DoAsync(visit.Id, new EndVisit(Disposition.Completed, "well"), DatabaseClinic.As(clinician));

        Assert.Equal(VisitPhase.Closed, ended.Phase);
        var (row, records) = await _node.IntactAsync(visit.Id);
        Assert.Equal(VisitPhase.Closed, row.Phase);
        Assert.NotNull(row.EvaluatedSeq);
        Assert.Contains(records, r => r.Frame.Code == "RoomGranted");
    }

    [Fact]
    public async Task A_repeated_command_gets_its_first_outcome_and_writes_nothing()
    {
        var visit = await _clinic.ScheduledVisitAsync();
        var key = DatabaseClinic.Key();
        var first = await _clinic.TryAsync(visit.Id, new OpenWaitingRoom(), DatabaseClinic.FrontDesk, key);
        await _clinic.DoAsync(visit.Id, new CancelVisit(CancelledBy.Clinic, CancelReason.Other, null), DatabaseClinic.FrontDesk);

        var again = await _clinic.TryAsync(visit.Id, new OpenWaitingRoom(), DatabaseClinic.FrontDesk, key);

        Assert.True(again.Repeated);
        Assert.Null(again.Refusal);
        Assert.Equal(first.Version, again.Version);
        await _node.IntactAsync(visit.Id);
    }

    [Fact]
    public async Task A_repeated_command_that_was_refused_is_refused_again_with_its_decision()
    {
        var clinician = await _clinic.AddClinicianAsync();
        var visit = await _clinic.WaitingVisitAsync(clinician);
        await _clinic.SetLicenceAsync(clinician, 2, Domain.Licensure.BoardStatus.Revoked);
        var key = DatabaseClinic.Key();
        var first = await _clinic.TryAsync(visit.Id, DatabaseClinic.Claim(), DatabaseClinic.As(clinician), key);

        var again = await _clinic.TryAsync(visit.Id, DatabaseClinic.Claim(), DatabaseClinic.As(clinician), key);

        Assert.Equal(RefusalCode.LicensureDenied, first.Refusal!.Code);
        Assert.Equal(RefusalCode.LicensureDenied, again.Refusal!.Code);
        Assert.Equal(first.Refusal.Decision!.Reasons.AsEnumerable(), again.Refusal.Decision!.Reasons);
        Assert.True(again.Repeated);
        await _node.IntactAsync(visit.Id);
    }

    [Fact]
    public async Task A_repeated_command_shows_the_evaluation_that_its_first_outcome_showed()
    {
        var clinician = await _clinic.AddClinicianAsync();
        var visit = await _clinic.ScheduledVisitAsync(clinician);
        var patient = Actor.OfParticipant(visit.Patient!.Id);
        await _clinic.DoAsync(visit.Id, new IdentifyParticipant(visit.Patient.Id, IdentityMethod.BirthDate, false), patient);
        var key = DatabaseClinic.Key();
        var first = await _clinic.TryAsync(visit.Id, DatabaseClinic.CheckIn(), patient, key);
        await _clinic.DoAsync(visit.Id, DatabaseClinic.Claim(), DatabaseClinic.As(clinician));

        var again = await _clinic.TryAsync(visit.Id, DatabaseClinic.CheckIn(), patient, key);

        Assert.True(again.Repeated);
        Assert.Null(again.Refusal);
        Assert.Equal(Domain.Licensure.Verdict.Allow, first.Evaluation!.Verdict);
        Assert.Equal(Told(first.Evaluation), Told(again.Evaluation!));
    }

    [Fact]
    public async Task A_visit_that_is_read_anew_shows_the_evaluation_that_was_recorded_last()
    {
        var clinician = await _clinic.AddClinicianAsync();
        var visit = await _clinic.StartedVisitAsync(clinician);
        var resumed = await HoldAndResumeAsync(visit.Id, clinician);

        var read = await _node.Get<VisitLoads>().FindAsync(visit.Id, CancellationToken.None);

        Assert.Equal(Domain.Licensure.DecisionPurpose.Resume, read!.LastDecision!.Purpose);
        Assert.Equal(Told(resumed.Visit.LastDecision!), Told(read.LastDecision));
    }

    private async Task<Server.Desk.VisitOutcome> HoldAndResumeAsync(VisitId visit, StaffId clinician)
    {
        await _clinic.DoAsync(visit, new HoldVisit(), DatabaseClinic.As(clinician));
        return await _clinic.TryAsync(visit, new ResumeVisit(), DatabaseClinic.As(clinician), DatabaseClinic.Key());
    }

    private static string Told(Domain.Licensure.LicensureDecision decision) => System.Text.Json.JsonSerializer.Serialize(decision);

    [Fact]
    public async Task A_command_id_with_another_body_is_a_recorded_mismatch()
    {
        var visit = await _clinic.ScheduledVisitAsync();
        var key = DatabaseClinic.Key("one");
        await _clinic.TryAsync(visit.Id, new OpenWaitingRoom(), DatabaseClinic.FrontDesk, key);

        var other = await _clinic.TryAsync(
            visit.Id, new CancelVisit(CancelledBy.Clinic, CancelReason.Other, null), DatabaseClinic.FrontDesk, key with { BodyHash = "other" });

        Assert.Equal(RefusalCode.IdempotencyMismatch, other.Refusal!.Code);
        var (row, records) = await _node.IntactAsync(visit.Id);
        Assert.Equal(VisitPhase.Scheduled, row.Phase);
        Assert.EndsWith("Refused", records[^1].Frame.Code);
    }

    [Fact]
    public async Task A_caller_with_an_old_version_is_told_so_and_it_is_recorded()
    {
        var visit = await _clinic.ScheduledVisitAsync();
        await _clinic.DoAsync(visit.Id, new OpenWaitingRoom(), DatabaseClinic.FrontDesk);

        var late = await _clinic.TryAsync(
            visit.Id, new CancelVisit(CancelledBy.Clinic, CancelReason.Other, null), DatabaseClinic.FrontDesk, DatabaseClinic.Key(), visit.Version);

        Assert.Equal(RefusalCode.VersionConflict, late.Refusal!.Code);
        var (row, records) = await _node.IntactAsync(visit.Id);
        Assert.Equal(visit.Version + 1, row.Version);
        Assert.EndsWith("Refused", records[^1].Frame.Code);
    }

    [Fact]
    public async Task A_stranger_learns_nothing_and_leaves_no_record_on_the_visit()
    {
        var visit = await _clinic.ScheduledVisitAsync();

        var outcome = await _clinic.TryAsync(visit.Id, DatabaseClinic.CheckIn(), Actor.OfParticipant(new ParticipantId(Guid.NewGuid())), DatabaseClinic.Key());
        var nowhere = await _clinic.TryAsync(new VisitId(Guid.NewGuid()), DatabaseClinic.CheckIn(), DatabaseClinic.FrontDesk, DatabaseClinic.Key());

        Assert.Equal(RefusalCode.NotFound, outcome.Refusal!.Code);
        Assert.Equal(RefusalCode.NotFound, nowhere.Refusal!.Code);
        Assert.True(outcome.Decision!.Entries.IsEmpty);
        var (row, _) = await _node.IntactAsync(visit.Id);
        Assert.Equal(visit.Version, row.Version);
    }

    [Fact]
    public async Task What_was_committed_is_announced_once_and_after_the_commit()
    {
        var heard = new List<CommittedChange>();
        await using var node = await DatabaseNode.StartAsync(database.SeveralNodes ? database.ConnectionString : NewSqlite(), more: s => s.Add(Announcer(heard)));
        var visit = await new DatabaseClinic(node).ScheduledVisitAsync();

        Assert.Equal([visit.Version], heard.Select(h => h.After.Visit.Version));
        Assert.Equal(0, heard[0].Before.Visit.Version);
    }

    private static Microsoft.Extensions.DependencyInjection.ServiceDescriptor Announcer(List<CommittedChange> heard) =>
        Microsoft.Extensions.DependencyInjection.ServiceDescriptor.Singleton<IVisitAnnouncer>(new Listener(heard));

    private static string NewSqlite() => $"Data Source={Path.Combine(Directory.CreateTempSubdirectory("telehealth-sqlite-").FullName, "t.db")}";

    private sealed class Listener(List<CommittedChange> heard) : IVisitAnnouncer
    {
        public void Enqueue(CommittedChange change) => heard.Add(change);
    }
}

public sealed class VisitDeskOnSqliteTests(SqliteDatabase database) : VisitDeskTests(database), IClassFixture<SqliteDatabase>;

public sealed class VisitDeskOnPostgresTests(PostgresDatabase database) : VisitDeskTests(database), IClassFixture<PostgresDatabase>;
