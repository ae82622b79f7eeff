using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Live;

/// <summary>Counts how the media do; a blocked camera or microphone is told to the visit's staff, who can help.</summary>
internal sealed class ReportMediaSlice(VisitDoor door, WatchedVisits visits, Delivery delivery, LiveMetrics metrics, TimeProvider time) : ISlice<ReportMediaRequest, PlainAnswer>
{
    public async Task<PlainAnswer> HandleAsync(Visitor visitor, ReportMediaRequest request, CancellationToken cancellation)
    {
        if (await door.EnterAsync(visitor, request.VisitId, cancellation) is not { } entered) return new() { Refusal = RefusalView.Of(RefusalCode.NotFound) };
        metrics.Count(request.Sample);
        if (request.Sample is { PermissionDenied: true } or { DeviceMissing: true } && entered.Audience.Kind is AudienceKind.Patient)
        {
            var alert = new LiveAlert(request.VisitId, AlertCodes.MediaBlocked, null, time.Now());
            delivery.Tell(visits.Get(request.VisitId), client => client.AlertRaised(alert), but: audience => !audience.IsStaff);
        }

        return new();
    }
}
