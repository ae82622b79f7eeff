using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.Joining;

internal sealed record LinkRequest(string LinkToken);

/// <summary>What a link's page may say before anybody is known: never a name.</summary>
internal sealed record LinkPreview(
    LinkState State, ClinicContact Clinic, ParticipantRole? Role = null, Instant? OpensAt = null, string? Language = null, Instant? StartsAt = null, string? Zone = null);

internal sealed class PreviewLink(LinkDoor door, IOptions<ClinicOptions> clinic, DoorCounts counts, TimeProvider time)
{
    public async Task<IResult> HandleAsync(LinkRequest request, HttpContext http, CancellationToken cancellation)
    {
        var contact = new ClinicContact(clinic.Value.Name, clinic.Value.Phone);
        if (await door.FindAsync(request.LinkToken, cancellation) is not { } found)
        {
            counts.Add("Join:UnknownLink");
            return (Problem.Of(RefusalCode.LinkExpired) with { State = nameof(LinkState.Expired), Clinic = contact }).ToResult();
        }

        var locked = await door.LockedUntilAsync(found, LinkDoor.SourceOf(http, request.LinkToken), cancellation);
        var state = found.StateAt(time.Now(), locked);
        var language = found.Participant.Role is ParticipantRole.Patient ? found.Loaded.Patient.PreferredLanguage : null;
        return Results.Json(
            new LinkPreview(state, contact, found.Participant.Role, state is LinkState.TooEarly ? found.OpensAt : null, language, found.Visit.StartsAt, found.Visit.Zone),
            Doors.Wire.WireJson.Options);
    }
}
