using NodaTime;

namespace Telehealth.Server.Storage;

/// <summary>Instants as stored: whole microseconds since 1970 UTC.</summary>
internal static class Micros
{
    private const long TicksPerMicro = NodaConstants.TicksPerSecond / 1_000_000;

    public static long Of(Instant instant) => instant.ToUnixTimeTicks() / TicksPerMicro;

    public static Instant At(long micros) => Instant.FromUnixTimeTicks(micros * TicksPerMicro);

    /// <summary>The instant as it will read back.</summary>
    public static Instant Whole(Instant instant) => At(Of(instant));
}
