using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Hosting.RuleCommands;

/// <summary>The clinic's database, read only, beside a server that runs.</summary>
internal sealed class ClinicReading : IAsyncDisposable
{
    private readonly DatabaseLinks links;

    private ClinicReading(TelehealthDb db, DatabaseLinks links) => (Db, this.links, Visits) = (db, links, new VisitLoads(links));

    public TelehealthDb Db { get; }

    public VisitLoads Visits { get; }

    public static async Task<ClinicReading> OpenAsync(CommandContext context, CancellationToken cancellation)
    {
        var target = ReadOnly(StorageTarget.Of(context.Settings.GetConnectionString("Telehealth"), context.Settings.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new()));
        var clinic = new ClinicReading(DbOf(target), new DatabaseLinks(target, NullLoggerFactory.Instance));
        try
        {
            // Asked here, so that a database that is away is told as one.
            await clinic.Db.Database.OpenConnectionAsync(cancellation);
            return clinic;
        }
        catch
        {
            await clinic.DisposeAsync();
            throw;
        }
    }

    public Task<ImmutableDictionary<StaffId, ClinicianFacts>> CliniciansAsync(TimeProvider time, CancellationToken cancellation) => ClinicPeople.ReadAsync(Db, time, cancellation);

    /// <summary>Booked: planned from now on until then, and not closed.</summary>
    public async Task<IReadOnlyList<LoadedVisit>> BookedAsync(Instant now, Instant until, CancellationToken cancellation) =>
        [.. (await Visits.OpenOrStartingAsync(new(now, until), cancellation)).Where(v => v.Visit.Closing is null && v.Visit.StartsAt >= now && v.Visit.StartsAt < until)];

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        await links.DisposeAsync();
    }

    private static StorageTarget ReadOnly(StorageTarget target) => target.Engine is StorageEngine.Sqlite
        ? target with { ConnectionString = new SqliteConnectionStringBuilder(target.ConnectionString) { Mode = SqliteOpenMode.ReadOnly }.ToString() }
        : target;

    private static TelehealthDb DbOf(StorageTarget target) => target.Engine is StorageEngine.Postgres
        ? new PostgresTelehealthDb(new DbContextOptionsBuilder<PostgresTelehealthDb>().UseNpgsql(target.ConnectionString).Options)
        : new SqliteTelehealthDb(new DbContextOptionsBuilder<SqliteTelehealthDb>().UseSqlite(target.ConnectionString).Options);
}
