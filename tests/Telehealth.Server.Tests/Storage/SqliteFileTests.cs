using Microsoft.Data.Sqlite;
using Telehealth.Server.Storage;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Storage;

/// <summary>One process on one file, whole after whatever happened to the last one.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("telehealth-sqlite-").FullName;

    private string ConnectionString => $"Data Source={Path.Combine(_folder, "deep", "telehealth.db")}";

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_second_process_on_the_same_file_is_refused_in_plain_words()
    {
        await using (var first = await DatabaseNode.StartAsync(ConnectionString))
        {
            var refused = await Assert.ThrowsAsync<StartRefusedException>(() => DatabaseNode.StartAsync(ConnectionString));
            Assert.Contains("Another process", refused.Message);
            Assert.DoesNotContain(_folder, refused.Message);
            await Assert.ThrowsAsync<InvalidOperationException>(() => MigrateCommand.MigrateAsync(StorageTarget.Of(ConnectionString, new()), TextWriter.Null, default));
        }

        await using var next = await DatabaseNode.StartAsync(ConnectionString);
    }

    [Fact]
    public async Task A_migration_lock_left_by_a_killed_process_does_not_stop_the_next()
    {
        await using (await DatabaseNode.StartAsync(ConnectionString))
        {
        }

        await using (var connection = new SqliteConnection(ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText =
                """
                CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT OR REPLACE INTO "__EFMigrationsLock" VALUES (1, '2026-01-01');
                """;
            await command.ExecuteNonQueryAsync();
        }

        await using var next = await DatabaseNode.StartAsync(ConnectionString).WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Every_connection_syncs_to_disk_and_the_file_has_a_write_ahead_log()
    {
        await using var node = await DatabaseNode.StartAsync(ConnectionString);
        await using var connection = await node.Get<DatabaseLinks>().OpenAsync(default);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT journal_mode FROM pragma_journal_mode) || (SELECT synchronous FROM pragma_synchronous) || (SELECT recursive_triggers FROM pragma_recursive_triggers)";
        Assert.Equal("wal21", await command.ExecuteScalarAsync());
    }
}
