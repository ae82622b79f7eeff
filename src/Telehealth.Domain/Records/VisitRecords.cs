using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Records;

/// <summary>Encodes one commit of a visit to its records v1, and decodes records back to what happened.</summary>
public static class VisitRecords
{
    /// <summary>Applies the decision's events to the visit and writes one record per entry, chained on <paramref name="head"/>.</summary>
    /// <param name="newSalt">Gives 32 random bytes per call; called once per entry with a personal part.</param>
    public static VisitCommit Encode(Visit before, VisitDecision decision, Actor actor, NodaTime.Instant at, RecordHead head, Func<byte[]> newSalt) => throw new NotSupportedException();
}
