using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.AuditLog;

/// <summary>A record that is not there may have been: its leaf stays.</summary>
internal static class PrunedRecords
{
    public static async Task<RefusalCode> WhyGoneAsync(TelehealthDb db, long record, CancellationToken cancellation) =>
        await db.RecordLeaves.AnyAsync(l => l.RecordId == record && db.LogPrunings.Any(p => p.PrunedBefore > l.LeafIndex), cancellation) ? RefusalCode.Pruned : RefusalCode.NotFound;
}
