using Microsoft.Data.Sqlite;

namespace Telehealth.Server.Storage.Sealing;

/// <summary>The sealer's prepared statements on SQLite.</summary>
internal sealed class SealStatements(SqliteConnection connection) : IDisposable
{
    public SqliteStatement Begin { get; } = new(connection, "BEGIN IMMEDIATE");
    public SqliteStatement Commit { get; } = new(connection, "COMMIT");
    public SqliteStatement Leaf { get; } = new(connection, "INSERT INTO record_leaves (leaf_index, record_id, leaf_hash) VALUES (@leaf_index, @record_id, @leaf_hash)");
    public SqliteStatement Unqueue { get; } = new(connection, "DELETE FROM record_queue WHERE record_id = @record_id");
    public SqliteStatement Tile { get; } = new(connection, SealSql.Tile);
    public SqliteStatement Origin { get; } = new(connection, SealSql.Origin);
    public SqliteStatement Key { get; } = new(connection, SealSql.Key);
    public SqliteStatement Checkpoint { get; } = new(connection, SealSql.Checkpoint);

    public void Dispose()
    {
        foreach (var statement in new[] { Begin, Commit, Leaf, Unqueue, Tile, Origin, Key, Checkpoint }) statement.Dispose();
    }
}
