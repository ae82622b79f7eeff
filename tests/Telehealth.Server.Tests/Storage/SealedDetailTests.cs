using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Details;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Storage;

/// <summary>Personal parts of records: unreadable without the key, bound to their record, gone with their key.</summary>
public abstract class SealedDetailTests(DatabaseFixture database)
{
    private const string Landmark = "behind the Qzlandmark mill";

    [Fact]
    public async Task What_a_visit_says_of_people_is_in_no_table_in_clear_and_opens_with_its_patients_key()
    {
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString);
        var visit = await NotedAsync(node);
        await using var db = await node.OpenAsync();
        var record = await RecordAsync(db, visit.Id);

        var opened = await node.Get<RecordDetails>().OpenAsync(db, record, default);
        var secret = await db.RecordSecrets.SingleAsync(s => s.Hash == record.Hash);

        Assert.Contains(Landmark, Encoding.UTF8.GetString(opened.Detail!.Plaintext.Span), StringComparison.Ordinal);
        Assert.DoesNotContain("Qzlandmark", Encoding.UTF8.GetString(secret.Ciphertext), StringComparison.Ordinal);
        Assert.Equal(visit.PatientId, (await db.DetailKeys.SingleAsync(k => k.Id == secret.KeyId)).PatientId);
    }

    [Fact]
    public async Task A_destroyed_key_leaves_the_record_and_its_commitment_and_nothing_to_read()
    {
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString);
        var visit = await NotedAsync(node);
        await node.Clinic.ExecuteAsync(
            Actor.System,
            async (work, cancellation) =>
            {
                var key = await work.Db.DetailKeys.SingleAsync(k => k.PatientId == visit.PatientId, cancellation);
                (key.Wrapped, key.DestroyedAt) = (null, work.Now);
                return true;
            },
            default);

        await using var db = await node.OpenAsync();
        var record = await RecordAsync(db, visit.Id);
        var opened = await node.Get<RecordDetails>().OpenAsync(db, record, default);

        Assert.Equal((DetailState.Erased, node.Now), (opened.State, opened.ErasedAt!.Value));
        Assert.Null(opened.Detail);
        Assert.NotNull(RecordDetails.CommitmentOf(record.Bytes));
        await Assert.ThrowsAnyAsync<Exception>(() => node.NumberAsync("UPDATE detail_keys SET destroyed_at = NULL, wrapped = zeroblob(60)"));
    }

    [Fact]
    public async Task A_personal_part_under_another_record_or_another_key_is_a_fault_that_names_the_record()
    {
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString);
        var (first, second) = (await NotedAsync(node), await NotedAsync(node));
        await using var db = await node.OpenAsync();
        var (record, other) = (await RecordAsync(db, first.Id), await RecordAsync(db, second.Id));
        var (secret, theirs) = ((await db.RecordSecrets.SingleAsync(s => s.Hash == record.Hash)).ToSecret(), (await db.RecordSecrets.SingleAsync(s => s.Hash == other.Hash)).ToSecret());
        var key = (await db.DetailKeys.SingleAsync(k => k.Id == secret.KeyId)).ToKey();
        var theirKey = (await db.DetailKeys.SingleAsync(k => k.Id == theirs.KeyId)).ToKey();
        var vault = node.Get<DetailVault>();
        var commitment = RecordDetails.CommitmentOf(record.Bytes);

        Assert.Equal(commitment, vault.Open(secret, key, commitment).Commitment);
        Named(record.Hash, () => vault.Open(secret, theirKey, commitment));
        Named(record.Hash, () => vault.Open(theirs with { Hash = record.Hash }, theirKey, commitment));
        Named(record.Hash, () => vault.Open(secret with { Ciphertext = [.. secret.Ciphertext[..^1], (byte)(secret.Ciphertext[^1] ^ 1)] }, key, commitment));
        Named(record.Hash, () => vault.Open(secret, key, RecordDetails.CommitmentOf(other.Bytes)));
    }

    [Fact]
    public async Task Details_of_nobody_in_particular_share_a_key_for_each_area_and_quarter()
    {
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString);
        var area = $"area{Guid.NewGuid():N}";
        var record = new ClinicRecord("SignInRefused", area, new Dictionary<string, string>(), Detail: new Dictionary<string, string> { ["address"] = "203.0.113.9" });
        await node.Clinic.ExecuteAsync(Actor.System, (work, _) => Noted(work, record), default);
        await node.Clinic.AppendAsync(Actor.System, record, default);
        node.Time.Advance(TimeSpan.FromDays(60));
        await node.Clinic.AppendAsync(Actor.System, record, default);
        await node.Clinic.ExecuteAsync(Actor.System, (work, _) => Noted(work, record), default);

        await using var db = await node.OpenAsync();
        Assert.Equal([$"{area}/2026-Q4", $"{area}/2027-Q1"], await db.DetailKeys.Where(k => k.Area!.StartsWith(area)).Select(k => k.Area!).OrderBy(a => a).ToListAsync());
    }

    [Fact]
    public async Task A_new_master_key_wraps_what_the_one_before_it_wrapped()
    {
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString);
        var (old, young) = (new byte[32], Enumerable.Repeat((byte)7, 32).ToArray());
        var before = new DetailVault(new MasterKeys(old, []));
        var key = before.NewKey();
        var between = new DetailVault(new MasterKeys(young, [old]));

        var rewrapped = between.Rewrap(key);

        var record = new EncodedRecord("s", 1, Instant.MinValue, "c", new string('a', 64), default, new SealedDetail(new byte[32], "{}"u8.ToArray())) { Actor = new(ActorKind.System, null, null), Subject = new(), Refused = false };
        var secret = before.Seal(record, key)!;
        Assert.NotEqual(key.MasterId, rewrapped.MasterId);
        Assert.Equal(record.Detail!.Commitment, new DetailVault(new MasterKeys(young, [])).Open(secret, rewrapped, record.Detail.Commitment).Commitment);
        Assert.Throws<DetailFaultException>(() => new DetailVault(new MasterKeys(young, [])).Open(secret, key, record.Detail.Commitment));
    }

    private static Task<bool> Noted(ClinicWork work, ClinicRecord record)
    {
        work.Record(record);
        return Task.FromResult(true);
    }

    private static void Named(string hash, Action open) => Assert.Contains(hash, Assert.Throws<DetailFaultException>(open).Message, StringComparison.Ordinal);

    private static Task<Telehealth.Server.Storage.Model.RecordRow> RecordAsync(TelehealthDb db, VisitId visit) =>
        db.Records.AsNoTracking().SingleAsync(r => r.VisitId == visit && r.Code == nameof(LocationAttested));

    private static async Task<Visit> NotedAsync(DatabaseNode node)
    {
        var clinic = new DatabaseClinic(node);
        var visit = await clinic.ScheduledVisitAsync(await clinic.AddClinicianAsync());
        var patient = Actor.OfParticipant(visit.Patient!.Id);
        await clinic.DoAsync(visit.Id, new IdentifyParticipant(visit.Patient.Id, IdentityMethod.BirthDate, false), patient);
        return await clinic.DoAsync(visit.Id, DatabaseClinic.CheckIn() with { Location = new("US", "UT", null, Landmark, null) }, patient);
    }
}

public sealed class SealedDetailOnSqliteTests(SqliteDatabase database) : SealedDetailTests(database), IClassFixture<SqliteDatabase>;

public sealed class SealedDetailOnPostgresTests(PostgresDatabase database) : SealedDetailTests(database), IClassFixture<PostgresDatabase>;
