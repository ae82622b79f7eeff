using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Desk;

/// <summary>Revoking an authority while its clinician admits: whoever is first, no visit starts without a licence.</summary>
public abstract class FenceTests(DatabaseFixture database)
{
    private const int Rounds = 500;

    [Fact]
    public async Task Revoking_against_admitting_never_ends_with_an_unlicensed_start()
    {
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString);
        await RunAsync(node, node);
    }

    private protected static async Task RunAsync(DatabaseNode admits, DatabaseNode revokes)
    {
        var clinic = new DatabaseClinic(admits);
        var admin = new DatabaseClinic(revokes);
        int started = 0, refused = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var clinician = await clinic.AddClinicianAsync();
            var visit = await clinic.ClaimedVisitAsync(clinician);
            var revoked = Task.Run(() => admin.SetLicenceAsync(clinician, 2, BoardStatus.Revoked));
            var admitted = await Task.Run(() => clinic.TryAsync(visit.Id, new AdmitPatient(null, true), DatabaseClinic.As(clinician), DatabaseClinic.Key()));
            await revoked;

            _ = admitted.Refusal is null ? started++ : refused++;
            await LawfulAsync(admits, visit.Id, clinician, admitted.Refusal is null);
        }

        Assert.Equal(Rounds, started + refused);
    }

    /// <summary>A start rests on an Allow in its own commit, and was committed before the revocation was.</summary>
    private static async Task LawfulAsync(DatabaseNode node, VisitId visit, StaffId clinician, bool started)
    {
        var (row, records) = await node.IntactAsync(visit);
        Assert.Equal(started ? VisitPhase.InProgress : VisitPhase.Waiting, row.Phase);
        if (!started)
        {
            return;
        }

        var admitted = records.Single(r => r.Entry is EventEntry { Event: PatientAdmitted });
        var gate = records.Where(r => r.Frame.After.Version == admitted.Frame.After.Version).Select(r => r.Entry).OfType<EvaluationEntry>().Last().Decision;
        Assert.Equal(Verdict.Allow, gate.Verdict);
        var order = node.Get<DatabaseLinks>().Engine is StorageEngine.Sqlite ? "id" : "EXTRACT(EPOCH FROM pg_xact_commit_timestamp(xmin)) * 1000000";
        var start = await node.NumberAsync($"SELECT {order} FROM records WHERE code = 'PatientAdmitted' AND visit_id = @id", visit.Value);
        var revocation = await node.NumberAsync($"SELECT MAX({order}) FROM records WHERE code = 'AuthorityAdded' AND staff_id = @id", clinician.Value);
        Assert.True(start < revocation, "the visit started after the revocation");
    }
}

public sealed class FenceOnSqliteTests(SqliteDatabase database) : FenceTests(database), IClassFixture<SqliteDatabase>;

public sealed class FenceOnPostgresTests(PostgresDatabase database) : FenceTests(database), IClassFixture<PostgresDatabase>
{
    private readonly PostgresDatabase _database = database;

    [Fact]
    public async Task Revoking_on_another_process_never_ends_with_an_unlicensed_start()
    {
        await using var admits = await DatabaseNode.StartAsync(_database.ConnectionString);
        await using var revokes = await DatabaseNode.StartAsync(_database.ConnectionString);
        await RunAsync(admits, revokes);
    }
}
