namespace Telehealth.Server.Storage;

/// <summary>Commits a group in one transaction. One caller at a time.</summary>
internal interface IWriteEngine : IAsyncDisposable
{
    /// <summary>One result per write, in order; all or nothing of what is Committed.</summary>
    /// <exception cref="WriteFailedException">Nothing was written, or it is not known.</exception>
    Task<CommitResult[]> CommitAsync(IReadOnlyList<GroupedWrite> group, CancellationToken cancellation);
}

internal enum WriteFailure
{
    /// <summary>A statement failed and everything was rolled back.</summary>
    Statement,

    /// <summary>The database is gone, locked or full; nothing was written.</summary>
    Unavailable,

    /// <summary>The connection broke while it may have been committing.</summary>
    Unknown,
}

internal sealed class WriteFailedException(WriteFailure failure, Exception inner) : Exception("The write failed.", inner)
{
    public WriteFailure Failure { get; } = failure;
}
