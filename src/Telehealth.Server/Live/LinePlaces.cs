using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Live.Board;
using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Live;

/// <summary>
/// After a change: the row on the board, and the places of the one line that it may have moved. A line is worked out at most four times a
/// second, so that a busy morning costs no more for each change than a quiet one.
/// </summary>
internal sealed class LinePlaces(BoardIndex index, BoardWatchers watchers, IHubContext<VisitHub, IVisitClient> hub, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Gathered = TimeSpan.FromMilliseconds(250);
    private readonly Lock gate = new();
    private readonly HashSet<LineKey> moved = [];
    private readonly ConcurrentDictionary<VisitId, (int Place, int Ahead, int? Minutes)> told = new();
    private ITimer? timer;
    private bool due;

    public void Follow(CommittedChange change)
    {
        watchers.Touch(change.After.Visit.Id);
        var (before, after) = (change.Before.Visit, change.After.Visit);
        if (!MovesLine(before, after)) return;
        if (after.Phase is not VisitPhase.Waiting) told.TryRemove(after.Id, out _);
        Moved(after.ClinicianId);
        if (before.ClinicianId != after.ClinicianId) Moved(before.ClinicianId);
    }

    /// <summary>Somebody in line came back or went away, so that others may be next.</summary>
    public void Reorder(VisitId visit)
    {
        watchers.Touch(visit);
        if (index.Find(visit) is { Visit: { Phase: VisitPhase.Waiting } waiting }) Moved(waiting.ClinicianId);
    }

    public void Dispose() => timer?.Dispose();

    private static bool MovesLine(Visit before, Visit after) =>
        before.Phase != after.Phase || before.ClinicianId != after.ClinicianId || before.ExpectedEnd != after.ExpectedEnd || before.StartsAt != after.StartsAt;

    private void Moved(StaffId? clinician)
    {
        index.LineMoved(clinician);
        lock (gate)
        {
            moved.Add(new(clinician));
            if (due) return;
            due = true;
            timer ??= time.CreateTimer(_ => TellAll(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            timer.Change(Gathered, Timeout.InfiniteTimeSpan);
        }
    }

    private void TellAll()
    {
        List<LineKey> lines;
        lock (gate)
        {
            due = false;
            lines = [.. moved];
            moved.Clear();
        }

        foreach (var line in lines)
        {
            foreach (var (visit, place) in index.PlacesOf(line.Clinician)) Tell(visit, place);
        }
    }

    private void Tell(VisitId id, LineView line)
    {
        var place = (line.Place, line.Ahead, line.EstimatedWait?.Minutes);
        if (told.TryGetValue(id, out var known) && known == place) return;
        told[id] = place;
        watchers.Touch(id);
        if (index.Find(id)?.Visit.Patient is not { } patient) return;
        var message = new PlaceChanged(id, line.Place, line.Ahead, line.EstimatedWait);
        _ = hub.Clients.Group(AudienceGroups.Of(id, Audience.Of(patient))).PlaceChanged(message);
    }

    private readonly record struct LineKey(StaffId? Clinician);
}
