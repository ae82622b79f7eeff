using NodaTime;

namespace Telehealth.Server.Desk.Sealing;

internal enum SealingState { Starting, Sealing, Standby, Waiting, Refusing }

/// <summary>How sealing goes in this process, for figures, health and admins.</summary>
internal sealed class LogStatus
{
    /// <summary>How old the oldest record without a leaf may become before it is an alarm.</summary>
    public static readonly Duration Patience = Duration.FromSeconds(10);

    private Snapshot _now = new(SealingState.Starting, null, null, Duration.Zero);

    public Snapshot Now => Volatile.Read(ref _now);

    public void Set(SealingState state, string? reason = null) => Volatile.Write(ref _now, Now with { State = state, Reason = reason });

    /// <param name="size">Of the tree in hand.</param>
    public void Sealed(string origin, long size) => Volatile.Write(ref _now, Now with { State = SealingState.Sealing, Reason = null, Head = new(origin, size) });

    public void Waits(Duration oldest) => Volatile.Write(ref _now, Now with { Oldest = oldest });

    /// <param name="Reason">Why it refuses.</param>
    /// <param name="Oldest">Age of the oldest record without a leaf, whichever node should have sealed it.</param>
    internal sealed record Snapshot(SealingState State, string? Reason, LogHead? Head, Duration Oldest)
    {
        public bool Late => Oldest > Patience;
    }
}

internal sealed record LogHead(string Origin, long Size);
