using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Server.Desk.Sealing;

internal enum SealingState { Starting, Sealing, Standby, Waiting, Refusing }

/// <summary>How sealing goes in this process, for figures, health and admins.</summary>
internal sealed class LogStatus
{
    /// <summary>How old the oldest record without a leaf may become before it is an alarm.</summary>
    public static readonly Duration Patience = Duration.FromSeconds(10);

    private Snapshot _now = new(SealingState.Starting, null, null, Duration.Zero, false);

    public Snapshot Now => Volatile.Read(ref _now);

    public void Set(SealingState state, string? reason = null) => Change(now => now with { State = state, Reason = reason });

    /// <param name="size">Of the tree in hand.</param>
    public void Sealed(string origin, long size) => Change(now => now with { State = SealingState.Sealing, Reason = null, Head = new(origin, size) });

    public void Waits(Duration oldest) => Change(now => now with { Oldest = oldest });

    /// <param name="stored">Whether the second store took the newest head.</param>
    public void Copied(bool stored) => Change(now => now with { CopyFails = !stored });

    // The sealer and the copies tell of themselves at the same time.
    private void Change(Func<Snapshot, Snapshot> to) => ImmutableInterlocked.Update(ref _now, to);

    /// <param name="Reason">Why it refuses.</param>
    /// <param name="Oldest">Age of the oldest record without a leaf, whichever node should have sealed it.</param>
    /// <param name="CopyFails">The second store did not take the newest head.</param>
    internal sealed record Snapshot(SealingState State, string? Reason, LogHead? Head, Duration Oldest, bool CopyFails)
    {
        public bool Late => Oldest > Patience;

        /// <summary>Whether somebody has to see to it.</summary>
        public bool Alarm => Late || CopyFails || State is SealingState.Refusing;
    }
}

internal sealed record LogHead(string Origin, long Size);
