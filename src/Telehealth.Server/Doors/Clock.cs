using NodaTime;

namespace Telehealth.Server.Doors;

internal static class Clock
{
    /// <summary>The instant at which this door was entered.</summary>
    public static Instant Now(this TimeProvider time) => Instant.FromDateTimeOffset(time.GetUtcNow());
}
