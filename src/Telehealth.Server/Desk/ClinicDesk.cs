using System.Data;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Records;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Desk;

/// <summary>
/// One serializable transaction per work, with its chained records. Works take turns, on all nodes; should one clash with something else,
/// the whole work is done again. Keep works short: hash passwords and call vendors before.
/// </summary>
internal sealed class ClinicDesk(IDbContextFactory<TelehealthDb> databases, WriteGate gate, ClinicAftermath aftermath, VisitStore store, ClinicDetails details, ClinicClock clock) : IClinicDesk
{
    private const int Tries = 8;

    public async Task<T> ExecuteAsync<T>(Actor actor, Func<ClinicWork, CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(actor, work, cancellation);
            }
            catch (Exception e) when (attempt < Tries && StorageFaults.IsSerializationClash(e))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 4 << attempt)), TimeProvider.System, cancellation);
            }
            catch (Exception e) when (e is not StorageUnavailableException && StorageFaults.IsUnavailable(e))
            {
                throw new StorageUnavailableException("The change could not be written.", e);
            }
        }
    }

    public async Task AppendAsync(Actor actor, ClinicRecord record, CancellationToken cancellation)
    {
        var stream = $"{(record.Code.EndsWith("Refused", StringComparison.Ordinal) ? "door" : "reads")}:{record.Area}";
        var encoded = ClinicRecords.EncodeUnchained(stream, EntryOf(record), actor, clock.Now(), Salt);
        await store.AppendAsync([encoded], await details.SealAsync(encoded, record.Area, cancellation));
    }

    private async Task<T> OnceAsync<T>(Actor actor, Func<ClinicWork, CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        using var turn = await gate.EnterAsync(clock.Wait, cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        await ClinicStreams.EnterAsync(db, cancellation);
        var clinicWork = new ClinicWork(db, clock.Now());
        var result = await work(clinicWork, cancellation);
        var changed = await aftermath.PrepareAsync(db, clinicWork.Now, cancellation);
        var records = await AppendAsync(db, clinicWork.FoundActor ?? actor, clinicWork, cancellation);
        await db.SaveChangesAsync(cancellation);
        await CommitAsync(transaction, records, cancellation);
        aftermath.After(changed);
        return result;
    }

    private async Task<List<EncodedRecord>> AppendAsync(TelehealthDb db, Actor actor, ClinicWork work, CancellationToken cancellation)
    {
        var written = new List<EncodedRecord>();
        foreach (var record in work.Records)
        {
            var head = await ClinicStreams.HeadAsync(db, $"clinic:{record.Area}", work.Now, cancellation);
            var at = Instant.Max(work.Now, head.LastAt);
            var (encoded, next) = ClinicRecords.Encode(record.Area, EntryOf(record), actor, at, new RecordHead(head.Seq, head.Head), Salt);
            (head.Seq, head.Head, head.LastAt) = (next.Seq, next.Hash, at);
            await ClinicStreams.AppendAsync(db, encoded, await details.SealAsync(db, encoded, record.Area, cancellation), cancellation);
            record.Written?.Invoke(encoded);
            written.Add(encoded);
        }

        return written;
    }

    /// <summary>A connection that broke at COMMIT leaves the outcome open; the log says which it was.</summary>
    private async Task CommitAsync(IDbContextTransaction transaction, List<EncodedRecord> records, CancellationToken cancellation)
    {
        try
        {
            // From here on the caller's going away changes nothing.
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception e) when (records.Count > 0 && StorageFaults.MayHaveCommitted(e))
        {
            if (!await store.HasRecordAsync(records[^1], cancellation))
            {
                throw;
            }
        }
    }

    private static ClinicEntry EntryOf(ClinicRecord record) => new(record.Code, record.Subject, record.After, record.Reasons, record.Detail);

    private static byte[] Salt() => RandomNumberGenerator.GetBytes(32);
}
