using Npgsql;

namespace Telehealth.Server.Storage;

/// <summary>One connection of its own; a group is one batch, which PostgreSQL runs as one transaction in one round trip.</summary>
internal sealed class PostgresWriteEngine(DatabaseLinks links) : IWriteEngine
{
    // One row that somebody holds must stop one command, not the group: it fails, and the rest is replayed without it.
    // The statements' plans never depend on their values, and planning a dozen parts anew costs more than running them.
    // They find their rows by key, and are planned once, when a young clinic's tables are still small: reading one whole looks cheap then, and is
    // dear a minute later, when every change has left a dead row behind. Where a table has a single row and no key, scanning it is all there is;
    // its forbidding price must not call the compiler in. Joins go row by row, so that rows are locked in the order in which they are named.
    internal const string Manners =
        "SET lock_timeout = '2s'; SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off";

    private NpgsqlConnection? _connection;

    public async Task<CommitResult[]> CommitAsync(IReadOnlyList<GroupedWrite> group, CancellationToken cancellation)
    {
        var connection = await ConnectAsync(cancellation);
        try
        {
            return await new PostgresGroup(group).RunAsync(connection, cancellation);
        }
        catch (Exception e) when (StorageFaults.MayHaveCommitted(e) && e is not PostgresException { SqlState: PostgresErrorCodes.QueryCanceled })
        {
            await DropAsync();
            throw new WriteFailedException(WriteFailure.Unknown, e);
        }
        catch (PostgresException e) when (group.Count == 1 && e.SqlState is (PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure))
        {
            return [CommitResult.VersionClash];
        }
        catch (PostgresException e)
        {
            throw new WriteFailedException(group.Count == 1 && StorageFaults.IsUnavailable(e) ? WriteFailure.Unavailable : WriteFailure.Statement, e);
        }
    }

    public async ValueTask DisposeAsync() => await DropAsync();

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellation)
    {
        if (_connection is { FullState: System.Data.ConnectionState.Open } open)
        {
            return open;
        }

        await DropAsync();
        try
        {
            _connection = await links.Postgres.OpenConnectionAsync(cancellation);
            await using var limit = new NpgsqlCommand(Manners, _connection);
            await limit.ExecuteNonQueryAsync(cancellation);
            return _connection;
        }
        catch (Exception e) when (StorageFaults.IsUnavailable(e))
        {
            throw new WriteFailedException(WriteFailure.Unavailable, e);
        }
    }

    private async Task DropAsync()
    {
        if (_connection is { } old)
        {
            _connection = null;
            await old.DisposeAsync();
        }
    }
}
