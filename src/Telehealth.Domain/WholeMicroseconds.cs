using NodaTime;

namespace Telehealth.Domain;

/// <summary>Records hold instants to the microsecond, so what is decided, stored and folded again uses no finer ones.</summary>
public static class WholeMicroseconds
{
    private const long TicksPerMicrosecond = NodaConstants.TicksPerSecond / 1_000_000;

    /// <summary>The instant cut down to whole microseconds.</summary>
    public static Instant ToMicroseconds(this Instant instant)
    {
        var ticks = instant.ToUnixTimeTicks();
        var rest = ticks % TicksPerMicrosecond;
        return Instant.FromUnixTimeTicks(ticks - (rest < 0 ? rest + TicksPerMicrosecond : rest));
    }
}
