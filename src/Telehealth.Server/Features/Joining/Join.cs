using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Sessions;

namespace Telehealth.Server.Features.Joining;

/// <param name="BirthDate">The patient's; a guest gives <paramref name="Name"/> instead.</param>
internal sealed record JoinRequest(string LinkToken, LocalDate? BirthDate = null, string? Name = null, SessionMode Mode = SessionMode.Cookie, string? Language = null);

internal sealed record JoinAnswer(
    VisitId VisitId, ParticipantId ParticipantId, ParticipantRole Role, Guid SessionId, Instant ExpiresAt, bool NewDevice,
    string? CsrfToken = null, string? AccessToken = null);

/// <summary>A link and the right details give a session for one participant of one visit. A wrong answer never says which part was wrong.</summary>
internal sealed class Join(LinkDoor door, WrongTries tries, Entry entry, DoorCounts counts, TimeProvider time)
{
    public async Task<Answer<JoinAnswer>> HandleAsync(JoinRequest request, HttpContext http, CancellationToken cancellation)
    {
        if (await door.FindAsync(request.LinkToken, cancellation) is not { } found)
        {
            counts.Add("Join:UnknownLink");
            return RefusalCode.LinkExpired;
        }

        var source = LinkDoor.SourceOf(http, request.LinkToken);
        var locked = await door.LockedUntilAsync(found, source, cancellation);
        if (Closed(found, locked) is { } closed) return closed;
        if (Incomplete(found.Participant.Role, request) is { } incomplete) return incomplete;
        if (await tries.JudgeAsync(found, source, IsRight(found, request), http, cancellation) is { } wrong) return wrong;
        return await entry.EnterAsync(found, request, http, cancellation);
    }

    private Problem? Closed(FoundLink found, Instant? locked)
    {
        var now = time.Now();
        return found.StateAt(now, locked) switch
        {
            LinkState.Open => null,
            LinkState.TooEarly => Problem.Of(RefusalCode.TooEarly) with { OpensAt = found.OpensAt },
            LinkState.Locked => WrongTries.Locked(locked!.Value, now),
            LinkState.Closed => Problem.Of(RefusalCode.LinkExpired, "This visit has ended.") with { State = nameof(LinkState.Closed) },
            LinkState.Expired => Problem.Of(RefusalCode.LinkExpired),
        };
    }

    private static Problem? Incomplete(ParticipantRole role, JoinRequest request) => role is ParticipantRole.Patient
        ? new Check().That(request.BirthDate is not null, "birthDate", "a date, YYYY-MM-DD").Problem
        : new Check().Text(request.Name, "name", 100).Problem;

    // A patient without a birth date on file cannot pass; the front desk corrects the file.
    private static bool IsRight(FoundLink found, JoinRequest request) =>
        found.Participant.Role is not ParticipantRole.Patient || (found.Loaded.Patient.BirthDate is { } known && known == request.BirthDate);
}
