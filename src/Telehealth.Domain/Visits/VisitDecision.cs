using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Visits;

/// <summary>One thing to be recorded, in the order in which it was decided.</summary>
public abstract record VisitEntry;

public sealed record EventEntry(VisitEvent Event) : VisitEntry;

public sealed record EvaluationEntry(LicensureDecision Decision) : VisitEntry;

public sealed record GrantEntry(RoomGrantTerms Terms) : VisitEntry;

public sealed record RefusalEntry(string Command, Refusal Refusal) : VisitEntry;

/// <summary>
/// What a pure decision answers: entries to commit together, and a refusal when the answer is no. A refused command still commits its
/// evaluations and its refusal (and, for a refused check-in, the stated location). No entries means nothing to do and nothing to record.
/// </summary>
public sealed record VisitDecision(ImmutableArray<VisitEntry> Entries, Refusal? Refusal = null)
{
    public static VisitDecision Nothing { get; } = new([]);

    public IEnumerable<VisitEvent> Events => Entries.OfType<EventEntry>().Select(e => e.Event);

    /// <summary>The last evaluation, which the answer shows.</summary>
    public LicensureDecision? Evaluation => Entries.OfType<EvaluationEntry>().LastOrDefault()?.Decision;

    public RoomGrantTerms? Grant => Entries.OfType<GrantEntry>().LastOrDefault()?.Terms;
}

public enum GrantBasis { Start, Continuation, SafetyContinuation }

/// <summary>Our short-lived permission for one participant in one visit's room. The vendor's token is made from it and never stored.</summary>
public sealed record RoomGrantTerms(ParticipantId ParticipantId, ParticipantRole Role, VisitRoom Room, GrantBasis Basis, Instant ExpiresAt);
