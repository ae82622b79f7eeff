namespace Telehealth.Server.Storage;

/// <summary>
/// One writer at a time, held through COMMIT. SQLite has one writer anyway, and waiting here costs nothing, while waiting inside it
/// sleeps; on PostgreSQL the clinic's transactions of this node wait here and not with a connection each, and visits do not pass it.
/// </summary>
internal sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    public async ValueTask<Turn> EnterAsync(TimeSpan limit, CancellationToken cancellation)
    {
        return await _one.WaitAsync(limit, cancellation)
            ? new Turn(_one)
            : throw new StorageUnavailableException("The database is busy.");
    }

    public void Dispose() => _one.Dispose();

    internal sealed class Turn(SemaphoreSlim one) : IDisposable
    {
        public void Dispose() => one.Release();
    }
}
