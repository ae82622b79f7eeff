using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Live;

/// <summary>Counts how the media do; what is blocked or cut off is told to the visit's staff, who can help; what was cut off, or weak for a while, is written down.</summary>
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

        if (visitor.SeatIn(entered.Visit.Visit) is { State: ParticipantState.Admitted } person) Note(visitor, entered.Visit.Visit, watched, person.Id, request.Sample);
        return new();
    }

    private void Note(Visitor visitor, Visit visit, WatchedVisit watched, ParticipantId person, MediaSample sample)
    {
        if (sample.Connection is { } connection)
        {
            var news = new MediaChanged(visit.Id, person, connection);
            TellStaff(watched, client => client.MediaChanged(news));
            if (watched.Connections.IsNews(person, connection, time.Now())) records.Note(visitor.Actor, visit, person, connection);
        }

        // At 0 there is no connection, which is told as one that broke off.
        if (sample.Quality is > 0 and var level && watched.Qualities.News(person, level, time.Now()) is { } weak) records.NoteQuality(visitor.Actor, visit, person, weak);
    }

    private void TellStaff(WatchedVisit watched, Func<IVisitClient, Task> message) => delivery.Tell(watched, message, but: audience => !audience.IsStaff);
}
