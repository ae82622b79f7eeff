using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Server.Desk.Sealing;

namespace Telehealth.Server.Desk.Exports;

/// <summary>How many, how large, how long.</summary>
internal sealed class ExportLimits(IOptions<AuditOptions> options)
{
    /// <summary>Running at a time.</summary>
    public int AtOnce { get; } = options.Value.ExportsAtOnce;

    public long MostRecords { get; } = options.Value.ExportMostRecords;

    /// <summary>Before the file is removed.</summary>
    public Duration Kept { get; } = Duration.FromDays(options.Value.ExportDays);
}
