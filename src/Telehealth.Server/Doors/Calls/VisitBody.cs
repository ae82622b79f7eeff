using Telehealth.Domain;

namespace Telehealth.Server.Doors.Calls;

/// <summary>The one argument of a hub method about one visit. Unknown members are ignored.</summary>
public record VisitBody
{
    /// <summary>Which visit.</summary>
    public required VisitId VisitId { get; init; }

    /// <summary>What is wrong with the form of the request; null when nothing is.</summary>
    internal virtual RefusalView? Check() => null;
}

/// <summary>A request that changes something.</summary>
public record CommandBody : VisitBody
{
    /// <summary>Chosen by the caller for this intent: the same id and body gets its first outcome, another body IDEMPOTENCY_MISMATCH. Needed.</summary>
    public CommandId? CommandId { get; init; }

    /// <summary>The version that the caller saw; where it has moved on, the answer is VERSION_CONFLICT.</summary>
    public long? ExpectedVersion { get; init; }

    /// <summary>Free text that people wrote: at most 2,000 characters.</summary>
    internal static RefusalView? CheckText(string? text) => text?.Length > LongestText ? RefusalView.Of(RefusalCode.TooLarge) : null;

    private const int LongestText = 2_000;
}
