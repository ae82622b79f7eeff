using Microsoft.AspNetCore.SignalR;
using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Live;

/// <summary>Adds the connection to its group before it reads, so that nothing falls between the snapshot and the first announcement.</summary>
internal sealed class JoinVisitSlice(
    VisitDoor door, ReadRecords reads, Attendance attendance, Snapshots snapshots, IVisitDesk desk, IHubContext<VisitHub, IVisitClient> hub) : ISlice<JoinVisitRequest, JoinVisitAnswer>
{
    public async Task<JoinVisitAnswer> HandleAsync(Visitor visitor, JoinVisitRequest request, CancellationToken cancellation)
    {
        // Staff who look at a visit are written down before they hear the first word of it.
        if (visitor.Caller.IsStaff && !await NotedAsync(visitor, request.VisitId, cancellation)) return new() { Refusal = RefusalView.Of(RefusalCode.NotFound) };
        var groups = Audience.PossibleFor(visitor.Actor, visitor.Caller.Role).Select(a => AudienceGroups.Of(request.VisitId, a)).ToList();
        foreach (var group in groups) await hub.Groups.AddToGroupAsync(visitor.ConnectionId, group, cancellation);
        var found = await door.KnockAsync(visitor.Caller, request.VisitId, cancellation);
        var audience = found is null ? null : Audience.For(found.Visit, visitor.Actor);
        var own = audience is null ? null : AudienceGroups.Of(request.VisitId, audience);
        foreach (var other in groups.Where(g => g != own)) await hub.Groups.RemoveFromGroupAsync(visitor.ConnectionId, other, cancellation);
        if (audience is null) return new() { Refusal = RefusalView.Of(RefusalCode.NotFound) };
        attendance.Enter(visitor, audience, found!);
        return await snapshots.AnswerAsync(audience, await OpenedAsync(visitor, found!, cancellation), request.SinceVersion, cancellation);
    }

    private async Task<bool> NotedAsync(Visitor visitor, VisitId visit, CancellationToken cancellation)
    {
        if (await door.KnockAsync(visitor.Caller, visit, cancellation) is not { } asked) return false;
        await reads.NoteVisitAsync(visitor.Caller, "VisitViewed", visit, asked.Visit.PatientId, cancellation);
        return true;
    }

    /// <summary>The visit's clinician has opened it; from then on a patient who leaves was not missed by the clinic.</summary>
    private async Task<LoadedVisit> OpenedAsync(Visitor visitor, LoadedVisit found, CancellationToken cancellation)
    {
        if (found.Visit.ClinicianOpenedAt is not null || found.Visit.Phase is VisitPhase.Closed || visitor.Actor.Staff is not { } staff || found.Visit.ClinicianId != staff) return found;
        var opened = await desk.ExecuteAsync(new VisitRequest(found.Visit.Id, new OpenVisit(), visitor.Actor), cancellation);
        return opened.Refusal is null ? opened.Visit : found;
    }
}
