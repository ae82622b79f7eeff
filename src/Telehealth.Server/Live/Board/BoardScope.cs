using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;

namespace Telehealth.Server.Live.Board;

/// <summary>What one kind of watcher sees: the same scope is computed and sent once.</summary>
/// <param name="Clinician">Null for the front desk and admins, who see everybody's.</param>
/// <param name="Mine">Without the visits that are nobody's yet.</param>
/// <param name="Day">Null for today's and whatever is open.</param>
internal sealed record BoardScope(StaffId? Clinician, bool Mine, LocalDate? Day)
{
    /// <summary>For the order of the board, the sweep of old rows and the snapshot alike.</summary>
    public bool Shows(Visit visit, LocalDate today, DateTimeZone zone) => IsTheirs(visit) && IsOfTheDay(visit, today, zone);

    private bool IsTheirs(Visit visit) => Clinician is not { } id || visit.ClinicianId == id || (visit.ClinicianId is null && !Mine) || visit.Transfer?.To == id;

    private bool IsOfTheDay(Visit visit, LocalDate today, DateTimeZone zone)
    {
        var day = visit.StartsAt.InZone(zone).Date;
        return Day is { } asked ? day == asked : day == today || visit.Phase is VisitPhase.Waiting or VisitPhase.InProgress or VisitPhase.OnHold;
    }
}
