using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Domain.WaitingRoom;

/// <summary>
/// The order of a line. A patient's turn is their appointment's start, or their arrival where that is later: coming early does not overtake
/// the one before, coming late does not push back those who were on time. Who is away is passed by and keeps the place.
/// </summary>
public static class WaitingOrder
{
    /// <summary>Everybody in order, those away included.</summary>
    public static ImmutableArray<WaitingEntry> Of(IEnumerable<WaitingEntry> entries) =>
    [
        .. entries.OrderBy(Turn).ThenBy(e => e.StartsAt).ThenBy(e => e.WaitingSince).ThenBy(e => e.VisitId.Value),
    ];

    /// <summary>Where this patient stands among those of the same clinician; null when they are not in line.</summary>
    /// <param name="clinician">Null where no clinician is named or nothing is known of them, and so no wait can be told.</param>
    public static WaitingPlace? PlaceOf(VisitId visit, IEnumerable<WaitingEntry> entries, LineClinician? clinician, Instant now)
    {
        var all = entries.ToList();
        if (all.Find(e => e.VisitId == visit) is not { } own) return null;

        var before = Of(all.Where(e => e.ClinicianId == own.ClinicianId)).TakeWhile(e => e.VisitId != visit).Where(e => !e.Away).ToList();
        return new(before.Count + 1, before.Count, Estimate(own, before, clinician, now));
    }

    private static Instant Turn(WaitingEntry entry) => Instant.Max(entry.StartsAt, entry.WaitingSince);

    private static WaitEstimate? Estimate(WaitingEntry own, IReadOnlyCollection<WaitingEntry> before, LineClinician? clinician, Instant now)
    {
        // Once it is somebody's turn and the clinician is not there, nobody knows how long it will take.
        if (own.ClinicianId is null || clinician is null || (!clinician.Here && now >= before.Append(own).Min(e => e.StartsAt))) return null;

        var running = Instant.Max(now, clinician.FreeAt ?? now);
        var free = before.Aggregate(running, (at, e) => Instant.Max(at, e.StartsAt) + e.Planned);
        var wait = Instant.Max(free, own.StartsAt) - now;
        var basis = before.Count > 0 ? WaitBasis.PeopleAhead : running > own.StartsAt && running > now ? WaitBasis.RunningVisit : WaitBasis.ScheduledStart;
        return new((int)Math.Ceiling(wait.TotalMinutes), basis);
    }
}
