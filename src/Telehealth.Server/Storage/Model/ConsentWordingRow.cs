using NodaTime;

namespace Telehealth.Server.Storage.Model;

/// <summary>An edition of the consent text in one language that was put in force: from then on it is never another.</summary>
internal sealed class ConsentWordingRow
{
    public required string Version { get; init; }
    public required string Language { get; init; }

    /// <summary>Over every text of it.</summary>
    public required string Hash { get; init; }

    public required Instant InForceFrom { get; init; }
}
