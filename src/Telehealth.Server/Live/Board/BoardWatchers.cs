using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Live.Board;

/// <summary>
/// Who watches the board here, and what each of them has still to hear. Changes are gathered for a quarter of a second; a row is made once
/// for all who see it. Every process tells its own watchers.
/// </summary>
internal sealed class BoardWatchers(
    BoardIndex index, IHubContext<VisitHub, IVisitClient> hub, VisitProjector projector, IOptions<ClinicOptions> clinic, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Gathered = TimeSpan.FromMilliseconds(250);
    private readonly Lock gate = new();
    private readonly Dictionary<BoardScope, BoardAudience> audiences = [];
    private readonly HashSet<VisitId> changed = [];
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(clinic.Value.TimeZone) ?? DateTimeZone.Utc;
    private ITimer? timer;
    private bool due;

    /// <summary>The board as it is now; from here on this connection hears of changes.</summary>
    public BoardView Watch(string connection, BoardScope scope)
    {
        lock (gate)
        {
            Take(connection);
            if (!audiences.TryGetValue(scope, out var audience)) audiences[scope] = audience = new BoardAudience();
            audience.Connections[connection] = new Outlet();
            index.CountWatcher(1);
            var rows = index.All.Where(v => Shows(scope, v)).Select(v => BoardRows.Of(v.Visit, projector.Facts(v))).OrderBy(r => r.StartsAt).ToList();
            foreach (var row in rows) audience.Shown.Add(row.VisitId);
            return new BoardView(time.Now(), rows);
        }
    }

    public void Unwatch(string connection)
    {
        lock (gate) Take(connection);
    }

    public void Touch(VisitId visit)
    {
        lock (gate)
        {
            if (audiences.Count == 0) return;
            changed.Add(visit);
            if (due) return;
            due = true;
            timer ??= time.CreateTimer(_ => Tell(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            timer.Change(Gathered, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The connections whose board shows this visit.</summary>
    public IReadOnlyList<string> WatchersOf(VisitId visit)
    {
        lock (gate) return [.. audiences.Values.Where(a => a.Shown.Contains(visit)).SelectMany(a => a.Connections.Keys)];
    }

    public void Dispose() => timer?.Dispose();

    private void Tell()
    {
        lock (gate)
        {
            due = false;
            var visits = changed.ToList();
            changed.Clear();
            var rows = new Dictionary<VisitId, BoardRow>();
            foreach (var (scope, audience) in audiences) Tell(scope, audience, visits, rows);
        }
    }

    private void Tell(BoardScope scope, BoardAudience audience, List<VisitId> visits, Dictionary<VisitId, BoardRow> made)
    {
        List<BoardRow> rows = [];
        List<VisitId> removed = [];
        foreach (var id in visits)
        {
            if (index.Find(id) is { } visit && Shows(scope, visit))
            {
                if (!made.TryGetValue(id, out var row)) made[id] = row = BoardRows.Of(visit.Visit, projector.Facts(visit));
                rows.Add(row);
                audience.Shown.Add(id);
            }
            else if (audience.Shown.Remove(id))
            {
                removed.Add(id);
            }
        }

        if (rows.Count + removed.Count == 0) return;
        var message = new BoardChanged(time.Now(), rows, removed);
        foreach (var (connection, outlet) in audience.Connections) outlet.Send(() => hub.Clients.Client(connection).BoardChanged(message), () => ResyncAsync(scope, connection));
    }

    /// <summary>What a slow watcher missed: the whole board again.</summary>
    private Task ResyncAsync(BoardScope scope, string connection)
    {
        var rows = index.All.Where(v => Shows(scope, v)).Select(v => BoardRows.Of(v.Visit, projector.Facts(v))).ToList();
        return hub.Clients.Client(connection).BoardChanged(new BoardChanged(time.Now(), rows, []));
    }

    private bool Shows(BoardScope scope, Storage.LoadedVisit visit) => scope.Shows(visit.Visit, time.Now().InZone(zone).Date, zone);

    private void Take(string connection)
    {
        foreach (var (scope, audience) in audiences)
        {
            if (!audience.Connections.Remove(connection)) continue;
            index.CountWatcher(-1);
            if (audience.Connections.Count == 0) audiences.Remove(scope);
            return;
        }
    }

    private sealed class BoardAudience
    {
        /// <summary>One way out each, so that a slow watcher holds back nobody else.</summary>
        public Dictionary<string, Outlet> Connections { get; } = new(StringComparer.Ordinal);

        public HashSet<VisitId> Shown { get; } = [];
    }
}
