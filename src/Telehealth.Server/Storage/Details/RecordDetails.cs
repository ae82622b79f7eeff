using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain.Records;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Storage.Details;

/// <summary>Sealed: readable by who has the key. Erased: the key was destroyed, or the part was never kept since its owner was erased before.</summary>
internal enum DetailState { None, Sealed, Erased }

/// <param name="Detail">Set when it was opened.</param>
/// <param name="ErasedAt">When the key was destroyed.</param>
internal sealed record OpenedDetail(DetailState State, SealedDetail? Detail = null, Instant? ErasedAt = null);

/// <summary>Reads the personal parts of records; who asked is for the caller to record first.</summary>
internal sealed class RecordDetails(DetailVault vault)
{
    /// <exception cref="DetailFaultException">A part that must be there is gone, or is not what its record commits to; names the record.</exception>
    public async Task<IReadOnlyDictionary<string, OpenedDetail>> OpenAsync(TelehealthDb db, IReadOnlyCollection<RecordRow> records, CancellationToken cancellation)
    {
        var hashes = records.Select(r => r.Hash).ToList();
        var secrets = await db.RecordSecrets.AsNoTracking().Where(s => hashes.Contains(s.Hash)).ToDictionaryAsync(s => s.Hash, cancellation);
        var keyIds = secrets.Values.Select(s => s.KeyId).Distinct().ToList();
        var keys = await db.DetailKeys.AsNoTracking().Where(k => keyIds.Contains(k.Id)).ToDictionaryAsync(k => k.Id, cancellation);
        var opened = new Dictionary<string, OpenedDetail>(StringComparer.Ordinal);
        foreach (var record in records) opened[record.Hash] = Open(record, secrets.GetValueOrDefault(record.Hash), keys) ?? await WithoutSecretAsync(db, record, cancellation);
        return opened;
    }

    public async Task<OpenedDetail> OpenAsync(TelehealthDb db, RecordRow record, CancellationToken cancellation) => (await OpenAsync(db, [record], cancellation))[record.Hash];

    /// <summary>What the record commits to; null when it has no personal part.</summary>
    public static string? CommitmentOf(ReadOnlyMemory<byte> bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        return document.RootElement.GetProperty("detail").GetString();
    }

    private OpenedDetail? Open(RecordRow record, RecordSecretRow? secret, Dictionary<Guid, DetailKeyRow> keys)
    {
        var commitment = CommitmentOf(record.Bytes);
        if (secret is null) return commitment is null ? new OpenedDetail(DetailState.None) : null;
        if (!keys.TryGetValue(secret.KeyId, out var key)) throw new DetailFaultException(record.Hash, "has no key");
        return key.Wrapped is null ? new OpenedDetail(DetailState.Erased, null, key.DestroyedAt) : new OpenedDetail(DetailState.Sealed, vault.Open(secret.ToSecret(), key.ToKey(), commitment));
    }

    private static async Task<OpenedDetail> WithoutSecretAsync(TelehealthDb db, RecordRow record, CancellationToken cancellation) =>
        record.PatientId is { } patient && await db.DetailKeys.AsNoTracking().FirstOrDefaultAsync(k => k.PatientId == patient, cancellation) is { Wrapped: null } destroyed
            ? new OpenedDetail(DetailState.Erased, null, destroyed.DestroyedAt)
            : throw new DetailFaultException(record.Hash, "is gone");
}
