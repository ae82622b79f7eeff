using System.Collections.Concurrent;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Live;

/// <summary>Hears that somebody's presence on a visit is another one now.</summary>
internal interface IPresenceListener
{
    void PresenceChanged(VisitId visit, PersonOnVisit person);
}

/// <summary>Who is connected to which visit, counted by connections: two tabs are one person. Forgotten when the process ends.</summary>
internal sealed class PresenceBook(TimeProvider time, VisitPolicy policy) : IPresence
{
    private readonly ConcurrentDictionary<VisitId, PresenceOfVisit> visits = new();
    private readonly Instant startedAt = time.Now();
    private IPresenceListener? listener;

    public void ListenedToBy(IPresenceListener hears) => listener = hears;

    public PresenceFacts Of(VisitId visit) =>
        visits.TryGetValue(visit, out var book) ? book.Facts(startedAt) : PresenceFacts.Nobody with { ForgottenBefore = startedAt };

    public bool AnyStaffOn(VisitId visit) => visits.TryGetValue(visit, out var book) && book.AnyStaff;

    public Presence PresenceOf(VisitId visit, PersonOnVisit person, Instant now) =>
        PresenceWords.Of(visits.TryGetValue(visit, out var book) ? book.SeenOf(person) : null, now, policy);

    /// <summary>Tells which participant a member of staff is, so that the law, which knows participants, finds them.</summary>
    public void Know(Visit visit)
    {
        if (visits.TryGetValue(visit.Id, out var book)) book.Know(visit);
    }

    public void Enter(VisitId visit, PersonOnVisit person, string connection)
    {
        if (visits.GetOrAdd(visit, static _ => new()).Enter(person, connection, time.Now())) listener?.PresenceChanged(visit, person);
    }

    public void Leave(VisitId visit, PersonOnVisit person, string connection)
    {
        if (!visits.TryGetValue(visit, out var book) || !book.Leave(person, connection, time.Now(), out var lost)) return;
        listener?.PresenceChanged(visit, person);
        Later(visit, person, book, lost, policy.ReconnectingFor, () => Later(visit, person, book, lost, policy.AwayAfter - policy.ReconnectingFor, null));
    }

    /// <summary>Forgets visits on which nobody has been connected for so long.</summary>
    public void Prune(Duration unseen)
    {
        var before = time.Now() - unseen;
        foreach (var (id, book) in visits)
        {
            if (book.UnseenSince < before) visits.TryRemove(id, out _);
        }
    }

    /// <summary>Tells of a grace that ran out, unless the person came back meanwhile.</summary>
    private void Later(VisitId visit, PersonOnVisit person, PresenceOfVisit book, long lost, Duration after, Action? then)
    {
        var timer = time.CreateTimer(_ =>
        {
            if (!book.IsStillLost(person, lost)) return;
            listener?.PresenceChanged(visit, person);
            then?.Invoke();
        }, null, after.ToTimeSpan(), Timeout.InfiniteTimeSpan);
        book.Keep(person, timer);
    }
}

/// <summary>A participant, or a member of staff who looks at the visit.</summary>
internal sealed record PersonOnVisit(ParticipantId? Participant, StaffId? Staff);
