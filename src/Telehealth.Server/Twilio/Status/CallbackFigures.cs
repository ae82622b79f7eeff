using NodaTime;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Twilio.Status;

/// <summary>What this process saw of the vendor's callbacks since it started.</summary>
internal sealed class CallbackFigures(DoorCounts counts, VendorMetrics metrics, TimeProvider time)
{
    private Seen refused = new(0, null);

    public Seen RefusedSoFar => Volatile.Read(ref refused);

    /// <param name="door">Which of the vendor's doors.</param>
    public void Refused(string door)
    {
        counts.Add($"CallbackRefused:{door}");
        metrics.Refused();
        // Two at once may count as one: the exact numbers are in the log and the metrics.
        Volatile.Write(ref refused, new Seen(refused.Count + 1, time.Now()));
    }

    internal sealed record Seen(long Count, Instant? LastAt);
}
