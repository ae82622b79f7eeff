using NodaTime;

namespace Telehealth.Server.Storage.Model;

/// <summary>The one row that says which rules are in force; a fence of every licensure decision.</summary>
internal sealed class RuleSetRow
{
    public const int TheOne = 1;
    public int Id { get; init; } = TheOne;

    /// <summary>Counter and the first of a hash over the served states, the policy and the rule files.</summary>
    public required string Version { get; set; }

    /// <summary>Hash of the rule files' rows; empty before they were data.</summary>
    public required string Hash { get; set; }

    /// <summary>USPS codes.</summary>
    public required string[] ServedStates { get; set; }

    public required Instant ChangedAt { get; set; }
}
