using Microsoft.Extensions.Time.Testing;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>Stands still, or jumps to the next moment that somebody waits for: however slow the machine is, no more time passes than was waited for.</summary>
internal sealed class JumpingClock : FakeTimeProvider
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Waiting, DateTimeOffset> _due = [];
    private long _changes;

    /// <summary>Rises with every wait that begins, changes or ends.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    /// <summary>The next moment that somebody waits for.</summary>
    public DateTimeOffset? Next
    {
        get
        {
            lock (_gate) return _due.Count > 0 ? _due.Values.Min() : null;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var waiting = new Waiting(this) { Period = period };
        Set(waiting, dueTime);
        waiting.Timer = base.CreateTimer(
            told =>
            {
                Set(waiting, waiting.Period > TimeSpan.Zero ? waiting.Period : Timeout.InfiniteTimeSpan);
                callback(told);
            },
            state, dueTime, period);
        return waiting;
    }

    private void Set(Waiting waiting, TimeSpan dueTime)
    {
        lock (_gate)
        {
            if (dueTime >= TimeSpan.Zero) _due[waiting] = GetUtcNow() + dueTime;
            else _due.Remove(waiting);
        }

        Interlocked.Increment(ref _changes);
    }

    private sealed class Waiting(JumpingClock clock) : ITimer
    {
        public ITimer? Timer { get; set; }
        public TimeSpan Period { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Period = period;
            clock.Set(this, dueTime);
            return Timer!.Change(dueTime, period);
        }

        public void Dispose()
        {
            clock.Set(this, Timeout.InfiniteTimeSpan);
            Timer!.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            clock.Set(this, Timeout.InfiniteTimeSpan);
            return Timer!.DisposeAsync();
        }
    }
}
