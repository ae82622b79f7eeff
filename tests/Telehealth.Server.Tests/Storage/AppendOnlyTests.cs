using System.Data.Common;
using Telehealth.Server.Storage;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Storage;

/// <summary>The log's tables refuse every way of changing what is written, and the server does not start when they would not.</summary>
public abstract class AppendOnlyTests(DatabaseFixture database)
{
    private const string Hash = "(SELECT x FROM (SELECT substr(ciphertext, 1, 32) AS x FROM record_secrets LIMIT 1) AS h)";
    protected const string SealOne = $"INSERT INTO record_leaves SELECT 1000000, id, {Hash} FROM records WHERE id = (SELECT max(id) FROM records);";
    protected const string SignOne = $"INSERT INTO log_checkpoints VALUES ('test.example/log', 5, {Hash}, 'note', 0);";
    protected const string NewSecret = "INSERT INTO record_secrets (hash, key_id, nonce, ciphertext) SELECT hash, key_id, nonce, ciphertext FROM record_secrets";

    protected static async Task RefusedAsync(DatabaseFixture database, string sql)
    {
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString);
        var visit = await new DatabaseClinic(node).ScheduledVisitAsync();

        await Assert.ThrowsAnyAsync<DbException>(() => ExecuteAsync(node, sql));

