using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace Telehealth.Server.Storage;

/// <summary>
/// The one writer of visits and unchained records. While one transaction is on its way to disk the next group gathers, so nothing waits
/// for company. An error in a group replays it singly, so one bad write fails alone.
/// </summary>
internal sealed partial class GroupWriter : IAsyncDisposable
{
    private readonly Channel<GroupedWrite> _queue = Channel.CreateUnbounded<GroupedWrite>(new UnboundedChannelOptions { SingleReader = true });
    private readonly IWriteEngine _engine;
    private readonly VisitLoads _loads;
    private readonly StorageOptions _options;
    private readonly ILogger<GroupWriter> _log;
    private readonly Task _running;

    public GroupWriter(IWriteEngine engine, VisitLoads loads, IOptions<StorageOptions> options, ILogger<GroupWriter> log)
    {
        (_engine, _loads, _options, _log) = (engine, loads, options.Value, log);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Returns once the write is on disk or refused.</summary>
    /// <exception cref="StorageUnavailableException">Nothing was written, or it is not known.</exception>
    public async Task<CommitResult> WriteAsync(GroupedWrite write)
    {
        if (!_queue.Writer.TryWrite(write))
        {
            throw new StorageUnavailableException("The server is stopping.");
        }

        try
        {
            // A real clock: this is about the disk, not about the clinic's time.
            return await write.Done.Task.WaitAsync(TimeSpan.FromSeconds(_options.WaitSeconds), TimeProvider.System);
        }
        catch (TimeoutException e) when (write.TryWithdraw())
        {
            throw new StorageUnavailableException("The database is busy.", e);
        }
        catch (TimeoutException)
        {
            return await write.Done.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _running;
        await _engine.DisposeAsync();
    }

    private async Task RunAsync()
    {
        var group = new List<GroupedWrite>(_options.GroupMax);
        while (await _queue.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < _options.GroupMax && _queue.Reader.TryRead(out var write))
            {
                if (write.TryTake())
                {
                    group.Add(write);
                }
            }

            if (group.Count > 0)
            {
                group.Sort(static (a, b) => a.Order.CompareTo(b.Order));
                await CommitAsync(group);
            }
        }
    }

    private async Task CommitAsync(List<GroupedWrite> group)
    {
        try
        {
            var results = await _engine.CommitAsync(group, CancellationToken.None);
            for (var i = 0; i < group.Count; i++)
            {
                group[i].Done.TrySetResult(results[i]);
            }
        }
        catch (WriteFailedException e) when (e.Failure is WriteFailure.Statement && group.Count > 1)
        {
            LogReplay(group.Count, e);
            foreach (var write in group)
            {
                await CommitAsync([write]);
            }
        }
        catch (WriteFailedException e) when (e.Failure is WriteFailure.Unknown)
        {
            LogUnknown(group.Count, e);
            await FindOutAsync(group, e);
        }
        catch (WriteFailedException e)
        {
            FailAll(group, e.Failure is WriteFailure.Unavailable ? new StorageUnavailableException("The database cannot be written to.", e) : e);
        }
        catch (Exception e)
        {
            // The loop must outlive a defect in one write; the callers get it.
            FailAll(group, e);
        }
    }

    /// <summary>The connection broke at COMMIT: the log says whether it happened. Never guessed; while the log cannot be read, nobody waits for it in turn.</summary>
    private async Task FindOutAsync(List<GroupedWrite> group, WriteFailedException cause)
    {
        try
        {
            foreach (var write in group)
            {
                if (write is LookAgainWrite || await HappenedAsync(write))
                {
                    write.Done.TrySetResult(CommitResult.Committed);
                    continue;
                }

                await CommitAgainAsync(write, cause);
            }
        }
        catch (StorageUnavailableException e)
        {
            FailAll(group, e);
        }
    }

    // It did not happen then, but the broken connection's transaction may still be ending on the server: only a condition on the same
    // state makes a second try safe, and an unchained record has none.
    private async Task CommitAgainAsync(GroupedWrite write, WriteFailedException cause)
    {
        if (write is not VisitWrite)
        {
            throw new StorageUnavailableException("It is not known whether the record was written.", cause);
        }

        try
        {
            var result = (await _engine.CommitAsync([write], CancellationToken.None))[0];
            var happened = result is not CommitResult.Committed && await HappenedAsync(write);
            write.Done.TrySetResult(happened ? CommitResult.Committed : result);
        }
        catch (WriteFailedException e)
        {
            throw new StorageUnavailableException("It is not known whether the change was written.", e);
        }
    }

    private Task<bool> HappenedAsync(GroupedWrite write) => _loads.HasRecordAsync(write.Records[^1], CancellationToken.None);

    private static void FailAll(List<GroupedWrite> group, Exception cause)
    {
        foreach (var write in group)
        {
            write.Done.TrySetException(cause);
        }
    }

    [LoggerMessage(1010, LogLevel.Warning, "A group of {Count} writes failed and is replayed singly")]
    private partial void LogReplay(int count, Exception cause);

    [LoggerMessage(1011, LogLevel.Warning, "The outcome of {Count} writes is looked up")]
    private partial void LogUnknown(int count, Exception cause);
}
