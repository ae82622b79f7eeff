using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Telehealth.Server.Storage;

/// <summary>One connection of its own, behind the write gate; a group is one BEGIN IMMEDIATE … COMMIT.</summary>
internal sealed class SqliteWriteEngine(StorageTarget target, WriteGate gate, SqliteCheckpoints checkpoints, IOptions<StorageOptions> options) : IWriteEngine
{
    private readonly SqlitePragmas _pragmas = new(target.SqliteMaxMegabytes);
    private SqliteConnection? _connection;
    private SqliteStatements? _statements;

    public async Task<CommitResult[]> CommitAsync(IReadOnlyList<GroupedWrite> group, CancellationToken cancellation)
    {
        try
        {
            using var turn = await gate.EnterAsync(TimeSpan.FromSeconds(options.Value.WaitSeconds), cancellation);
            var results = Commit(Connect(), group);
            checkpoints.Wrote(group.Count);
            return results;
        }
        catch (StorageUnavailableException e)
        {
            throw new WriteFailedException(WriteFailure.Unavailable, e);
        }
        catch (SqliteException e)
        {
            throw new WriteFailedException(StorageFaults.IsUnavailable(e) ? WriteFailure.Unavailable : WriteFailure.Statement, e);
        }
    }

    public ValueTask DisposeAsync()
    {
        Drop();
        return ValueTask.CompletedTask;
    }

    private CommitResult[] Commit(SqliteStatements statements, IReadOnlyList<GroupedWrite> group)
    {
        var results = new CommitResult[group.Count];
        statements.Begin();
        var committing = false;
        try
        {
            for (var i = 0; i < results.Length; i++)
            {
                results[i] = statements.Run(group[i]);
            }

            committing = true;
            statements.Commit();
            return results;
        }
        catch (SqliteException e) when (committing && StorageFaults.MayHaveCommitted(e))
        {
            Drop();
            throw new WriteFailedException(WriteFailure.Unknown, e);
        }
        catch (SqliteException)
        {
            RollBack(statements);
            throw;
        }
    }

    private void RollBack(SqliteStatements statements)
    {
        try
        {
            statements.RollBack();
        }
        catch (SqliteException)
        {
            // A full disk may have rolled back by itself; a new connection starts clean either way.
            Drop();
        }
    }

    private SqliteStatements Connect()
    {
        if (_statements is { } ready)
        {
            return ready;
        }

        // Not pooled: a connection that failed must be gone, not lent again.
        Drop();
        var text = new SqliteConnectionStringBuilder(target.ConnectionString) { Pooling = false }.ToString();
        _connection = new SqliteConnection(text);
        _connection.Open();
        _pragmas.Apply(_connection);
        return _statements = new SqliteStatements(_connection);
    }

    private void Drop()
    {
        _statements?.Dispose();
        _connection?.Dispose();
        (_statements, _connection) = (null, null);
    }
}
