using System.Collections.Immutable;

namespace Telehealth.Domain.Licensure;

/// <summary>
/// The rules in force, as the clinic keeps them: data, not code. Immutable; two with the same version and hash are the same.
/// </summary>
public sealed record RuleSet
{
    /// <summary>No rules: nothing but a state's own full licence authorises.</summary>
    public static RuleSet Empty { get; } = new() { Version = "0-empty", Hash = new string('0', 64) };

    /// <summary>A counter and the first of the hash, as every decision cites it.</summary>
    public required string Version { get; init; }

    /// <summary>Lower-case hex SHA-256 over the canonical data in force.</summary>
    public required string Hash { get; init; }

    /// <summary>USPS codes.</summary>
    public ImmutableSortedSet<string> ServedStates { get; init; } = [];

    public ImmutableArray<AuthorityPath> Paths { get; init; } = [];
    public ImmutableArray<CompactRule> Compacts { get; init; } = [];
    public ImmutableArray<MinorConsentRule> Minors { get; init; } = [];
    public ImmutableArray<ConsentRequirement> Consents { get; init; } = [];
    public ImmutableArray<Flexibility> Flexibilities { get; init; } = [];

    public bool Equals(RuleSet? other) => other is not null && Version == other.Version && Hash == other.Hash;

    public override int GetHashCode() => HashCode.Combine(Version, Hash);
}
