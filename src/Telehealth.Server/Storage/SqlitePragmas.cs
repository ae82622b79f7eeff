using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Telehealth.Server.Storage;

/// <summary>
/// What every SQLite connection is told: a commit is on disk when it returns (FULL; only the search index, which is made again from the records, does not wait for the disk); the log's indexes stay in a cache of 64 MiB, and a write-ahead
/// log of 64 MiB is folded in by whoever commits, if <see cref="SqliteCheckpoints"/> has not done it. That readers do not wait for the writer (WAL) is a
/// property of the file.
/// </summary>
internal sealed class SqlitePragmas(int maxMegabytes) : DbConnectionInterceptor
{
    private const int PageBytes = 4096;
    private readonly string _text = "PRAGMA synchronous=FULL;PRAGMA cache_size=-65536;PRAGMA wal_autocheckpoint=16384;"
        + (maxMegabytes > 0 ? $"PRAGMA max_page_count={(maxMegabytes * (1_048_576L / PageBytes)).ToString(CultureInfo.InvariantCulture)};" : "");

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        Apply(connection);
        // SQLite's own knows the letters of English only; a search for a name knows all.
        if (connection is SqliteConnection sqlite) sqlite.CreateFunction<string?, string?>("upper", static text => text?.ToUpperInvariant(), isDeterministic: true);
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }

    public void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = _text;
        command.ExecuteNonQuery();
    }
}
