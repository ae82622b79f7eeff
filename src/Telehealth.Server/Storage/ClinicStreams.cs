using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain.Records;
using Telehealth.Server.Storage.Details;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Storage;

/// <summary>Chains of records outside visits, inside the caller's transaction.</summary>
internal static class ClinicStreams
{
    /// <summary>
    /// Waits for this transaction's turn among all nodes, as its first statement: LOCK TABLE, unlike a query, does not fix what the transaction
    /// sees before the lock is held, so works wait instead of failing each other. SQLite's BEGIN IMMEDIATE is the same turn.
    /// </summary>
    public static Task EnterAsync(TelehealthDb db, CancellationToken cancellation) => db is PostgresTelehealthDb
        ? db.Database.ExecuteSqlRawAsync("LOCK TABLE clinic_streams IN SHARE ROW EXCLUSIVE MODE", cancellation)
        : Task.CompletedTask;

    /// <summary>The head's row, tracked, to be moved by the caller.</summary>
    public static async Task<ClinicStream> HeadAsync(TelehealthDb db, string stream, Instant now, CancellationToken cancellation)
    {
        if (db.ClinicStreams.Local.FirstOrDefault(s => s.Stream == stream) is { } tracked)
        {
            return tracked;
        }

        var found = await db.ClinicStreams.SingleOrDefaultAsync(s => s.Stream == stream, cancellation);
        return found ?? db.ClinicStreams.Add(new ClinicStream { Stream = stream, Head = RecordHead.Empty.Hash, LastAt = now }).Entity;
    }

    public static async Task AppendAsync(TelehealthDb db, EncodedRecord record, RecordSecret? secret, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO records (stream, seq, at, code, visit_id, patient_id, actor_kind, actor_id, participant_id, staff_id, refused, hash, bytes)
            VALUES ({record.Stream}, {record.Seq}, {Micros.Of(record.At)}, {record.Code}, {record.Subject.Visit?.Value}, {record.Subject.Patient?.Value}, {record.Actor.Kind.ToString()}, {record.Actor.Id},
                {record.Subject.Participant?.Value}, {record.Subject.Staff?.Value}, {record.Refused}, {record.Hash}, {record.Bytes.ToArray()})
            """,
            cancellation);
        if (secret is not null)
        {
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO record_secrets (hash, key_id, nonce, ciphertext) VALUES ({secret.Hash}, {secret.KeyId}, {secret.Nonce}, {secret.Ciphertext})", cancellation);
        }
    }
}
