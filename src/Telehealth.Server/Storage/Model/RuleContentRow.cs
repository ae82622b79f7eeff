using NodaTime;

namespace Telehealth.Server.Storage.Model;

/// <summary>Rule files that were in force once, by the hash of their rows.</summary>
internal sealed class RuleContentRow
{
    public required string Hash { get; init; }

    /// <summary>A ZIP of the files.</summary>
    public required byte[] Files { get; init; }

    public required Instant KeptAt { get; init; }
}
