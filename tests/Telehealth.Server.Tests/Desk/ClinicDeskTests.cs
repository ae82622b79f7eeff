using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Desk;

/// <summary>The write path of everything that is not a visit.</summary>
public abstract class ClinicDeskTests(DatabaseFixture database) : IAsyncLifetime
{
    private DatabaseNode _node = null!;
    private DatabaseClinic _clinic = null!;

    private protected DatabaseNode Node => _node;

    public async Task InitializeAsync()
    {
        _node = await DatabaseNode.StartAsync(database.ConnectionString);
        _clinic = new DatabaseClinic(_node);
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task Records_of_an_area_are_one_gapless_chain_and_details_stay_apart()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _clinic.AddPatientAsync($"Müller{i}")));
        await ChainedAsync(_node, "clinic:patients", 20);

        await using var db = await _node.OpenAsync();
        var bytes = await db.Records.Where(r => r.Stream == "clinic:patients").Select(r => r.Bytes).ToListAsync();
        Assert.All(bytes, b => Assert.DoesNotContain("ller", System.Text.Encoding.UTF8.GetString(b)));
        var hashes = await db.Records.Where(r => r.Stream == "clinic:patients").Select(r => r.Hash).ToListAsync();
        Assert.True(await db.RecordSecrets.CountAsync(d => hashes.Contains(d.Hash)) >= 20);
    }

    [Fact]
    public async Task A_work_that_throws_writes_nothing()
    {
        var id = new PatientId(Guid.NewGuid());
        await Assert.ThrowsAsync<InvalidOperationException>(() => _node.Clinic.ExecuteAsync<bool>(
            DatabaseClinic.FrontDesk,
            async (work, cancellation) =>
            {
                work.Db.Patients.Add(new Patient { Id = id, GivenName = "A", FamilyName = "B", CreatedAt = work.Now });
                work.Record(new ClinicRecord("PatientAdded", "thrown", new Dictionary<string, string>()));
                await work.Db.SaveChangesAsync(cancellation);
                throw new InvalidOperationException("no");
            },
            default));

        await using var db = await _node.OpenAsync();
        Assert.False(await db.Patients.AnyAsync(p => p.Id == id));
        Assert.False(await db.Records.AnyAsync(r => r.Stream == "clinic:thrown"));
    }

    [Fact]
    public async Task Reads_and_door_refusals_are_recorded_outside_any_chain()
    {
        for (var i = 0; i < 3; i++)
        {
            await _node.Clinic.AppendAsync(DatabaseClinic.FrontDesk, new ClinicRecord("PatientsListed", "patients", new Dictionary<string, string>()), default);
            await _node.Clinic.AppendAsync(DatabaseClinic.FrontDesk, new ClinicRecord("JoinVisitRefused", "visits", new Dictionary<string, string>(), Reasons: ["NOT_FOUND"]), default);
        }

        await using var db = await _node.OpenAsync();
        Assert.Equal(3, await db.Records.CountAsync(r => r.Stream == "reads:patients" && r.Seq == 0 && !r.Refused));
        Assert.Equal(3, await db.Records.CountAsync(r => r.Stream == "door:visits" && r.Seq == 0 && r.Refused));
    }

    [Fact]
    public async Task Visits_and_records_cannot_be_saved_through_the_context()
    {
        var visit = await _clinic.ScheduledVisitAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => _node.Clinic.ExecuteAsync(
            DatabaseClinic.FrontDesk,
            async (work, cancellation) =>
            {
                work.Db.Visits.Remove(await work.Db.Visits.SingleAsync(v => v.Id == visit.Id, cancellation));
                return true;
            },
            default));
        await _node.IntactAsync(visit.Id);
    }

    [Fact]
    public async Task Nothing_of_the_clinic_is_saved_outside_a_work_and_its_record()
    {
        await using var db = await _node.OpenAsync();
        db.Patients.Add(new Patient { Id = new PatientId(Guid.NewGuid()), GivenName = "A", FamilyName = "B", CreatedAt = _node.Now });
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public async Task An_authority_record_cannot_be_edited()
    {
        var clinician = await _clinic.AddClinicianAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => _node.Clinic.ExecuteAsync(
            Actor.System,
            async (work, cancellation) =>
            {
                work.Db.Authorities.Remove(await work.Db.Authorities.SingleAsync(a => a.ClinicianId == clinician, cancellation));
                return true;
            },
            default));
    }

    [Fact]
    public async Task A_corrected_patient_is_seen_by_the_next_command_on_the_visit()
    {
        var visit = await _clinic.ScheduledVisitAsync();
        await _node.Clinic.ExecuteAsync(
            DatabaseClinic.FrontDesk,
            async (work, cancellation) =>
            {
                (await work.Db.Patients.SingleAsync(p => p.Id == visit.PatientId, cancellation)).FamilyName = "Ngũgĩ";
                return true;
            },
            default);

        var outcome = await _clinic.TryAsync(visit.Id, new OpenWaitingRoom(), DatabaseClinic.FrontDesk, DatabaseClinic.Key());

        Assert.Equal(("Ngũgĩ", 2), (outcome.Visit.Patient.FamilyName, outcome.Visit.Patient.FactsVersion));
    }

    [Fact]
    public async Task A_revoked_authority_evaluates_the_clinicians_open_visits_again()
    {
        var clinician = await _clinic.AddClinicianAsync();
        var visit = await _clinic.StartedVisitAsync(clinician);
        await _clinic.SetLicenceAsync(clinician, 2, BoardStatus.Revoked);

        await _node.Get<OutboxDispatcher>().DispatchOnceAsync(default);

        var (_, records) = await _node.IntactAsync(visit.Id);
        var evaluation = records.Select(r => r.Entry).OfType<EvaluationEntry>().Last().Decision;
        Assert.Equal((DecisionPurpose.Reevaluation, Verdict.Deny), (evaluation.Purpose, evaluation.Verdict));
        Assert.Contains(records, r => r.Entry is EventEntry { Event: AlertRaised { Alert: VisitAlert.ContinuationDenied } });
    }

    private protected static async Task ChainedAsync(DatabaseNode node, string stream, int atLeast)
    {
        await using var db = await node.OpenAsync();
        var rows = await db.Records.AsNoTracking().Where(r => r.Stream == stream).OrderBy(r => r.Seq).ToListAsync();
        var head = await db.ClinicStreams.AsNoTracking().SingleAsync(s => s.Stream == stream);
        Assert.True(rows.Count >= atLeast);
        Assert.Equal(Enumerable.Range(1, rows.Count).Select(i => (long)i), rows.Select(r => r.Seq));
        Assert.Equal((rows[^1].Seq, rows[^1].Hash), (head.Seq, head.Head));
        var previous = RecordHead.Empty.Hash;
        foreach (var row in rows)
        {
            using var json = System.Text.Json.JsonDocument.Parse(row.Bytes);
            Assert.Equal(previous, json.RootElement.GetProperty("prev").GetString());
            previous = row.Hash;
        }
    }
}

public sealed class ClinicDeskOnSqliteTests(SqliteDatabase database) : ClinicDeskTests(database), IClassFixture<SqliteDatabase>;

public sealed class ClinicDeskOnPostgresTests(PostgresDatabase database) : ClinicDeskTests(database), IClassFixture<PostgresDatabase>
{
    private readonly PostgresDatabase _database = database;

    [Fact]
    public async Task Works_of_two_processes_in_one_area_keep_one_gapless_chain()
    {
        await using var other = await DatabaseNode.StartAsync(_database.ConnectionString);
        var clinics = new[] { new DatabaseClinic(Node), new DatabaseClinic(other) };

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => clinics[i % 2].AddPatientAsync())));

        await ChainedAsync(Node, "clinic:patients", 60);
    }
}
