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

        return PlacesOf(all.Where(e => e.ClinicianId == own.ClinicianId), clinician, now).First(p => p.Entry.VisitId == visit).Place;
    }

    /// <summary>Where everybody of one clinician's line stands, in order; the same as <see cref="PlaceOf"/> for each, in one pass.</summary>
    public static ImmutableArray<(WaitingEntry Entry, WaitingPlace Place)> PlacesOf(IEnumerable<WaitingEntry> line, LineClinician? clinician, Instant now)
    {
        var places = ImmutableArray.CreateBuilder<(WaitingEntry, WaitingPlace)>();
        var ahead = Ahead.Nobody(clinician, now);
        foreach (var entry in Of(line))
        {
            places.Add((entry, new(ahead.Count + 1, ahead.Count, ahead.Estimate(entry, clinician, now))));
            if (!entry.Away) ahead = ahead.Then(entry);
        }

        return places.ToImmutable();
    }

    private static Instant Turn(WaitingEntry entry) => Instant.Max(entry.StartsAt, entry.WaitingSince);

    /// <summary>Those before, summed up.</summary>
    /// <param name="Running">When the clinician is free of the visit that is running.</param>
    /// <param name="Free">When the clinician is free of all of them.</param>
    private readonly record struct Ahead(int Count, Instant FirstStart, Instant Running, Instant Free)
    {
        public static Ahead Nobody(LineClinician? clinician, Instant now)
        {
            var running = Instant.Max(now, clinician?.FreeAt ?? now);
            return new(0, Instant.MaxValue, running, running);
        }

        public Ahead Then(WaitingEntry entry) =>
            this with { Count = Count + 1, FirstStart = Instant.Min(FirstStart, entry.StartsAt), Free = Instant.Max(Free, entry.StartsAt) + entry.Planned };

        public WaitEstimate? Estimate(WaitingEntry own, LineClinician? clinician, Instant now)
        {
            // Once it is somebody's turn and the clinician is not there, nobody knows how long it will take.
            if (own.ClinicianId is null || clinician is null || (!clinician.Here && now >= Instant.Min(FirstStart, own.StartsAt))) return null;

            var wait = Instant.Max(Free, own.StartsAt) - now;
            var basis = Count > 0 ? WaitBasis.PeopleAhead : Running > own.StartsAt && Running > now ? WaitBasis.RunningVisit : WaitBasis.ScheduledStart;
            return new((int)Math.Ceiling(wait.TotalMinutes), basis);
        }
    }
}
