using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Notices;

internal sealed record WorkView(Guid Id, WorkItemKind Kind, VisitId? VisitId, Instant At, Instant? DoneAt);

/// <summary>The front desk's list: what is open, oldest first, then what was done in the last day.</summary>
internal sealed class WorkItems(TelehealthDb db, IClinicDesk desk, TimeProvider time)
{
    private static readonly Duration DoneShownFor = Duration.FromHours(24);

    public async Task<Answer<Page<WorkView>>> ListAsync(CancellationToken cancellation)
    {
        var since = time.Now() - DoneShownFor;
        var rows = await db.WorkItems.AsNoTracking().Where(i => i.DoneAt == null || i.DoneAt > since).OrderBy(i => i.DoneAt != null).ThenBy(i => i.At).Take(500).ToListAsync(cancellation);
        return new Page<WorkView>([.. rows.Select(i => new WorkView(i.Id, i.Kind, i.VisitId, i.At, i.DoneAt))]);
    }

    public Task<Answer<Done>> FinishAsync(Caller caller, Guid id, CancellationToken cancellation) =>
        desk.ExecuteAsync<Answer<Done>>(caller.Actor, async (work, token) =>
        {
            if (await work.Db.WorkItems.FirstOrDefaultAsync(i => i.Id == id, token) is not { } item) return RefusalCode.NotFound;
            if (item.DoneAt is not null) return Done.Yes;
            (item.DoneAt, item.DoneBy) = (work.Now, caller.Actor.Staff);
            var subject = item.VisitId is { } visit ? new Dictionary<string, string> { ["visit"] = visit.ToString() } : [];
            work.Record(new ClinicRecord("WorkItemDone", FrontDeskItems.Area, subject, new Dictionary<string, object?> { ["item"] = id.ToString("D"), ["kind"] = item.Kind.ToString() }));
            return Done.Yes;
        }, cancellation);
}
