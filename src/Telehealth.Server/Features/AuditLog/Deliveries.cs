using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.AuditLog;

internal sealed record DeliveryItem(Guid Id, string Kind, int Attempts, OutboxState State, VisitId? VisitId, string? LastErrorCode, Instant CreatedAt);

/// <summary>Effects on the outside world that have not happened: dead letters, and those of which nobody knows.</summary>
internal sealed class Deliveries(TelehealthDb db, IClinicDesk desk)
{
    public async Task<Answer<Page<DeliveryItem>>> ListAsync(string? state, CancellationToken cancellation)
    {
        if (state is not null && !(Enum.TryParse<OutboxState>(state, out var known) && Enum.IsDefined(known))) return Problems.Invalid(("state", "a state of a delivery"));
        OutboxState? only = state is null ? null : Enum.Parse<OutboxState>(state);
        var rows = await db.Outbox.AsNoTracking()
            .Where(o => only == null ? o.State == OutboxState.Dead || o.State == OutboxState.Unknown : o.State == only)
            .OrderByDescending(o => o.CreatedAt).Take(Cursor.MostLimit).ToListAsync(cancellation);
        return new Page<DeliveryItem>([.. rows.Select(o => new DeliveryItem(o.Id, o.Kind, o.Attempts, o.State, o.VisitId, o.LastErrorCode, o.CreatedAt))]);
    }

    /// <summary>Once more from the start. Only what is not under way can be tried again.</summary>
    public Task<Answer<Done>> RetryAsync(Caller caller, Guid id, CancellationToken cancellation) =>
        desk.ExecuteAsync<Answer<Done>>(caller.Actor, async (work, token) =>
        {
            if (await work.Db.Outbox.FirstOrDefaultAsync(o => o.Id == id, token) is not { } row) return RefusalCode.NotFound;
            if (row.State is not (OutboxState.Dead or OutboxState.Unknown)) return RefusalCode.WrongPhase;
            (row.State, row.Attempts, row.DueAt, row.ClaimedBy, row.ClaimedUntil) = (OutboxState.Pending, 0, work.Now, null, null);
            var subject = row.VisitId is { } visit ? new Dictionary<string, string> { ["visit"] = visit.ToString() } : [];
            work.Record(new ClinicRecord("DeliveryRetried", "deliveries", subject, new Dictionary<string, object?> { ["delivery"] = id.ToString("D"), ["kind"] = row.Kind }));
            return Done.Yes;
        }, cancellation);
}
