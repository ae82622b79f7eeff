using NodaTime;
using Telehealth.Domain.CheckIn;

namespace Telehealth.Domain.Visits;

/// <summary>What presence says for courtesy and for rules of time; never for the gate.</summary>
internal static class PresenceRules
{
    public static bool Connected(this VisitFacts facts, Participant? person) =>
        person is not null && facts.Presence.People.TryGetValue(person.Id, out var seen) && seen.ConnectedSince is not null;

    public static int ConnectedPeople(this Turn turn) => turn.Visit.Participants.Count(p => turn.Facts.Connected(p));

    /// <summary>Last known contact with someone who is not connected; null when there never was one.</summary>
    public static Instant? LastSeen(this VisitFacts facts, Participant person) =>
        (facts.Presence.People.TryGetValue(person.Id, out var seen) ? seen.LastSeen : null) ?? facts.Presence.ForgottenBefore;

    /// <summary>Gone for so long, counted from the last contact but not from before <paramref name="since"/>.</summary>
    public static bool GoneFor(this Turn turn, Participant person, Duration time, Instant? since) =>
        !turn.Facts.Connected(person)
        && turn.Now - Instant.Max(turn.Facts.LastSeen(person) ?? Instant.MinValue, since ?? Instant.MinValue) >= time;

    /// <summary>Whoever checked in was there to do so; whom staff checked in by phone was not, and is away until they connect.</summary>
    public static bool PatientAway(this Turn turn) =>
        turn.Visit.Patient is { } patient
        && turn.GoneFor(patient, turn.Policy.AwayAfter, patient.CheckInSource is StatedBy.ByStaff ? null : patient.WaitingSince);
}
