using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Live;

/// <summary>Counts how the media do; what is blocked or cut off is told to the visit's staff, who can help, and what was cut off is written down.</summary>
internal sealed class ReportMediaSlice(VisitDoor door, WatchedVisits visits, Delivery delivery, LiveMetrics metrics, ConnectionRecords records, TimeProvider time) : ISlice<ReportMediaRequest, PlainAnswer>
{
    public async Task<PlainAnswer> HandleAsync(Visitor visitor, ReportMediaRequest request, CancellationToken cancellation)
    {
        if (await door.EnterAsync(visitor, request.VisitId, cancellation) is not { } entered) return new() { Refusal = RefusalView.Of(RefusalCode.NotFound) };
        metrics.Count(request.Sample);
        var watched = visits.Get(request.VisitId);
        if (request.Sample is { PermissionDenied: true } or { DeviceMissing: true } && entered.Audience.Kind is AudienceKind.Patient)
        {
            var alert = new LiveAlert(request.VisitId, AlertCodes.MediaBlocked, null, time.Now());
            TellStaff(watched, client => client.AlertRaised(alert));
        }

        if (request.Sample.Connection is { } connection && visitor.SeatIn(entered.Visit.Visit) is { State: ParticipantState.Admitted } person)
        {
            var news = new MediaChanged(request.VisitId, person.Id, connection);
            TellStaff(watched, client => client.MediaChanged(news));
            if (watched.Connections.IsNews(person.Id, connection, time.Now())) records.Note(visitor.Actor, entered.Visit.Visit, person.Id, connection);
        }

        return new();
    }

    private void TellStaff(WatchedVisit watched, Func<IVisitClient, Task> message) => delivery.Tell(watched, message, but: audience => !audience.IsStaff);
}
