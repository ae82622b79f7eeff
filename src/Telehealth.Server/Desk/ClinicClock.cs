using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Desk;

/// <summary>The instant of a clinic work, as it will be stored, and how long one may wait for its turn.</summary>
internal sealed class ClinicClock(TimeProvider time, IOptions<StorageOptions> options)
{
    public TimeSpan Wait => TimeSpan.FromSeconds(options.Value.WaitSeconds);

    public Instant Now() => Micros.Whole(Instant.FromDateTimeOffset(time.GetUtcNow()));
}
