using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Search;

namespace Telehealth.Server.Features.AuditLog;

/// <summary>How far back there is anything, and how long what was found is kept.</summary>
internal sealed class SavedSearchLimits(DatabaseLinks links, IOptions<SearchOptions> options)
{
    public Duration Kept { get; } = Duration.FromDays(options.Value.SavedDays);

    public int Most { get; } = options.Value.SavedMost;

    /// <summary>Time of the oldest indexed record; null when there is none.</summary>
    public async Task<Instant?> FirstAsync(CancellationToken cancellation)
    {
        await using var connection = await links.OpenAsync(cancellation);
        await using var command = connection.Command("SELECT MIN(at) FROM record_search");
        return await command.ExecuteScalarAsync(cancellation) is long at ? Micros.At(at) : null;
    }
}
