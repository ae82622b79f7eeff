using System.Threading.Channels;

namespace Telehealth.Benchmarks.Floor;

/// <summary>A change that waits for its commit.</summary>
internal sealed class Change(int visitId, string phase)
{
    public int VisitId { get; } = visitId;
    public string Phase { get; } = phase;
    public long Version { get; set; }
    public TaskCompletionSource<long> Committed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>Writers that take whatever waits, up to 32, into one transaction; nobody waits for a timer.</summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const int Most = 32;
    private readonly Channel<Change> _waiting = Channel.CreateUnbounded<Change>();
    private readonly Task[] _writers;

    /// <param name="writers">One entry per writer: commits a group, in visit order, and sets each version.</param>
    public GroupCommit(IEnumerable<Func<IReadOnlyList<Change>, ValueTask>> writers) =>
        _writers = [.. writers.Select(write => Task.Run(() => WriteAsync(write)))];

    public ValueTask<long> CommitAsync(int visitId, string phase)
    {
        var change = new Change(visitId, phase);
        return _waiting.Writer.TryWrite(change) ? new ValueTask<long>(change.Committed.Task) : throw new InvalidOperationException("closed");
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await Task.WhenAll(_writers);
    }

    private async Task WriteAsync(Func<IReadOnlyList<Change>, ValueTask> write)
    {
        var group = new List<Change>(Most);
        while (await _waiting.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < Most && _waiting.Reader.TryRead(out var change)) group.Add(change);
            if (group.Count == 0) continue;
            group.Sort((one, other) => one.VisitId.CompareTo(other.VisitId));
            try
            {
                await write(group);
                foreach (var change in group) change.Committed.SetResult(change.Version);
            }
            catch (Exception fault)
            {
                foreach (var change in group) change.Committed.TrySetException(fault);
            }
        }
    }
}
