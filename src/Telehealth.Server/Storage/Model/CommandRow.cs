using NodaTime;

namespace Telehealth.Server.Storage.Model;

/// <summary>The first outcome of a command, so that a repeated one gets it again.</summary>
internal sealed class CommandRow
{
    /// <summary>The stream that the command changed: <c>visit:{id}</c> or <c>clinic:{area}</c>.</summary>
    public required string Stream { get; init; }

    public required Guid CommandId { get; init; }
    public required int Step { get; init; }
    public required string BodyHash { get; init; }

    /// <summary>Version of the visit after it.</summary>
    public required long Version { get; init; }

    /// <summary>JSON of the answer.</summary>
    public required string Outcome { get; init; }

    public required Instant At { get; init; }
}
