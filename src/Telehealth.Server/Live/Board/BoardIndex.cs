using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;
using Telehealth.Domain.WaitingRoom;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Live.Board;

/// <summary>
/// The open visits of the clinic as this process last heard of them, by clinician: what the board shows and where patients stand in line.
/// A change touches its own visit and its own clinician's line, however many others there are.
/// </summary>
internal sealed class BoardIndex(PresenceBook presence, LiveConnections connections, VisitPolicy policy, TimeProvider time) : IWaitingLines
{
    private static readonly Duration PlacesAge = Duration.FromSeconds(1);
    private readonly ConcurrentDictionary<VisitId, LoadedVisit> visits = new();
    private readonly ConcurrentDictionary<StaffId, ImmutableHashSet<VisitId>> lines = new();
    private readonly ConcurrentDictionary<StaffId, VisitId> running = new();
    private readonly ConcurrentDictionary<VisitId, long> lastMessages = new();
    private readonly ConcurrentDictionary<Guid, (Instant At, FrozenDictionary<VisitId, LineView> Places)> places = new();
    private ImmutableHashSet<VisitId> unassigned = [];
    private int watchers;

    public bool IsWatched => Volatile.Read(ref watchers) > 0;
    public IEnumerable<LoadedVisit> All => visits.Values;

    public LoadedVisit? Find(VisitId visit) => visits.GetValueOrDefault(visit);

    public VisitId? RunningVisitOf(StaffId clinician) => running.TryGetValue(clinician, out var visit) ? visit : null;

    public long LastMessageOf(VisitId visit) => lastMessages.GetValueOrDefault(visit);

    public void HeardMessage(VisitId visit, long number) => lastMessages.AddOrUpdate(visit, number, (_, known) => Math.Max(known, number));

    public void CountWatcher(int change) => Interlocked.Add(ref watchers, change);

    /// <returns>False when this process knows a newer state.</returns>
    public bool Put(LoadedVisit loaded)
    {
        var visit = loaded.Visit;
        if (visits.TryGetValue(visit.Id, out var known) && known.Visit.Version > visit.Version) return false;
        if (visit.Phase is VisitPhase.Closed) lastMessages.TryRemove(visit.Id, out _);
        visits[visit.Id] = loaded;
        if (known is not null) TakeOut(known.Visit);
        PutIn(visit);
        return true;
    }

    public void Forget(VisitId visit)
    {
        if (visits.TryRemove(visit, out var known)) TakeOut(known.Visit);
    }

    public LineView? Of(VisitId visit) =>
        visits.TryGetValue(visit, out var found) && found.Visit.Phase is VisitPhase.Waiting ? PlacesOf(found.Visit.ClinicianId).GetValueOrDefault(visit) : null;

    /// <summary>Where everybody stands who waits for this clinician; null for whoever takes them first. Worked out once for each move, and each second.</summary>
    public IReadOnlyDictionary<VisitId, LineView> PlacesOf(StaffId? clinician)
    {
        var now = time.Now();
        var key = clinician?.Value ?? Guid.Empty;
        if (places.TryGetValue(key, out var known) && now - known.At < PlacesAge) return known.Places;
        var worked = (now, WorkOut(clinician, now));
        places[key] = worked;
        return worked.Item2;
    }

    public void LineMoved(StaffId? clinician) => places.TryRemove(clinician?.Value ?? Guid.Empty, out _);

    private FrozenDictionary<VisitId, LineView> WorkOut(StaffId? clinician, Instant now)
    {
        var line = (clinician is { } id ? lines.GetValueOrDefault(id, []) : unassigned).Select(v => visits.GetValueOrDefault(v)?.Visit).OfType<Visit>().ToDictionary(v => v.Id);
        return WaitingOrder.PlacesOf(line.Values.Select(v => EntryOf(v, now)), ClinicianOf(clinician), now)
            .ToFrozenDictionary(p => p.Entry.VisitId, p => ViewOf(p.Place, line[p.Entry.VisitId]));
    }

    private static LineView ViewOf(WaitingPlace place, Visit visit) => new(
        place.Place, place.Ahead, place.Estimate is { } guess ? new(guess.Minutes, guess.Basis.ToString()) : null, visit.Patient?.WaitingSince ?? visit.StartsAt);

    private WaitingEntry EntryOf(Visit visit, Instant now)
    {
        var patient = presence.Of(visit.Id).Of(visit.Patient?.Id, now, policy);
        return new(visit.Id, visit.ClinicianId, visit.StartsAt, visit.Planned, visit.Patient?.WaitingSince ?? visit.StartsAt, patient is Presence.Away);
    }

    private LineClinician? ClinicianOf(StaffId? clinician) => clinician is not { } id ? null
        : new(connections.IsHere(id), running.TryGetValue(id, out var visit) && visits.TryGetValue(visit, out var found) ? found.Visit.ExpectedEnd : null);

    private void PutIn(Visit visit)
    {
        if (visit.Phase is VisitPhase.Waiting) InLine(visit.ClinicianId, line => line.Add(visit.Id));
        if (visit is { Phase: VisitPhase.InProgress, ClinicianId: { } clinician }) running[clinician] = visit.Id;
    }

    private void TakeOut(Visit visit)
    {
        if (visit.Phase is VisitPhase.Waiting) InLine(visit.ClinicianId, line => line.Remove(visit.Id));
        if (visit.ClinicianId is { } clinician) running.TryRemove(new(clinician, visit.Id));
    }

    private void InLine(StaffId? clinician, Func<ImmutableHashSet<VisitId>, ImmutableHashSet<VisitId>> change)
    {
        if (clinician is { } id) lines.AddOrUpdate(id, _ => change([]), (_, line) => change(line));
        else ImmutableInterlocked.Update(ref unassigned, change);
    }
}
