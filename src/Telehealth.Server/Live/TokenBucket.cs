namespace Telehealth.Server.Live;

/// <summary>So many at once, and so many a second in the long run.</summary>
internal sealed class TokenBucket(int burst, int perSecond, TimeProvider time)
{
    private readonly Lock gate = new();
    private double tokens = burst;
    private long filledAt = time.GetTimestamp();

    /// <returns>Null when taken, else how long to wait for the next.</returns>
    public TimeSpan? Take()
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            tokens = Math.Min(burst, tokens + (time.GetElapsedTime(filledAt, now).TotalSeconds * perSecond));
            filledAt = now;
            if (tokens < 1) return TimeSpan.FromSeconds((1 - tokens) / perSecond);
            tokens--;
            return null;
        }
    }
}
