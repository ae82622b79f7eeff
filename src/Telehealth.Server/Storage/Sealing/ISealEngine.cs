using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Storage.Sealing;

/// <summary>The sealer's own writing connection. Whose turn it is only saves work: should two write at once, the leaves' primary key fails one of them.</summary>
internal interface ISealEngine : IAsyncDisposable
{
    /// <summary>Most records in one transaction; on SQLite, as many as writers can be kept waiting for.</summary>
    int MostAtOnce { get; }

    /// <summary>Takes or keeps the turn; false when another node has it. A node that dies, or loses its connection, has given it up.</summary>
    Task<bool> HoldAsync(CancellationToken cancellation);

    /// <summary>One transaction, on disk when it returns.</summary>
    Task WriteAsync(SealBatch batch, CancellationToken cancellation);

    Task WriteOriginAsync(LogOriginRow origin, CancellationToken cancellation);

    Task WriteKeyAsync(LogKeyRow key, CancellationToken cancellation);

    /// <summary>Refused by the table itself when it does not grow.</summary>
    Task WriteCheckpointAsync(CheckpointRow checkpoint, CancellationToken cancellation);

    /// <summary>After an error: the next turn begins with a new connection, and with the turn to be taken again.</summary>
    Task DropAsync();
}
