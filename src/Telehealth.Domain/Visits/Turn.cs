using NodaTime;

namespace Telehealth.Domain.Visits;

/// <summary>What every rule looks at: the visit as it is, who asks and as what, the facts, and the instant.</summary>
internal sealed record Turn(Visit Visit, Actor Actor, Standing Standing, VisitFacts Facts, Instant Now)
{
    public VisitPolicy Policy => Facts.Clinic.Policy;

    /// <summary>The actor's own participant.</summary>
    public Participant? Self => Actor switch
    {
        { Participant: { } id } => Visit.Find(id),
        { Staff: { } staff } => Visit.Participants.FirstOrDefault(p => p.StaffId == staff),
        _ => null,
    };

    public bool Is(Standing any) => (Standing & any) != 0;

    /// <summary>A refusal when the visit is in none of these phases.</summary>
    public VisitDecision? NotIn(params ReadOnlySpan<VisitPhase> phases) =>
        phases.Contains(Visit.Phase) ? null : Answer.No(RefusalCode.WrongPhase);
}
