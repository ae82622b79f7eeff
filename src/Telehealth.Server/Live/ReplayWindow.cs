using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain.Visits;

namespace Telehealth.Server.Live;

/// <summary>One version as it was announced, before any audience.</summary>
internal sealed record Announced(LoadedVisit After, ImmutableArray<VisitEvent> Events, Instant At)
{
    public long Version => After.Visit.Version;
}

/// <summary>The last versions of one visit, in this process. A cache: it answers only when it holds every version up to the database's.</summary>
internal sealed class ReplayWindow(int most)
{
    private readonly Queue<Announced> kept = new();

    public void Add(Announced announced)
    {
        if (kept.Count > 0 && announced.Version != kept.Last().Version + 1) kept.Clear();
        kept.Enqueue(announced);
        while (kept.Count > most) kept.Dequeue();
    }

    /// <summary>What came after the client's version, in order and without gaps; null when that is not all here.</summary>
    public ImmutableArray<Announced>? Between(long have, long upTo)
    {
        if (have == upTo) return [];
        ImmutableArray<Announced> missed = [.. kept.Where(a => a.Version > have && a.Version <= upTo)];
        return have < upTo && missed.Length == upTo - have ? missed : null;
    }
}
