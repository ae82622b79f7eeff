using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Details;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Storage;

/// <summary>Commits of different visits share a transaction; each stands or falls alone.</summary>
public abstract class GroupedCommitTests(DatabaseFixture database) : IAsyncLifetime
{
    private const string Reads = "reads:mixed";
    private DatabaseNode _node = null!;
    private DatabaseClinic _clinic = null!;

    public async Task InitializeAsync()
    {
        _node = await DatabaseNode.StartAsync(database.ConnectionString);
        _clinic = new DatabaseClinic(_node);
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task One_clash_in_a_group_fails_alone()
    {
        var visits = await ScheduledAsync(5);
        var writes = await Task.WhenAll(visits.Select(v => NextAsync(v)));
        await _clinic.DoAsync(visits[2], new OpenWaitingRoom(), DatabaseClinic.FrontDesk);

        var results = await _node.Get<IWriteEngine>().CommitAsync(writes, CancellationToken.None);

        Assert.Equal([CommitResult.Committed, CommitResult.Committed, CommitResult.VersionClash, CommitResult.Committed, CommitResult.Committed], results);
        foreach (var visit in visits)
        {
            var (row, _) = await _node.IntactAsync(visit);
            Assert.Equal(2, row.Version);
        }
    }

    [Fact]
    public async Task The_same_state_is_left_once_even_inside_one_group()
    {
        var visit = (await ScheduledAsync(1))[0];
        var results = await _node.Get<IWriteEngine>().CommitAsync([await NextAsync(visit), await NextAsync(visit)], CancellationToken.None);

        Assert.Equal([CommitResult.Committed, CommitResult.VersionClash], results);
        await _node.IntactAsync(visit);
    }

    [Fact]
    public async Task Each_kind_of_write_in_a_mixed_group_gets_its_own_answer()
    {
        var visits = await ScheduledAsync(3);
        var (key, late) = (DatabaseClinic.Key(), _node.Now + Duration.FromHours(1));
        await _clinic.TryAsync(visits[2], new RaiseSafetyConcern(new ConcernId(Guid.NewGuid())), DatabaseClinic.FrontDesk, key);
        var (next, head) = (await NextAsync(visits[1]), (await _node.Get<VisitLoads>().FindAsync(visits[0], default))!.Head);
        GroupedWrite[] group =
        [
            new RecordWrite([Unchained()], []), new RecordWrite([Unchained(), Unchained()], []), new LookAgainWrite(visits[0], head.Seq, late), new LookAgainWrite(visits[1], 99, late),
            next, await BeginningAsync(), await NextAsync(visits[1]), With(await NextAsync(visits[0]), next.Fences with { PatientVersion = 99 }), await NextAsync(visits[2], key),
        ];

        var results = await _node.Get<IWriteEngine>().CommitAsync(group, CancellationToken.None);

        Assert.Equal(Enumerable.Repeat(CommitResult.Committed, 6).Concat([CommitResult.VersionClash, CommitResult.FenceClash, CommitResult.CommandSeen]), results);
        Assert.Equal((1, late), (await _node.IntactAsync(visits[0])).Row is var first ? (first.Version, first.NextDueAt) : default);
        Assert.NotEqual(late, (await _node.IntactAsync(visits[1])).Row.NextDueAt);
        Assert.Equal(1, (await _node.IntactAsync(((VisitWrite)group[5]).After.Id)).Row.Version);
        await using var db = await _node.OpenAsync();
        Assert.Equal(3, await db.Records.CountAsync(r => r.Stream == Reads));
    }

    [Fact]
    public async Task A_statement_that_fails_takes_its_group_back_whole()
    {
        var visits = await ScheduledAsync(2);
        GroupedWrite[] group = [await NextAsync(visits[0]), Spoilt(await NextAsync(visits[1]))];

        var fault = await Assert.ThrowsAsync<WriteFailedException>(() => _node.Get<IWriteEngine>().CommitAsync(group, CancellationToken.None));

        Assert.Equal(WriteFailure.Statement, fault.Failure);
        Assert.Equal(1, (await _node.IntactAsync(visits[0])).Row.Version);
    }

    [Fact]
    public async Task After_an_error_the_group_is_replayed_singly_and_only_the_bad_one_fails()
    {
        var visits = await ScheduledAsync(9);
        var writes = await Task.WhenAll(visits.Select(v => NextAsync(v)));
        writes[4] = Spoilt(writes[4]);
        var writer = _node.Get<GroupWriter>();

        var outcomes = await Task.WhenAll(writes.Select(w => Xunit.Record.ExceptionAsync(() => writer.WriteAsync(w))));

        Assert.Equal([4], Enumerable.Range(0, 9).Where(i => outcomes[i] is not null));
        foreach (var (visit, i) in visits.Select((v, i) => (v, i)))
        {
            Assert.Equal(i == 4 ? 1 : 2, (await _node.IntactAsync(visit)).Row.Version);
        }
    }

    [Fact]
    public async Task Old_facts_of_a_clinician_the_patient_or_the_rules_do_not_commit()
    {
        var visit = (await ScheduledAsync(1))[0];
        var clinician = await _clinic.AddClinicianAsync();
        var good = await NextAsync(visit);
        var fences = good.Fences with { RulesVersion = (await _node.Get<ClinicFactsCache>().GetAsync(true, default)).Facts.RulesVersion };
        Fences[] old =
        [
            fences with { Clinicians = [new ClinicianFence(clinician, 2)] },
            fences with { Clinicians = [new ClinicianFence(clinician, 1), new ClinicianFence(new StaffId(Guid.NewGuid()), 1)] },
            fences with { RulesVersion = "0-none" },
            fences with { PatientVersion = 99 },
        ];

        var results = await _node.Get<IWriteEngine>().CommitAsync([.. old.Select(f => With(good, f))], CancellationToken.None);
        var held = await _node.Get<IWriteEngine>().CommitAsync([With(good, fences with { Clinicians = [new ClinicianFence(clinician, 1)] })], CancellationToken.None);

        Assert.All(results, r => Assert.Equal(CommitResult.FenceClash, r));
        Assert.Equal([CommitResult.Committed], held);
    }

    private async Task<VisitId[]> ScheduledAsync(int count)
    {
        var visits = new List<VisitId>();
        while (visits.Count < count)
        {
            visits.Add((await _clinic.ScheduledVisitAsync()).Id);
        }

        return [.. visits.OrderBy(v => v.Value)];
    }

    private async Task<VisitWrite> NextAsync(VisitId visit, CommandKey? key = null)
    {
        var loaded = (await _node.Get<VisitLoads>().FindAsync(visit, default))!;
        var request = new VisitRequest(visit, new RaiseSafetyConcern(new ConcernId(Guid.NewGuid())), DatabaseClinic.FrontDesk, key ?? DatabaseClinic.Key());
        var (facts, _) = await _node.Get<DecisionFacts>().GatherAsync(loaded, request, false, default);
        return Decided(loaded, request, facts);
    }

    private async Task<VisitWrite> BeginningAsync()
    {
        var patient = (await _node.Get<VisitLoads>().FindPatientAsync(await _clinic.AddPatientAsync(), default))!;
        var none = new LoadedVisit(Visit.Unscheduled(new VisitId(Guid.NewGuid())), RecordHead.Empty, Instant.MinValue, patient);
        var scheduled = new ScheduleVisit(
            patient.Id, null, VisitKind.FollowUp, _node.Now, 30, "America/Denver", null, [new InvitedParticipant(new ParticipantId(Guid.NewGuid()), ParticipantRole.Patient, null, null)]);
        var request = new VisitRequest(none.Visit.Id, scheduled, DatabaseClinic.FrontDesk, DatabaseClinic.Key());
        var (facts, _) = await _node.Get<DecisionFacts>().GatherAsync(none, request, false, default);
        return Decided(none, request, facts);
    }

    private VisitWrite Decided(LoadedVisit before, VisitRequest request, VisitFacts facts)
    {
        var decision = VisitRules.Decide(before.Visit, request.Command, request.Actor, facts, _node.Now);
        return VisitCommits.Prepare(_node.Get<DetailVault>(), before, request, decision, facts, _node.Now).Write;
    }

    private EncodedRecord Unchained() => ClinicRecords.EncodeUnchained(
        Reads, new ClinicEntry("VisitViewed", new Dictionary<string, string>()), DatabaseClinic.FrontDesk, _node.Now, () => new byte[32]);

    private static VisitWrite With(VisitWrite write, Fences fences) => new(write.Before, write.After, write.Records, write.Secrets, fences, write.Command, write.Effects);

    /// <summary>A record that its table refuses.</summary>
    private static VisitWrite Spoilt(VisitWrite write) =>
        new(write.Before, write.After, [.. write.Records.Select(r => r with { Bytes = new byte[20_000] })], write.Secrets, write.Fences, write.Command, write.Effects);
}

public sealed class GroupedCommitOnSqliteTests(SqliteDatabase database) : GroupedCommitTests(database), IClassFixture<SqliteDatabase>;

public sealed class GroupedCommitOnPostgresTests(PostgresDatabase database) : GroupedCommitTests(database), IClassFixture<PostgresDatabase>;
