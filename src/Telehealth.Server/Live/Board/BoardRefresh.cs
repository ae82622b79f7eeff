using NodaTime;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Live.Board;

/// <summary>Fills the board from the database at start and, where other processes commit too, goes over it again and again.</summary>
internal sealed class BoardRefresh(BoardIndex index, BoardWatchers watchers, IVisitReader reader, LiveReach reach, AlertRecords alerts, TimeProvider time)
{
    private static readonly Duration Around = Duration.FromDays(1);

    public async Task FillAsync(CancellationToken cancellation)
    {
        var now = time.Now();
        foreach (var visit in await reader.OpenOrStartingAsync(new Interval(now - Around, now + Around), cancellation)) Put(visit);
    }

    public async Task RefreshAsync(CancellationToken cancellation)
    {
        if (reach.IsShared) await FillAsync(cancellation);
        var before = time.Now() - Around;
        foreach (var old in index.All.Where(v => v.Visit.Closing is { } closing && closing.At < before).ToList()) index.Forget(old.Visit.Id);
    }

    public void Put(LoadedVisit visit)
    {
        var known = index.Find(visit.Visit.Id)?.Visit;
        if (known?.Version == visit.Visit.Version || !index.Put(visit)) return;
        if (known is not null) alerts.NoteHeard(known, visit.Visit);
        index.LineMoved(visit.Visit.ClinicianId);
        watchers.Touch(visit.Visit.Id);
    }
}
