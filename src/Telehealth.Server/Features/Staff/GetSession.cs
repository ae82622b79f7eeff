using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Sessions;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Staff;

internal sealed record ParticipantSession(VisitId VisitId, ParticipantId ParticipantId, ParticipantRole Role);

internal sealed record SessionAnswer(SessionKind Kind, Guid SessionId, Instant ExpiresAt, string? CsrfToken, StaffView? Staff, ParticipantSession? Participant);

/// <summary>Who am I? Lets a reloaded page go on with its cookie.</summary>
internal sealed class GetSession(TelehealthDb db)
{
    public async Task<Answer<SessionAnswer>> HandleAsync(Caller caller, HttpRequest http, CancellationToken cancellation)
    {
        var shown = SessionCredentials.From(http);
        var csrf = shown is { CookieOf: not null } ? SessionToken.Csrf(shown.Token) : null;
        if (caller.Actor.Staff is { } staff)
        {
            return new SessionAnswer(SessionKind.Staff, caller.SessionId, caller.ExpiresAt, csrf, await StaffView.LoadAsync(db, staff, cancellation), null);
        }

        var participant = new ParticipantSession(caller.VisitId!.Value, caller.Actor.Participant!.Value, caller.Role!.Value);
        return new SessionAnswer(SessionKind.Participant, caller.SessionId, caller.ExpiresAt, csrf, null, participant);
    }
}
