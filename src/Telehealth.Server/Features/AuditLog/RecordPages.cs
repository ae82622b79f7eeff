using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain.Records;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.AuditLog;

/// <summary>Whole records for what an index named, in the order in which it named them. One that was pruned since is left out.</summary>
internal sealed class RecordPages(TelehealthDb db, StaffNames names)
{
    public async Task<IReadOnlyList<RecordItem>> OfAsync(IReadOnlyCollection<long> ids, DateTimeZone zone, CancellationToken cancellation)
    {
        var rows = await db.Records.AsNoTracking().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancellation);
        var leaves = await db.RecordLeaves.AsNoTracking().Where(l => ids.Contains(l.RecordId)).ToDictionaryAsync(l => l.RecordId, l => l.LeafIndex, cancellation);
        var nameOf = await names.OfAsync(rows.Values.Select(r => r.ActorId), cancellation);
        return [.. ids.Where(rows.ContainsKey).Select(id => Said(RecordItem.Of(rows[id], nameOf), zone) with { LeafIndex = leaves.TryGetValue(id, out var leaf) ? leaf : null })];
    }

    private static RecordItem Said(RecordItem item, DateTimeZone zone) => RecordSentences.Knows(item.Code) ? item.Say(zone, reasons: false) : item;
}
