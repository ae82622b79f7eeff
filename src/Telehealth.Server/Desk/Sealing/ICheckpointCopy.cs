using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk.Sealing;

/// <summary>A place outside the database that signed heads go to. What stands there is asked before anything new is signed.</summary>
internal interface ICheckpointCopy
{
    /// <summary>The setting that names it.</summary>
    string Name { get; }

    /// <summary>The newest signed notes there, as far as they can be read; none when it is not set or empty.</summary>
    Task<IReadOnlyList<string>> ReadAsync(string origin, CancellationToken cancellation);

    /// <summary>Called for every head after it is on disk, in order; the same head may come again after a crash.</summary>
    /// <exception cref="IOException">It could not be written; sealing goes on.</exception>
    Task PublishAsync(LogOriginRow origin, CheckpointRow head, CancellationToken cancellation);
}
