using Telehealth.Domain.Records;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Details;

namespace Telehealth.Server.Desk;

/// <summary>Seals the personal parts of records outside visits.</summary>
internal sealed class ClinicDetails(DetailKeys keys, DetailVault vault)
{
    /// <summary>Inside a work, whose transaction also makes a key that is missing.</summary>
    public async Task<RecordSecret?> SealAsync(TelehealthDb db, EncodedRecord record, string area, CancellationToken cancellation) =>
        record.Detail is null ? null : vault.Seal(record, await keys.OfAsync(db, record, area, cancellation));

    public async Task<IReadOnlyList<RecordSecret>> SealAsync(EncodedRecord record, string area, CancellationToken cancellation) =>
        record.Detail is null ? [] : vault.SealAll([record], await keys.OfAsync(record, area, cancellation));
}
