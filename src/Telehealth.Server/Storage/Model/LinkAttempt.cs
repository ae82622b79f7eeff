using NodaTime;

namespace Telehealth.Server.Storage.Model;

/// <summary>Wrong tries at one link from one source; locks that link from that source only.</summary>
internal sealed class LinkAttempt
{
    public required Guid LinkId { get; init; }

    /// <summary>Keyed hash of where the tries came from, hex; the address itself is not kept.</summary>
    public required string SourceHash { get; init; }

    public int WrongTries { get; set; }
    public required Instant LastTryAt { get; set; }
    public Instant? LockedUntil { get; set; }
}
