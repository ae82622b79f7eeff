using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Domain.LogSearch;

public enum AnomalyKind
{
    /// <summary>One person read many patients or visits within an hour.</summary>
    BulkReads,

    /// <summary>One person read patients, visits or the log outside working hours.</summary>
    OffHours,

    /// <summary>Somebody was refused at a visit and got through soon after.</summary>
    RefusedThenDone,

    /// <summary>A member of staff read a patient who has their own name.</summary>
    OwnRecord,
}

/// <summary>One record of a member of staff, as the rules look at it.</summary>
/// <param name="Facets">Its code, outcome and reasons.</param>
/// <param name="Own">The patient has the actor's own name.</param>
public sealed record Sighting(Instant At, Guid Actor, RecordFacets Facets, Guid? Visit, Guid? Patient, bool Own);

/// <summary>Something that a person should look at; it need not be wrong.</summary>
/// <param name="Count">Of records behind it.</param>
/// <param name="Visit">Where one visit is meant.</param>
public sealed record Anomaly(AnomalyKind Kind, Guid Actor, Instant From, Instant To, int Count, Guid? Visit = null, Guid? Patient = null);

/// <param name="OpensAt">Hour at which the working day begins.</param>
/// <param name="ClosesAt">Hour at which it ends.</param>
/// <param name="ManyReads">So many different patients and visits within an hour are many.</param>
public sealed record AnomalyNumbers(DateTimeZone Zone, int OpensAt, int ClosesAt, int ManyReads)
{
    public static Duration Bulk { get; } = Duration.FromHours(1);

    /// <summary>How soon after a refusal getting through is worth a look.</summary>
    public static Duration Soon { get; } = Duration.FromHours(1);
}

/// <summary>What in a stretch of the log is worth a look; pure, newest first. Every rule goes over the records in the order of time.</summary>
public static class AnomalyRules
{
    private static readonly ImmutableHashSet<string> Through = ["PatientAdmitted", "VisitResumed", "TransferAccepted", "VisitTakenOver"];

    public static ImmutableArray<Anomaly> Find(IEnumerable<Sighting> sightings, AnomalyNumbers numbers)
    {
        var byActor = sightings.GroupBy(s => s.Actor).Select(g => g.OrderBy(s => s.At).ToList()).ToList();
        return [.. byActor.SelectMany(s => BulkReads(s, numbers)).Concat(byActor.SelectMany(s => OffHours(s, numbers)))
            .Concat(byActor.SelectMany(RefusedThenDone)).Concat(byActor.SelectMany(OwnRecords)).OrderByDescending(a => a.To)];
    }

    public static bool IsRead(RecordFacets facets) => RecordCategories.Of(facets.Code) is RecordCategory.Reads;

    public static bool Concerns(RecordFacets facets) =>
        facets.ActorKind is ActorKind.Staff && (IsRead(facets) || Through.Contains(facets.Code) || (facets.Area == "visit" && facets.Outcome is RecordOutcome.Refused));

    // One finding per stretch: a new one begins when an hour has held fewer again.
    private static IEnumerable<Anomaly> BulkReads(List<Sighting> all, AnomalyNumbers numbers)
    {
        var window = new Queue<Sighting>();
        Anomaly? open = null;
        foreach (var read in all.Where(s => IsRead(s.Facets) && (s.Visit ?? s.Patient) is not null))
        {
            window.Enqueue(read);
            while (window.Peek().At <= read.At - AnomalyNumbers.Bulk) window.Dequeue();
            var many = window.Select(s => s.Patient ?? s.Visit).Distinct().Count();
            if (many >= numbers.ManyReads)
            {
                open = new(AnomalyKind.BulkReads, read.Actor, open?.From ?? window.Peek().At, read.At, Math.Max(many, open?.Count ?? 0));
            }
            else if (open is not null && read.At - open.To > AnomalyNumbers.Bulk)
            {
                yield return open;
                open = null;
            }
        }

        if (open is not null) yield return open;
    }

    private static IEnumerable<Anomaly> OffHours(List<Sighting> all, AnomalyNumbers numbers) =>
        all.Where(s => IsRead(s.Facets) && IsOff(s.At.InZone(numbers.Zone).Hour, numbers)).GroupBy(s => (s.At - Duration.FromHours(numbers.OpensAt)).InZone(numbers.Zone).Date)
            .Select(night => new Anomaly(AnomalyKind.OffHours, night.First().Actor, night.First().At, night.Last().At, night.Count()));

    private static bool IsOff(int hour, AnomalyNumbers numbers) => hour < numbers.OpensAt || hour >= numbers.ClosesAt;

    private static IEnumerable<Anomaly> RefusedThenDone(List<Sighting> all)
    {
        foreach (var visit in all.Where(s => s.Visit is not null && !IsRead(s.Facets)).GroupBy(s => s.Visit!.Value))
        {
            var refused = new List<Sighting>();
            foreach (var step in visit)
            {
                if (step.Facets.Outcome is RecordOutcome.Refused) refused.Add(step);
                else if (Through.Contains(step.Facets.Code) && refused.Where(r => step.At - r.At <= AnomalyNumbers.Soon).ToList() is { Count: > 0 } soon)
                {
                    yield return new(AnomalyKind.RefusedThenDone, step.Actor, soon[0].At, step.At, soon.Count, visit.Key, step.Patient);
                    refused.Clear();
                }
            }
        }
    }

    private static IEnumerable<Anomaly> OwnRecords(List<Sighting> all) =>
        all.Where(s => s.Own && IsRead(s.Facets)).GroupBy(s => s.Patient).Select(g => new Anomaly(AnomalyKind.OwnRecord, g.First().Actor, g.First().At, g.Last().At, g.Count(), null, g.Key));
}