        await node.IntactAsync(visit.Id);
        Assert.True(await node.NumberAsync("SELECT COUNT(*) FROM record_secrets") > 0);
    }

    [Theory]
    [InlineData("UPDATE records SET code = 'Nothing'")]
    [InlineData("UPDATE records SET id = id + 1000000")]
    [InlineData("DELETE FROM records")]
    [InlineData("DELETE FROM records WHERE code = 'VisitScheduled'")]
    [InlineData("DELETE FROM record_queue")]
    [InlineData("UPDATE record_queue SET record_id = record_id + 1000000")]
    [InlineData(SealOne + "UPDATE record_leaves SET leaf_index = leaf_index + 1")]
    [InlineData(SealOne + "DELETE FROM record_leaves")]
    [InlineData(SealOne + SealOne + "SELECT 1")]
    [InlineData(SignOne + "UPDATE log_checkpoints SET size = 9")]
    [InlineData(SignOne + "DELETE FROM log_checkpoints")]
    [InlineData(SignOne + "INSERT INTO log_checkpoints SELECT origin, 4, root, note, signed_at FROM log_checkpoints")]
    [InlineData(SignOne + SignOne)]
    [InlineData("INSERT INTO log_origins VALUES (7, 'x', 0, 0); UPDATE log_origins SET first_leaf = 1")]
    [InlineData("INSERT INTO log_origins VALUES (8, 'y', 0, 0); DELETE FROM log_origins")]
    [InlineData("INSERT INTO log_keys VALUES ('x', 'k', 0, 0); UPDATE log_keys SET vkey = 'other'")]
    [InlineData("INSERT INTO log_keys VALUES ('x', 'l', 0, 0); DELETE FROM log_keys")]
    [InlineData("UPDATE record_secrets SET ciphertext = ciphertext || ciphertext")]
    [InlineData("DELETE FROM record_secrets")]
    [InlineData("DELETE FROM detail_keys")]
    [InlineData("UPDATE detail_keys SET created_at = created_at + 1")]
    [InlineData("UPDATE detail_keys SET patient_id = NULL, area = 'mine' WHERE patient_id IS NOT NULL")]
    [InlineData(NewSecret + " WHERE true ON CONFLICT (hash) DO UPDATE SET ciphertext = excluded.ciphertext")]
    public Task Change_is_refused(string sql) => RefusedAsync(database, sql);

    protected async Task DoesNotStartAfterAsync(string sql, string undo)
    {
        await using (var node = await DatabaseNode.StartAsync(database.ConnectionString))
        {
            await ExecuteAsync(node, sql);
        }

        var fault = await Assert.ThrowsAsync<StartRefusedException>(() => DatabaseNode.StartAsync(database.ConnectionString));
        Assert.Contains("do not refuse change", fault.Message);
        await ExecuteAsync(database.ConnectionString, undo);
        await using var again = await DatabaseNode.StartAsync(database.ConnectionString);
    }

    private static async Task ExecuteAsync(DatabaseNode node, string sql)
    {
        await using var connection = await node.Get<DatabaseLinks>().OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    protected static async Task ExecuteAsync(string connectionString, string sql)
    {
        var target = StorageTarget.Of(connectionString, new());
        await using DbConnection connection = target.Engine is StorageEngine.Sqlite
            ? new Microsoft.Data.Sqlite.SqliteConnection(target.ConnectionString)
            : new Npgsql.NpgsqlConnection(target.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}

public sealed class AppendOnlyOnSqliteTests(SqliteDatabase database) : AppendOnlyTests(database), IClassFixture<SqliteDatabase>
{
    private readonly SqliteDatabase _database = database;

    [Theory]
    [InlineData("REPLACE INTO record_secrets (hash, key_id, nonce, ciphertext) SELECT hash, key_id, nonce, ciphertext || ciphertext FROM record_secrets")]
    [InlineData("INSERT OR REPLACE INTO records SELECT id, stream, seq, at, 'Nothing', visit_id, patient_id, actor_kind, actor_id, participant_id, staff_id, refused, hash, bytes FROM records")]
    [InlineData("INSERT OR REPLACE INTO records (stream, seq, at, code, actor_kind, refused, hash, bytes) SELECT stream, seq, at, 'Nothing', actor_kind, refused, hash, bytes FROM records")]
    [InlineData("UPDATE OR REPLACE records SET seq = 1 WHERE seq = 2")]
    [InlineData(SealOne + "INSERT OR REPLACE INTO record_leaves SELECT leaf_index, record_id + 1, leaf_hash FROM record_leaves")]
    [InlineData(SignOne + "INSERT OR REPLACE INTO log_checkpoints SELECT origin, size, root, 'other', 0 FROM log_checkpoints")]
    [InlineData("PRAGMA recursive_triggers = OFF; REPLACE INTO record_secrets (hash, key_id, nonce, ciphertext) SELECT hash, key_id, nonce, ciphertext || ciphertext FROM record_secrets")]
    public Task Replacing_is_refused(string sql) => RefusedAsync(_database, sql);

    [Fact]
    public Task Without_a_trigger_the_server_does_not_start() => DoesNotStartAfterAsync(
        "DROP TRIGGER records_no_update",
        "CREATE TRIGGER records_no_update BEFORE UPDATE ON records BEGIN SELECT RAISE(ABORT, 'records are append-only'); END");
}

public sealed class AppendOnlyOnPostgresTests(PostgresDatabase database) : AppendOnlyTests(database), IClassFixture<PostgresDatabase>
{
    private readonly PostgresDatabase _database = database;

    [Theory]
    [InlineData("TRUNCATE records")]
    [InlineData("TRUNCATE record_secrets, visits CASCADE")]
    [InlineData("SET session_replication_role = replica; DELETE FROM records")]
    [InlineData("SET session_replication_role = replica; TRUNCATE records")]
    [InlineData("SET session_replication_role = replica; DELETE FROM record_queue")]
    [InlineData("TRUNCATE record_queue")]
    [InlineData("TRUNCATE record_leaves")]
    [InlineData("SET session_replication_role = replica; TRUNCATE log_checkpoints")]
    [InlineData("TRUNCATE log_tiles, log_origins, log_keys")]
    [InlineData("INSERT INTO records (id, stream, seq, at, code, actor_kind, refused, hash, bytes) SELECT id, stream, seq, at, code, actor_kind, refused, hash, bytes FROM records")]
    public Task Emptying_and_forging_are_refused(string sql) => RefusedAsync(_database, sql);

    [Fact]
    public Task With_a_trigger_switched_off_the_server_does_not_start() => DoesNotStartAfterAsync(
        "ALTER TABLE records DISABLE TRIGGER records_no_change", "ALTER TABLE records ENABLE ALWAYS TRIGGER records_no_change");

    [Fact]
    public Task Without_the_queue_the_server_does_not_start() => DoesNotStartAfterAsync(
        "ALTER TABLE records DISABLE TRIGGER records_queue", "ALTER TABLE records ENABLE ALWAYS TRIGGER records_queue");

    [Fact]
    public async Task A_record_written_with_the_triggers_of_replication_off_is_queued_all_the_same()
    {
        await using var node = await DatabaseNode.StartAsync(_database.ConnectionString);
        await new DatabaseClinic(node).ScheduledVisitAsync();
        var before = await node.NumberAsync("SELECT COUNT(*) FROM record_queue");

        await ExecuteAsync(_database.ConnectionString,
            "SET session_replication_role = replica; INSERT INTO records (stream, seq, at, code, actor_kind, refused, hash, bytes) SELECT 'reads:x', 0, at, code, actor_kind, refused, hash, bytes FROM records LIMIT 1");

        Assert.Equal(before + 1, await node.NumberAsync("SELECT COUNT(*) FROM record_queue"));
    }
}
