using NodaTime;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Records;

/// <summary>Cuts an event's instants to what its record can hold, so that the state and the fold of its records agree to the last digit.</summary>
internal static class EventTimes
{
    public static VisitEvent InMicroseconds(VisitEvent happened) => happened switch
    {
        VisitScheduled e => Whole(e.StartsAt) ? e : e with { StartsAt = e.StartsAt.ToMicroseconds() },
        VisitRescheduled e => Whole(e.StartsAt) ? e : e with { StartsAt = e.StartsAt.ToMicroseconds() },
        DeviceLocated e => Whole(e.Device.At) ? e : e with { Device = e.Device with { At = e.Device.At.ToMicroseconds() } },
        CheckInCarried e => Whole(e.LocationStatedAt) && (e.ConsentGivenAt is not { } given || Whole(given)) ? e : e with { LocationStatedAt = e.LocationStatedAt.ToMicroseconds(), ConsentGivenAt = e.ConsentGivenAt?.ToMicroseconds() },
        PatientClaimed e => Whole(e.Until) ? e : e with { Until = e.Until.ToMicroseconds() },
        AdmitRequested e => Whole(e.Until) ? e : e with { Until = e.Until.ToMicroseconds() },
        PatientAdmitted e => Whole(e.ExpectedEnd) ? e : e with { ExpectedEnd = e.ExpectedEnd.ToMicroseconds() },
        VisitResumed e => Whole(e.ExpectedEnd) ? e : e with { ExpectedEnd = e.ExpectedEnd.ToMicroseconds() },
        TransferAccepted e => Whole(e.ExpectedEnd) ? e : e with { ExpectedEnd = e.ExpectedEnd.ToMicroseconds() },
        VisitTakenOver { ExpectedEnd: { } end } e => Whole(end) ? e : e with { ExpectedEnd = end.ToMicroseconds() },
        ModalityChanged { StatedAt: { } at } e => Whole(at) ? e : e with { StatedAt = at.ToMicroseconds() },
        _ => happened,
    };

    private static bool Whole(Instant instant) => instant == instant.ToMicroseconds();
}
