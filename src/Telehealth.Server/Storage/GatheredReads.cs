namespace Telehealth.Server.Storage;

/// <summary>
/// Reads of one kind, one query at a time: whoever asks while a query is under way shares the next with all who do. Alone it costs nothing
/// more; when a whole waiting room comes back it is one query for hundreds. No answer is older than its question.
/// </summary>
internal sealed class GatheredReads<TKey, TValue>(Func<IReadOnlyCollection<TKey>, Task<IReadOnlyDictionary<TKey, TValue>>> read)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock gate = new();
    private Round? gathering;
    private bool reading;

    /// <summary>Null when there is none.</summary>
    public async Task<TValue?> FindAsync(TKey key, CancellationToken cancellation)
    {
        var (round, idle) = Enter(key);
        if (idle) _ = ReadAsync();
        return (await round.Found.Task.WaitAsync(cancellation)).GetValueOrDefault(key);
    }

    private (Round Round, bool Idle) Enter(TKey key)
    {
        lock (gate)
        {
            var round = gathering ??= new Round();
            round.Keys.Add(key);
            if (reading) return (round, false);
            reading = true;
            return (round, true);
        }
    }

    private Round? Next()
    {
        lock (gate)
        {
            var round = gathering;
            gathering = null;
            reading = round is not null;
            return round;
        }
    }

    private async Task ReadAsync()
    {
        while (Next() is { } round)
        {
            try
            {
                round.Found.SetResult(await read(round.Keys));
            }
            catch (Exception fault)
            {
                // Everybody who asked is told; the next ask again.
                round.Found.SetException(fault);
            }
        }
    }

    private sealed class Round
    {
        public HashSet<TKey> Keys { get; } = [];
        public TaskCompletionSource<IReadOnlyDictionary<TKey, TValue>> Found { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
